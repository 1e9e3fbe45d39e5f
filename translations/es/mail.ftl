mail-sign-in-subject = Su acceso a la gestión: { $network }
mail-sign-in = Hola, { $name }: con este enlace puede entrar una vez, hasta el { $day }. Es solo para usted.
mail-sign-in-button = Entrar
mail-personal-link-subject = Su ficha en el directorio: { $member }
mail-personal-link = Con este enlace puede ver lo que todo el mundo ve de { $member } en nuestro directorio, confirmarlo o pedir un cambio. No necesita una cuenta.
mail-reminder-subject = ¿Sigue siendo correcta esta ficha? { $member }
mail-reminder = Las personas que buscan ayuda confían en nuestro directorio. Le pedimos un minuto para mirar la ficha de { $member }. Si sigue siendo correcta, bastan dos clics.
mail-reminder-last = Se confirmó por última vez el { $day }.
mail-reminder-never = Nadie la ha confirmado todavía.
mail-reminder-again = Ya se lo hemos preguntado y aún no hemos recibido respuesta.
mail-own-button = Ver la ficha
mail-link-until = El enlace funciona hasta el { $day }.
mail-forward = Si otra persona de su equipo está mejor informada, reenvíele este correo. El enlace no muestra nada que no sea público, y nada cambia antes de que la secretaría lo haya leído.
mail-confirmed-subject = Ficha confirmada: { $member }
mail-confirmed = Con un enlace personal a la ficha de { $member } se ha confirmado que es correcta. No ha cambiado nada más.
mail-proposed-subject = Enviado a la secretaría: { $member }
mail-proposed = Con un enlace personal a la ficha de { $member } se ha escrito a la secretaría sobre ella. Nada cambia antes de que la secretaría lo haya leído.
mail-not-you = Si no ha sido usted ni nadie de su equipo, responda a este correo.
mail-decided-subject = Respuesta de la secretaría: { $member }
mail-decided = { $status ->
    [accepted] La secretaría ha aceptado el cambio que se propuso para { $member }.
    [partly_accepted] La secretaría ha aceptado una parte de lo que se propuso para { $member }.
    [done] La secretaría se ha ocupado de lo que se escribió sobre { $member }. Gracias.
    [discarded] La secretaría ha leído lo que se escribió sobre { $member } y deja la ficha como está.
   *[refused] La secretaría no ha aceptado el cambio que se propuso para { $member }.
}
mail-decided-reason = La secretaría escribe:
mail-more-public-subject = Hay más datos públicos en su ficha: { $member }
mail-more-public = Ahora todo el mundo puede ver algo de { $member } que antes no era público. Le pedimos que mire lo que se muestra.
mail-more-public-no = Si no lo desea, puede decirlo en la misma página. La secretaría se ocupará de ello.
mail-digest = Estos son los últimos cambios del directorio, listos para su boletín.
mail-stop = No enviarme más recordatorios ni novedades
mail-sent-by = Enviado por: { $network }

console-reports = Avisos
console-reports-lead = Lo que visitantes y miembros han escrito sin cuenta. Cualquiera puede haber escrito cualquier cosa; nada ha cambiado por ello.
console-no-reports = No hay avisos abiertos.
console-reports-of-members = De miembros, con enlaces personales
console-reports-of-visitors = De visitantes
console-reports-discard = { $count ->
    [one] Descartar { $count } aviso
   *[other] Descartar estos { $count } avisos
}
console-report-mistake = Alguien avisa de un error
console-report-wish = Un miembro pide algo
console-report-handover = Un miembro nombra a otra persona
console-report-objection = Un miembro no quiere que algo sea público
console-report-done = Atendido
console-report-discard = Descartar
console-personal-links = Enlaces personales
console-links-of = Enlaces personales: { $member }
console-link-made = El enlace está hecho. Solo se muestra ahora.
console-link-mailed = También se envía por correo.
console-links-lead = Durante 30 días, quien tiene un enlace ve lo que ve todo el mundo, y puede confirmarlo o proponer un cambio.
console-make-link = Hacer un enlace para copiar
console-mail-link = Enviar un enlace: { $name }
console-made-on = Hecho el
console-answered = Respuesta
console-mails = Correo
console-mail-example = Organización de ejemplo
console-mail-preview = Cómo se ven los correos
console-no-mail = De aquí no sale correo: no hay servidor de correo, o es la red de ejemplo. Los enlaces se pueden copiar.
console-reminders = A quién se preguntó
console-no-reminders = Ahora mismo no hay que preguntar a nadie.
console-were-asked = Preguntados
console-to-be-asked = Por preguntar
console-more-reminders = Más
console-asked = Preguntado
console-cannot-be-asked = no hay nadie a quien escribir
console-never-answers = no responde nunca
console-mail-log = Lo que se envió
console-no-mails = Todavía no se ha enviado nada.
console-mail-kind = Asunto
console-mail-kind-sign-in = Enlace para entrar
console-mail-kind-personal-link = Enlace personal
console-mail-kind-reminder = Recordatorio
console-mail-kind-confirmed = Ficha confirmada
console-mail-kind-proposed = Enviado a la secretaría
console-mail-kind-decided = Propuesta decidida
console-mail-kind-more-public = Hay más público
console-mail-kind-digest = Novedades
console-mail-status-pending = en espera
console-mail-status-sent = enviado
console-mail-status-refused = rechazado
console-mail-status-failed = fallido
console-mail-status-skipped = no enviado
console-mail-stops = Direcciones a las que no se envía nada
console-mail-stop-refused = el servidor de correo no acepta nada para ella
console-mail-stop-declined = no quiere recordatorios ni novedades
console-mail-again = Volver a enviar
console-digest-lead = Los últimos cambios del directorio, enviados a todo el equipo, listos para su boletín.
console-news-until = Hasta, sin este día
console-digest-send = Enviar
console-waiting-reports = { $count ->
    [one] { $count } aviso espera
   *[other] { $count } avisos esperan
}
console-waiting-answered = { $count ->
    [one] { $count } miembro ha respondido con un enlace personal en los últimos siete días
   *[other] { $count } miembros han respondido con un enlace personal en los últimos siete días
}
console-waiting-unanswered = { $count ->
    [one] { $count } miembro no responde nunca
   *[other] { $count } miembros no responden nunca
}
console-confirmed-share = De { $all } fichas públicas, { $confirmed } se confirmaron en el último año: { $percent } %.
