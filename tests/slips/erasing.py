"""Erasing: people are written into every kind of text in many ways, now and in the past, and erased.
Afterwards they are looked for in the database's bytes and in all that the program answers.
"""

import io
import json
import pathlib
import socketserver
import subprocess
import threading
import time
import unicodedata
import zipfile

from houses import TONGUES, dialled
from ways import folded

ENDINGS = {"el": "ζψ", "uk": "жщ", "bg": "жщ", "ar": "ظغ"}


def mark(number, letters):
    """The end of a name: no other one has it, with two letters wrong either."""
    figures = []
    while number or not figures:
        number, figure = divmod(number, len(letters))
        figures.append(letters[figure] * 3)
    return "".join(reversed(figures)).rjust(9, letters[0])


class Person:
    """Somebody whose family's name nobody else has."""

    def __init__(self, number, random_):
        tongue = random_.choice(list(TONGUES))
        rules = TONGUES[tongue]
        self.given = random_.choice(rules["given"])
        self.family = random_.choice(rules["family"]) + mark(number, ENDINGS.get(tongue, "qxzvwk"))
        self.phone, self.national = dialled(tongue, random_, "8" if number % 2 else "7")
        self.email = f"zq{number:02}.{random_.choice('kmpt')}@post{number}.example"
        self.name = f"{self.given} {self.family}"

    def ways(self):
        name, host = self.email.split("@")
        pairs = " ".join(self.national[at:at + 2] for at in range(0, len(self.national), 2))
        return [
            self.name, f"{self.family}, {self.given}", f"{self.family} {self.given}".upper(), folded(self.name), folded(self.name).lower(),
            f"{self.given[0]}. {self.family}", f"{self.family} {self.given[0]}.", f"{self.given}-{self.family}", self.email, self.email.upper(),
            f"{name} (at) {host}", f"{name} [at] {host.replace('.', ' [dot] ')}", f"{name} [at] {host.replace('.', ' punt ')}",
            self.phone, self.national, pairs, pairs.replace(" ", "."), f"{self.given} Maria {self.family}",
        ]

    def needles(self):
        """What must be nowhere: the name as it is and folded, the mailbox, the number's last digits."""
        family = self.family.split()[-1]
        return {plain(family), plain(folded(family)), self.email.split("@")[0], self.email.split("@")[1].split(".")[0] + ".example",
                self.national[-8:], *(plain(way) for way in self.ways())}


def plain(text):
    return unicodedata.normalize("NFC", text).casefold()


PLACES = ["note", "summary", "label", "accessibility", "description", "audience", "access", "role", "message", "refusal", "reason",
          "network", "key", "webhook", "hours", "other name", "taxonomy"]


class Echo(socketserver.BaseRequestHandler):
    """A receiver of webhooks that answers with a name."""

    said = b""

    def handle(self):
        self.request.recv(65536)
        self.request.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\nConnection: close\r\n\r\n" % len(self.said) + self.said)


class Erasing:
    def __init__(self, registry, random_):
        self.registry, self.random, self.people, self.members, self.kept, self.sentences = registry, random_, [], [], [], 0

    def sentence(self, person, keeps):
        self.sentences += 1
        way = self.random.choice(person.ways())
        text = f"{self.random.choice(['Ask', 'Written by', 'Vraag naar', 'Merci à'])} {way} for sentence {self.sentences:04}x."
        if keeps:
            self.kept.append(text)
        return text

    def write(self, person):
        """An entry with the person in many places, half of it overwritten."""
        ask, change = self.registry.registry, self.registry.change
        told = {place: f"Plain words. {self.sentence(person, self.random.random() < 0.15)} And more." for place in self.random.sample(PLACES, 11)}
        is_contact = len(self.people) % 2 == 0
        entry = {
            "name": f"Cedar {len(self.people):03}", "country": "BE", "allow_duplicate": True, "confirm_publication": True,
            "membership": {"status": "member"}, "email": person.email if self.random.random() < 0.4 else None,
            "phones": [{"number": person.phone}] if self.random.random() < 0.4 else [],
            "names": [{"name": told["other name"]}] if "other name" in told else [],
            "summary": {"en": told.get("summary", "Plain.")}, "notes": [{"text": told["note"]}] if "note" in told else [],
            "locations": [{"kind": "office", "city": "Gent", "label": {"fr": told.get("label", "Siège")}, "opening_hours": told.get("hours"),
                           "accessibility": {"nl": told.get("accessibility", "Trap.")}}],
            "service_offers": [{"service": "housing", "audience": {"en": told.get("audience", "All.")}, "access": {"de": told.get("access", "Frei.")},
                                "description": {"en": told.get("description", "Beds.")}}],
            "contacts": [{"name": "Bert Claes", "role": told.get("role"), "legal_basis": "contract"},
                         *([{"name": person.name, "email": person.email, "phone": person.phone, "legal_basis": "contract"}] if is_contact else [])],
        }
        made = ask("POST", "/members", entry, headers={"Idempotency-Key": f"made-{len(self.people)}"}).ok()
        record = f"/members/{made['id']}"
        member = ("--role", "member", "--member", made["slug"])
        if "message" in told or "refusal" in told:
            filed = ask("POST", f"{record}/proposals", {"patch": {"acronym": "X"}, "message": told.get("message")}, role=member).ok()
            if "refusal" in told:
                change("POST", f"/proposals/{filed['id']}/refuse", f"/proposals/{filed['id']}", {"reason": told["refusal"]}).ok()
        if "reason" in told:
            change("POST", f"{record}/membership-events", record, {"move": "suspend", "reason": told["reason"]}).ok()
        if "network" in told:
            change("PATCH", "/network", "/network", {"description": {"en": told["network"]}, "confirm_publication": True}).ok()
        if "taxonomy" in told:
            ask("POST", "/service-types", {"code": f"housing/t{len(self.people)}", "labels": {"en": told["taxonomy"]}, "confirm_publication": True}).ok()
        if "key" in told:
            ask("POST", "/keys", {"label": told["key"], "role": "editor"}).ok()
        if "webhook" in told:
            Echo.said = told["webhook"].encode()
            hook = ask("POST", "/webhooks", {"url": self.echo, "description": told["webhook"]}).ok()
            ask("POST", f"/webhooks/{hook['id']}/test").ok()
        if self.random.random() < 0.3:
            rows = f"slug,name,country,summary_en\ncedar-{len(self.people):03},Cedar,BE,{person.name} was here\n"
            self.registry.hand_over({f"{folded(person.given)}.csv": rows.encode()})
        if self.random.random() < 0.5:
            change("PATCH", record, record, {"summary": {"en": "Other words."}, "notes": [], "names": [], "email": None, "phones": []}).ok()
        contact = next((one["id"] for one in made["contacts"] if one["name"] == person.name), None)
        self.people.append((person, record, contact))

    def erase(self, person, record, contact):
        """By a contact, or by text; sentences that were to be kept are kept."""
        ask = self.registry.registry
        keep = lambda found: [one["id"] for one in found["sentences"] if one["text"] in self.kept]
        asked = {"names": [f"{person.given} {person.family}"], "emails": [person.email], "phones": [person.phone]}
        if contact:
            path = f"{record}/contacts/{contact}/personal-data"
            found = ask("GET", path).ok()["found"]
            answer = self.registry.change("DELETE", path, record, {"sentences": "remove", "keep": keep(found)})
        else:
            found = ask("POST", "/personal-data/search", asked).ok()
            answer = ask("POST", "/personal-data/erase", {**asked, "sentences": "remove", "keep": keep(found)})
        answer.ok()
        kept = {one["text"] for one in answer.json()["kept"]["sentences"]}
        return kept - set(self.kept)

    def told(self):
        """All that the program answers, in one text."""
        ask = self.registry.registry
        bodies = []
        for path in ["/members?limit=200", "/proposals?limit=200", "/network", "/keys", "/webhooks", "/imports?limit=200", "/exposures", "/service-types"]:
            bodies.append(ask("GET", path).body)
        for _, record, _ in self.people:
            bodies += [ask("GET", record + rest).body for rest in ("", "/membership-events", "/notes")]
            bodies.append(self.registry.ask("GET", "/v1" + record, role=None).body)
        page = "/audit?limit=200"
        while page:
            answer = ask("GET", page)
            bodies.append(answer.body)
            cursor = answer.json().get("next")
            page = cursor and f"/audit?limit=200&cursor={cursor}"
        revision = ask("GET", "/audit?limit=1").json()["data"][0]["revision"]
        for _, record, _ in self.people:
            bodies += [ask("GET", f"{record}?as_of={at}").body for at in self.random.sample(range(1, revision + 1), 5)]
        for hook in json.loads(bodies[4])["data"]:
            bodies.append(ask("GET", f"/webhooks/{hook['id']}/deliveries").body)
        for form in ["ndjson", "csv", "xlsx", "hsds&private=true", "hsds"]:
            bodies.append(unpacked(ask("GET", f"/export?format={form}").body))
        for path in ["/v1/members?limit=200", "/v1/changes", "/v1/digest?since=2020-01-01", "/v1/feed", "/feed.atom", "/v1/network", "/v1/service-types", "/"]:
            bodies.append(self.registry.ask("GET", path, role=None).body)
        return b"\n".join(bodies)

    def files(self):
        """The bytes of the database: its files, and of Postgres what pg_dump writes."""
        if not self.registry.database:
            folder = pathlib.Path(self.registry.folder.name, "books")
            return {file.name: file.read_bytes() for file in folder.iterdir()}
        ask = lambda sql: subprocess.run(["psql", "-qAt", self.registry.url, "-c", sql], capture_output=True, text=True, check=True).stdout.strip()
        ask("CHECKPOINT")
        folder = ask("SELECT current_setting('data_directory') || '/base/' || oid FROM pg_database WHERE datname = current_database()")
        files = {file.name: file.read_bytes() for file in pathlib.Path(folder).iterdir() if file.is_file()}
        files["pg_dump"] = subprocess.run(["pg_dump", self.registry.url], capture_output=True, check=True).stdout
        return files

    def found(self, content, forget):
        """The people of whom something is in a text, beside the sentences that were kept."""
        text = plain(content.decode("utf-8", "replace").replace("\\/", "/"))
        for sentence in forget:
            for written in (sentence, json.dumps(sentence)[1:-1]):
                text = text.replace(plain(written), "")
        found = []
        for person, *_ in self.people:
            for needle in person.needles():
                if needle in text or plain(json.dumps(needle)[1:-1]) in text:
                    at = text.find(needle)
                    found.append(f"{needle}: …{text[max(0, at - 80):at + 60]!r}")
        return found


def unpacked(body):
    """What a file says: of an archive the texts of all its parts."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except zipfile.BadZipFile:
        return body
    import html
    return b"\n".join(html.unescape(archive.read(name).decode("utf-8", "replace")).encode() for name in archive.namelist())


def run(registry, random_, count):
    """Erases so many people: what of them is found again, in two parts."""
    erasing = Erasing(registry, random_)
    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Echo)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    erasing.echo = f"http://127.0.0.1:{server.server_address[1]}/"
    for number in range(count):
        erasing.write(Person(number, random_))
    # A receiver that names somebody once more after the erasure is a matter of its own.
    Echo.said = b"thanks"
    time.sleep(3)
    unasked = set()
    for person, record, contact in erasing.people:
        unasked |= erasing.erase(person, record, contact)
    again = [f"kept without a word: {text}" for text in unasked]
    told = erasing.told()
    again += [f"told: {found}" for found in erasing.found(told, erasing.kept)]
    kept = sum(sentence.encode() in told or json.dumps(sentence)[1:-1].encode() in told for sentence in erasing.kept)
    # Sentences that were kept stand on pages of their own: once they go too, nothing may be left in the bytes.
    for person, *_ in erasing.people:
        asked = {"names": [person.name], "emails": [person.email], "phones": [person.phone], "sentences": "remove"}
        answer = registry.registry("POST", "/personal-data/erase", asked)
        if answer.status not in (200, 404):
            again.append(f"not erased: {person.name} {answer.text[:300]}")
    for name, content in erasing.files().items():
        again += [f"{name}: {found}" for found in erasing.found(content, [])]
    server.shutdown()
    return again, kept, len(erasing.kept), erasing.sentences
