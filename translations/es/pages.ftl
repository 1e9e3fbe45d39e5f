# Las páginas del directorio.

## El marco de todas las páginas

skip-to-content = Ir al contenido
sample-data = Datos de ejemplo: las organizaciones que se muestran aquí son inventadas.
member-directory = Directorio de miembros
unnamed-network = Red de miembros
page-language = Idioma
quick-exit = Salir
quick-exit-hint = Abre al momento otro sitio web. Pulsar tres veces Escape hace lo mismo.
network-website = Sitio web de la red
town-source = Nombres de las ciudades:
privacy = Este sitio no usa cookies, no guarda nada en su dispositivo y no carga nada de otros sitios.
for-developers = Para desarrollo: la API (en inglés)
feed = Novedades del directorio (canal Atom)
about-title = Acerca de este directorio
about-lead = Este directorio muestra las organizaciones miembro de { $network }: qué ofrecen, dónde y en qué idiomas.
about-entries = Las fichas
about-entries-words = Proceden de las organizaciones y de la secretaría de la red. Cada una indica cuándo y por quién se verificó por última vez.
about-privacy = Su privacidad
about-position = Si usa su ubicación, se envía solo a este directorio, redondeada a un kilómetro aproximadamente, y no se guarda en ningún sitio.
about-sources = Datos de otros
source-towns = nombres y lugares de las ciudades
source-map = los contornos de los países en el mapa
source-names = nombres de países e idiomas
source-time = la hora de cada lugar
about-contact = ¿Preguntas? Escriba a
accessibility-title = Declaración de accesibilidad
accessibility-lead = Estas páginas están hechas para que todas las personas puedan usarlas: con teclado, con lector de pantalla, con letra grande, en una pantalla pequeña y sin JavaScript. Cada versión se prueba automáticamente según las WCAG 2.2, nivel AA. Ninguna entidad externa las ha examinado.
accessibility-limits = Límites conocidos
accessibility-limits-words = El mapa es un dibujo; una tabla debajo dice lo mismo. Lo que las organizaciones escriben sobre sí mismas puede ser difícil de leer o no estar en su idioma. Las guías para desarrolladores están en inglés.
imprint-title = Aviso legal
guides = Guías
guide-contact = ¿Necesita una clave de API o tiene alguna pregunta? Escriba a { $network }.

## Buscar

find-help = Encontrar una organización que pueda ayudarle
find-help-lead = Busque por servicios, lugar e idiomas que se hablan allí.
needs = ¿Qué necesita?
directory-description = { $network }: { $count } organizaciones, con sus servicios, lugares e idiomas.
what-you-look-for = ¿Qué busca?
what-example = vivienda, médico, un nombre…
near-a-city = ¿Cerca de qué ciudad?
near-example = por ejemplo, { $city }
near-me = Usar mi ubicación
near-waiting = Buscando su ubicación…
near-failed = No se ha encontrado su ubicación. Escriba una ciudad.
near-refused = Su navegador no ha compartido su ubicación. Escriba una ciudad.
offline = Sin conexión. Lo que ve se cargó antes. La búsqueda volverá a funcionar en cuanto tenga conexión.
within = Radio
search = Buscar
filters = Filtros
show-results = Mostrar { $count }
service = Servicio
country = País
city = Ciudad
language = Idioma hablado
membership = Tipo de miembro
open-now = Abierto ahora
show-more = { $count ->
    [one] Mostrar { $count } más
   *[other] Mostrar { $count } más
}
view = Vista
view-list = Lista
view-map = Mapa
chosen = Su selección
remove = Quitar
remove-all = Quitar todo
chip-text = «{ $text }»
chip-understood = «{ $text }»: { $label }
chip-nearest = «{ $text }»: { $label }, el servicio más cercano
chip-left-out = «{ $text }»: { $label }, omitido porque nadie cumple todo
chip-near = { $place }: a menos de { $km } km
this-point = este punto
chip-map = Parte del mapa
chip-since = Actualizadas desde el { $date }

## Lo que se ha encontrado

members-found = { $count ->
    [one] { $count } organización
   *[other] { $count } organizaciones
}
order = Ordenar por
sort-relevance = relevancia
sort-distance = distancia
sort-name = nombre
sort-updated = última actualización
sort-joined = miembros más recientes
distance = { $km } km
less-than-a-kilometre = menos de 1 km
distance-up-to = a { $km } km como máximo
more-cities = { $count ->
    [one] y { $count } ciudad más
   *[other] y { $count } ciudades más
}
services = Servicios
languages = Idiomas
verified-on = { $by ->
    [organisation] Ficha verificada por la organización el { $date }
    [secretariat] Ficha verificada por la secretaría de la red el { $date }
   *[unknown] Ficha verificada el { $date }
}
not-verified = Ficha aún sin verificar
verified-long-ago = Hace mucho tiempo: pregunte antes de ir.
paging = Páginas
shown-of = { $from }–{ $to } de { $total }
first-page = Volver al principio
next-page = Página siguiente
same-for-programs = Descargar estos datos:

## No se ha encontrado nada

nothing-found = Ninguna organización cumple todo lo que ha elegido.
did-you-mean = Quizá quiso decir:
try-without = Quite un filtro:
relaxed = { $count ->
    [one] Sin { $condition }: { $count } organización
   *[other] Sin { $condition }: { $count } organizaciones
}
condition-text = las palabras buscadas
condition-service = el servicio
condition-country = el país
condition-city = la ciudad
condition-language = el idioma
condition-membership = el tipo de miembro
condition-open = el horario
condition-near = la distancia
condition-map = la parte del mapa
nearest-is = Mostrar la más cercana, a { $distance }
show-all = Mostrar todas las organizaciones

## La página de un miembro

breadcrumbs = Usted está aquí
back-to-results = Volver a los resultados
no-services = No se indican servicios.
offer-fact = { $name ->
    [audience] Para quién
    [eligibility] Condiciones
   *[access] Cómo pedir ayuda
}
free-of-charge = Gratuito
not-free = Puede tener coste
delivery = Cómo se ofrece
delivery-way = { $way ->
    [in_person] en persona
    [phone] por teléfono
   *[online] en línea
}
given-at = Dónde
serves-countries = Para personas en estos países
places = Lugares
no-places = Esta organización no tiene una dirección publicada. Póngase en contacto por teléfono o correo electrónico.
place-kind = { $kind ->
    [office] Oficina
    [clinic] Consultorio médico
    [shelter] Centro de acogida
    [classroom] Aula
   *[other] Lugar
}
approximate-place = Solo se indica la ciudad. Póngase en contacto con la organización antes de ir.
phone = Teléfono
email = Correo electrónico
website = Sitio web
link-kind-donation = Donar
link-kind-volunteering = Voluntariado
link-kind-newsletter = Boletín
link-kind-other = Otra página
vat-number = Número de IVA
opening-hours = Horario
accessibility = Accesibilidad
contact = Contacto
call = Llamar
directions = Cómo llegar
share = Compartir
share-copied = Enlace copiado
add-contact = Añadir a los contactos
on-a-phone = Esta página en un teléfono
about = Sobre la organización
founded = Fundación
member-since = Miembro desde el
last-changed = Última actualización
report-mistake = ¿Hay algo mal? Avísenos del error

## Horarios

every-day = todos los días
day-and-night = las 24 horas
closed = cerrado
public-holidays = festivos
from-to-days = de { $from } a { $to }
from-to-hours = { $from }–{ $to }
open-from = desde las { $time }

## Errores

gone = Esta organización ya no figura en el directorio
gone-words = Su ficha se ha retirado del directorio. Quizá otra organización pueda ayudarle.
no-member = Esta organización no figura en el directorio
no-member-words = Compruebe que el enlace no tenga errores o busque el nombre en el directorio.
no-page = Esta página no existe
no-page-words = Compruebe que el enlace no tenga errores. También puede que la página se haya movido.
place-unclear = ¿A qué lugar se refiere?
place-unknown = No conocemos ninguna ciudad con este nombre.
place-ambiguous = Hay varias ciudades con este nombre.
place-without-point = Las direcciones exactas en esta ciudad no son públicas, así que no se pueden mostrar distancias. Elija la ciudad en los filtros.
search-without-place = Buscar sin lugar
wrong-address = Este enlace no funciona
wrong-address-words = Una parte de este enlace es incorrecta. Detalle (en inglés):
unavailable = No disponible en este momento
unavailable-words = El directorio no puede responder ahora. Inténtelo de nuevo en un momento.
failed = Algo ha fallado por nuestra parte
failed-words = No es culpa suya. Inténtelo de nuevo.
try-again = Intentar de nuevo
to-the-directory = Ir al directorio

## How things are put together

list = { $first }, { $second }
labelled = { $name }:

news-title = Novedades
news-since = Desde el
news-until = hasta el
news-show = Mostrar

# The page on which a list of names is matched
match-title = Comparar una lista
match-lead = ¿Qué nombres de una lista son de miembros? Pegue los nombres o elija un archivo; obtendrá los miembros con sus identificadores, en una tabla, CSV o Excel.
match-names = Nombres
match-names-hint = Un nombre por línea, { $count } como máximo. O una tabla con encabezado de una hoja de cálculo: columnas como «nombre», «país», «ciudad», «sitio web» ayudan a distinguir las organizaciones.
match-file = O un archivo
match-file-hint = CSV, texto, Excel (.xlsx) u OpenDocument (.ods), 2 MB como máximo; se lee la primera hoja.
match-submit = Comparar
match-csv = En CSV
match-xlsx = En Excel
match-privacy = Su lista se compara y se olvida: no se guarda nada de ella.
match-outcome = El resultado
match-name = Nombre en la lista
match-result = Resultado
match-member = Miembro
match-identifier = Identificador
match-yes = Miembro
match-maybe = Quizá
match-no = Ningún miembro encontrado
match-empty = No hay ningún nombre en la lista. Pegue nombres o elija un archivo que los contenga.
match-too-long = La lista tiene más de { $count } nombres. Divídala.
match-unreadable = No se puede leer este archivo. Guárdelo como CSV (UTF-8) o .xlsx, sin contraseña, e inténtelo de nuevo.
