# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = دليل المنظمات
embed-search = البحث بالاسم أو المدينة أو الخدمة
embed-country = البلد
embed-service = الخدمة
embed-language = اللغة
embed-city = المدينة
embed-membership-type = نوع العضوية
embed-all-country = كل البلدان
embed-all-service = كل الخدمات
embed-all-language = كل اللغات
embed-all-city = كل المدن
embed-all-membership-type = كل أنواع العضوية
embed-clear = مسح عوامل التصفية
embed-loading = جارٍ التحميل …
embed-found = { $count ->
    [zero] لا توجد منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
}
embed-shown = يُعرض { $shown } من { $total }
embed-more = إظهار المزيد
embed-none = لم يُعثر على أي منظمة
embed-none-hint = يمكن تجربة كلمات أقل أو اختيار آخر.
embed-error = تعذّر تحميل القائمة.
embed-wrong = لم تُعَدّ هذه القائمة كما ينبغي. يجد صاحب الموقع السبب في وحدة تحكم المتصفح.
embed-offline = لا يوجد اتصال بالإنترنت. ستُحمَّل القائمة بعد عودة الاتصال.
embed-retry = المحاولة مرة أخرى
embed-whole = فتح الدليل كاملًا
embed-website = الموقع الإلكتروني
embed-verified = جرى التحقّق من البيانات في { $date }
embed-credit = من دليل { $network }
embed-sample = هذه المنظمات غير حقيقية: هذا عرض تجريبي.
embed-submit = بحث
embed-next = الصفحة التالية
embed-first = العودة إلى البداية
embed-frame-wrong = لم تُعَدّ هذه القائمة كما ينبغي.

## The page on which it is put together

configure-title = عرض هذا الدليل على موقعك
configure-lead = اختر ما تعرضه القائمة، ثم انسخ الأسطر وألصقها في إحدى صفحاتك. تبقى القائمة محدَّثة تلقائيًا، ولا تستخدم ملفات تعريف الارتباط، ولا تتعقّب أحدًا.
configure-shows = المحتوى
configure-near = بالقرب من مدينة
configure-radius = ضمن مسافة، بالكيلومترات
configure-looks = المظهر
configure-language = لغة القائمة
configure-language-page = مثل الصفحة
configure-view = طريقة العرض
configure-view-list = بطاقات
configure-view-compact = أسطر قصيرة
configure-theme = الألوان
configure-theme-page = مثل الصفحة
configure-theme-light = فاتحة
configure-theme-dark = داكنة
configure-theme-system = بحسب جهاز الزائر
configure-limit = عدد المنظمات في كل صفحة
configure-heading = مستوى عناوين الأسماء
configure-controls = ما يمكن للزوار استخدامه
configure-search = حقل البحث
configure-update = تحديث
configure-copy-title = النسخ واللصق
configure-element = جزء من الصفحة (الطريقة المفضّلة)
configure-element-hint = تأخذ القائمة خط صفحتك وألوانها.
configure-frame = إطار (iframe)، حيث لا يُسمح بالبرامج النصية
configure-frame-hint = يعمل من دون JavaScript. السطر الثاني اختياري: يضبط الارتفاع بحسب القائمة.
configure-copy = نسخ
configure-copied = تم النسخ
configure-wordpress-hint = في WordPress أضف المكوّن «Custom HTML» وألصق الأسطر فيه. إذا حذف WordPress البرنامج النصي فاستخدم الإطار.
configure-policy = إذا كان لموقعك سياسة CSP، فأضف:
configure-preview = معاينة
