# The map.

map-label = Мапа організацій
map-country = { $country }: { $count ->
    [one] { $count } організація
    [few] { $count } організації
    [many] { $count } організацій
   *[other] { $count } організації
}
map-countries = { $countries ->
    [one] { $countries } країна
    [few] { $countries } країни
    [many] { $countries } країн
   *[other] { $countries } країни
}, { $count ->
    [one] { $count } організація
    [few] { $count } організації
    [many] { $count } організацій
   *[other] { $count } організації
}: { $names }
map-exact-place = { $member }, { $city }
map-coarse-place = { $member }, у місті { $city } або поблизу
map-places = { $count ->
    [one] { $count } адреса
    [few] { $count } адреси
    [many] { $count } адрес
   *[other] { $count } адреси
}
map-places-in = { $city }: { $count ->
    [one] { $count } адреса
    [few] { $count } адреси
    [many] { $count } адрес
   *[other] { $count } адреси
}
map-kilometres = { $kilometres } км
map-controls = Рухати мапу
map-nearer = Наблизити
map-farther = Віддалити
map-whole = Показати все
map-north = На північ
map-south = На південь
map-west = На захід
map-east = На схід
map-keys = Рухайте мапу клавішами зі стрілками; змінюйте масштаб клавішами «плюс» і «мінус».
map-summary-countries = { $count ->
    [one] { $count } організація
    [few] { $count } організації
    [many] { $count } організацій
   *[other] { $count } організації
} у { $countries ->
    [one] { $countries } країні
   *[other] { $countries } країнах
}
map-summary-places = { $count ->
    [one] { $count } адреса
    [few] { $count } адреси
    [many] { $count } адрес
   *[other] { $count } адреси
} на цій ділянці мапи
map-summary-nothing = На цій ділянці мапи нічого немає.
map-outside = { $count ->
    [one] { $count } організація
    [few] { $count } організації
    [many] { $count } організацій
   *[other] { $count } організації
} за межами цієї ділянки мапи.
map-placeless = { $count ->
    [one] { $count } організація не має адреси на мапі; у списку без мапи є всі.
    [few] { $count } організації не мають адреси на мапі; у списку без мапи є всі.
    [many] { $count } організацій не мають адреси на мапі; у списку без мапи є всі.
   *[other] { $count } організації не мають адреси на мапі; у списку без мапи є всі.
}
map-legend = Умовні позначення
map-legend-country = Організації в країні
map-legend-several = Кілька країн: наблизьте
map-legend-exact = Одна адреса
map-legend-cluster = Кілька адрес: наблизьте
map-legend-coarse = Десь на цій території; адреса не публікується
map-table = Мапа у вигляді таблиці
map-table-country = Країна
map-table-members = Організації
map-table-member = Організація
map-table-city = Місто
map-table-shown = Розташування
map-shown-exact = точне
map-shown-coarse = лише місто
map-more = У таблиці показано перші { $shown } із { $count } адрес. Усі вони є в списку.
map-source = Контури країн: Natural Earth
map-failed = Не вдалося завантажити мапу. Спробуйте ще раз.
map-small = Мапа з адресами організації { $member }: { $cities }
