"""Numbers in words, and words in other letters."""

UNITS = {
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    "nl": "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien",
    "de": "null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn",
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
    "es": "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis diecisiete dieciocho diecinueve",
    "it": "zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
    "pl": "zero jeden dwa trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście",
    "uk": "нуль один два три чотири п'ять шість сім вісім дев'ять десять одинадцять дванадцять тринадцять чотирнадцять п'ятнадцять шістнадцять сімнадцять вісімнадцять дев'ятнадцять",
}
TENS = {
    "en": "twenty thirty forty fifty sixty seventy eighty ninety", "nl": "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
    "de": "zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", "fr": "vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt",
    "es": "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", "it": "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
    "pl": "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
    "uk": "двадцять тридцять сорок п'ятдесят шістдесят сімдесят вісімдесят дев'яносто",
}


def in_words(number, tongue):
    """A number below 100 in words; nothing for others and in other tongues."""
    if tongue not in UNITS or not 0 <= number < 100:
        return None
    units, tens = UNITS[tongue].split(), TENS[tongue].split()
    if number < 20:
        return units[number]
    ten, unit = tens[number // 10 - 2], number % 10
    if tongue == "fr" and number // 10 in (7, 9):
        return f"{ten}-{units[10 + unit]}"
    if not unit:
        return ten
    if tongue in ("nl", "de"):
        joint = "und" if tongue == "de" else "ën" if units[unit].endswith("e") else "en"
        return ("ein" if tongue == "de" and unit == 1 else units[unit]) + joint + ten
    if tongue == "it":
        return (ten[:-1] if unit in (1, 8) else ten) + units[unit]
    return ten + {"en": "-", "fr": "-", "es": " y "}.get(tongue, " ") + units[unit]


def digit_by_digit(digits, tongue):
    return tongue in UNITS and " ".join(UNITS[tongue].split()[int(c)] for c in digits) or None


LATIN = {
    "uk": dict(zip("абвгґдежзиійклмнопрстуфцьєюяїщшчх'",
                   "a b v h g d e zh z y i i k l m n o p r s t u f ts  ie iu ia i shch sh ch kh ".split(" "))),
    "bg": dict(zip("абвгдежзийклмнопрстуфхцчшщъьюя", "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sht a y yu ya".split(" "))),
    "el": dict(zip("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o".split(" "))),
}
# Vowels are heard and not written.
ARABIC = {
    "الجامعة": "Al Jamia", "الملك حسين": "King Hussein", "الأمير محمد": "Prince Mohammed", "المدينة المنورة": "Al Madina Al Munawwara", "وصفي التل": "Wasfi Al Tal",
    "الاستقلال": "Al Istiqlal", "فاطمة": "Fatima", "محمد": "Mohammed", "خديجة": "Khadija", "يوسف": "Yousef", "الخطيب": "Al Khatib", "الحسيني": "Al Husseini",
    "عبد الرحمن": "Abdul Rahman", "النجار": "Al Najjar",
}


def in_latin(text, tongue):
    """A name in Latin letters, as people write it who hear it."""
    if tongue == "ar":
        return ARABIC.get(text)
    if tongue not in LATIN:
        return None
    import unicodedata

    plain = unicodedata.normalize("NFC", "".join(
        c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c) or c == "\u0306" or tongue == "uk" and c == "\u0308"))
    letters = LATIN[tongue]
    small = plain.lower()
    if tongue == "el":
        small = small.replace("ου", "ou")
    written = "".join(letters.get(c, c) for c in small)
    return written.title()
