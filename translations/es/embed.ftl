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
