# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Directorio de organizaciones
embed-search = Buscar por nombre, ciudad o servicio
embed-country = País
embed-service = Servicio
embed-language = Idioma
embed-city = Ciudad
embed-membership-type = Tipo de miembro
embed-all-country = Todos los países
embed-all-service = Todos los servicios
embed-all-language = Todos los idiomas
embed-all-city = Todas las ciudades
embed-all-membership-type = Todos los tipos
embed-clear = Quitar los filtros
embed-loading = Cargando…
embed-found = { $count ->
    [one] { $count } organización
   *[other] { $count } organizaciones
}
embed-shown = Se muestran { $shown } de { $total } organizaciones
embed-more = Mostrar más
embed-none = No se ha encontrado ninguna organización
embed-none-hint = Pruebe con menos palabras u otra opción.
embed-error = No se ha podido cargar la lista.
embed-wrong = Esta lista no está bien configurada. El motivo aparece en la consola del navegador.
embed-offline = No hay conexión. La lista se cargará en cuanto vuelva la conexión.
embed-retry = Intentar de nuevo
embed-whole = Abrir el directorio completo
embed-website = Sitio web
embed-verified = Ficha verificada el { $date }
embed-credit = Del directorio de { $network }
embed-sample = Estas organizaciones son inventadas: esto es una demostración.
embed-submit = Buscar
embed-next = Página siguiente
embed-first = Volver al principio
embed-frame-wrong = Esta lista no está bien configurada.

## The page on which it is put together

configure-title = Mostrar este directorio en su sitio web
configure-lead = Elija qué muestra la lista, copie las líneas y péguelas en una página. La lista se mantiene al día por sí sola, no usa cookies y no rastrea a nadie.
configure-shows = Contenido
configure-near = Cerca de una ciudad
configure-radius = Radio, en kilómetros
configure-looks = Aspecto
configure-language = Idioma de la lista
configure-language-page = Igual que la página
configure-view = Presentación
configure-view-list = Fichas
configure-view-compact = Líneas breves
configure-theme = Colores
configure-theme-page = Igual que la página
configure-theme-light = Claros
configure-theme-dark = Oscuros
configure-theme-system = Según el ajuste del dispositivo
configure-limit = Organizaciones por página
configure-heading = Nivel de encabezado de los nombres
configure-controls = Qué pueden usar quienes visitan la página
configure-search = Campo de búsqueda
configure-update = Actualizar
configure-copy-title = Copiar y pegar
configure-element = Como parte de la página (recomendado)
configure-element-hint = Usa la tipografía y los colores de su página.
configure-frame = Con un marco (iframe), si no se permiten scripts
configure-frame-hint = Funciona sin JavaScript. La segunda línea ajusta la altura a la lista y puede omitirse.
configure-copy = Copiar
configure-copied = Copiado
configure-wordpress-hint = En WordPress, añada el bloque «HTML personalizado» y pegue en él las líneas. Donde se eliminan los scripts, funciona el marco.
configure-policy = Si su sitio tiene una política de seguridad de contenido (CSP), añada:
configure-preview = Vista previa
