# The directory’s pages.

## The frame of every page

skip-to-content = İçeriğe geç
sample-data = Örnek veriler: burada gösterilen kuruluşlar gerçek değildir.
member-directory = Üye kuruluşlar rehberi
unnamed-network = Üye kuruluşlar ağı
page-language = Dil
quick-exit = Çık
quick-exit-hint = Hemen başka bir siteyi açar. Escape tuşuna üç kez basmak da aynısını yapar.
network-website = Ağın web sitesi
town-source = Yer adları:
privacy = Bu site çerez kullanmaz, cihazınızda hiçbir şey saklamaz ve başka sitelerden hiçbir şey yüklemez.
for-developers = Geliştiriciler için: API
feed = Rehberden haberler (Atom)
about-title = Bu rehber hakkında
about-lead = Bu rehber { $network } üyesi kuruluşları gösterir: ne sunduklarını, nerede ve hangi dillerde.
about-entries = Kayıtlar
about-entries-words = Kuruluşlardan ve ağın sekretaryasından gelir. Her birinde en son ne zaman ve kim tarafından kontrol edildiği yazar.
about-privacy = Gizliliğiniz
about-position = Konumunuzu kullanırsanız, yaklaşık bir kilometreye yuvarlanarak yalnızca bu rehbere gönderilir ve hiçbir yerde saklanmaz.
about-sources = Başkalarının verileri
source-towns = kentlerin adları ve yerleri
source-map = haritadaki ülke sınırları
source-names = ülke ve dil adları
source-time = her yerin yerel saati
about-contact = Sorularınız mı var? Yazın:
accessibility-title = Erişilebilirlik beyanı
accessibility-lead = Bu sayfalar herkes kullanabilsin diye yapıldı: klavyeyle, ekran okuyucuyla, büyük yazıyla, küçük ekranda ve JavaScript olmadan. Her sürüm WCAG 2.2 AA düzeyine göre otomatik olarak sınanır. Dışarıdan bir kurum incelemedi.
accessibility-limits = Bilinen sınırlar
accessibility-limits-words = Harita bir çizimdir; altındaki tablo aynı şeyi söyler. Kuruluşların kendileri hakkında yazdıkları zor okunabilir ya da dilinizde olmayabilir. Geliştiriciler için kılavuzlar İngilizcedir.
imprint-title = Künye
guides = Kılavuzlar
guide-contact = API anahtarına mı ihtiyacınız var, yoksa bir sorunuz mu var? { $network } ile yazışabilirsiniz.

## Searching

find-help = Yardımcı olabilecek bir kuruluş bulun
find-help-lead = Kuruluşun sunduğu yardıma, bulunduğu yere ve konuşulan dillere göre arayın.
needs = Neye ihtiyacınız var?
directory-description = { $network }: { $count } kuruluş; hizmetleri, adresleri ve dilleriyle.
what-you-look-for = Ne arıyorsunuz?
what-example = barınma, tıbbi yardım, bir ad …
near-a-city = Hangi şehrin veya kasabanın yakınında?
near-example = örneğin { $city }
near-me = Konumumu kullan
near-waiting = Konumunuz belirleniyor …
near-failed = Konumunuz belirlenemedi. Bir şehir veya kasaba adı yazın.
near-refused = Tarayıcınız konumunuzu paylaşmadı. Bir şehir veya kasaba adı yazın.
offline = Bağlantı yok. Gördükleriniz daha önce yüklendi. Bağlantı geri geldiğinde arama yeniden çalışacak.
within = Uzaklık
search = Ara
filters = Filtreler
show-results = { $count } sonucu göster
service = Hizmet
country = Ülke
city = Şehir
language = Konuşulan dil
membership = Üyelik türü
open-now = Şu anda açık
show-more = { $count } tane daha göster
view = Görünüm
view-list = Liste
view-map = Harita
chosen = Seçimleriniz
remove = Kaldır
remove-all = Tümünü temizle
chip-text = “{ $text }”
chip-understood = “{ $text }”: { $label }
chip-nearest = “{ $text }”: { $label }, en yakın hizmet
chip-left-out = “{ $text }”: { $label }, hiçbir kuruluş tüm koşulları karşılamadığı için dikkate alınmadı
chip-near = { $place }: en fazla { $km } km
this-point = seçilen nokta
chip-map = Harita alanı
chip-since = { $date } tarihinden beri güncellenenler

## What was found

members-found = { $count } kuruluş
order = Sıralama
sort-relevance = en uygun
sort-distance = uzaklık
sort-name = ad
sort-updated = son güncelleme
sort-joined = en yeni üyeler
distance = { $km } km
less-than-a-kilometre = 1 km’den az
distance-up-to = en fazla { $km } km uzakta
more-cities = ve { $count } şehir daha
services = Hizmetler
languages = Diller
verified-on = { $by ->
    [organisation] Bilgileri kuruluş { $date } tarihinde kontrol etti
    [secretariat] Bilgileri ağın sekretaryası { $date } tarihinde kontrol etti
   *[unknown] Bilgiler { $date } tarihinde kontrol edildi
}
not-verified = Bilgiler henüz kontrol edilmedi
verified-long-ago = Bu uzun zaman önceydi: gitmeden önce sorun.
paging = Sayfalar
shown-of = { $from }–{ $to } / { $total }
first-page = Başa dön
next-page = Sonraki sayfa
same-for-programs = Bu verileri indirin:

## Nothing was found

nothing-found = Hiçbir kuruluş tüm seçimlerinize uymuyor.
did-you-mean = Şunu mu demek istediniz:
try-without = Bir koşulu kaldırın:
relaxed = “{ $condition }” olmadan: { $count } kuruluş
condition-text = arama sözcükleri
condition-service = hizmet
condition-country = ülke
condition-city = şehir
condition-language = dil
condition-membership = üyelik türü
condition-open = çalışma saatleri
condition-near = uzaklık
condition-map = harita alanı
nearest-is = En yakını göster ({ $distance })
show-all = Tüm kuruluşları göster

## The page of a member

breadcrumbs = Buradasınız
back-to-results = Sonuçlara dön
no-services = Belirtilmiş hizmet yok.
offer-fact = { $name ->
    [audience] Kimler için
    [eligibility] Koşullar
   *[access] Nasıl yardım alınır
}
free-of-charge = Ücretsiz
not-free = Ücretli olabilir
delivery = Nasıl sunuluyor
delivery-way = { $way ->
    [in_person] yüz yüze
    [phone] telefonla
   *[online] çevrim içi
}
given-at = Nerede
serves-countries = Hizmet verdiği ülkeler
places = Adresler
no-places = Bu kuruluşun yayımlanmış bir adresi yok. Telefon veya e-posta ile iletişime geçin.
place-kind = { $kind ->
    [office] Ofis
    [clinic] Sağlık merkezi
    [shelter] Sığınma evi
    [classroom] Derslik
   *[other] Adres
}
approximate-place = Yalnızca şehir belirtiliyor. Gitmeden önce kuruluşla iletişime geçin.
phone = Telefon
email = E-posta
website = Web sitesi
link-kind-donation = Bağış
link-kind-volunteering = Gönüllülük
link-kind-newsletter = Bülten
link-kind-other = Başka bir sayfa
vat-number = KDV numarası
opening-hours = Çalışma saatleri
accessibility = Erişilebilirlik
contact = İletişim
call = Ara
directions = Yol tarifi
share = Paylaş
share-copied = Bağlantı kopyalandı
add-contact = Kişilere ekle
on-a-phone = Bu sayfa telefonda
about = Kuruluş hakkında
founded = Kuruluş yılı
member-since = Üyelik başlangıcı
last-changed = Son güncelleme
report-mistake = Yanlış bir şey mi var? Hatayı bildirin

## Opening hours

every-day = her gün
day-and-night = 24 saat
closed = kapalı
public-holidays = resmî tatiller
from-to-days = { $from } – { $to }
from-to-hours = { $from }–{ $to }
open-from = { $time } itibarıyla

## Errors

gone = Bu kuruluş artık rehberde yer almıyor
gone-words = Kaydı rehberden çıkarıldı. Başka bir kuruluş size yardımcı olabilir.
no-member = Bu kuruluş rehberde yok
no-member-words = Bağlantıda yazım hatası olup olmadığına bakın veya adı rehberde arayın.
no-page = Böyle bir sayfa yok
no-page-words = Bağlantıda yazım hatası olup olmadığına bakın. Sayfa taşınmış da olabilir.
place-unclear = Hangi yeri kastediyorsunuz?
place-unknown = Bu adda bir şehir veya kasaba bilmiyoruz.
place-ambiguous = Bu adda birden fazla şehir var.
place-without-point = Bu şehirdeki kesin adresler açıklanmadığı için uzaklıklar gösterilemiyor. Şehri filtrelerden seçin.
search-without-place = Yer belirtmeden ara
wrong-address = Bu bağlantı çalışmıyor
wrong-address-words = Bağlantının bir bölümü hatalı. Ayrıntılar (İngilizce):
unavailable = Şu anda kullanılamıyor
unavailable-words = Rehber şu anda yanıt veremiyor. Lütfen biraz sonra yeniden deneyin.
failed = Bizden kaynaklanan bir sorun oluştu
failed-words = Sizin hatanız değil. Lütfen yeniden deneyin.
try-again = Yeniden dene
to-the-directory = Rehbere git

## How things are put together

list = { $first }, { $second }
labelled = { $name }:

news-title = Yenilikler
news-since = Başlangıç
news-until = Bitiş
news-show = Göster

# The page on which a list of names is matched
match-title = Liste eşleştir
match-lead = Bir listedeki hangi adlar üyelere ait? Adları yapıştırın veya bir dosya seçin; üyeleri tanımlayıcılarıyla birlikte tablo, CSV veya Excel olarak alırsınız.
match-names = Adlar
match-names-hint = Her satıra bir ad, en çok { $count }. Ya da başlık satırı olan bir tablo: “ad”, “ülke”, “şehir”, “site” gibi sütunlar kuruluşları ayırt etmeye yardım eder.
match-file = Ya da bir dosya
match-file-hint = CSV, metin, Excel (.xlsx) veya OpenDocument (.ods), en çok 2 MB; ilk sayfa okunur.
match-submit = Eşleştir
match-csv = CSV olarak
match-xlsx = Excel olarak
match-privacy = Listeniz karşılaştırılır ve unutulur: hiçbir şey saklanmaz.
match-outcome = Sonuç
match-name = Listedeki ad
match-result = Sonuç
match-member = Üye
match-identifier = Tanımlayıcı
match-yes = Üye
match-maybe = Belki
match-no = Üye bulunamadı
match-empty = Listede hiç ad yok. Adları yapıştırın veya içinde ad olan bir dosya seçin.
match-too-long = Listede { $count } addan fazlası var. Listeyi bölün.
match-unreadable = Bu dosya okunamıyor. Parolasız olarak CSV (UTF-8) veya .xlsx biçiminde kaydedip yeniden deneyin.
