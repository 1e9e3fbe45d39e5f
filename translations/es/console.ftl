# The console of the staff.

console = Área de trabajo
console-today = Hoy
console-members = Miembros
console-corrections = Correcciones
console-team = Equipo
console-history = Historial
console-public-pages = Páginas públicas
console-sign-in = Iniciar sesión
console-sign-out = Cerrar sesión
console-sign-in-lead = Se inicia sesión con un enlace personal. Pídalo a la administración de su secretaría.
console-link-opened = Este enlace inicia la sesión una sola vez, en este dispositivo. Si no era para usted, cierre esta página.
console-link-refused = Este enlace no funciona: ya se usó o tiene más de dos días. Pida otro.
console-waiting-proposals = { $count ->
    [one] { $count } corrección espera
   *[other] { $count } correcciones esperan
}
console-waiting-unconfirmed = { $count ->
    [one] { $count } ficha sin confirmar desde hace un año
   *[other] { $count } fichas sin confirmar desde hace un año
}
console-waiting-duplicates = { $count ->
    [one] { $count } duplicado probable
   *[other] { $count } duplicados probables
}
console-waiting-exposures = { $count ->
    [one] { $count } texto público revela algo oculto
   *[other] { $count } textos públicos revelan algo oculto
}
console-waiting-imports = { $count ->
    [one] { $count } importación espera
   *[other] { $count } importaciones esperan
}
console-waiting-failing-webhooks = { $count ->
    [one] { $count } webhook detenido
   *[other] { $count } webhooks detenidos
}
console-waiting-ending-keys = { $count ->
    [one] { $count } clave caduca en 30 días
   *[other] { $count } claves caducan en 30 días
}
console-find = Nombre, sigla o identificador
console-status = Estado
console-status-applicant = Solicitante
console-status-member = Miembro
console-status-suspended = Suspendido
console-status-former = Antiguo miembro
console-status-withdrawn = Solicitud retirada
console-any = Todos
console-yes = Sí
console-has-hidden = Tiene un lugar oculto
console-stale-since = Sin confirmar desde { $day }
console-take-away = Quitar este filtro
console-new-member = Miembro nuevo
console-places = Lugares
console-confirmed-on = Confirmado
console-never = Nunca
console-more = Más miembros
console-earlier = Anterior
console-confirmed = Confirmado el { $day }
console-never-confirmed = Nunca confirmado
console-confirm = Confirmar que todo es correcto
console-hide = Ocultar ahora mismo
console-entry = Ficha
console-save = Guardar
console-details = Dirección y contacto
console-visibility = Lo que ven los desconocidos
console-visibility-hidden = Oculto
console-visibility-city = Solo la ciudad
console-visibility-public = Público
console-visibility-hidden-lead = Nadie sabrá que este lugar existe.
console-visibility-city-lead = Se ve la ciudad, pero no la calle ni el teléfono.
console-visibility-public-lead = Todo el mundo ve la dirección, también en el mapa.
console-membership = Membresía
console-step = Paso
console-step-admit = Admitir
console-step-withdraw = Solicitud retirada
console-step-suspend = Suspender
console-step-reinstate = Restablecer
console-step-end = Terminar la membresía
console-step-reapply = Nueva solicitud
console-reason = Motivo
console-do-step = Dar este paso
console-strangers-see = Lo que ven los desconocidos
console-public-page = Abrir la página pública
console-not-public-merged = Nada: continúa en otra ficha.
console-not-public-withdrawn = Nada: la ficha se retiró.
console-not-public-status = Nada: solo se muestran los miembros.
console-not-public-unlisted = Nada: queda fuera del directorio público.
console-moved-on = Otra persona cambió esta ficha desde que la abrió. Donde la suya difiere, ahora dice lo siguiente; guarde de nuevo para conservar la suya.
console-undo = Deshacer
console-command-line = El propio programa
console-action-create = añadido
console-action-update = cambiado
console-action-withdraw = ficha retirada
console-action-restore = ficha restaurada
console-action-purge = eliminado definitivamente
console-action-hide = ocultado al momento
console-action-move = membresía cambiada
console-action-verify = confirmado
console-action-merge = fusionado
console-action-revert = deshecho
console-action-erase = datos personales borrados
console-action-propose = corrección propuesta
console-action-accept = corrección aceptada
console-action-refuse = corrección rechazada
console-action-take-back = corrección retirada
console-action-revoke = clave revocada
console-action-rotate = secreto renovado
console-action-pause = webhook en pausa
console-action-resume = webhook reanudado
console-action-test = webhook probado
console-action-replay = mensajes reenviados
console-action-read = leído entero
console-publish-question = ¿Publicar?
console-publish-lead = Después de esto, cualquiera verá más que antes.
console-publish = Sí, publicar
console-do-not-publish = No, dejarlo como está
console-no-corrections = No hay correcciones pendientes.
console-take = Tomar
console-was = Antes
console-proposed = Propuesto
console-now = Ahora
console-accept = Aceptar lo marcado
console-refuse = Rechazar
console-invite = Invitar a alguien
console-role = Función
console-role-editor = Redacción
console-role-admin = Administración
console-last-seen = Última visita
console-actions = Acciones
console-invited-until = Enlace abierto hasta el { $day }
console-new-link = Enlace nuevo
console-end-sessions = Cerrar todas las sesiones
console-remove = Quitar
console-link = Enlace para iniciar sesión
console-link-for = Envíe este enlace a { $name } y a nadie más. Solo se muestra ahora.
console-link-until = Funciona una sola vez, hasta el { $day }.
console-other-languages = Otros idiomas
console-add = Añadir
console-candidates = Puede que ya esté:
console-not-a-duplicate = Es otra organización
console-kind-office = Oficina
console-kind-clinic = Consulta médica
console-kind-shelter = Alojamiento
console-kind-classroom = Aula
console-kind-other = Lugar
console-field-name = Nombre
console-field-acronym = Sigla
console-field-country = País
console-field-website = Sitio web
console-field-email = Correo electrónico
console-field-phones = Teléfonos, uno por línea
console-field-languages = Idiomas (códigos, separados por comas)
console-field-founded-year = Año de fundación
console-field-summary = Resumen
console-field-address = Calle y número
console-field-postal-code = Código postal
console-field-city = Ciudad
console-field-opening-hours = Horario (Mo-Fr 09:00-17:00)
console-field-place = Lugar
console-done-saved = Guardado.
console-done-published = Publicado: ahora lo ve todo el mundo.
console-done-hidden = Oculto: ya no se ve nada.
console-done-city = Ahora solo se ve la ciudad.
console-done-confirmed = Confirmado.
console-done-moved = La membresía ha cambiado.
console-done-undone = Deshecho.
console-done-accepted = Aceptado.
console-done-refused = Rechazado.
console-done-changed = Cambiado.
console-done-removed = Quitado.
console-done-ended = Sesiones cerradas.
console-done-made = Añadido.
