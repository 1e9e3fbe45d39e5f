# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Directorio de organizaciones
embed-search = Buscar por nombre, ciudad o servicio
embed-country = País
embed-service = Servicio
embed-language = Idioma
embed-city = Ciudad
embed-membership-type = Afiliación
embed-all-country = Todos los países
embed-all-service = Todos los servicios
embed-all-language = Todos los idiomas
embed-all-city = Todas las ciudades
embed-all-membership-type = Todas
embed-clear = Quitar los filtros
embed-loading = Cargando…
embed-found = { $count ->
    [one] { $count } organización
   *[other] { $count } organizaciones
}
embed-shown = Se muestran { $shown } de { $total } organizaciones
embed-more = Mostrar más
embed-none = No se ha encontrado ninguna organización
embed-none-hint = Puede ayudar usar menos palabras u otra opción.
embed-error = No se ha podido cargar la lista.
embed-wrong = Esta lista no está bien configurada. El motivo aparece en la consola del navegador.
embed-offline = No hay conexión. La lista se cargará en cuanto vuelva.
embed-retry = Reintentar
embed-whole = Abrir el directorio completo
embed-website = Sitio web
embed-verified = Confirmado el { $date }
embed-credit = Del directorio de { $network }
embed-sample = Estas organizaciones son inventadas: el directorio está en pruebas.
embed-submit = Buscar
embed-next = Página siguiente
embed-first = Volver al principio
embed-frame-wrong = Esta lista no está bien configurada.

## The page on which it is put together

configure-title = Mostrar este directorio en otro sitio web
configure-lead = Basta con elegir qué muestra la lista, copiar las líneas y pegarlas en una página. Se mantiene al día por sí sola, no usa cookies y no rastrea a nadie.
configure-shows = Qué muestra
configure-near = Alrededor de una ciudad
configure-radius = Radio, en kilómetros
configure-looks = Qué aspecto tiene
configure-language = Idioma de la lista
configure-language-page = El de la página
configure-view = Forma
configure-view-list = Fichas
configure-view-compact = Líneas breves
configure-theme = Colores
configure-theme-page = Los de la página
configure-theme-light = Claros
configure-theme-dark = Oscuros
configure-theme-system = Según el ajuste del dispositivo
configure-limit = Organizaciones por vez
configure-heading = Nivel de encabezado de los nombres
configure-controls = Qué pueden usar quienes la visitan
configure-search = Campo de búsqueda
configure-update = Actualizar
configure-copy-title = Copiar y pegar
configure-element = Como parte de la página (recomendado)
configure-element-hint = Adopta la tipografía y los colores de la página.
configure-frame = En un marco, donde no se permiten scripts
configure-frame-hint = Funciona sin JavaScript. La segunda línea ajusta la altura a la lista y puede omitirse.
configure-copy = Copiar
configure-copied = Copiado
configure-wordpress-hint = En WordPress, se añade el bloque «HTML personalizado» y se pegan las líneas en él. Donde se eliminan los scripts, funciona el marco.
configure-policy = Un sitio con política de seguridad de contenido permite esto:
configure-preview = Vista previa
