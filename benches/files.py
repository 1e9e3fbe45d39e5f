#!/usr/bin/env python3
"""What whole lists and whole registries as files cost: how soon a public list begins, how much
memory it takes, and how long exports and their imports take; and what a page of `/hsds/v3` costs
beside one of `/v1/members`.

Usage: benches/files.py PROGRAM [MEMBERS]
       benches/files.py PROGRAM --pages

MEMBERS (155,000 if not given) are the sample network's over and over, each copy with a number in its
name. `--pages` measures the pages alone, of as many members as are exported and of the real
organisations, which REAL_ORGANISATIONS names (by default
../shared/data/real-organisations/organisations.csv). Everything is asked over loopback, one request
after the other.
"""

import csv
import http.client
import io
import json
import os
import pathlib
import random
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = os.path.realpath(sys.argv[1])
# A workbook may hold no more than 256 MB when it is unpacked.
EXPORTED = 17_436
ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = 5
# How many at once ask for a whole list.
TOGETHER = 5
LISTS = [
    "/v1/members.csv",
    "/v1/members.ndjson",
    "/v1/members.xlsx",
    "/v1/members.geojson",
    "/v1/members.jsonld",
    "/hsds/v3/organizations?format=ndjson&full_service=true",
    "/hsds/v3/services?format=ndjson&full=true",
    "/hsds/v3/service_at_locations?format=csv",
]
REAL = pathlib.Path(
    os.environ.get("REAL_ORGANISATIONS")
    or ROOT.parent / "shared/data/real-organisations/organisations.csv"
)
# What pages are asked for, as many things on each.
LIST = "/v1/members"
PAGES = 300
ON_A_PAGE = 50
# Without compression, with it, and with it once more.
LOOKS = ["identity", "gzip", "gzip"]
HSDS = [
    "organizations",
    "organizations?full=true",
    "organizations?full_service=true",
    "services",
    "services?full=true",
    "service_at_locations",
    "service_at_locations?full=true",
]


def copies(name, size):
    """A table of the sample network for so many members."""
    with open(ROOT / "data/sample-network" / name, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(ROOT / "data/sample-network/members.csv", encoding="utf-8", newline="") as file:
        slugs = [row["slug"] for row in csv.DictReader(file)]
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0].keys())
    writer.writeheader()
    place = {slug: number for number, slug in enumerate(slugs)}
    points = [at for row in rows if (at := point(row))]
    key = "slug" if name == "members.csv" else "member"
    for copy in range(-(-size // len(slugs))):
        for row in rows:
            if copy * len(slugs) + place[row[key]] >= size:
                continue
            row = dict(row)
            if copy:
                row[key] = f"{row[key]}-{copy}"
                if "name" in row:
                    row["name"] = f"{row['name']} {copy}"
            if row.get("visibility") in ("city", "hidden"):
                hide_elsewhere(row, points)
            writer.writerow(row)
    return out.getvalue()


def point(row):
    """Where a place is; nothing where the row does not say it."""
    return row.get("latitude") and [float(row["latitude"]), float(row["longitude"])]


def hide_elsewhere(row, points):
    """Gives a place that is not public a house of its own, where no copy shows one: an import would ask."""
    choose = random.Random(f"{row['member']} in {row['city']}")
    name = "".join(choose.choices("abcdefghijklmnopqrstuvwxyz", k=10)).title()
    row["address"] = f"{name} Street {choose.randrange(1, 200)}"
    if row["visibility"] == "city":
        # It may not be near a hidden one either.
        row["latitude"] = row["longitude"] = ""
    elif at := point(row):
        is_apart = False
        while not is_apart:
            moved = [degrees + choose.uniform(-0.05, 0.05) for degrees in at]
            is_apart = all(max(abs(one - other) for one, other in zip(moved, known, strict=True)) > 0.003 for known in points)
        row["latitude"], row["longitude"] = (f"{degrees:.5f}" for degrees in moved)


def run(folder, database, *arguments):
    """Runs a command to its end: seconds, and the most memory in MB."""
    begun = time.monotonic()
    child = subprocess.Popen(
        [PROGRAM, *arguments],
        cwd=folder,
        env={"DATABASE_URL": f"sqlite://{folder}/{database}", "RUST_LOG": "warn"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    assert status == 0, arguments
    return time.monotonic() - begun, usage.ru_maxrss / 1024


def memory(pid, field):
    text = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(rf"{field}:\s+(\d+)", text)[1]) / 1024


def ask(port, path):
    """Milliseconds to the first byte of the body, to its end, and its bytes."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    begun = time.monotonic()
    connection.request("GET", path)
    answer = connection.getresponse()
    assert answer.status == 200, answer.status
    size = len(answer.read(1))
    first = time.monotonic() - begun
    while piece := answer.read(1 << 16):
        size += len(piece)
    return first * 1000, (time.monotonic() - begun) * 1000, size


def serve(folder, environment):
    """A server that is ready, and its port."""
    server = subprocess.Popen(
        [PROGRAM, "serve"],
        cwd=folder,
        env={"RUST_LOG": "info", "HOST": "127.0.0.1", "PORT": "0", **environment},
        stderr=subprocess.PIPE,
        text=True,
    )
    # Its log.
    for line in server.stderr:
        if found := re.search(r'"url": ?"http://127\.0\.0\.1:(\d+)', line):
            port = int(found[1])
            break
    for _ in range(600):
        try:
            ask(port, "/health/ready")
            break
        except (AssertionError, OSError):
            time.sleep(0.5)
    return server, port


def end(server):
    server.send_signal(signal.SIGTERM)
    server.wait(30)


def lists(folder):
    server, port = serve(folder, {"DATABASE_URL": f"sqlite://{folder}/books.db"})
    try:
        print("| list | bytes | first byte | whole | memory more, at most |")
        print("|---|---|---|---|---|")
        for path in LISTS:
            measure(server.pid, path, path, lambda: [ask(port, path) for _ in range(ROUNDS)])
            measure(server.pid, path, f"{path}, {TOGETHER} at once", lambda: together(port, path))
    finally:
        end(server)


def measure(pid, path, called, ask_all):
    """Prints the row of a list."""
    # What was the most so far is forgotten.
    pathlib.Path(f"/proc/{pid}/clear_refs").write_text("5", encoding="ascii")
    before = memory(pid, "VmRSS")
    asked = ask_all()
    more = memory(pid, "VmHWM") - before
    first = statistics.median(times[0] for times in asked)
    whole = statistics.median(times[1] for times in asked)
    print(f"| {called} | {asked[0][2]:,} | {first:.0f} ms | {whole:.0f} ms | {more:.1f} MB |", flush=True)


def together(port, path):
    """Asks for a list several times at once."""
    asked = []
    threads = [threading.Thread(target=lambda: asked.append(ask(port, path))) for _ in range(TOGETHER)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return asked


def pages(folder, database):
    """Prints the processor time of the server for answers that were not asked for before, without
    compression and with it, and for the compressed ones once more: each to that for a page of as
    many members, of the same round."""
    server, port = serve(folder, {"DATABASE_URL": f"sqlite://{folder}/{database}"})
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=300)

    def get(path, encoding="identity"):
        connection.request("GET", path, headers={"Accept-Encoding": encoding})
        answer = connection.getresponse()
        body = answer.read()
        assert answer.status == 200, (path, answer.status)
        return body

    def cost(paths, encoding):
        # That of a whole process (clock_getcpuclockid), the kernel's among it.
        clock = ~server.pid << 3 | 2
        before = time.clock_gettime_ns(clock)
        size = sum(len(get(path, encoding)) for path in paths)
        return (time.clock_gettime_ns(clock) - before) / len(paths) / 1000, size // len(paths)

    try:
        asked = addresses(get)
        took = {name: [] for name in asked}
        for place in range(ROUNDS):
            for look in LOOKS:
                for name, paths in asked.items():
                    took[name].append(cost(paths[place::ROUNDS], look))
        print(f"| things, how many | bytes | {' | to the list | '.join(LOOKS)}, again | to the list |")
        print(f"|---|---|{'---|---|' * len(LOOKS)}")
        for (name, things), costs in took.items():
            cells = []
            for look in range(len(LOOKS)):
                own, beside = (
                    [time for time, _ in some[look :: len(LOOKS)]] for some in (costs, took[LIST, things])
                )
                ratio = statistics.median(one / of for one, of in zip(own, beside, strict=True))
                cells += [f"{statistics.median(own):.0f} µs", f"{ratio:.2f}"]
            print(f"| {name}, {things} | {costs[0][1]:,} | {' | '.join(cells)} |")
    finally:
        end(server)


def addresses(get):
    """What is asked for, by what it is called and how many things are in an answer: the list of
    members with as many, and no address twice."""
    after, cursor = [""], True
    while len(after) < PAGES and cursor:
        page = json.loads(get(f"{LIST}?limit={ON_A_PAGE}&fields=slug{after[-1]}"))["page"]
        if cursor := page["next"]:
            after.append(f"&cursor={cursor}")

    def total(name):
        return json.loads(get(f"/hsds/v3/{name.partition('?')[0]}?per_page=1"))["total_items"]

    terms = total("taxonomy_terms")
    asked = {
        (LIST, things): [f"{LIST}?limit={things}{cursor}" for cursor in after]
        for things in (ON_A_PAGE, terms, 1)
    }
    for name in HSDS:
        pages = range(1, min(len(after), total(name) // ON_A_PAGE) + 1)
        join = "&" if "?" in name else "?"
        asked[name, ON_A_PAGE] = [f"/hsds/v3/{name}{join}per_page={ON_A_PAGE}&page={page}" for page in pages]
        if name.endswith("?full=true"):
            listed = name.removesuffix("?full=true")
            records = get(f"/hsds/v3/{listed}?format=csv").decode().splitlines()[1 : PAGES + 1]
            asked[f"one of {listed}", 1] = [f"/hsds/v3/{listed}/{one.split(',')[0]}" for one in records]
    # A page has room for all of them.
    asked["taxonomy_terms", terms] = [
        f"/hsds/v3/taxonomy_terms?per_page={most}" for most in range(500, max(terms, 500 - PAGES), -1)
    ]
    return asked


def exports(folder, members):
    print(f"{members:,} members as files of the registry:\n")
    print("| format | bytes | export | memory | import | memory |")
    print("|---|---|---|---|---|---|")
    for form, name in [("ndjson", "a.ndjson"), ("csv", "a.zip"), ("xlsx", "a.xlsx")]:
        out, most = run(folder, "exported.db", "export", "--format", form, "--output", name)
        size = (folder / name).stat().st_size
        into, most_in = run(folder, f"{form}.db", "import", name)
        print(f"| {form} | {size:,} | {out:.1f} s | {most:.0f} MB | {into:.1f} s | {most_in:.0f} MB |")


def fill(folder, database, members):
    """Imports so many members: seconds, and the most memory in MB."""
    network = folder / "network"
    network.mkdir(exist_ok=True)
    for table in ["members.csv", "locations.csv", "services.csv"]:
        (network / table).write_text(copies(table, members), encoding="utf-8")
    return run(folder, database, "import", "network")


def main():
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        if sys.argv[2:] != ["--pages"]:
            members = int(sys.argv[2]) if len(sys.argv) > 2 else 155_000
            took, most = fill(folder, "books.db", members)
            print(f"{members:,} members imported in {took:.1f} s, {most:.0f} MB\n")
            lists(folder)
            print()
            fill(folder, "exported.db", min(members, EXPORTED))
            exports(folder, min(members, EXPORTED))
            print()
        fill(folder, "pages.db", EXPORTED)
        pages(folder, "pages.db")
        if REAL.exists():
            mapping = ROOT / "docs/examples/real-organisations.toml"
            run(folder, "real.db", "import", "--members", REAL, "--mapping", mapping, "--skip-refused")
            print(f"\n{REAL.name}:\n")
            pages(folder, "real.db")


if __name__ == "__main__":
    main()
