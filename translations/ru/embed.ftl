# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Справочник организаций
embed-search = Поиск по названию, городу или услуге
embed-country = Страна
embed-service = Услуга
embed-language = Язык
embed-city = Город
embed-membership-type = Тип членства
embed-all-country = Все страны
embed-all-service = Все услуги
embed-all-language = Все языки
embed-all-city = Все города
embed-all-membership-type = Все типы членства
embed-clear = Очистить фильтры
embed-loading = Загрузка …
embed-found = { $count ->
    [one] { $count } организация
    [few] { $count } организации
    [many] { $count } организаций
   *[other] { $count } организации
}
embed-shown = Показано { $shown } из { $total }
embed-more = Показать ещё
embed-none = Ни одной организации не найдено
embed-none-hint = Попробуйте меньше слов или другой выбор.
embed-error = Не удалось загрузить список.
embed-wrong = Этот список настроен неправильно. Владелец сайта увидит причину в консоли браузера.
embed-offline = Нет соединения. Список загрузится, когда соединение восстановится.
embed-retry = Попробовать ещё раз
embed-whole = Открыть весь справочник
embed-website = Сайт
embed-verified = Данные проверены { $date }
embed-credit = Из справочника: { $network }
embed-sample = Эти организации вымышлены: это демонстрация.
embed-submit = Искать
embed-next = Следующая страница
embed-first = В начало
embed-frame-wrong = Этот список настроен неправильно.

## The page on which it is put together

configure-title = Покажите этот справочник на своём сайте
configure-lead = Выберите, что показывает список, скопируйте строки и вставьте их на свою страницу. Список обновляется сам, не использует файлы cookie и ни за кем не следит.
configure-shows = Содержание
configure-near = Рядом с городом
configure-radius = В радиусе, в километрах
configure-looks = Внешний вид
configure-language = Язык списка
configure-language-page = Как на странице
configure-view = Представление
configure-view-list = Карточки
configure-view-compact = Короткие строки
configure-theme = Цвета
configure-theme-page = Как на странице
configure-theme-light = Светлые
configure-theme-dark = Тёмные
configure-theme-system = Как на устройстве посетителя
configure-limit = Организаций на странице
configure-heading = Уровень заголовков с названиями
configure-controls = Чем могут пользоваться посетители
configure-search = Поле поиска
configure-update = Обновить
configure-copy-title = Скопируйте и вставьте
configure-element = Как часть страницы (рекомендуется)
configure-element-hint = Список берёт шрифт и цвета вашей страницы.
configure-frame = Во фрейме (iframe), если скрипты запрещены
configure-frame-hint = Работает без JavaScript. Вторая строка необязательна: она подгоняет высоту под список.
configure-copy = Копировать
configure-copied = Скопировано
configure-wordpress-hint = В WordPress добавьте блок «Custom HTML» и вставьте в него строки. Если WordPress удаляет скрипт, используйте фрейм.
configure-policy = Если у вашего сайта есть CSP, добавьте:
configure-preview = Предварительный просмотр
