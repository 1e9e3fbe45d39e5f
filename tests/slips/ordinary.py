"""Ordinary changes: what editors do all day, of which next to nothing may be asked about in vain."""

import csv
import io
import os
import pathlib

from houses import TONGUES, dialled, house, put
from registry import ROOT

REAL = pathlib.Path(os.environ.get("REAL_ORGANISATIONS") or ROOT.parent / "shared/data/real-organisations/organisations.csv")
BY_COUNTRY = {rules["country"]: tongue for tongue, rules in TONGUES.items()}
SENTENCES = [
    "Night shelter and housing advice for everybody in {city}.", "Since {year} we have helped people in {city} and around.",
    "Open Monday to Friday, 9-12 and 13-17; closed on holidays.", "Onthaal, advies en begeleiding in {city}.",
    "Accueil de jour pour femmes, {n} places, à {city}.", "Beratung in {n} Sprachen, auch am Wochenende.",
    "Servicio de orientación laboral para jóvenes de {city}.", "Corsi di lingua: {n} gruppi, due sere alla settimana.",
    "Apoio jurídico gratuito às terças e quintas, das 14h às {n}h.", "Ring the bell at the main entrance, second floor on the left.",
    "Wheelchair access through the courtyard; lift to floor 3.", "Call before you come, there are {n} beds.",
    "Bus 12 and tram 4 stop in front of the door.", "Нічліг і поради для всіх, {n} місць.", "Στέγη και συμβουλές για όλους.",
]


def real(random_, count):
    """So many real organisations with places in towns, a third of which have a hidden place too."""
    with REAL.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["country"] in BY_COUNTRY and row["latitude"]]
    rows = random_.sample(rows, count)
    members, places = io.StringIO(), io.StringIO()
    write = csv.writer(members)
    write.writerow(["external_id", "name", "language", "country", "website", "founded_year", "acronym", "summary_en"])
    place = csv.writer(places)
    place.writerow(["member", "kind", "address", "city", "country", "latitude", "longitude", "visibility", "phone", "email"])
    for number, row in enumerate(rows):
        write.writerow([row["id"], row["name"], row["language"], row["country"], row["website"], row["founded_year"],
                        row["acronyms"].split("|")[0], sentence(random_, row["city"])])
        latitude, longitude = (float(row[key]) for key in ("latitude", "longitude"))
        near = lambda: (round(latitude + random_.uniform(-0.03, 0.03), 5), round(longitude + random_.uniform(-0.03, 0.03), 5))
        for kind in ["office", "shelter"] if number % 3 == 0 else ["office"]:
            made = house(random_, number, BY_COUNTRY[row["country"]])
            place.writerow([row["id"], kind, made.address, row["city"], row["country"], *near(), "public" if kind == "office" else "hidden",
                            made.phone if kind == "shelter" else "", made.email if kind == "shelter" else ""])
    return {"members.csv": members.getvalue().encode(), "locations.csv": places.getvalue().encode()}


def sentence(random_, city):
    return random_.choice(SENTENCES).format(city=city, year=random_.randrange(1950, 2025), n=random_.randrange(3, 40))


def changes(random_, member, number):
    """Endless ordinary changes of a member, each with the field that it is about."""
    tongue = BY_COUNTRY.get(member["country"], "en")
    offices = [place for place in member["locations"] if place["visibility"] == "public"]
    city = (offices or member["locations"] or [{"city": "Gent"}])[0]["city"]
    language = random_.choice(["en", "nl", "fr", "de"])
    kinds = ["summary", "phones", "email", "website", "founded_year", "acronym", "name"]
    kinds += ["address", "opening_hours", "label", "accessibility", "moved", "phone of a place"] if offices else []
    kinds += ["description", "audience"] if member["service_offers"] else []
    kind = random_.choice(kinds)
    phone, national = dialled(tongue, random_, "2")
    text = " ".join(sentence(random_, city) for _ in range(random_.randrange(1, 4)))
    entry = {
        "summary": {"summary": {language: text}}, "phones": {"phones": [{"number": random_.choice([phone, national])}]},
        "email": {"email": f"info@org{number}.example"}, "website": {"website": f"https://www.org-{number}.example/{language}/contact"},
        "founded_year": {"founded_year": random_.randrange(1900, 2025)}, "acronym": {"acronym": "".join(random_.sample("ABCDEFGHKLMNOPRSTVW", 3))},
        "name": {"name": member["name"] + random_.choice([" vzw", " asbl", " e.V.", " 2.0", " International", f" {city}"])},
    }
    if kind in entry:
        return kind, entry[kind]
    if kind in ("description", "audience"):
        offers = [dict(offer) for offer in member["service_offers"]]
        offers[0][kind] = {language: sentence(random_, city)}
        return kind, {"service_offers": offers}
    rules = TONGUES[tongue]
    way, short = random_.choice(rules["kinds"])
    street = put(random_.choice(rules["order"]), random_.choice([way, *short[:1]]), random_.choice(rules["names"]), str(random_.randrange(1, 200)))
    office = dict(offices[0])
    office |= {
        "address": {"address": street},
        "opening_hours": {"opening_hours": random_.choice(["Mo-Fr 09:00-17:00", "Mo,We 13:00-18:00; Sa 10:00-12:00", "24/7", "ma-vr 9-12u, 13-17u"])},
        "label": {"label": {language: random_.choice(["Head office", "Hoofdkantoor", "Siège", f"Antenne {city}", "Loket 2"])}},
        "accessibility": {"accessibility": {language: sentence(random_, city)}},
        "moved": {"address": street, "point": None, "phones": [{"number": phone}]},
        "phone of a place": {"phones": [{"number": national}]},
    }[kind]
    return kind, {"locations": [office if place["id"] == office["id"] else place for place in member["locations"]]}


def measure(registry, random_, count):
    """Makes the changes without keeping them: how many there were, and those that were asked about."""
    members = []
    cursor = ""
    while True:
        page = registry.registry("GET", f"/members?limit=200{cursor}").ok()
        members += [member["id"] for member in page["data"] if member["membership"]["status"] == "member"]
        if not page.get("next"):
            break
        cursor = f"&cursor={page['next']}"
    made, asked = 0, []
    for number in range(count):
        record = f"/members/{random_.choice(members)}"
        answer = registry.registry("GET", record)
        kind, change = changes(random_, answer.ok(), number)
        tried = registry.registry("PATCH", f"{record}?dry_run=true", change, headers={"If-Match": answer.headers["ETag"]})
        if tried.status == 422 and "confirmation_required" in tried.text:
            asked.append((kind, tried.json()["errors"][0]["message"], change))
        elif tried.status != 200:
            raise SystemExit(f"an ordinary change is no change: {change} {tried.text}")
        made += 1
    return made, asked
