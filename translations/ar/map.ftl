# The map.

map-label = خريطة المنظمات
map-country = { $country }: { $count ->
    [zero] لا توجد منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
}
map-countries = { $countries ->
    [one] بلد واحد
    [two] بلدان
    [few] { $countries } بلدان
    [many] { $countries } بلدًا
   *[other] { $countries } بلد
}، { $count ->
    [zero] لا توجد منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
}: { $names }
map-exact-place = { $member }، { $city }
map-coarse-place = { $member }، في { $city } أو بالقرب منها
map-places = { $count ->
    [zero] لا توجد أماكن
    [one] مكان واحد
    [two] مكانان
    [few] { $count } أماكن
    [many] { $count } مكانًا
   *[other] { $count } مكان
}
map-places-in = { $city }: { $count ->
    [zero] لا توجد أماكن
    [one] مكان واحد
    [two] مكانان
    [few] { $count } أماكن
    [many] { $count } مكانًا
   *[other] { $count } مكان
}
map-kilometres = { $kilometres } كم
map-controls = تحريك الخريطة
map-nearer = تكبير
map-farther = تصغير
map-whole = إظهار الكل
map-north = نحو الشمال
map-south = نحو الجنوب
map-west = نحو الغرب
map-east = نحو الشرق
map-keys = حرّك الخريطة بمفاتيح الأسهم، وغيّر حجمها بزائد وناقص.
map-summary-countries = { $count ->
    [zero] لا توجد منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
} في { $countries ->
    [one] بلد واحد
    [two] بلدين
    [few] { $countries } بلدان
    [many] { $countries } بلدًا
   *[other] { $countries } بلد
}
map-summary-places = { $count ->
    [zero] لا توجد أماكن
    [one] مكان واحد
    [two] مكانان
    [few] { $count } أماكن
    [many] { $count } مكانًا
   *[other] { $count } مكان
} في هذا الجزء من الخريطة
map-summary-nothing = لا يوجد شيء في هذا الجزء من الخريطة.
map-outside = { $count ->
    [zero] لا توجد منظمات
    [one] منظمة واحدة
    [two] منظمتان
    [few] { $count } منظمات
    [many] { $count } منظمة
   *[other] { $count } منظمة
} خارج هذا الجزء من الخريطة.
map-placeless = { $count ->
    [zero] لا توجد منظمات بلا عنوان على الخريطة.
    [one] منظمة واحدة ليس لها عنوان على الخريطة، والقائمة بدون الخريطة تعرضها كلها.
    [two] منظمتان ليس لهما عنوان على الخريطة، والقائمة بدون الخريطة تعرضها كلها.
    [few] { $count } منظمات ليس لها عنوان على الخريطة، والقائمة بدون الخريطة تعرضها كلها.
    [many] { $count } منظمة ليس لها عنوان على الخريطة، والقائمة بدون الخريطة تعرضها كلها.
   *[other] { $count } منظمة ليس لها عنوان على الخريطة، والقائمة بدون الخريطة تعرضها كلها.
}
map-legend = مفتاح الخريطة
map-legend-country = المنظمات في بلد واحد
map-legend-several = عدة بلدان: كبّر الخريطة
map-legend-exact = مكان واحد
map-legend-cluster = عدة أماكن: كبّر الخريطة
map-legend-coarse = في مكان ما من هذه المنطقة؛ العنوان غير معلن
map-table = الخريطة في جدول
map-table-country = البلد
map-table-members = المنظمات
map-table-member = المنظمة
map-table-city = المدينة
map-table-shown = الموقع
map-shown-exact = دقيق
map-shown-coarse = المدينة فقط
map-more = يعرض الجدول أول { $shown } من { $count } من الأماكن. تجدها كلها في القائمة.
map-source = حدود البلدان: Natural Earth
map-failed = تعذّر تحميل الخريطة. يُرجى المحاولة مرة أخرى.
map-small = خريطة بأماكن { $member }: { $cities }
