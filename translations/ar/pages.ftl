# The directory’s pages.

## The frame of every page

skip-to-content = الانتقال إلى المحتوى
sample-data = بيانات تجريبية: المنظمات المعروضة هنا غير حقيقية.
member-directory = دليل المنظمات الأعضاء
unnamed-network = شبكة المنظمات الأعضاء
page-language = اللغة
quick-exit = خروج
quick-exit-hint = يفتح موقعًا آخر فورًا. الضغط ثلاث مرات على Escape يفعل الشيء نفسه.
network-website = موقع الشبكة
town-source = أسماء المدن:
privacy = لا يستخدم هذا الموقع ملفات تعريف الارتباط، ولا يخزّن شيئًا على جهازك، ولا يحمّل شيئًا من مواقع أخرى.
for-developers = للمطوّرين: واجهة البرمجة (API)
feed = أخبار الدليل (Atom)
about-title = عن هذا الدليل
about-lead = يعرض هذا الدليل المنظمات الأعضاء في { $network }: ما تقدمه، وأين، وبأي لغات.
about-entries = البيانات
about-entries-words = تأتي من المنظمات ومن أمانة الشبكة. ويُذكر مع كل منها متى رُوجعت آخر مرة ومن راجعها.
about-privacy = خصوصيتك
about-position = إذا استخدمت موقعك، يُرسل إلى هذا الدليل وحده مقرّبًا إلى نحو كيلومتر، ولا يُحفظ في أي مكان.
about-sources = بيانات من مصادر أخرى
source-towns = أسماء المدن ومواقعها
source-map = حدود البلدان على الخريطة
source-names = أسماء البلدان واللغات
source-time = التوقيت المحلي في كل مكان
about-contact = لديك أسئلة؟ اكتب إلى
accessibility-title = بيان إمكانية الوصول
accessibility-lead = صُممت هذه الصفحات ليستخدمها الجميع: بلوحة المفاتيح، وبقارئ الشاشة، وبخط كبير، وعلى شاشة صغيرة، وبدون JavaScript. تُختبر كل نسخة آليًا وفق WCAG 2.2 المستوى AA. ولم تفحصها جهة خارجية.
accessibility-limits = حدود معروفة
accessibility-limits-words = الخريطة رسم، وتحتها جدول يقول الشيء نفسه. قد يكون ما تكتبه المنظمات عن نفسها صعب القراءة أو بغير لغتك. أدلة المطورين بالإنجليزية.
imprint-title = بيانات الناشر
guides = الأدلة الإرشادية
guide-contact = هل تحتاج إلى مفتاح لواجهة البرمجة أو لديك سؤال؟ يمكن مراسلة { $network }.

## Searching

find-help = البحث عن منظمة تقدّم المساعدة
find-help-lead = ابحث بحسب ما تقدّمه المنظمة ومكانها واللغات المتداولة فيها.
needs = ماذا تحتاج؟
directory-description = { $network }: { $count ->
    [zero] المنظمات بخدماتها وأماكنها ولغاتها.
    [one] منظمة واحدة بخدماتها وأماكنها ولغاتها.
    [two] منظمتان بخدماتهما وأماكنهما ولغاتهما.
    [few] { $count } منظمات بخدماتها وأماكنها ولغاتها.
    [many] { $count } منظمةً بخدماتها وأماكنها ولغاتها.
   *[other] { $count } منظمة بخدماتها وأماكنها ولغاتها.
}
what-you-look-for = ما الذي تبحث عنه؟
what-example = سكن، رعاية طبية، اسم …
near-a-city = بالقرب من أي مدينة أو بلدة؟
near-example = مثلًا { $city }
near-me = استخدام موقعي
near-waiting = جارٍ تحديد موقعك …
near-failed = تعذّر تحديد موقعك. يمكنك كتابة اسم مدينة أو بلدة.
near-refused = لم يشارك المتصفح موقعك. يمكنك كتابة اسم مدينة أو بلدة.
offline = لا يوجد اتصال بالإنترنت. المعروض هنا حُمِّل من قبل، وسيعمل البحث من جديد بعد عودة الاتصال.
within = ضمن مسافة
search = بحث
filters = عوامل التصفية
show-results = عرض { $count }
service = الخدمة
country = البلد
city = المدينة
language = لغة التواصل
membership = نوع العضوية
open-now = مفتوح الآن
show-more = { $count ->
    [zero] إظهار المزيد
    [one] إظهار خيار آخر
    [two] إظهار خيارين آخرين
    [few] إظهار { $count } خيارات أخرى
    [many] إظهار { $count } خيارًا آخر
   *[other] إظهار { $count } خيار آخر
}
view = طريقة العرض
view-list = قائمة
view-map = خريطة
chosen = اختياراتك
remove = إزالة
remove-all = مسح الكل
chip-text = «{ $text }»
chip-understood = «{ $text }»: { $label }
chip-nearest = «{ $text }»: { $label }، وهي أقرب خدمة
chip-left-out = «{ $text }»: { $label }، لم يؤخذ به لأنه لا توجد منظمة تستوفي كل الشروط
chip-near = { $place }: حتى { $km } كم
this-point = النقطة المختارة
chip-map = جزء من الخريطة
chip-since = محدَّثة منذ { $date }

## What was found

members-found = { $count ->
    [zero] لا توجد منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
}
order = الترتيب حسب
sort-relevance = الأنسب
sort-distance = المسافة
sort-name = الاسم
sort-updated = آخر تحديث
sort-joined = أحدث الأعضاء
distance = { $km } كم
less-than-a-kilometre = أقل من كيلومتر واحد
distance-up-to = على بعد { $km } كم على الأكثر
more-cities = { $count ->
    [zero] ومدن أخرى
    [one] ومدينة أخرى
    [two] ومدينتان أخريان
    [few] و{ $count } مدن أخرى
    [many] و{ $count } مدينة أخرى
   *[other] و{ $count } مدينة أخرى
}
services = الخدمات
languages = اللغات
verified-on = { $by ->
    [organisation] تحقّقت المنظمة من هذه البيانات في { $date }
    [secretariat] تحقّقت أمانة الشبكة من هذه البيانات في { $date }
   *[unknown] جرى التحقّق من هذه البيانات في { $date }
}
not-verified = لم يُتحقَّق من هذه البيانات بعد
verified-long-ago = كان ذلك منذ زمن طويل: اسأل قبل أن تذهب.
paging = الصفحات
shown-of = من { $from } إلى { $to } من أصل { $total }
first-page = العودة إلى البداية
next-page = الصفحة التالية
same-for-programs = تنزيل هذه البيانات:

## Nothing was found

nothing-found = لا توجد منظمة تطابق كل اختياراتك.
did-you-mean = هل تقصد:
try-without = يمكنك إزالة أحد الشروط:
relaxed = بدون { $condition }: { $count ->
    [zero] لا توجد منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
}
condition-text = كلمات البحث
condition-service = الخدمة
condition-country = البلد
condition-city = المدينة
condition-language = اللغة
condition-membership = نوع العضوية
condition-open = ساعات العمل
condition-near = المسافة
condition-map = جزء الخريطة
nearest-is = إظهار الأقرب، على بُعد { $distance }
show-all = إظهار كل المنظمات

## The page of a member

breadcrumbs = موقعك في الدليل
back-to-results = العودة إلى النتائج
no-services = لم تُذكر أي خدمات.
offer-fact = { $name ->
    [audience] لمن هذه الخدمة
    [eligibility] الشروط
   *[access] كيف تحصل على المساعدة
}
free-of-charge = مجانًا
not-free = قد تكون هناك رسوم
delivery = طريقة تقديم الخدمة
delivery-way = { $way ->
    [in_person] حضوريًا
    [phone] عبر الهاتف
   *[online] عبر الإنترنت
}
given-at = المكان
serves-countries = تخدم المقيمين في
places = الأماكن
no-places = ليس لهذه المنظمة عنوان منشور. يمكن التواصل معها بالهاتف أو بالبريد الإلكتروني.
place-kind = { $kind ->
    [office] مكتب
    [clinic] مركز طبي
    [shelter] مأوى
    [classroom] قاعة تعليم
   *[other] مكان
}
approximate-place = تُذكر المدينة فقط. يُرجى التواصل مع المنظمة قبل الذهاب إليها.
phone = الهاتف
email = البريد الإلكتروني
website = الموقع الإلكتروني
link-kind-donation = تبرّع
link-kind-volunteering = التطوّع
link-kind-newsletter = النشرة الإخبارية
link-kind-other = صفحة أخرى
vat-number = رقم ضريبة القيمة المضافة
opening-hours = أوقات العمل
accessibility = إتاحة الوصول لذوي الإعاقة
contact = التواصل
call = اتصال
directions = الطريق إلى المكان
share = مشاركة
share-copied = تم نسخ الرابط
add-contact = إضافة إلى جهات الاتصال
on-a-phone = هذه الصفحة على الهاتف
about = عن المنظمة
founded = سنة التأسيس
member-since = عضو منذ
last-changed = آخر تحديث
report-mistake = هل هناك خطأ؟ أبلغنا به

## Opening hours

every-day = كل يوم
day-and-night = على مدار الساعة
closed = مغلق
public-holidays = أيام العطل الرسمية
from-to-days = من { $from } إلى { $to }
from-to-hours = من { $from } إلى { $to }
open-from = من الساعة { $time }

## Errors

gone = لم تعد هذه المنظمة في الدليل
gone-words = أُزيلت بياناتها من الدليل. قد تتمكن منظمة أخرى من مساعدتك.
no-member = هذه المنظمة ليست في الدليل
no-member-words = تحقّق من كتابة الرابط، أو ابحث عن الاسم في الدليل.
no-page = هذه الصفحة غير موجودة
no-page-words = تحقّق من كتابة الرابط. وربما نُقلت الصفحة إلى مكان آخر.
place-unclear = أي مكان تقصد؟
place-unknown = لا نعرف مدينة أو بلدة بهذا الاسم.
place-ambiguous = هناك عدة مدن بهذا الاسم.
place-without-point = العناوين الدقيقة في هذه المدينة غير معلنة، لذلك لا يمكن عرض المسافات. يمكنك اختيار المدينة من عوامل التصفية.
search-without-place = البحث من دون مكان
wrong-address = هذا الرابط لا يعمل
wrong-address-words = جزء من هذا الرابط غير صحيح. التفاصيل بالإنجليزية:
unavailable = الدليل غير متاح حاليًا
unavailable-words = لا يمكن للدليل الإجابة الآن. يُرجى المحاولة من جديد بعد قليل.
failed = حدث خطأ من جانبنا
failed-words = الخطأ ليس منك. يُرجى المحاولة مرة أخرى.
try-again = المحاولة مرة أخرى
to-the-directory = الذهاب إلى الدليل

## How things are put together

list = { $first }، { $second }
labelled = { $name }:

news-title = الجديد
news-since = من
news-until = إلى
news-show = عرض

# The page on which a list of names is matched
match-title = مطابقة قائمة
match-lead = أي الأسماء في قائمة هي لأعضاء؟ الصق الأسماء أو اختر ملفًا، فتحصل على الأعضاء مع معرّفاتهم في جدول أو CSV أو Excel.
match-names = الأسماء
match-names-hint = اسم واحد في كل سطر، و{ $count } على الأكثر. أو جدول له صف عناوين: أعمدة مثل «name» و«country» و«city» و«website» تساعد على التمييز بين المنظمات.
match-file = أو ملف
match-file-hint = CSV أو نص أو Excel (.xlsx) أو OpenDocument (.ods)، بحجم 2 ميغابايت على الأكثر؛ تُقرأ الورقة الأولى.
match-submit = مطابقة
match-csv = بصيغة CSV
match-xlsx = بصيغة Excel
match-privacy = تُقارن قائمتك ثم تُنسى: لا يُحفظ منها شيء.
match-outcome = النتيجة
match-name = الاسم في القائمة
match-result = النتيجة
match-member = العضو
match-identifier = المعرّف
match-yes = عضو
match-maybe = ربما
match-no = لم يُعثر على عضو
match-empty = لا يوجد أي اسم في القائمة. الصق أسماء أو اختر ملفًا فيه أسماء.
match-too-long = في القائمة أكثر من { $count } اسم. قسّمها.
match-unreadable = لا يمكن قراءة هذا الملف. احفظه بصيغة CSV (UTF-8) أو .xlsx دون كلمة مرور، وحاول مرة أخرى.
