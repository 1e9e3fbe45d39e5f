"""The ways in which people write an address, a point, a telephone number, an e-mail address or a name
when they do not think of who reads it. Each gives what it is called and the text.
"""

import math
import urllib.parse

from houses import TONGUES, put
from spelling import digit_by_digit, in_latin, in_words

CORNER = {"nl": "op de hoek van de", "fr": "au coin de la", "de": "Ecke", "en": "at the corner of", "es": "esquina", "it": "angolo", "pl": "róg", "uk": "ріг", "el": "γωνία"}
BESIDE = {"nl": "naast", "fr": "à côté du", "de": "neben", "en": "next to", "es": "junto a", "it": "accanto a", "pl": "obok", "uk": "поруч", "el": "δίπλα"}
AND = {"nl": ("tussen", "en"), "fr": ("entre", "et"), "de": ("zwischen", "und"), "en": ("between", "and"), "es": ("entre", "y"), "it": ("tra", "e")}
KIND_ABROAD = {"uk": ["Street", "St.", "vul."], "bg": ["Street", "St.", "ul."], "el": ["Street", "St.", "Odos"], "ar": ["Street", "St.", "Rue"]}


def mistyped(text, random_):
    """One letter wrong: left out, doubled, another one, two exchanged."""
    letters = [at for at, c in enumerate(text) if c.isalpha() and 0 < at and text[at - 1].isalpha()]
    # In short words a letter more or less makes another word.
    words = text.replace("-", " ").split()
    longest = max(words, key=len)
    start = text.index(longest)
    letters = [at for at in letters if start < at < start + len(longest)]
    if len(longest) < 5 or not letters:
        return None
    at = random_.choice(letters)
    kind = random_.randrange(4)
    if kind == 0:
        return text[:at] + text[at + 1:]
    if kind == 1:
        return text[:at] + text[at] + text[at:]
    if kind == 2:
        return text[:at] + random_.choice("eanoristl") + text[at + 1:]
    return text[:at - 1] + text[at] + text[at - 1] + text[at + 1:]


def addresses(house, random_):
    rules = TONGUES[house.tongue]
    order = random_.choice(rules["order"])
    usual = lambda **given: house.written(order, **given)
    short = random_.choice(house.short)
    yield "as it is", house.address
    yield "kind shortened", usual(kind=short)
    yield "another order", house.written(random_.choice(rules["other"]))
    yield "another order, shortened", house.written(random_.choice(rules["other"]), kind=short)
    if house.kind.startswith("-"):
        yield "kind left out", f"{house.street.strip('- ')} {house.number}"
    else:
        yield "kind left out", put("{s} {n}", "", house.street, house.number)
    yield "with an addition", usual(number=random_.choice(rules["additions"]).format(house.number))
    yield "with an addition, shortened", usual(kind=short, number=random_.choice(rules["additions"]).format(house.number))
    for _ in range(2):
        if wrong := mistyped(house.street, random_):
            yield "a letter wrong", usual(street=wrong)
            yield "a letter wrong, shortened", usual(kind=short, street=wrong)
            yield "a letter wrong, another order", house.written(random_.choice(rules["other"]), street=wrong)
    yield "capitals", usual().upper()
    yield "small letters", usual().lower()
    yield "more spaces", usual().replace(" ", "   ")
    yield "no-break spaces", usual().replace(" ", "\u00a0")
    yield "a line break", usual().replace(" ", "\n", 1)
    yield "nothing between", usual().replace(" ", "")
    yield "hyphens for spaces", usual().replace(" ", "-")
    yield "underscores for spaces", usual().replace(" ", "_")
    yield "a soft hyphen", usual()[:3] + "\u00ad" + usual()[3:]
    yield "with the town", f"{usual()}, {house.city}"
    yield "the town first", f"{house.city}, {usual()}"
    ocr = house.number.replace("0", "O").replace("1", "l")
    if ocr != house.number:
        yield "figures as letters", usual(number=ocr)
    letters = house.street.replace("o", "0", 1) if "o" in house.street else house.street.replace("l", "1", 1)
    if letters != house.street:
        yield "a letter as a figure", usual(street=letters)
    yield "words between", {
        "nl": f"{house.written('{s}')}, de groene deur naast de bakker, nummer {house.number}",
        "fr": f"{house.written('{k} {s}')}, la porte verte à côté de la boulangerie, au numéro {house.number}",
        "de": f"{house.written('{s}')}, die grüne Tür neben der Bäckerei, Nummer {house.number}",
        "en": f"{house.written('{s} {k}')}, the green door beside the bakery, number {house.number}",
        "es": f"{house.written('{k} {s}')}, la puerta verde junto a la panadería, número {house.number}",
        "it": f"{house.written('{k} {s}')}, la porta verde accanto al fornaio, numero {house.number}",
        "pt": f"{house.written('{k} {s}')}, a porta verde ao lado da padaria, número {house.number}",
    }.get(house.tongue, usual(number=f"– {house.number}"))
    if not house.street_is_known and house.kind.strip("- ").lower() in house.address.lower():
        yield "the street alone", put(alone(rules), house.kind, house.street, "")
    yield "full-width figures", usual(number="".join(chr(0xFF10 + int(c)) for c in house.number))
    yield "Arabic figures", usual(number="".join(chr(0x660 + int(c)) for c in house.number))
    yield "a range", usual(number=f"{int(house.number) - 2}-{house.number}" if int(house.number) > 3 else f"{house.number}-{int(house.number) + 2}")
    number = int(house.number)
    if words := in_words(number, house.tongue):
        yield "the number in words", usual(number=words)
        yield "the number in words, another order", house.written(random_.choice([order for order in rules["other"] if " " in order]), number=words)
    if number > 3:
        yield "within a row", usual(number=f"{number - 2} – {number + 2}")
    if number > 3 and house.tongue in AND:
        between, and_ = AND[house.tongue]
        yield "between two numbers", usual(number=f"{between} {number - 2} {and_} {number + 2}")
    if house.tongue in BESIDE:
        yield "beside another house", f"{BESIDE[house.tongue]} {usual(number=str(number + 2))}"
    if house.tongue in CORNER and not house.street_is_known:
        yield "at a corner", f"{CORNER[house.tongue]} {put(alone(rules), house.kind, house.street, '')}"
    if latin := in_latin(house.street, house.tongue):
        yield "in Latin letters", f"{latin} {random_.choice(KIND_ABROAD[house.tongue])} {house.number}"
        yield "in Latin letters, number first", f"{house.number} {latin} {random_.choice(KIND_ABROAD[house.tongue])}"
    first = usual()
    yield "with an HTML entity", f"&#{ord(first[0])};{first[1:]}"
    yield "in fields of a link", f"https://kaart.example/?street={urllib.parse.quote(put(alone(rules), house.kind, house.street, ''))}&nr={house.number}"
    yield "as part of a link", "https://kaart.example/?q=" + usual().replace(" ", "+")


def alone(rules):
    """How the street is written without a number."""
    return "{s} {k}" if rules["order"][0].index("{s}") < rules["order"][0].find("{k}") else "{k} {s}"


def moved(point, metres, random_):
    angle = random_.uniform(0, 2 * math.pi)
    latitude = point[0] + metres * math.cos(angle) / 111_320
    longitude = point[1] + metres * math.sin(angle) / (111_320 * math.cos(math.radians(point[0])))
    return round(latitude, 6), round(longitude, 6)


def in_degrees(value, sides):
    side = sides[value < 0]
    value = abs(value)
    minutes = (value % 1) * 60
    return f"{int(value)}°{int(minutes):02}'{(minutes % 1) * 60:04.1f}\"{side}"


def points(house, random_):
    for metres in (1, 30, 90, 140):
        latitude, longitude = moved(house.point, metres, random_)
        yield f"a point {metres} m away", f"{latitude}, {longitude}"
    latitude, longitude = house.point
    yield "degrees, minutes, seconds", in_degrees(latitude, "NS") + " " + in_degrees(longitude, "EW")
    yield "a map's address", f"https://kaart.example/@{latitude},{longitude},17z"
    yield "commas for the decimals", f"{latitude} {longitude}".replace(".", ",")
    yield "the other way round", f"{longitude} {latitude}"
    yield "a geo: address", f"geo:{latitude},{longitude}"
    yield "colons", " ".join(f"{int(value)}:{int(value % 1 * 60):02}:{value % 1 * 60 % 1 * 60:04.1f}" for value in map(abs, (latitude, longitude)))
    sides = ("N" if latitude > 0 else "S", "E" if longitude > 0 else "W")
    yield "letters for the signs", f"{sides[0]}{abs(latitude)} {sides[1]}{abs(longitude)}"
    yield "encoded commas", f"https://kaart.example/?ll={latitude}%2C{longitude}"
    yield "four decimals", f"{latitude:.4f} / {longitude:.4f}"


def phones(house, random_):
    national, whole = house.national, house.phone
    pairs = " ".join([national[:3], *[national[at:at + 2] for at in range(3, len(national), 2)]])
    country = TONGUES[house.tongue]["dialling"]
    rest = whole[len(country):]
    yield "as dialled", whole
    yield "with 00", "00" + whole[1:]
    yield "at home", national
    yield "in pairs", pairs
    yield "with dots", pairs.replace(" ", ".")
    yield "with hyphens", pairs.replace(" ", "-")
    yield "with a slash", national[:3] + "/" + national[3:]
    yield "with (0)", f"{country} (0){rest}" if TONGUES[house.tongue]["prefix"] == "0" else f"{country} {rest}"
    yield "grouped", f"{country} {rest[:1]} {rest[1:4]} {rest[4:6]} {rest[6:]}"
    yield "as a link", f"tel:{whole}"
    yield "in brackets", f"({national[:3]}) {national[3:6]} {national[6:]}"
    yield "every digit apart", " ".join(national)
    yield "with commas", pairs.replace(" ", ", ")
    yield "words behind", f"{pairs} (vraag naar de nachtdienst)"
    yield "O for 0", pairs.replace("0", "O") if "0" in pairs else pairs
    yield "with an extension", f"{whole} ext. 12"
    yield "full-width figures", "".join(chr(0xFF10 + int(c)) if c.isdigit() else c for c in national)
    if words := digit_by_digit(national, house.tongue):
        yield "in words", words
    yield "with bars", pairs.replace(" ", " | ")
    yield "keys", "".join(f"{c}\ufe0f\u20e3" for c in national)
    yield "in a messenger's link", f"https://wa.example/{whole[1:]}"


def emails(house, random_):
    name, host = house.email.split("@")
    domain, ending = host.rsplit(".", 1)
    yield "as it is", house.email
    yield "capitals", house.email.upper()
    yield "at in brackets", f"{name} [at] {host}"
    yield "at and point", f"{name} at {domain} dot {ending}"
    yield "at and punt", f"{name} [at] {domain} punt {ending}"
    yield "(a)", f"{name}(a){host}"
    yield "spaces", f"{name} @ {host}"
    yield "arobase", f"{name} arobase {domain} point {ending}"
    yield "as a link", f"mailto:{house.email}?subject=x"
    yield "with a tag", f"{name}+crisis@{host}"
    yield "AT, DOT", f"{name} AT {domain} DOT {ending}"
    yield "chiocciola", f"{name} chiocciola {domain} punto {ending}"
    yield "Klammeraffe", f"{name} (ät) {domain} (Punkt) {ending}"
    yield "{at}", f"{name}{{at}}{domain}{{dot}}{ending}"
    yield "nospam", f"{name}@NOSPAM.{host}"
    yield "full-width @", f"{name}＠{host}"
    yield "quoted", f'{name} "at" {domain} "dot" {ending}'
    yield "bars", f"{name} |at| {domain} |dot| {ending}"
    yield "a Cyrillic letter", house.email.replace("a", "а", 1).replace("o", "о", 1)
    yield "letter by letter", " ".join(house.email)
    yield "собака", f"{name} собака {domain} точка {ending}"


def names(house, random_):
    given, family = house.given, house.family
    yield "as it is", f"{given} {family}"
    yield "family first", f"{family}, {given}"
    yield "family first, no comma", f"{family} {given}"
    yield "an initial", f"{given[0]}. {family}"
    yield "an initial behind", f"{family} {given[0]}."
    yield "capitals", f"{given} {family}".upper()
    yield "no accents", folded(f"{given} {family}")
    yield "in one", f"{given}{family}".replace(" ", "")
    yield "as a mailbox", f"{given}.{family}".replace(" ", "").lower()
    if wrong := mistyped(family, random_):
        yield "a letter wrong", f"{given} {wrong}"
    yield "a middle name", f"{given} Maria {family}"
    yield "title and initial", f"Dr. {given[0]} {family}"
    yield "initial and family in one", f"{given[0]}{family}".replace(" ", "").lower()
    if (first := in_latin(given, house.tongue)) and (last := in_latin(family, house.tongue)):
        yield "in Latin letters", f"{first} {last}"
        yield "in Latin letters, family first", f"{last}, {first}"
    yield "on two lines", f"{given}\n{family}"


def folded(text):
    import unicodedata

    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return plain.translate(str.maketrans("łŁßøØđ", "lLsoOd"))
