# The map.

map-label = Карта организаций
map-country = { $country }: { $count ->
    [one] { $count } организация
    [few] { $count } организации
    [many] { $count } организаций
   *[other] { $count } организации
}
map-countries = { $countries ->
    [one] { $countries } страна
    [few] { $countries } страны
    [many] { $countries } стран
   *[other] { $countries } страны
}, { $count ->
    [one] { $count } организация
    [few] { $count } организации
    [many] { $count } организаций
   *[other] { $count } организации
}: { $names }
map-exact-place = { $member }, { $city }
map-coarse-place = { $member }, в городе { $city } или рядом
map-places = { $count ->
    [one] { $count } адрес
    [few] { $count } адреса
    [many] { $count } адресов
   *[other] { $count } адреса
}
map-places-in = { $city }: { $count ->
    [one] { $count } адрес
    [few] { $count } адреса
    [many] { $count } адресов
   *[other] { $count } адреса
}
map-kilometres = { $kilometres } км
map-controls = Передвинуть карту
map-nearer = Приблизить
map-farther = Отдалить
map-whole = Показать всё
map-north = На север
map-south = На юг
map-west = На запад
map-east = На восток
map-keys = Двигайте карту клавишами со стрелками; меняйте масштаб клавишами «плюс» и «минус».
map-summary-countries = { $count ->
    [one] { $count } организация
    [few] { $count } организации
    [many] { $count } организаций
   *[other] { $count } организации
} в { $countries ->
    [one] { $countries } стране
   *[other] { $countries } странах
}
map-summary-places = { $count ->
    [one] { $count } адрес
    [few] { $count } адреса
    [many] { $count } адресов
   *[other] { $count } адреса
} на этом участке карты
map-summary-nothing = На этом участке карты ничего нет.
map-outside = { $count ->
    [one] { $count } организация
    [few] { $count } организации
    [many] { $count } организаций
   *[other] { $count } организации
} за пределами этого участка карты.
map-placeless = { $count ->
    [one] У { $count } организации нет адреса на карте; в списке без карты есть все.
   *[other] У { $count } организаций нет адреса на карте; в списке без карты есть все.
}
map-legend = Условные обозначения
map-legend-country = Организации в стране
map-legend-several = Несколько стран: приблизьте
map-legend-exact = Один адрес
map-legend-cluster = Несколько адресов: приблизьте
map-legend-coarse = Где-то на этой территории; адрес не публикуется
map-table = Карта в виде таблицы
map-table-country = Страна
map-table-members = Организации
map-table-member = Организация
map-table-city = Город
map-table-shown = Расположение
map-shown-exact = точное
map-shown-coarse = только город
map-more = В таблице показаны первые { $shown } из { $count } адресов. Все они есть в списке.
map-source = Контуры стран: Natural Earth
map-failed = Не удалось загрузить карту. Попробуйте ещё раз.
map-small = Карта с адресами организации { $member }: { $cities }
