# The list that other sites embed, and the page on which it is put together.

## The list

embed-label = Kuruluşlar rehberi
embed-search = Ad, şehir veya hizmete göre arama
embed-country = Ülke
embed-service = Hizmet
embed-language = Dil
embed-city = Şehir
embed-membership-type = Üyelik türü
embed-all-country = Tüm ülkeler
embed-all-service = Tüm hizmetler
embed-all-language = Tüm diller
embed-all-city = Tüm şehirler
embed-all-membership-type = Tüm üyelik türleri
embed-clear = Filtreleri temizle
embed-loading = Yükleniyor …
embed-found = { $count } kuruluş
embed-shown = { $total } kuruluştan { $shown } tanesi gösteriliyor
embed-more = Daha fazla göster
embed-none = Kuruluş bulunamadı
embed-none-hint = Daha az sözcük veya başka bir seçim deneyin.
embed-error = Liste yüklenemedi.
embed-wrong = Bu liste doğru ayarlanmamış. Site sahibi nedenini tarayıcının konsolunda görebilir.
embed-offline = Bağlantı yok. Bağlantı geri geldiğinde liste yüklenecek.
embed-retry = Yeniden dene
embed-whole = Rehberin tamamını aç
embed-website = Web sitesi
embed-verified = Bilgiler { $date } tarihinde kontrol edildi
embed-credit = Kaynak: { $network } rehberi
embed-sample = Bu kuruluşlar gerçek değildir: bu bir tanıtımdır.
embed-submit = Ara
embed-next = Sonraki sayfa
embed-first = Başa dön
embed-frame-wrong = Bu liste doğru ayarlanmamış.

## The page on which it is put together

configure-title = Bu rehberi web sitenizde gösterin
configure-lead = Listenin ne göstereceğini seçin, satırları kopyalayıp bir sayfaya yapıştırın. Liste kendiliğinden güncel kalır, çerez kullanmaz ve kimseyi izlemez.
configure-shows = İçerik
configure-near = Bir şehrin yakınında
configure-radius = Uzaklık (kilometre)
configure-looks = Görünüm
configure-language = Listenin dili
configure-language-page = Sayfadaki gibi
configure-view = Düzen
configure-view-list = Kartlar
configure-view-compact = Kısa satırlar
configure-theme = Renkler
configure-theme-page = Sayfadaki gibi
configure-theme-light = Açık
configure-theme-dark = Koyu
configure-theme-system = Ziyaretçinin cihazındaki gibi
configure-limit = Sayfa başına kuruluş
configure-heading = Adların başlık düzeyi
configure-controls = Ziyaretçilerin kullanabilecekleri
configure-search = Arama alanı
configure-update = Güncelle
configure-copy-title = Kopyalayıp yapıştırın
configure-element = Sayfanın bir parçası olarak (önerilir)
configure-element-hint = Liste, sayfanızın yazı tipini ve renklerini kullanır.
configure-frame = Çerçeve (iframe) olarak, betiklere izin verilmiyorsa
configure-frame-hint = JavaScript olmadan çalışır. İkinci satır isteğe bağlıdır: yüksekliği listeye göre ayarlar.
configure-copy = Kopyala
configure-copied = Kopyalandı
configure-wordpress-hint = WordPress’te “Custom HTML” bloğunu ekleyin ve satırları içine yapıştırın. WordPress betiği kaldırırsa çerçeveyi kullanın.
configure-policy = Sitenizin CSP’si varsa şunu ekleyin:
configure-preview = Önizleme
