# The directory’s pages.

## The frame of every page

skip-to-content = Перейти к содержанию
sample-data = Образец данных: показанные здесь организации вымышлены.
member-directory = Справочник организаций-членов
unnamed-network = Сеть организаций-членов
page-language = Язык
quick-exit = Выйти
quick-exit-hint = Сразу открывает другой сайт. То же делает тройное нажатие Escape.
network-website = Сайт сети
town-source = Названия городов:
privacy = Этот сайт не использует файлы cookie, ничего не сохраняет на вашем устройстве и ничего не загружает с других сайтов.
for-developers = Для разработчиков: API
feed = Новости справочника (Atom)
about-title = Об этом справочнике
about-lead = Этот справочник показывает организации, входящие в { $network }: что они предлагают, где и на каких языках.
about-entries = Записи
about-entries-words = Они поступают от организаций и секретариата сети. В каждой указано, когда и кем она в последний раз проверена.
about-privacy = Ваша приватность
about-position = Если вы используете своё местоположение, оно отправляется только этому справочнику, округлённое примерно до километра, и нигде не хранится.
about-sources = Данные из других источников
source-towns = названия и расположение городов
source-map = очертания стран на карте
source-names = названия стран и языков
source-time = местное время
about-contact = Вопросы? Пишите на
accessibility-title = Заявление о доступности
accessibility-lead = Эти страницы сделаны так, чтобы ими могли пользоваться все: с клавиатуры, с программой чтения с экрана, с крупным шрифтом, на маленьком экране и без JavaScript. Каждая версия автоматически проверяется по WCAG 2.2, уровень AA. Внешней проверки не было.
accessibility-limits = Известные ограничения
accessibility-limits-words = Карта — это рисунок; таблица под ней говорит то же самое. То, что организации пишут о себе, может быть трудным для чтения или не на вашем языке. Руководства для разработчиков на английском.
imprint-title = Выходные данные
guides = Руководства
guide-contact = Нужен ключ к API или есть вопрос? Напишите в { $network }.

## Searching

find-help = Найдите организацию, которая может помочь
find-help-lead = Ищите по тому, какую помощь оказывает организация, где она находится и на каких языках там говорят.
needs = Что вам нужно?
directory-description = { $network }: { $count ->
    [one] { $count } организация с её услугами, адресами и языками.
    [few] { $count } организации с их услугами, адресами и языками.
    [many] { $count } организаций с их услугами, адресами и языками.
   *[other] { $count } организации с их услугами, адресами и языками.
}
what-you-look-for = Что вы ищете?
what-example = жильё, медицинская помощь, название …
near-a-city = Рядом с каким городом или посёлком?
near-example = например, { $city }
near-me = Использовать моё местоположение
near-waiting = Определяем ваше местоположение …
near-failed = Не удалось определить ваше местоположение. Введите название города или посёлка.
near-refused = Браузер не передал ваше местоположение. Введите название города или посёлка.
offline = Нет соединения. То, что вы видите, было загружено раньше. Поиск заработает, когда соединение восстановится.
within = В радиусе
search = Искать
filters = Фильтры
show-results = Показать { $count }
service = Услуга
country = Страна
city = Город
language = Язык общения
membership = Тип членства
open-now = Сейчас открыто
show-more = { $count ->
    [one] Показать ещё { $count }
   *[other] Показать ещё { $count }
}
view = Вид
view-list = Список
view-map = Карта
chosen = Ваш выбор
remove = Убрать
remove-all = Очистить всё
chip-text = «{ $text }»
chip-understood = «{ $text }»: { $label }
chip-nearest = «{ $text }»: { $label }, ближайшая услуга
chip-left-out = «{ $text }»: { $label }, не учтено, так как ни одна организация не отвечает всем условиям
chip-near = { $place }: до { $km } км
this-point = выбранная точка
chip-map = участок карты
chip-since = Обновлено после { $date }

## What was found

members-found = { $count ->
    [one] { $count } организация
    [few] { $count } организации
    [many] { $count } организаций
   *[other] { $count } организации
}
order = Упорядочить
sort-relevance = по соответствию
sort-distance = по расстоянию
sort-name = по названию
sort-updated = по дате обновления
sort-joined = новые члены
distance = { $km } км
less-than-a-kilometre = менее 1 км
distance-up-to = не дальше { $km } км
more-cities = { $count ->
    [one] и ещё { $count } город
    [few] и ещё { $count } города
    [many] и ещё { $count } городов
   *[other] и ещё { $count } города
}
services = Услуги
languages = Языки
verified-on = { $by ->
    [organisation] Данные проверила организация { $date }
    [secretariat] Данные проверил секретариат сети { $date }
   *[unknown] Данные проверены { $date }
}
not-verified = Данные ещё не проверены
verified-long-ago = Это было давно: уточните, прежде чем идти.
paging = Страницы
shown-of = { $from }–{ $to } из { $total }
first-page = В начало
next-page = Следующая страница
same-for-programs = Скачать эти данные:

## Nothing was found

nothing-found = Ни одна организация не отвечает всем вашим условиям.
did-you-mean = Возможно, вы имели в виду:
try-without = Уберите одно из условий:
relaxed = Без условия «{ $condition }»: { $count ->
    [one] { $count } организация
    [few] { $count } организации
    [many] { $count } организаций
   *[other] { $count } организации
}
condition-text = слова для поиска
condition-service = услуга
condition-country = страна
condition-city = город
condition-language = язык
condition-membership = тип членства
condition-open = часы работы
condition-near = расстояние
condition-map = участок карты
nearest-is = Показать ближайшую, на расстоянии { $distance }
show-all = Показать все организации

## The page of a member

breadcrumbs = Вы здесь
back-to-results = Назад к результатам
no-services = Услуги не указаны.
offer-fact = { $name ->
    [audience] Для кого
    [eligibility] Условия
   *[access] Как получить помощь
}
free-of-charge = Бесплатно
not-free = Может быть платно
delivery = Каким образом
delivery-way = { $way ->
    [in_person] лично
    [phone] по телефону
   *[online] онлайн
}
given-at = Где
serves-countries = Помогает людям в странах
places = Адреса
no-places = У этой организации нет опубликованного адреса. Свяжитесь с ней по телефону или электронной почте.
place-kind = { $kind ->
    [office] Офис
    [clinic] Медицинский центр
    [shelter] Приют
    [classroom] Учебный класс
   *[other] Адрес
}
approximate-place = Здесь указан только город. Свяжитесь с организацией, прежде чем идти туда.
phone = Телефон
email = Электронная почта
website = Сайт
link-kind-donation = Пожертвования
link-kind-volunteering = Волонтёрство
link-kind-newsletter = Рассылка новостей
link-kind-other = Другая страница
vat-number = Номер плательщика НДС
opening-hours = Часы работы
accessibility = Доступность
contact = Контакты
call = Позвонить
directions = Как добраться
share = Поделиться
share-copied = Ссылка скопирована
add-contact = Добавить в контакты
on-a-phone = Эта страница на телефоне
about = Об организации
founded = Год основания
member-since = Член сети с
last-changed = Последнее обновление
report-mistake = Что-то не так? Сообщите об ошибке

## Opening hours

every-day = ежедневно
day-and-night = круглосуточно
closed = закрыто
public-holidays = праздничные дни
from-to-days = { $from } – { $to }
from-to-hours = { $from }–{ $to }
open-from = с { $time }

## Errors

gone = Этой организации больше нет в справочнике
gone-words = Запись о ней удалена из справочника. Возможно, вам поможет другая организация.
no-member = Этой организации нет в справочнике
no-member-words = Проверьте, нет ли ошибок в ссылке, или поищите название в справочнике.
no-page = Такой страницы нет
no-page-words = Проверьте, нет ли ошибок в ссылке. Возможно, страница перемещена.
place-unclear = Какое место вы имеете в виду?
place-unknown = Мы не знаем города или посёлка с таким названием.
place-ambiguous = Есть несколько городов с таким названием.
place-without-point = Точные адреса в этом городе не публикуются, поэтому расстояния показать нельзя. Выберите этот город среди фильтров.
search-without-place = Искать без места
wrong-address = Эта ссылка не работает
wrong-address-words = В этой ссылке есть ошибка. Подробности на английском:
unavailable = Справочник временно недоступен
unavailable-words = Сейчас справочник не может ответить. Попробуйте ещё раз через минуту.
failed = Произошла ошибка на нашей стороне
failed-words = Это не ваша вина. Попробуйте ещё раз.
try-again = Попробовать ещё раз
to-the-directory = К справочнику

## How things are put together

list = { $first }, { $second }
labelled = { $name }:

news-title = Новости
news-since = С
news-until = по
news-show = Показать

# The page on which a list of names is matched
match-title = Сверить список
match-lead = Какие названия из списка принадлежат членам сети? Вставьте названия или выберите файл; вы получите организации с их идентификаторами в виде таблицы, CSV или Excel.
match-names = Названия
match-names-hint = Одно название в строке, не более { $count }. Или таблица с заголовком: столбцы «название», «страна», «город», «сайт» помогают различить организации.
match-file = Или файл
match-file-hint = CSV, текст, Excel (.xlsx) или OpenDocument (.ods), не более 2 МБ; читается первый лист.
match-submit = Сверить
match-csv = Как CSV
match-xlsx = Как Excel
match-privacy = Ваш список сравнивается и забывается: ничего из него не сохраняется.
match-outcome = Результат
match-name = Название в списке
match-result = Результат
match-member = Организация
match-identifier = Идентификатор
match-yes = Член сети
match-maybe = Возможно
match-no = Не найдено
match-empty = В списке нет ни одного названия. Вставьте названия или выберите файл с названиями.
match-too-long = В списке более { $count } названий. Разделите его.
match-unreadable = Этот файл не удаётся прочитать. Сохраните его как CSV (UTF-8) или .xlsx без пароля и попробуйте ещё раз.
