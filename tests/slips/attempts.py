"""Slips: one thing that is hidden, written in one way, in one field, and sent by one way of publishing.
Each must be asked about, in a sentence that says what would be told.
"""

import collections
import csv
import io
import json
import pathlib
import tempfile
import urllib.parse

import ways
from houses import TONGUES, house

ENTRY = ["name", "acronym", "names", "summary", "website", "email", "phones"]
PLACE = ["address", "city", "region", "label", "opening_hours", "accessibility", "email", "phones", "point"]
OFFER = ["description", "audience", "eligibility", "access"]
TEXTS = [("entry", field) for field in ("name", "names", "summary", "website")] \
    + [("place", field) for field in ("label", "region", "opening_hours", "accessibility")] + [("offer", field) for field in OFFER]
# Where each kind of secret can be written by a slip.
FIELDS = {
    "address": TEXTS + [("place", "address"), ("place", "city"), ("entry", "acronym")],
    "point": TEXTS[2:] + [("place", "point")] * 6,
    "phone": TEXTS + [("entry", "phones"), ("place", "phones")] * 4,
    "email": TEXTS + [("entry", "email"), ("place", "email")] * 2,
    "name": TEXTS + [("entry", "acronym"), ("place", "address")],
}
WAYS = {"address": ways.addresses, "point": ways.points, "phone": ways.phones, "email": ways.emails, "name": ways.names}
# Addresses are what it is mostly about.
WEIGHTS = {"address": 12, "point": 3, "phone": 4, "email": 3, "name": 3}
LANGUAGES = ["nl", "fr", "de", "en", "it", "es", "pt", "ar", "uk", "el"]

Slip = collections.namedtuple("Slip", "secret way owner field text value house")


# A row may hide the place that it changes: then nothing is published.
HIDDEN = {"code": "hidden"}


class Unsuitable(Exception):
    """The field takes no such text, whatever it tells."""


def value_of(owner, field, text, random_, around, hidden):
    """What is written into a field, for a text."""
    if field == "point":
        numbers = text.replace(",", " ").split()
        if len(numbers) != 2 or not all(number.replace(".", "").replace("-", "").isdigit() for number in numbers):
            raise Unsuitable
        if abs(float(numbers[0]) - hidden.point[0]) > 1:
            raise Unsuitable
        return {"latitude": float(numbers[0]), "longitude": float(numbers[1])}
    if field == "website":
        if text.startswith("https://"):
            return text
        return "https://site.example/" + urllib.parse.quote(text.strip().replace("\n", " "))
    if field == "email":
        if "@" not in text or " " in text or text.startswith("mailto"):
            raise Unsuitable
        return text
    if field == "phones":
        if sum(c.isdigit() for c in text) < 5 or "tel:" in text or "," in text or "|" in text or "//" in text:
            raise Unsuitable
        return [{"number": text}]
    if field not in ("summary", "accessibility", "description"):
        text = " ".join(text.split("\n"))
    if random_.random() < 0.5 and field not in ("city", "address"):
        text = around.format(x=text)
    if field == "names":
        return [{"language": None, "name": text}]
    if field in ("summary", "label", "accessibility", *OFFER):
        return {random_.choice(LANGUAGES): text}
    return text


def slip(number, random_, secret=None):
    """A hidden thing and a slip that tells it."""
    secret = secret or random_.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    while True:
        hidden = house(random_, number)
        way, text = random_.choice(list(WAYS[secret](hidden, random_)))
        owner, field = random_.choice(FIELDS[secret])
        around = random_.choice(TONGUES[hidden.tongue]["around"])
        try:
            return Slip(secret, way, owner, field, text, value_of(owner, field, text, random_, around, hidden), hidden)
        except Unsuitable:
            continue


def entry(hidden, number, random_, with_secret=True):
    """The entry of a member with a hidden place, an office elsewhere, an offer and a person."""
    shelter = {
        "kind": "shelter", "address": hidden.address, "city": hidden.city, "country": hidden.country, "email": hidden.email,
        "point": dict(zip(("latitude", "longitude"), hidden.point)), "phones": [{"number": hidden.phone}],
    }
    person = {"name": f"{hidden.given} {hidden.family}", "email": hidden.mail, "phone": hidden.mobile, "legal_basis": "contract"}
    door = str(int(hidden.number) + 7)
    office = {"kind": "office", "city": hidden.city, "country": hidden.country,
              "address": hidden.written(TONGUES[hidden.tongue]["order"][0], number=door) if hidden.street_is_known else "Q 9", "label": {}}
    return {
        "name": f"Organisatie {number:05}", "country": hidden.country, "languages": ["en"], "slug": f"organisatie-{number:05}",
        "membership": {"status": "member"}, "confirm_publication": True, "allow_duplicate": True, "confirm_positions": True,
        "summary": {"en": "Shelter and advice."},
        "locations": [office, *([shelter] if with_secret else [])],
        "service_offers": [{"service": "housing"}],
        "contacts": [person] if with_secret else [],
    }


class Attempts:
    def __init__(self, registry, random_):
        self.registry, self.random = registry, random_
        self.number = 0

    def member(self, hidden, **options):
        self.number += 1
        made = self.registry.registry("POST", "/members", entry(hidden, self.number, self.random, **options))
        return made.ok()

    # Each way of publishing gets a slip and gives the answer that may publish it.

    def patch(self, slip):
        made = self.member(slip.house)
        record = f"/members/{made['id']}"
        return self.registry.change("PATCH", record, record, self.patched(made, slip))

    def put(self, slip):
        made = self.member(slip.house)
        record = f"/members/{made['id']}"
        entry = {**self.registry.registry("GET", record).ok(), **self.patched(made, slip)}
        return self.registry.change("PUT", record, record, entry)

    def part(self, slip, method="PATCH"):
        if slip.owner == "entry":
            return self.patch(slip)
        made = self.member(slip.house)
        record = f"/members/{made['id']}"
        parts, part = ("locations", made["locations"][0]) if slip.owner == "place" else ("service-offers", made["service_offers"][0])
        changed = {slip.field: slip.value}
        path = f"{record}/{parts}/{part['id']}"
        if method == "PUT":
            changed = {**{key: value for key, value in part.items() if key != "id"}, **changed}
        if method == "POST":
            path = f"{record}/{parts}"
            usual = {"kind": "office", "city": slip.house.city} if slip.owner == "place" else {"service": "healthcare"}
            changed = {**usual, **changed}
        return self.registry.change(method, path, record, changed)

    def part_put(self, slip):
        return self.part(slip, "PUT")

    def part_post(self, slip):
        return self.part(slip, "POST")

    def patched(self, made, slip):
        if slip.owner == "entry":
            return {slip.field: slip.value}
        if slip.owner == "place":
            return {"locations": [{**made["locations"][0], slip.field: slip.value}, *made["locations"][1:]]}
        return {"service_offers": [{**made["service_offers"][0], slip.field: slip.value}]}

    def proposal(self, slip):
        made = self.member(slip.house)
        member = ("--role", "member", "--member", made["slug"])
        filed = self.registry.registry("POST", f"/members/{made['id']}/proposals", {"patch": self.patched(made, slip)}, role=member)
        if filed.status != 201:
            return filed
        if " tells " in filed.text or "warnings" in filed.text and "secret" in filed.text:
            raise AssertionError(f"a member key is told of a secret: {filed.text}")
        proposal = f"/proposals/{filed.json()['id']}"
        return self.registry.change("POST", f"{proposal}/accept", proposal, {})

    def import_(self, slip):
        made = self.member(slip.house)
        files = self.sheets(made, slip)
        handed = self.registry.hand_over(files, skip_refused="true")
        answer = self.planned(handed)
        if slip.owner == "place" and self.registry.registry("GET", f"/members/{made['id']}").ok()["locations"][0]["visibility"] == "hidden":
            return HIDDEN
        return answer

    def planned(self, handed):
        refused = self.registry.registry("GET", f"/imports/{handed['id']}/plan?limit=100").ok()["data"]
        told = [item["refusal"] for item in refused if item.get("refusal")]
        if told:
            return told[0]
        return self.registry.apply(handed)

    def sheets(self, made, slip):
        own = {"slug": made["slug"]}
        value = slip.value
        language = next(iter(value)) if isinstance(value, dict) and slip.field != "point" else None
        if slip.owner == "entry":
            if slip.field == "summary":
                row = {f"summary_{language}": value[language]}
            elif slip.field == "names":
                if ":" in value[0]["name"]:
                    return self.sheets(made, slip._replace(field="name", value=value[0]["name"]))
                row = {"other_names": value[0]["name"].replace("\\", "\\\\").replace("|", "\\|").replace(":", "\\:")}
            elif slip.field == "phones":
                row = {"phones": value[0]["number"]}
            else:
                row = {slip.field: value}
            return {"members.csv": table({**own, **row})}
        own = {"member": made["slug"]}
        if slip.owner == "place":
            office = made["locations"][0]
            # By its place in the town a row is known again.
            own |= {"kind": "office", "city": office["city"], "address": office["address"], "country": office["country"]}
            if slip.field == "point":
                own |= {"latitude": value["latitude"], "longitude": value["longitude"]}
            elif slip.field == "label":
                own |= {f"place_name_{language}": value[language]}
            elif slip.field == "accessibility":
                own |= {f"accessibility_{language}": value[language]}
            elif slip.field == "phones":
                own |= {"phones": value[0]["number"]}
            else:
                own |= {slip.field: value}
            return {"locations.csv": table(own)}
        return {"services.csv": table({**own, "service": "housing", f"{slip.field}_{language}": value[language]})}

    def command(self, slip):
        made = self.member(slip.house)
        with tempfile.TemporaryDirectory(dir=self.registry.folder.name) as folder:
            for name, content in self.sheets(made, slip).items():
                pathlib.Path(folder, name).write_bytes(content)
            ran = self.registry.run("import", folder)
        if slip.owner == "place" and not ran.returncode and self.registry.registry("GET", f"/members/{made['id']}").ok()["locations"][0]["visibility"] == "hidden":
            return HIDDEN
        return ran

    def made(self, slip):
        """A new entry with all of it; that it would be public is asked, and the slip with it."""
        self.number += 1
        new = entry(slip.house, self.number, self.random)
        del new["confirm_publication"]
        return self.registry.registry("POST", "/members", {**new, **self.patched(new, slip)})

    def admitted(self, slip):
        self.number += 1
        new = entry(slip.house, self.number, self.random)
        del new["confirm_publication"]
        new["membership"]["status"] = "applicant"
        made = self.registry.registry("POST", "/members", {**new, **self.patched(new, slip)})
        if made.status != 201:
            return made
        record = f"/members/{made.json()['id']}"
        return self.registry.change("POST", f"{record}/membership-events", record, {"move": "admit"})

    def restored(self, slip):
        made = self.member(slip.house)
        record = f"/members/{made['id']}"
        self.registry.change("DELETE", record, record).ok()
        patched = self.registry.change("PATCH", record, record, self.patched(made, slip))
        if patched.status != 200:
            return patched
        return self.registry.change("POST", f"{record}/restore", record, {})

    def reverted(self, slip, by_revision=False):
        """The slip was there before the secret; a later change took it out, and is taken back."""
        made = self.member(slip.house, with_secret=False)
        record = f"/members/{made['id']}"
        first = self.registry.change("PATCH", record, record, {**self.patched(made, slip), "confirm_publication": True, "confirm_positions": True})
        if first.status != 200:
            return first
        back = {key: made[key] for key in self.patched(made, slip)}
        if slip.field == "summary":
            back = {"summary": {language: None for language in slip.value}}
        second = self.registry.change("PATCH", record, record, {**back, "confirm_publication": True}).ok()
        secret = entry(slip.house, self.number, self.random)
        now = self.registry.registry("GET", record).ok()
        hidden = {"locations": [*now["locations"], *secret["locations"][1:]], "contacts": secret["contacts"]}
        self.registry.change("PATCH", record, record, {**hidden, "confirm_positions": True}).ok()
        if by_revision:
            return self.registry.registry("POST", f"/audit/{second['revision']}/revert", {})
        return self.registry.change("POST", f"{record}/revert", record, {"revision": second["revision"]})

    def reverted_by_revision(self, slip):
        return self.reverted(slip, by_revision=True)

    def undone(self, slip):
        """An import took the slip out before there was a secret, and is undone."""
        made = self.member(slip.house, with_secret=False)
        if slip.owner != "entry" or slip.field in ("names", "phones"):
            return self.reverted(slip)
        record = f"/members/{made['id']}"
        first = self.registry.change("PATCH", record, record, {slip.field: slip.value, "confirm_publication": True})
        if first.status != 200:
            return first
        plain = slip._replace(value={next(iter(slip.value)): "Plain."} if isinstance(slip.value, dict) else
                              {"website": "https://plain.example/", "email": "plain@plain.example"}.get(slip.field, "Plain"))
        handed = self.registry.hand_over(self.sheets(made, plain), confirm_publication="true")
        self.registry.apply(handed).ok()
        secret = entry(slip.house, self.number, self.random)
        now = self.registry.registry("GET", record).ok()
        hidden = {"locations": [*now["locations"], *secret["locations"][1:]], "contacts": secret["contacts"]}
        self.registry.change("PATCH", record, record, {**hidden, "confirm_positions": True}).ok()
        return self.registry.registry("POST", f"/imports/{handed['id']}/undo", {})

    def merged(self, slip):
        """The text stands at one member, the secret at another one that goes into it."""
        one = self.member(slip.house, with_secret=False)
        record = f"/members/{one['id']}"
        first = self.registry.change("PATCH", record, record, {**self.patched(one, slip), "confirm_publication": True, "confirm_positions": True})
        if first.status != 200:
            return first
        other = self.member(slip.house)
        return self.registry.change("POST", f"{record}/merge", record, {"absorb": other["id"]})

    def network(self, slip):
        self.member(slip.house)
        if not isinstance(slip.value, dict) or slip.field == "point":
            value = slip.text
            if self.random.random() < 0.5:
                return self.registry.change("PATCH", "/network", "/network", {"name": " ".join(value.split())})
            value = {"en": value}
        else:
            value = slip.value
        return self.registry.change("PATCH", "/network", "/network", {"description": value})

    def taxonomy(self, slip):
        self.member(slip.house)
        self.number += 1
        label = {self.random.choice(["en", "nl", "fr"]): " ".join(slip.text.split())}
        new = {"code": f"housing/x{self.number}", "labels": {"en": "Night", **label}}
        return self.registry.registry("POST", "/service-types", new)


    # A shelter of another member, told by an address, a point or a number.

    def elsewhere(self, slip):
        self.member(slip.house)
        made = self.member(house(self.random, self.number + 50_000, slip.house.tongue))
        record = f"/members/{made['id']}"
        place = {"kind": "office", "city": slip.house.city, "country": slip.house.country, slip.field: slip.value}
        return self.registry.change("POST", f"{record}/locations", record, place)

    def beside(self, slip):
        """Another member has its office in the same house: there its address is public."""
        self.member(slip.house)
        made = self.member(house(self.random, self.number + 50_000, slip.house.tongue))
        record = f"/members/{made['id']}"
        here = {"kind": "office", "city": slip.house.city, "country": slip.house.country, "address": slip.house.address, "confirm_publication": True}
        self.registry.change("POST", f"{record}/locations", record, here).ok()
        now = self.registry.registry("GET", record).ok()
        return self.registry.change("PATCH", record, record, self.patched(now, slip))


# What of another member's secrets is looked for in an entry: in the fields that say where something is
# and how it is reached; all texts where both are in one house.
OF_OTHERS = {
    "elsewhere": {("address", "address"), ("address", "city"), ("address", "region"), ("address", "label"), ("point", "point"),
                  ("phone", "phones"), ("email", "email")},
    "beside": {(secret, field) for secret in ("phone", "email", "name") for _, field in FIELDS[secret]},
}
WAYS_OUT = ["patch", "put", "part", "part_put", "part_post", "proposal", "import_", "command", "made", "admitted", "restored", "reverted",
            "reverted_by_revision", "undone", "merged", "network", "taxonomy", "elsewhere", "beside"]


def attempt(attempts, random_, number):
    """One slip by one way of publishing: what it was, and what became of it."""
    way_out = WAYS_OUT[number % len(WAYS_OUT)]
    fits = OF_OTHERS.get(way_out)
    one = slip(number, random_)
    while fits and ((one.secret, one.field) not in fits or one.owner != "place" and way_out == "elsewhere" or one.way in ("the street alone", "at a corner")):
        one = slip(number, random_)
    return way_out, one, *asked(getattr(attempts, way_out)(one))


def table(row):
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(row)
    writer.writerow(row.values())
    return text.getvalue().encode()


def asked(answer):
    """What a slip was answered with: "asked", "refused" for another reason, or "silent"."""
    if answer is HIDDEN:
        return "asked", "the place is hidden"
    if isinstance(answer, dict):
        is_asked = answer.get("code") == "confirmation_required"
        said = json.dumps(answer, ensure_ascii=False)
        return ("asked" if is_asked and " tells " in said else "refused", said)
    if hasattr(answer, "returncode"):
        said = answer.stdout + answer.stderr
        if " tells " in said and answer.returncode:
            return "asked", said
        return ("refused" if answer.returncode else "silent"), said
    if answer.status in (200, 201):
        return "silent", answer.text[:300]
    if answer.status == 422:
        for error in answer.json().get("errors", []):
            if error["code"] == "confirmation_required":
                return ("asked" if " tells " in error["message"] else "unsaid"), error["message"]
    return "refused", answer.text[:400]
