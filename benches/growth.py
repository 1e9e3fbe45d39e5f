#!/usr/bin/env python3
"""What grows with the members: a start, a change, the registry's lists, memory.

Usage: benches/growth.py PROGRAM [--write] [SIZE …]      (155, 17436 and 155000 where none is given)

The networks are the real organisations of REAL_ORGANISATIONS (by default
../shared/data/real-organisations/organisations.csv), and beyond them variations: the names of one
with the place of another. Each is imported into SQLite and served with one worker. Everything is done
five times, each time to another member; a cell has the median of the processor time of the whole
process and that of the clock. The exponent is that of the processor time between the two largest:
0 does not grow, 1 grows as the members do.

GROWTH_FOLDER is where imported networks are kept, and found again; by default none are. With `--write`
the table is put into docs/performance.md too, and its picture into docs/growth.svg.
"""

import csv
import http.client
import json
import math
import os
import pathlib
import random
import re
import shutil
import signal
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import picture

PROGRAM = os.path.realpath(sys.argv[1])
SIZES = [int(size) for size in sys.argv[2:] if size.isdigit()] or [155, 17_436, 155_000]
ROOT = pathlib.Path(__file__).resolve().parent.parent
REAL = pathlib.Path(
    os.environ.get("REAL_ORGANISATIONS")
    or ROOT.parent / "shared/data/real-organisations/organisations.csv"
)
ROUNDS = 5
DUPLICATES = "/v1/registry/duplicates?limit=50"
# What the picture shows.
DRAWN = [
    "start to ready",
    "registry list with q",
    "POST of a member",
    "PATCH until the page shows it",
    "registry list",
    "the page / after a change",
    "/v1/suggest after a change",
]


def organisations(size):
    """So many rows: the real ones, and then each with the place of another."""
    with REAL.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for number in range(size):
        row = dict(rows[number % len(rows)])
        if copy := number // len(rows):
            place = rows[(number * 7_919 + copy * 104_729) % len(rows)]
            city = place["city"]
            row |= {name: place[name] for name in ("country", "region", "city", "latitude", "longitude")}
            row["id"] += f"-{copy}"
            row["name"] += f" {city} {copy}"
            others = filter(None, row["other_names"].split("|"))
            row["other_names"] = "|".join(f"{other} {city} {copy}" for other in others)
            row["acronyms"] = ""
            row["website"] = f"https://{row['id']}.example.org"
        yield row


def books(folder, size):
    """The books of a network, imported where they are not kept."""
    kept = folder / f"{size}.db"
    if not kept.exists():
        rows = list(organisations(size))
        table = folder / f"{size}.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(rows)
        mapping = ROOT / "docs/examples/real-organisations.toml"
        subprocess.run(
            [PROGRAM, "import", "--members", table, "--mapping", mapping, "--skip-refused"],
            env={"DATABASE_URL": f"sqlite://{folder}/new.db", "RUST_LOG": "warn"},
            stdout=subprocess.DEVNULL,
            check=False,
        )
        with sqlite3.connect(folder / "new.db") as new:
            new.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        new.close()
        (folder / "new.db").rename(kept)
    return kept


def tell(document, part, text):
    """Prints what was measured; with `--write`, puts it into its place in a document too."""
    print(text, flush=True)
    if "--write" in sys.argv:
        path = ROOT / "docs" / document
        begin, end = f"<!-- measured: {part} -->\n", f"<!-- end: {part} -->\n"
        before, rest = path.read_text(encoding="utf-8").split(begin)
        after = rest.split(end)[1]
        path.write_text(f"{before}{begin}\n{text}\n\n{end}{after}", encoding="utf-8")


def processor(pid):
    """Seconds of the processor that a process took (clock_getcpuclockid), the kernel's among them."""
    return time.clock_gettime_ns(~pid << 3 | 2) / 1e9


def resident(pid):
    """Megabytes of a process that are resident."""
    text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", text)[1]) / 1024


class Server:
    """A server from its start on, with a key of an admin."""

    def __init__(self, url, **settings):
        settings = {
            "DATABASE_URL": url, "RUST_LOG": "info,actix_server=warn", "LOG_FORMAT": "json", "PORT": "0", "WORKERS": "1",
        } | settings
        made = subprocess.run(
            [PROGRAM, "keys", "create", "--role", "admin"], env=settings, capture_output=True, text=True, check=True
        )
        self.headers = {"Authorization": f"Bearer {made.stdout.strip()}"}
        begun = time.monotonic()
        self.process = subprocess.Popen([PROGRAM, "serve"], env=settings, stderr=subprocess.PIPE, text=True)
        try:
            self.wait()
        except BaseException:
            self.process.kill()
            raise
        self.start = (self.processor(), time.monotonic() - begun)
        # Nothing waits for what nobody reads.
        subprocess.Popen(["cat"], stdin=self.process.stderr, stdout=subprocess.DEVNULL)

    def wait(self):
        """Until it is ready."""
        for line in self.process.stderr:
            if found := re.search(r'"url": ?"http://127\.0\.0\.1:(\d+)', line):
                self.connection = http.client.HTTPConnection("127.0.0.1", int(found[1]), timeout=600)
                break
        while self.ask("GET", "/health/ready")[0] != 200:
            time.sleep(0.01)

    def rest(self):
        """Until it does nothing by itself any more."""
        before = None
        while before is None or self.processor() - before > 0.002:
            before = self.processor()
            time.sleep(0.3)
        # The server may have ended what nobody used for so long.
        self.connection.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        try:
            self.end()
        finally:
            self.process.kill()

    def processor(self):
        return processor(self.process.pid)

    def ask(self, method, path, body=None, **headers):
        body = body if body is None else json.dumps(body)
        self.connection.request(method, path, body, self.headers | headers)
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def resident(self):
        return resident(self.process.pid)

    def timed(self, work):
        processor, begun = self.processor(), time.monotonic()
        work()
        return self.processor() - processor, time.monotonic() - begun

    def get(self, path):
        status, _, body = self.ask("GET", path)
        assert status == 200, (path, status, body)
        return body

    def patch(self, slug, change):
        path = f"/v1/registry/members/{slug}"
        tag = self.ask("GET", path)[1]["ETag"]
        kind = {"If-Match": tag, "Content-Type": "application/merge-patch+json"}

        def work():
            status, _, body = self.ask("PATCH", path, change | {"confirm_publication": True}, **kind)
            assert status == 200, (status, body)

        return work

    def post(self, entry):
        status, _, body = self.ask(
            "POST", "/v1/registry/members", entry | {"confirm_publication": True}, **{"Content-Type": "application/json"}
        )
        assert status == 201, (status, body)

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def shows(server, slug, text):
    """Waits until the page of a member shows something."""
    while text not in server.get(f"/members/{slug}?lang=en").decode():
        time.sleep(0.005)


def measure(database):
    """The times of everything by its name, and the resident memory when it was ready."""
    took, url = {}, f"sqlite://{database}"
    at_once = "POST and duplicates as soon as it is ready"
    for number in range(3):
        with Server(url) as server:
            took.setdefault("start to ready", []).append(server.start)
            took.setdefault(at_once, []).append(server.timed(lambda: (server.post(entry(f"Fresh Start {number}")), server.get(DUPLICATES))))
    with Server(url) as server:
        took["from then until it rests"] = [server.timed(server.rest)]
        resident = server.resident()
        measure_server(server, took)
    return took, resident


def entry(name):
    place = {"kind": "office", "city": "Gent", "country": "BE", "visibility": "public"}
    membership = {"type": "affiliate", "status": "member"}
    return {"name": name, "country": "BE", "membership": membership, "locations": [place]}


def measure_server(server, took):
    """The times of everything that a server is asked."""
    choose = random.Random(1)
    lines = server.get("/v1/members.ndjson?fields=slug,name").decode().splitlines()
    chosen = [json.loads(line) for line in choose.sample(lines, 4 * ROUNDS)]

    def rounds(name, work, before=lambda number: None):
        took[name] = []
        for number in range(ROUNDS):
            before(number)
            took[name].append(server.timed(work(number)))

    def change(number):
        return server.patch(chosen[number]["slug"], {"founded_year": 1801 + number})

    def change_and_see(number):
        slug, year = chosen[ROUNDS + number]["slug"], 1811 + number
        patch = server.patch(slug, {"founded_year": year})
        return lambda: (patch(), shows(server, slug, str(year)))

    def rename(number):
        one = chosen[2 * ROUNDS + number]
        return server.patch(one["slug"], {"name": f"{one['name'][::-1].title()}"})

    def create(number):
        name = f"{chosen[3 * ROUNDS + number]['name']} of Nowhere {number}"
        return lambda: server.post(entry(name))

    def get(path):
        return lambda number: lambda: server.get(path)

    def after_a_change(path, offset):
        for number in range(ROUNDS):
            server.patch(chosen[number]["slug"], {"founded_year": offset + number})()
            yield server.timed(lambda: server.get(path))

    registry = "/v1/registry/members?limit=50"
    took["the first change after a start"] = [server.timed(change(0))]
    rounds("PATCH until the answer", change)
    rounds("PATCH until the page shows it", change_and_see)
    rounds("PATCH of a name", rename)
    took["the first POST after a start"] = [server.timed(create(0))]
    rounds("POST of a member", lambda number: create(number + 1) if number + 1 < ROUNDS else create(-1))
    rounds("registry list", get(registry))
    rounds("registry list with q", get(f"{registry}&q=university"))
    took["duplicates, the first time"] = [server.timed(lambda: server.get(DUPLICATES))]
    took["duplicates after a change"] = list(after_a_change(DUPLICATES, 1821))
    took["the page / after a change"] = list(after_a_change("/?lang=en", 1831))
    took["/hsds/v3/services after a change"] = list(after_a_change("/hsds/v3/services", 1841))
    took["/v1/suggest after a change"] = list(after_a_change("/v1/suggest?q=univ", 1851))


def show(times):
    return " / ".join(f"{statistics.median(one) * 1000:,.{1 if statistics.median(one) < 0.1 else 0}f}" for one in zip(*times, strict=True))


def exponent(points):
    """How what was measured grows between the two largest."""
    if len(points) < 2:
        return ""
    (few, less), (many, more) = points[-2:]
    return f"{math.log(max(more, 1e-3) / max(less, 1e-3)) / math.log(many / few):.2f}"


def books_to_serve(place, size):
    """A copy of the books of a network, to be changed."""
    work = pathlib.Path(place) / "books.db"
    for old in pathlib.Path(place).glob("books.db*"):
        old.unlink()
    kept = pathlib.Path(os.environ.get("GROWTH_FOLDER") or place)
    return pathlib.Path(shutil.copy(books(kept, size), work))


def main():
    measured = []
    with tempfile.TemporaryDirectory() as place:
        for size in SIZES:
            work = books_to_serve(place, size)
            with sqlite3.connect(work) as database:
                members = database.execute("SELECT count(*) FROM members").fetchone()[0]
            database.close()
            measured.append((members, *measure(work)))
            print(f"{members:,} members measured", file=sys.stderr, flush=True)
    counts = [f"{members:,}" for members, _, _ in measured]
    lines = [
        f"| milliseconds of the processor / of the clock | {' | '.join(counts)} | exponent |",
        "|---" * (len(measured) + 2) + "|",
    ]
    drawn = []
    for name in measured[0][1]:
        cells = [show(took[name]) for _, took, _ in measured]
        points = [(members, statistics.median(one[0] for one in took[name]) * 1000) for members, took, _ in measured]
        lines.append(f"| {name} | {' | '.join(cells)} | {exponent(points)} |")
        drawn.append((name, points))
    resident = [(members, most) for members, _, most in measured]
    lines.append(f"| resident when it rests, MB | {' | '.join(f'{most:,.0f}' for _, most in resident)} | {exponent(resident)} |")
    tell("performance.md", "growth", "\n".join(lines))
    if "--write" in sys.argv:
        picture.write(ROOT / "docs/growth.svg", [line for line in drawn if line[0] in DRAWN], resident, exponent)


if __name__ == "__main__":
    main()
