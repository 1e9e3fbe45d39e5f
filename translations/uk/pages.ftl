# The directory’s pages.

## The frame of every page

skip-to-content = Перейти до вмісту
sample-data = Зразок даних: показані тут організації вигадані.
member-directory = Довідник організацій-членів
unnamed-network = Мережа організацій-членів
page-language = Мова
quick-exit = Вийти
quick-exit-hint = Одразу відкриває інший сайт. Те саме робить потрійне натискання Escape.
network-website = Сайт мережі
town-source = Назви міст:
privacy = Цей сайт не використовує файлів cookie, нічого не зберігає на вашому пристрої й нічого не завантажує з інших сайтів.
for-developers = Для розробників: API
feed = Новини довідника (Atom)
about-title = Про цей довідник
about-lead = Цей довідник показує організації, що входять до { $network }: що вони пропонують, де і якими мовами.
about-entries = Записи
about-entries-words = Вони надходять від організацій і секретаріату мережі. У кожній зазначено, коли і ким її востаннє перевірено.
about-privacy = Ваша приватність
about-position = Якщо ви використовуєте своє місцезнаходження, воно надсилається лише цьому довіднику, округлене приблизно до кілометра, і ніде не зберігається.
about-sources = Дані з інших джерел
source-towns = назви й розташування міст
source-map = обриси країн на мапі
source-names = назви країн і мов
source-time = місцевий час
about-contact = Запитання? Пишіть на
accessibility-title = Заява про доступність
accessibility-lead = Ці сторінки зроблено так, щоб ними могли користуватися всі: з клавіатури, з програмою читання з екрана, з великим шрифтом, на малому екрані та без JavaScript. Кожну версію автоматично перевіряють за WCAG 2.2, рівень AA. Зовнішньої перевірки не було.
accessibility-limits = Відомі обмеження
accessibility-limits-words = Мапа є малюнком; таблиця під нею каже те саме. Те, що організації пишуть про себе, може бути важким для читання або не вашою мовою. Посібники для розробників англійською.
imprint-title = Вихідні дані
guides = Посібники
guide-contact = Потрібен ключ до API або маєте запитання? Напишіть до { $network }.

## Searching

find-help = Знайдіть організацію, яка може допомогти
find-help-lead = Шукайте за тим, яку допомогу надає організація, де вона розташована і якими мовами там говорять.
needs = Що вам потрібно?
directory-description = { $network }: { $count ->
    [one] { $count } організація з її послугами, адресами й мовами.
    [few] { $count } організації з їхніми послугами, адресами й мовами.
    [many] { $count } організацій з їхніми послугами, адресами й мовами.
   *[other] { $count } організації з їхніми послугами, адресами й мовами.
}
what-you-look-for = Що ви шукаєте?
what-example = житло, медична допомога, назва …
near-a-city = Поблизу якого міста чи містечка?
near-example = наприклад, { $city }
near-me = Використати моє місцезнаходження
near-waiting = Визначаємо ваше місцезнаходження …
near-failed = Не вдалося визначити ваше місцезнаходження. Введіть назву міста чи містечка.
near-refused = Браузер не надав вашого місцезнаходження. Введіть назву міста чи містечка.
offline = Немає з’єднання. Те, що ви бачите, завантажено раніше. Пошук запрацює, коли з’єднання відновиться.
within = У радіусі
search = Шукати
filters = Фільтри
show-results = Показати { $count }
service = Послуга
country = Країна
city = Місто
language = Мова спілкування
membership = Тип членства
open-now = Зараз відчинено
show-more = { $count ->
    [one] Показати ще { $count }
   *[other] Показати ще { $count }
}
view = Вигляд
view-list = Список
view-map = Мапа
chosen = Ваш вибір
remove = Прибрати
remove-all = Очистити все
chip-text = «{ $text }»
chip-understood = «{ $text }»: { $label }
chip-nearest = «{ $text }»: { $label }, найближча послуга
chip-left-out = «{ $text }»: { $label }, не враховано, бо жодна організація не відповідає всім умовам
chip-near = { $place }: до { $km } км
this-point = вибрана точка
chip-map = ділянка мапи
chip-since = Оновлено після { $date }

## What was found

members-found = { $count ->
    [one] { $count } організація
    [few] { $count } організації
    [many] { $count } організацій
   *[other] { $count } організації
}
order = Упорядкувати
sort-relevance = за відповідністю
sort-distance = за відстанню
sort-name = за назвою
sort-updated = за датою оновлення
sort-joined = найновіші члени
distance = { $km } км
less-than-a-kilometre = менш ніж 1 км
distance-up-to = не далі ніж { $km } км
more-cities = { $count ->
    [one] і ще { $count } місто
    [few] і ще { $count } міста
    [many] і ще { $count } міст
   *[other] і ще { $count } міста
}
services = Послуги
languages = Мови
verified-on = { $by ->
    [organisation] Дані перевірила організація { $date }
    [secretariat] Дані перевірив секретаріат мережі { $date }
   *[unknown] Дані перевірено { $date }
}
not-verified = Дані ще не перевірено
verified-long-ago = Це було давно: уточніть, перш ніж іти.
paging = Сторінки
shown-of = { $from }–{ $to } із { $total }
first-page = На початок
next-page = Наступна сторінка
same-for-programs = Завантажити ці дані:

## Nothing was found

nothing-found = Жодна організація не відповідає всім вашим умовам.
did-you-mean = Можливо, ви мали на увазі:
try-without = Приберіть одну з умов:
relaxed = Без умови «{ $condition }»: { $count ->
    [one] { $count } організація
    [few] { $count } організації
    [many] { $count } організацій
   *[other] { $count } організації
}
condition-text = слова для пошуку
condition-service = послуга
condition-country = країна
condition-city = місто
condition-language = мова
condition-membership = тип членства
condition-open = години роботи
condition-near = відстань
condition-map = ділянка мапи
nearest-is = Показати найближчу, на відстані { $distance }
show-all = Показати всі організації

## The page of a member

breadcrumbs = Ви тут
back-to-results = Назад до результатів
no-services = Послуг не вказано.
offer-fact = { $name ->
    [audience] Для кого
    [eligibility] Умови
   *[access] Як отримати допомогу
}
free-of-charge = Безкоштовно
not-free = Може бути платно
delivery = У який спосіб
delivery-way = { $way ->
    [in_person] особисто
    [phone] телефоном
   *[online] онлайн
}
given-at = Де
serves-countries = Допомагає людям у країнах
places = Адреси
no-places = Ця організація не має опублікованої адреси. Зверніться до неї телефоном або електронною поштою.
place-kind = { $kind ->
    [office] Офіс
    [clinic] Медичний центр
    [shelter] Притулок
    [classroom] Навчальний клас
   *[other] Адреса
}
approximate-place = Тут указано лише місто. Зв’яжіться з організацією, перш ніж іти туди.
phone = Телефон
email = Електронна пошта
website = Вебсайт
link-kind-donation = Пожертви
link-kind-volunteering = Волонтерство
link-kind-newsletter = Розсилка новин
link-kind-other = Інша сторінка
vat-number = Номер платника ПДВ
opening-hours = Години роботи
accessibility = Доступність
contact = Контакти
call = Зателефонувати
directions = Як дістатися
share = Поділитися
share-copied = Посилання скопійовано
add-contact = Додати до контактів
on-a-phone = Ця сторінка на телефоні
about = Про організацію
founded = Рік заснування
member-since = Член мережі з
last-changed = Останнє оновлення
report-mistake = Щось не так? Повідомте про помилку

## Opening hours

every-day = щодня
day-and-night = цілодобово
closed = зачинено
public-holidays = святкові дні
from-to-days = { $from } – { $to }
from-to-hours = { $from }–{ $to }
open-from = від { $time }

## Errors

gone = Цієї організації більше немає в довіднику
gone-words = Запис про неї вилучено з довідника. Можливо, вам допоможе інша організація.
no-member = Цієї організації немає в довіднику
no-member-words = Перевірте, чи немає помилок у посиланні, або пошукайте назву в довіднику.
no-page = Такої сторінки немає
no-page-words = Перевірте, чи немає помилок у посиланні. Можливо, сторінку перенесено.
place-unclear = Яке місце ви маєте на увазі?
place-unknown = Ми не знаємо міста чи містечка з такою назвою.
place-ambiguous = Є кілька міст із такою назвою.
place-without-point = Точні адреси в цьому місті не публікуються, тому відстані показати неможливо. Виберіть це місто серед фільтрів.
search-without-place = Шукати без місця
wrong-address = Це посилання не працює
wrong-address-words = У цьому посиланні є помилка. Подробиці англійською:
unavailable = Довідник тимчасово недоступний
unavailable-words = Зараз довідник не може відповісти. Спробуйте ще раз за хвилину.
failed = Сталася помилка з нашого боку
failed-words = Це не ваша провина. Спробуйте ще раз.
try-again = Спробувати ще раз
to-the-directory = До довідника

## How things are put together

list = { $first }, { $second }
labelled = { $name }:

news-title = Новини
news-since = Від
news-until = до
news-show = Показати

# The page on which a list of names is matched
match-title = Звірити список
match-lead = Які назви зі списку належать членам мережі? Вставте назви або виберіть файл; ви отримаєте організації з їхніми ідентифікаторами як таблицю, CSV або Excel.
match-names = Назви
match-names-hint = Одна назва в рядку, щонайбільше { $count }. Або таблиця із заголовком: стовпці «назва», «країна», «місто», «сайт» допомагають розрізнити організації.
match-file = Або файл
match-file-hint = CSV, текст, Excel (.xlsx) або OpenDocument (.ods), щонайбільше 2 МБ; читається перший аркуш.
match-submit = Звірити
match-csv = Як CSV
match-xlsx = Як Excel
match-privacy = Ваш список порівнюється й забувається: нічого з нього не зберігається.
match-outcome = Результат
match-name = Назва у списку
match-result = Результат
match-member = Організація
match-identifier = Ідентифікатор
match-yes = Член мережі
match-maybe = Можливо
match-no = Не знайдено
match-empty = У списку немає жодної назви. Вставте назви або виберіть файл із назвами.
match-too-long = У списку понад { $count } назв. Поділіть його.
match-unreadable = Цей файл не вдається прочитати. Збережіть його як CSV (UTF-8) або .xlsx без пароля і спробуйте ще раз.
