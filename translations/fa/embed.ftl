# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = راهنمای سازمان‌ها
embed-search = جست‌وجو با نام، شهر یا خدمات
embed-country = کشور
embed-service = خدمات
embed-language = زبان
embed-city = شهر
embed-membership-type = نوع عضویت
embed-all-country = همهٔ کشورها
embed-all-service = همهٔ خدمات
embed-all-language = همهٔ زبان‌ها
embed-all-city = همهٔ شهرها
embed-all-membership-type = همهٔ انواع عضویت
embed-clear = پاک کردن فیلترها
embed-loading = در حال بارگیری …
embed-found = { $count } سازمان
embed-shown = نمایش { $shown } از { $total } سازمان
embed-more = نمایش بیشتر
embed-none = سازمانی پیدا نشد
embed-none-hint = واژه‌های کمتر یا انتخاب دیگری را امتحان کنید.
embed-error = فهرست بارگیری نشد.
embed-wrong = این فهرست درست تنظیم نشده است. صاحب سایت می‌تواند علت را در کنسول مرورگر ببیند.
embed-offline = اتصال برقرار نیست. با برقراری اتصال، فهرست بارگیری می‌شود.
embed-retry = دوباره امتحان کنید
embed-whole = باز کردن راهنمای کامل
embed-website = وب‌سایت
embed-verified = این اطلاعات در { $date } بررسی شده است
embed-credit = از راهنمای { $network }
embed-sample = این سازمان‌ها واقعی نیستند: این یک نمونه است.
embed-submit = جست‌وجو
embed-next = صفحهٔ بعد
embed-first = بازگشت به آغاز
embed-frame-wrong = این فهرست درست تنظیم نشده است.

## The page on which it is put together

configure-title = نمایش این راهنما در وب‌سایت شما
configure-lead = انتخاب کنید فهرست چه نشان دهد، سطرها را کپی کنید و در صفحه‌ای بچسبانید. فهرست خودبه‌خود به‌روز می‌ماند، از کوکی استفاده نمی‌کند و کسی را ردیابی نمی‌کند.
configure-shows = محتوا
configure-near = نزدیک یک شهر
configure-radius = تا فاصلهٔ (به کیلومتر)
configure-looks = ظاهر
configure-language = زبان فهرست
configure-language-page = مانند صفحه
configure-view = چیدمان
configure-view-list = کارت‌ها
configure-view-compact = سطرهای کوتاه
configure-theme = رنگ‌ها
configure-theme-page = مانند صفحه
configure-theme-light = روشن
configure-theme-dark = تیره
configure-theme-system = مطابق دستگاه بازدیدکننده
configure-limit = شمار سازمان‌ها در هر صفحه
configure-heading = سطح عنوان نام‌ها
configure-controls = آنچه بازدیدکنندگان می‌توانند به کار ببرند
configure-search = کادر جست‌وجو
configure-update = به‌روزرسانی
configure-copy-title = کپی کنید و بچسبانید
configure-element = به‌صورت بخشی از صفحه (توصیه می‌شود)
configure-element-hint = فهرست از قلم و رنگ‌های صفحهٔ شما استفاده می‌کند.
configure-frame = به‌صورت قاب (iframe)، جایی که اسکریپت مجاز نیست
configure-frame-hint = بدون JavaScript کار می‌کند. سطر دوم اختیاری است: ارتفاع را با فهرست هماهنگ می‌کند.
configure-copy = کپی
configure-copied = کپی شد
configure-wordpress-hint = در WordPress بلوک «Custom HTML» را اضافه کنید و سطرها را در آن بچسبانید. اگر WordPress اسکریپت را حذف کرد، از قاب استفاده کنید.
configure-policy = اگر سایت شما CSP دارد، این را اضافه کنید:
configure-preview = پیش‌نمایش
