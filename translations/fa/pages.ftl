# The directory’s pages.

## The frame of every page

skip-to-content = رفتن به محتوا
sample-data = داده‌های نمونه: سازمان‌هایی که اینجا نشان داده می‌شوند واقعی نیستند.
member-directory = راهنمای سازمان‌های عضو
unnamed-network = شبکهٔ سازمان‌های عضو
page-language = زبان
quick-exit = خروج
quick-exit-hint = بی‌درنگ وب‌سایت دیگری را باز می‌کند. سه بار فشردن Escape همین کار را می‌کند.
network-website = وب‌سایت شبکه
town-source = نام شهرها:
privacy = این سایت از کوکی استفاده نمی‌کند، چیزی روی دستگاه شما ذخیره نمی‌کند و چیزی از سایت‌های دیگر بارگیری نمی‌کند.
for-developers = برای برنامه‌نویسان: API
feed = خبرهای راهنما (Atom)
about-title = درباره این راهنما
about-lead = این راهنما سازمان‌های عضو { $network } را نشان می‌دهد: چه ارائه می‌کنند، کجا و به چه زبان‌هایی.
about-entries = اطلاعات
about-entries-words = از سازمان‌ها و دبیرخانه شبکه می‌آید. در هر مورد آمده است که آخرین بار چه زمانی و از سوی چه کسی بررسی شده است.
about-privacy = حریم خصوصی شما
about-position = اگر از مکان خود استفاده کنید، تنها برای این راهنما و با دقت حدود یک کیلومتر فرستاده می‌شود و جایی نگه داشته نمی‌شود.
about-sources = داده‌های دیگران
source-towns = نام و جای شهرها
source-map = مرز کشورها روی نقشه
source-names = نام کشورها و زبان‌ها
source-time = ساعت محلی هر جا
about-contact = پرسشی دارید؟ بنویسید به
accessibility-title = بیانیه دسترس‌پذیری
accessibility-lead = این صفحه‌ها طوری ساخته شده‌اند که همه بتوانند از آن‌ها استفاده کنند: با صفحه‌کلید، صفحه‌خوان، متن درشت، صفحه کوچک و بدون JavaScript. هر نسخه به‌طور خودکار بر پایه WCAG 2.2 سطح AA آزموده می‌شود. هیچ نهاد بیرونی آن‌ها را بررسی نکرده است.
accessibility-limits = محدودیت‌های شناخته‌شده
accessibility-limits-words = نقشه یک طرح است؛ جدولی زیر آن همان را می‌گوید. آنچه سازمان‌ها درباره خود می‌نویسند ممکن است دشوار باشد یا به زبان شما نباشد. راهنماهای توسعه‌دهندگان به انگلیسی است.
imprint-title = شناسنامه
guides = راهنماهای فنی
guide-contact = کلید API لازم دارید یا پرسشی دارید؟ به { $network } بنویسید.

## Searching

find-help = سازمانی پیدا کنید که بتواند کمک کند
find-help-lead = بر اساس کمکی که سازمان ارائه می‌دهد، جایی که هست و زبان‌هایی که در آن صحبت می‌شود جست‌وجو کنید.
needs = به چه چیزی نیاز دارید؟
directory-description = { $network }: { $count } سازمان با خدمات، نشانی‌ها و زبان‌هایشان.
what-you-look-for = دنبال چه هستید؟
what-example = مسکن، پزشک، یک نام …
near-a-city = نزدیک کدام شهر؟
near-example = برای نمونه { $city }
near-me = استفاده از موقعیت من
near-waiting = در حال یافتن موقعیت شما …
near-failed = موقعیت شما پیدا نشد. نام شهری را بنویسید.
near-refused = مرورگر شما موقعیت‌تان را در اختیار نگذاشت. نام شهری را بنویسید.
offline = اتصال برقرار نیست. آنچه می‌بینید پیش‌تر بارگیری شده است. با برقراری اتصال، جست‌وجو دوباره کار می‌کند.
within = تا فاصلهٔ
search = جست‌وجو
filters = فیلترها
show-results = نمایش { $count }
service = خدمات
country = کشور
city = شهر
language = زبان گفت‌وگو
membership = نوع عضویت
open-now = اکنون باز است
show-more = نمایش { $count } مورد دیگر
view = نما
view-list = فهرست
view-map = نقشه
chosen = انتخاب‌های شما
remove = حذف
remove-all = پاک کردن همه
chip-text = «{ $text }»
chip-understood = «{ $text }»: { $label }
chip-nearest = «{ $text }»: { $label }، نزدیک‌ترین خدمت
chip-left-out = «{ $text }»: { $label }، در نظر گرفته نشد چون هیچ سازمانی همهٔ شرط‌ها را ندارد
chip-near = { $place }: تا { $km } کیلومتر
this-point = نقطهٔ انتخاب‌شده
chip-map = بخشی از نقشه
chip-since = به‌روزشده از { $date }

## What was found

members-found = { $count } سازمان
order = ترتیب
sort-relevance = مرتبط‌ترین
sort-distance = فاصله
sort-name = نام
sort-updated = آخرین به‌روزرسانی
sort-joined = جدیدترین اعضا
distance = { $km } کیلومتر
less-than-a-kilometre = کمتر از ۱ کیلومتر
distance-up-to = حداکثر { $km } کیلومتر فاصله
more-cities = و { $count } شهر دیگر
services = خدمات
languages = زبان‌ها
verified-on = { $by ->
    [organisation] سازمان این اطلاعات را در { $date } بررسی کرده است
    [secretariat] دبیرخانهٔ شبکه این اطلاعات را در { $date } بررسی کرده است
   *[unknown] این اطلاعات در { $date } بررسی شده است
}
not-verified = این اطلاعات هنوز بررسی نشده است
verified-long-ago = از آن زمان مدت زیادی گذشته است: پیش از رفتن بپرسید.
paging = صفحه‌ها
shown-of = { $from } تا { $to } از { $total }
first-page = بازگشت به آغاز
next-page = صفحهٔ بعد
same-for-programs = دریافت این داده‌ها:

## Nothing was found

nothing-found = هیچ سازمانی با همهٔ انتخاب‌های شما جور نیست.
did-you-mean = آیا منظورتان این است:
try-without = یکی از شرط‌ها را حذف کنید:
relaxed = بدون { $condition }: { $count } سازمان
condition-text = واژه‌های جست‌وجو
condition-service = خدمات
condition-country = کشور
condition-city = شهر
condition-language = زبان
condition-membership = نوع عضویت
condition-open = ساعات کار
condition-near = فاصله
condition-map = بخش نقشه
nearest-is = نمایش نزدیک‌ترین، در فاصلهٔ { $distance }
show-all = نمایش همهٔ سازمان‌ها

## The page of a member

breadcrumbs = شما اینجا هستید
back-to-results = بازگشت به نتایج
no-services = خدمتی ذکر نشده است.
offer-fact = { $name ->
    [audience] برای چه کسانی
    [eligibility] شرایط
   *[access] چگونه کمک بگیرید
}
free-of-charge = رایگان
not-free = ممکن است هزینه داشته باشد
delivery = شیوهٔ ارائه
delivery-way = { $way ->
    [in_person] حضوری
    [phone] تلفنی
   *[online] اینترنتی
}
given-at = کجا
serves-countries = به ساکنان این کشورها کمک می‌کند
places = نشانی‌ها
no-places = این سازمان نشانی منتشرشده‌ای ندارد. با تلفن یا ایمیل با آن تماس بگیرید.
place-kind = { $kind ->
    [office] دفتر
    [clinic] مرکز درمانی
    [shelter] سرپناه
    [classroom] کلاس آموزشی
   *[other] نشانی
}
approximate-place = فقط نام شهر آمده است. پیش از رفتن با سازمان تماس بگیرید.
phone = تلفن
email = ایمیل
website = وب‌سایت
link-kind-donation = کمک مالی
link-kind-volunteering = کار داوطلبانه
link-kind-newsletter = خبرنامه
link-kind-other = صفحهٔ دیگر
vat-number = شمارهٔ مالیات بر ارزش افزوده
opening-hours = ساعت‌های کار
accessibility = دسترسی‌پذیری
contact = تماس
call = تماس
directions = مسیر
share = هم‌رسانی
share-copied = پیوند کپی شد
add-contact = افزودن به مخاطبان
on-a-phone = این صفحه روی تلفن
about = دربارهٔ سازمان
founded = سال تأسیس
member-since = عضو از
last-changed = آخرین به‌روزرسانی
report-mistake = چیزی نادرست است؟ اشتباه را گزارش دهید

## Opening hours

every-day = هر روز
day-and-night = شبانه‌روزی
closed = تعطیل
public-holidays = تعطیلات رسمی
from-to-days = { $from } تا { $to }
from-to-hours = { $from } تا { $to }
open-from = از { $time }

## Errors

gone = این سازمان دیگر در راهنما نیست
gone-words = اطلاعات آن از راهنما حذف شده است. شاید سازمان دیگری بتواند به شما کمک کند.
no-member = این سازمان در راهنما نیست
no-member-words = ببینید پیوند درست نوشته شده است یا نه، یا نام را در راهنما جست‌وجو کنید.
no-page = چنین صفحه‌ای وجود ندارد
no-page-words = ببینید پیوند درست نوشته شده است یا نه. شاید هم صفحه جابه‌جا شده باشد.
place-unclear = منظورتان کدام مکان است؟
place-unknown = شهری با این نام نمی‌شناسیم.
place-ambiguous = چند شهر با این نام وجود دارد.
place-without-point = نشانی‌های دقیق در این شهر منتشر نمی‌شوند، بنابراین نمی‌توان فاصله را نشان داد. شهر را از میان فیلترها انتخاب کنید.
search-without-place = جست‌وجو بدون مکان
wrong-address = این پیوند کار نمی‌کند
wrong-address-words = بخشی از این پیوند نادرست است. جزئیات به انگلیسی:
unavailable = اکنون در دسترس نیست
unavailable-words = راهنما اکنون نمی‌تواند پاسخ دهد. لطفاً کمی بعد دوباره امتحان کنید.
failed = از سمت ما مشکلی پیش آمد
failed-words = تقصیر شما نیست. لطفاً دوباره امتحان کنید.
try-again = دوباره امتحان کنید
to-the-directory = رفتن به راهنما

## How things are put together

list = { $first }، { $second }
labelled = { $name }:

news-title = تازه‌ها
news-since = از
news-until = تا
news-show = نمایش

# The page on which a list of names is matched
match-title = تطبیق فهرست
match-lead = کدام نام‌های یک فهرست عضو هستند؟ نام‌ها را بچسبانید یا پرونده‌ای برگزینید؛ اعضا را با شناسه‌هایشان به صورت جدول، CSV یا Excel می‌گیرید.
match-names = نام‌ها
match-names-hint = هر نام در یک سطر، حداکثر { $count }. یا جدولی با سطر عنوان: ستون‌هایی مانند «نام»، «کشور»، «شهر» و «website» به تشخیص سازمان‌ها کمک می‌کنند.
match-file = یا یک پرونده
match-file-hint = CSV، متن، Excel (.xlsx) یا OpenDocument (.ods)، حداکثر ۲ مگابایت؛ نخستین برگه خوانده می‌شود.
match-submit = تطبیق
match-csv = به صورت CSV
match-xlsx = به صورت Excel
match-privacy = فهرست شما مقایسه و فراموش می‌شود: چیزی از آن نگه داشته نمی‌شود.
match-outcome = نتیجه
match-name = نام در فهرست
match-result = نتیجه
match-member = عضو
match-identifier = شناسه
match-yes = عضو
match-maybe = شاید
match-no = عضوی یافت نشد
match-empty = هیچ نامی در فهرست نیست. نام‌ها را بچسبانید یا پرونده‌ای با نام برگزینید.
match-too-long = فهرست بیش از { $count } نام دارد. آن را تقسیم کنید.
match-unreadable = این پرونده خوانده نمی‌شود. آن را به صورت CSV (UTF-8) یا .xlsx و بدون گذرواژه ذخیره کنید و دوباره بکوشید.
