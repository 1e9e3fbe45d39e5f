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
console-account = Entrar con la cuenta de su organización
console-account-away = El acceso de su organización no responde en este momento. Vuelva a intentarlo más tarde o pida un enlace a quien administra.
console-account-unfinished = El acceso no se completó o tardó demasiado. Vuelva a intentarlo.
console-account-unverified = Su cuenta no tiene dirección de correo, o nadie la ha verificado. Pregunte a quien gestiona las cuentas o pida un enlace a quien administra.
console-account-unknown = Nadie del secretariado tiene la dirección { $email }. Pida a quien administra que le invite con ella.
console-signed-in = Ha iniciado sesión
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
console-position-question = ¿Es correcto el punto?
console-position = Sí, está ahí
console-not-position = No, no guardarlo
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
# Import: spreadsheets that are handed over.
console-import = Importar
console-import-lead = Elija una hoja de cálculo o suéltela en el campo. No cambia nada hasta que haya visto lo que cambiaría.
console-import-files = Hoja de cálculo (Excel, LibreOffice o CSV)
console-import-whole = Contiene a todos los miembros: indicar los que faltan
console-import-look = Revisar
console-import-earlier = Importaciones anteriores
console-import-none = Aquí todavía no se ha importado nada.
console-import-file = Archivo
console-import-day = Día
console-import-planning = En revisión
console-import-interrupted = Interrumpida
console-import-planned = Espera a ser importada
console-import-failed = Todavía no se puede leer
console-import-applied = Importada
console-import-undone = Deshecha
console-import-forgotten = Ya no se conserva
console-import-wait = Esta página continúa sola.
console-import-again = Volver a planificar
console-import-undo = Deshacer la importación
console-import-forget = Olvidar estos archivos
console-import-another = Otras importaciones
console-import-columns = Cómo se leen las columnas
console-import-columns-lead = Compruebe cómo se lee cada columna y, sobre todo, quién conocerá su contenido.
console-import-decides = Decide lo que es público
console-import-public = Esto será público
console-import-private = Esto solo lo ve la secretaría
console-import-unread = No se importa
console-import-guess = Suposición
console-import-strange = No se leen, porque nadie sabe qué contienen: { $tables }
console-import-remembered = Ya se importó un archivo con estas columnas.
console-import-use = Leer como «{ $name }»
console-import-go-on = Continuar con estas columnas
console-import-otherwise = ¿El archivo se lee mal?
console-import-include-hidden = Importar también las filas y columnas ocultas
console-import-header-row = Fila con los nombres de las columnas
console-import-encoding = Codificación
console-import-look-again = Revisar de nuevo
console-import-of-members = Miembro
console-import-of-locations = Lugar
console-import-of-services = Servicio
console-import-of-contacts = Persona de contacto
console-import-of-notes = Nota
console-import-of-others = Otros
console-reading-undecided = Por decidir
console-reading-nothing = No se importa
console-reading-private-if-yes = Sí: no publicar
console-reading-public-if-yes = Sí: cualquiera puede saberlo
console-column-name = Nombre
console-column-acronym = Sigla
console-column-country = País
console-column-website = Sitio web
console-column-email = Correo electrónico
console-column-phones = Teléfono
console-column-links = Enlaces
console-column-identifiers = Identificadores
console-column-phone = Teléfono
console-column-summary = Resumen
console-column-languages = Idiomas
console-column-founded-year = Año de fundación
console-column-external-id = Su propia clave
console-column-slug = Clave en la dirección
console-column-membership-type = Tipo de membresía
console-column-membership-status = Estado de la membresía
console-column-joined-on = Miembro desde
console-column-left-on = Baja el
console-column-listing = En el directorio o no
console-column-kind = Tipo de lugar
console-column-address = Calle y número
console-column-postal-code = Código postal
console-column-city = Ciudad
console-column-region = Región
console-column-opening-hours = Horario
console-column-latitude = Latitud
console-column-longitude = Longitud
console-column-visibility = Lo que ven los extraños
console-column-service = Servicio
console-column-description = Descripción
console-column-role = Función
console-column-text = Texto
console-import-kind-refused = Problemas
console-import-kind-duplicate = Duplicados probables
console-import-kind-warning = Avisos
console-import-kind-created = Nuevos
console-import-kind-changed = Modificados
console-import-kind-withdrawn = Retirados
console-import-kind-missing = Ausentes
console-import-kind-same = Sin cambios
console-import-readings = ¿Es esto lo que se quiere decir?
console-import-readings-lead = Algunas celdas no están escritas como el directorio las necesita. Deje marcado lo que se lee bien.
console-import-accept = Leerlas así
console-import-nothing = nada
console-import-cells = { $count ->
    [one] { $count } celda
   *[other] { $count } celdas
}
console-import-others = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
console-mend-country = Países
console-mend-language = Idiomas
console-mend-website = Sitios web
console-mend-email = Direcciones de correo
console-mend-coordinate = Coordenadas
console-mend-swapped-point = Latitud y longitud intercambiadas
console-mend-date = Fechas
console-mend-text = Texto dañado
console-mend-placeholder = Palabras que no dicen nada
console-import-confirm-publication = El público vería más que ahora
console-import-confirm-publication-lead = Sí, publicar esto
console-import-confirm-positions = Puntos fuera de su país
console-import-confirm-positions-lead = Sí, estos puntos son correctos
console-import-allow-duplicates = Probablemente ya en el registro
console-import-allow-duplicates-lead = Son otras organizaciones: añadirlas
console-import-skip-refused = Filas con problemas
console-import-skip-refused-lead = Dejarlas fuera e importar las demás
console-import-problems = Problemas
console-import-unread-columns = No se importan: { $columns }
console-import-marked = Descargar la hoja con los problemas marcados
console-import-remember = Recordar cómo se leen las columnas, como
console-import-apply = { $count ->
    [one] Importar { $count } cambio
   *[other] Importar { $count } cambios
}
console-import-apply-lead = Un archivo grande tarda un momento. Después se puede deshacer.
console-import-nothing-to-do = Tal como está, no hay nada que importar.
console-import-back = Volver al plan
console-import-row = Fila
console-import-what = Qué
console-import-more = Más
console-done-imported = Importada.
console-done-forgotten = Olvidada.

# Duplicates, and what goes out.
console-duplicates = Duplicados
console-duplicate-same-identifier = Mismo identificador
console-duplicate-same-website = Mismo sitio web
console-duplicate-similar-name = Casi el mismo nombre, mismo país
console-duplicate-stays = La ficha que queda
console-duplicate-keep = Esta
console-duplicate-lead = Se conserva lo que solo tiene una de las dos: otros nombres, teléfonos, lugares, servicios y personas. La otra clave lleva a la ficha que queda.
console-duplicate-merge = Unir las dos
console-duplicate-apart = Son dos: no volver a preguntar
console-duplicate-distinct = Diferenciadas
console-duplicate-again = Volver a preguntar
console-done-merged = Unidas.
console-done-apart = Anotado: son dos.
console-action-tell-apart = diferenciado de otro miembro
console-publish-screen = Publicar
console-digest = Boletín
console-digest-since = Desde
console-digest-until = Hasta
console-digest-show = Mostrar
console-digest-text = Qué ha cambiado
console-digest-backwards = El último día es anterior al primero. Elija uno posterior.
console-copy-html = Copiar para un boletín
console-copy-markdown = Copiar como Markdown
console-partners = Miembros para una entidad asociada
console-partners-lead = Lo que cualquiera puede ver, en forma de tabla.
console-download-xlsx = Excel
console-download-csv = CSV
console-working = Hoja de trabajo
console-working-lead = Miembros, lugares y servicios, con todo lo oculto. Edítela e impórtela de nuevo. No contiene personas ni notas. No la comparta.
console-working-download = Descargar
console-embed = La lista en su propio sitio
console-embed-lines = Líneas para copiar en su página
console-embed-more = Más opciones

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
console-field-links = Enlaces, uno por línea, cada uno tras su tipo (facebook:https://…)
console-field-identifiers = Identificadores en otros registros, uno por línea (wikidata:Q42, vat:BE0403019261)
console-field-names = Otros nombres, uno por línea, cada uno tras su idioma (fr:Maison Ouverte)
console-field-countries = Países atendidos a distancia (códigos, separados por comas)
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
console-seen-once-saved = Así se vería una vez guardado.
console-two-versions = Dos versiones
console-two-versions-lead = Otra persona cambió esta ficha mientras trabajabas en ella. Elige para cada campo qué versión se queda.
console-mine = La tuya
console-theirs = La otra
console-do-not-save = Dejarlo como está ahora
console-is-withdrawn = Ficha retirada
console-restore = Recuperar la ficha
console-add-place = Añadir un lugar
console-people = Personas
console-people-lead = Solo las ve la secretaría. Quien se quita sigue en el historial; borrar a alguien lo saca también de ahí.
console-add-person = Añadir a alguien
console-notes = Notas
console-notes-lead = Para el equipo. Ni el público ni el miembro las ven.
console-add-note = Añadir una nota
console-end-of-entry = Retirar la ficha
console-withdraw-lead = Una ficha retirada se conserva y solo la ve la secretaría. Puedes recuperarla.
console-withdraw = Retirar la ficha
console-purge = Eliminar definitivamente
console-purge-lead = Se borra todo sobre { $name }: la ficha, sus personas y notas, y su historial. No hay vuelta atrás.
console-purge-name = Para continuar, escribe el nombre del miembro
console-purge-other-name = Ese no es su nombre. No se eliminó nada.
console-do-not-purge = Conservar
console-erase = Borrar…
console-erase-somebody = Borrar a alguien que no figura aquí
console-erase-title = Borrar a una persona
console-erase-lead = Indica cómo puede aparecer la persona en el registro. Verás todo lo que se encuentre antes de que se borre nada.
console-known-names = Nombres, uno por línea
console-known-emails = Correos electrónicos, uno por línea
console-known-phones = Teléfonos de la persona, uno por línea
console-look = Ver qué se encuentra
console-nothing-found = Nada menciona a esta persona.
console-back = Volver
console-found-lead = Esto menciona a la persona. Di de cada frase si se quita o se queda; lo que se quita sale también del historial.
console-found-contacts = Como persona de un miembro
console-found-fields = En campos de correo o teléfono
console-found-sentences = En frases
console-found-copies = { $count ->
    [one] También se borra { $count } copia que se guarda un tiempo.
   *[other] También se borran { $count } copias que se guardan un tiempo.
}
console-take-out = Quitar
console-keep = Conservar
console-erase-for-good = Borrar definitivamente
console-do-not-erase = No borrar nada
console-erased = Borrado
console-erased-entries = { $count ->
    [one] Se cambió { $count } ficha.
   *[other] Se cambiaron { $count } fichas.
}
console-erased-lines = { $count ->
    [one] Se limpió { $count } línea del historial.
   *[other] Se limpiaron { $count } líneas del historial.
}
console-erased-texts = { $count ->
    [one] Se cambió { $count } texto más.
   *[other] Se cambiaron { $count } textos más.
}
console-kept = Conservado, como dijiste
console-holder-entry = Ficha de un miembro
console-holder-network = Perfil de la red
console-holder-service-type = Tipo de servicio
console-holder-membership-event = Paso de una membresía
console-holder-proposal = Corrección propuesta
console-holder-api-key = Etiqueta de una clave
console-holder-staff = Alguien de la secretaría
console-holder-webhook = Webhook
console-holder-audit-entry = Historial
console-holder-public-change = Historial público
console-holder-purged-member = Clave de un miembro eliminado
console-basis-consent = La persona dio su consentimiento
console-basis-contract = Lo exige un contrato
console-basis-legal-obligation = Lo exige la ley
console-basis-legitimate-interest = Interés legítimo de la red
console-field-visibility = Lo que ven los desconocidos
console-field-kind = Tipo de lugar
console-field-role = Qué hace allí
console-field-phone = Teléfono
console-field-legal-basis = Por qué podemos guardarlo
console-field-consented-on = Consentimiento del
console-field-text = Nota
console-done-withdrawn = Retirada: ahora solo la ve la secretaría.
console-done-restored = La ficha ha vuelto.
console-done-purged = Eliminado definitivamente.
console-more-filters = Más filtros y columnas
console-service = Servicio
console-not-confirmed-since = Sin confirmar desde
console-columns = Columnas
console-shown-languages = Idiomas
console-shown-services = Servicios
console-select = Marcar
console-change-ticked = Cambiar los marcados
console-change-all = { $count ->
    [one] Cambiar este
   *[other] Cambiar los { $count }
}
console-bulk = Cambiar varios miembros
console-bulk-chosen = { $count ->
    [one] { $count } miembro está marcado.
   *[other] { $count } miembros están marcados.
}
console-bulk-all = Todos los miembros que encuentra tu filtro.
console-bulk-what = ¿Qué debe cambiar?
console-bulk-verify = Confirmar que hoy son correctas
console-bulk-move = Dar un paso en la membresía
console-bulk-add-service = Añadir un servicio
console-bulk-remove-service = Quitar un servicio
console-bulk-add-language = Añadir un idioma (su código, como fr)
console-bulk-remove-language = Quitar un idioma (su código, como fr)
console-bulk-country = Fijar el país
console-bulk-try = Ver qué cambiaría
console-bulk-changed = { $count ->
    [one] Cambiaría { $count } miembro
   *[other] Cambiarían { $count } miembros
}
console-bulk-unchanged = { $count ->
    [one] { $count } ya está así
   *[other] { $count } ya están así
}
console-bulk-refused = { $count ->
    [one] { $count } no admite este cambio y se queda como está:
   *[other] { $count } no admiten este cambio y se quedan como están:
}
console-bulk-do = { $count ->
    [one] Cambiar { $count } miembro
   *[other] Cambiar { $count } miembros
}
console-keys = Claves
console-webhooks = Webhooks
console-role-partner = Entidad asociada
console-role-member = Miembro, para su propia ficha
console-key = Clave
console-key-made = Esta es la clave para { $name }. Solo se muestra ahora: dásela a quien la necesite y a nadie más.
console-key-active = Vigente
console-key-expired = Caducada
console-key-revoked = Revocada
console-key-label = Para qué es
console-key-end = Acaba el
console-key-ends = Acaba el (al cabo de un año si lo dejas vacío)
console-key-member = Para la clave de un miembro: el final de su dirección, como open-huis-gent
console-rotate = Sustituir
console-rotate-lead = Una clave sustituida sirve una semana más, para que nada se pare.
console-revoke = Revocar
console-new-key = Nueva clave
console-make-key = Crear la clave
console-webhook = Webhook
console-new-webhook = Nuevo webhook
console-no-webhooks = Todavía no se avisa a nadie de los cambios.
console-webhook-active = Activo
console-webhook-paused = En pausa
console-webhook-disabled = Detenido: el destinatario ya no existe
console-webhook-waiting = En espera
console-webhook-failures = Intentos fallidos
console-webhook-last = Última entrega
console-webhook-url = Dirección a la que se avisa
console-webhook-language = Idioma de los mensajes
console-webhook-events = De qué se avisa (de todo, si no se marca nada)
console-webhook-secret = Este secreto firma los mensajes. Solo se muestra ahora: dáselo a quien los recibe.
console-secret = Secreto
console-webhook-test = Enviar una prueba
console-webhook-pause = Pausar
console-webhook-resume = Reanudar
console-webhook-rotate = Nuevo secreto
console-deliveries = Mensajes
console-no-deliveries = Todavía no había nada que avisar.
console-delivery-what = Qué pasó
console-delivery-when = Cuándo
console-delivery-answer = Última respuesta
console-delivery-pending = En espera
console-delivery-delivered = Entregado
console-delivery-failed = Fallido
console-delivery-skipped = No enviado: ya no era así
console-send-again = Enviar de nuevo
console-event-member-published = Se publicó un miembro
console-event-member-changed = Se cambió un miembro
console-event-member-withdrawn = Un miembro ya no se muestra
console-event-proposal-filed = Se propuso una corrección
console-event-import-applied = Se aplicó una importación
console-event-webhook-test = Una prueba
console-done-revoked = Revocada: ya no abre nada.
console-done-sent = En camino.
console-network = Red
console-profile = Perfil
console-network-lead = Todo el mundo lee esto en las páginas públicas.
console-code = Código
console-new-service = Nuevo servicio
console-new-code = Código, que queda para siempre, como healthcare/eyes
console-service-merge-title = Fusionar con otro servicio
console-service-merge-lead = Lo que los miembros ofrecen aquí pasa a ofrecerse allí. El código antiguo lo sigue encontrando.
console-service-merge-into = Servicio que queda
console-service-merge = Fusionar
console-field-short-name = Nombre corto
console-field-description = Descripción
console-field-imprint = Aviso legal: quién responde del directorio
console-field-labels = Nombre
console-field-search-words = Palabras con las que se busca, una por línea
console-done-joined = Fusionados.

# Exposures: public texts that tell what is hidden.
console-exposures = Lo oculto en los textos públicos
console-exposures-lead = Cualquiera puede leerlo ahora. Cambie el texto, ocúltelo ahora mismo o diga que puede quedarse.
console-exposure-tells-address = Revela la dirección de
console-exposure-tells-point = Revela el punto en el mapa de
console-exposure-tells-phone = Revela el teléfono de
console-exposure-tells-email = Revela el correo electrónico de
console-exposure-tells-name = Revela el nombre de
console-exposure-person = Una persona de la organización
console-exposure-mend = Cambiar el texto
console-exposure-hide-place = Ocultar este lugar ahora mismo
console-exposure-hide-entry = Ocultar toda la ficha ahora mismo
console-exposure-keep = Puede quedarse
console-done-kept = Anotado: puede quedarse.

# Backup: the whole of the books to take away.
console-backup = Copia de seguridad
console-backup-whole = Copia de seguridad de todo
console-backup-lead = Un archivo con todo lo que hay en el registro, con el que quien gestiona el programa puede restablecerlo todo.
console-backup-download = Descargar una copia
console-export-whole = Exportación completa
console-export-lead = Miembros, lugares, servicios, personas y notas en una hoja de cálculo; o en NDJSON, también con el historial, para otro sistema.
console-backup-secret = Estos archivos contienen todas las direcciones secretas. Guárdenlos para ustedes y cífrenlos allí donde vayan. El historial dice quién se llevó uno y cuándo.

# History: what was done, in words.
console-no = No
console-whole-history = Todo el historial de esta ficha
console-undo-all = Deshacer todo esto
console-history-subject = De qué se trata
console-history-action = Qué se hizo
console-history-nothing = No se hizo nada de este tipo.
console-history-others = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
console-subject-member = Miembro
console-subject-proposal = Corrección
console-subject-network = Perfil de la red
console-subject-service-type = Tipo de servicio
console-subject-staff = Persona de la secretaría
console-subject-api-key = Clave
console-subject-webhook = Webhook
console-subject-mapping = Manera de leer columnas
console-subject-registry = Todo el registro
console-read-audit = historial
console-read-export = archivo para llevar
console-read-personal-data = lo que se guarda sobre una persona
console-word-label = Nombre del lugar
console-word-countries = Países
console-word-former-slugs = Claves anteriores en la dirección
console-word-former-codes = Códigos anteriores
console-word-name-language = Idioma del nombre
console-word-names = Otros nombres
console-word-verified-by = Confirmado por
console-verified-by-organisation = la organización
console-verified-by-secretariat = la secretaría
console-word-merged = Continúa en otra ficha
console-word-point = Punto en el mapa
console-word-delivery = Cómo se ofrece
console-given-in-person = en persona
console-given-phone = por teléfono
console-given-online = en línea
console-listing-listed = En el directorio público
console-listing-unlisted = Fuera del directorio público
console-word-sample-data = Datos de ejemplo inventados
console-word-removed = Retirado
console-history-whole = Mostrar todo este cambio

# Looks: the colour and the logo.
console-looks = Aspecto
console-looks-lead = Así se ven las páginas públicas, y la lista en otros sitios.
console-color = Color
console-color-lead = Para enlaces y botones. Debe ser lo bastante oscuro para leerse sobre blanco; para pantallas oscuras se aclara.
console-color-usual = Usar el color habitual
console-logo = Logotipo
console-logo-lead = Aparece en todas las páginas. Un archivo PNG, JPEG o WebP de 100 kB como máximo.
console-logo-now = El logotipo actual
console-logo-remove = Quitar el logotipo
console-logo-file = Archivo del logotipo

# The services of a member, and more of its fields.
console-add-service = Añadir un servicio
console-field-external-id = Su propia clave
console-field-listing = En el directorio público o no
console-field-region = Región
console-field-point = Punto en el mapa (latitud, longitud)
console-field-accessibility = Acceso con silla de ruedas y similares
console-field-service = Servicio
console-field-location-id = Dónde se ofrece
console-field-free-of-charge = Gratuito
console-field-audience = Para quién
console-field-eligibility = Condiciones
console-field-access = Cómo acceder
console-sessions = Sesiones
console-session-begun = Inicio de sesión
console-session-end = Terminar
