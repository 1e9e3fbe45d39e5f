# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Довідник організацій
embed-search = Пошук за назвою, містом або послугою
embed-country = Країна
embed-service = Послуга
embed-language = Мова
embed-city = Місто
embed-membership-type = Тип членства
embed-all-country = Усі країни
embed-all-service = Усі послуги
embed-all-language = Усі мови
embed-all-city = Усі міста
embed-all-membership-type = Усі типи членства
embed-clear = Очистити фільтри
embed-loading = Завантаження …
embed-found = { $count ->
    [one] { $count } організація
    [few] { $count } організації
    [many] { $count } організацій
   *[other] { $count } організації
}
embed-shown = Показано { $shown } із { $total }
embed-more = Показати ще
embed-none = Жодної організації не знайдено
embed-none-hint = Спробуйте менше слів або інший вибір.
embed-error = Не вдалося завантажити список.
embed-wrong = Цей список налаштовано неправильно. Власник сайту побачить причину в консолі браузера.
embed-offline = Немає з’єднання. Список завантажиться, коли з’єднання відновиться.
embed-retry = Спробувати ще раз
embed-whole = Відкрити весь довідник
embed-website = Вебсайт
embed-verified = Дані перевірено { $date }
embed-credit = З довідника: { $network }
embed-sample = Ці організації вигадані: це демонстрація.
embed-submit = Шукати
embed-next = Наступна сторінка
embed-first = На початок
embed-frame-wrong = Цей список налаштовано неправильно.

## The page on which it is put together

configure-title = Покажіть цей довідник на своєму сайті
configure-lead = Виберіть, що показує список, скопіюйте рядки та вставте їх на свою сторінку. Список оновлюється сам, не використовує файлів cookie й ні за ким не стежить.
configure-shows = Вміст
configure-near = Поблизу міста
configure-radius = У радіусі, у кілометрах
configure-looks = Вигляд
configure-language = Мова списку
configure-language-page = Як на сторінці
configure-view = Подання
configure-view-list = Картки
configure-view-compact = Короткі рядки
configure-theme = Кольори
configure-theme-page = Як на сторінці
configure-theme-light = Світлі
configure-theme-dark = Темні
configure-theme-system = Як на пристрої відвідувача
configure-limit = Організацій на сторінці
configure-heading = Рівень заголовків із назвами
configure-controls = Чим можуть користуватися відвідувачі
configure-search = Поле пошуку
configure-update = Оновити
configure-copy-title = Скопіюйте та вставте
configure-element = Як частина сторінки (рекомендовано)
configure-element-hint = Список бере шрифт і кольори вашої сторінки.
configure-frame = У фреймі (iframe), якщо скрипти заборонено
configure-frame-hint = Працює без JavaScript. Другий рядок необов’язковий: він узгоджує висоту зі списком.
configure-copy = Копіювати
configure-copied = Скопійовано
configure-wordpress-hint = У WordPress додайте блок «Custom HTML» і вставте в нього рядки. Якщо WordPress вилучає скрипт, скористайтеся фреймом.
configure-policy = Якщо ваш сайт має CSP, додайте:
configure-preview = Попередній перегляд
