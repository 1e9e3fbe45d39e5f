#!/usr/bin/env python3
"""What whole lists and whole registries as files cost: how soon a public list begins, how much
memory it takes, and how long exports and their imports take.

Usage: benches/files.py PROGRAM [MEMBERS]

MEMBERS (155,000 if not given) are the sample network's over and over, each copy with a number in its
name. Everything is asked over loopback, one request after the other.
"""

import csv
import http.client
import io
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.realpath(sys.argv[1])
# A workbook may hold no more than 256 MB when it is unpacked.
EXPORTED = 17_436
ROOT = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = 5


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
            writer.writerow(row)
    return out.getvalue()


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
        for extension in ["csv", "ndjson", "xlsx", "geojson", "jsonld"]:
            # What was the most so far is forgotten.
            pathlib.Path(f"/proc/{server.pid}/clear_refs").write_text("5", encoding="ascii")
            before = memory(server.pid, "VmRSS")
            asked = [ask(port, f"/v1/members.{extension}") for _ in range(ROUNDS)]
            more = memory(server.pid, "VmHWM") - before
            first = statistics.median(times[0] for times in asked)
            whole = statistics.median(times[1] for times in asked)
            print(
                f"| members.{extension} | {asked[0][2]:,} | {first:.0f} ms | {whole:.0f} ms "
                f"| {more:.1f} MB |"
            )
    finally:
        end(server)


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
    members = int(sys.argv[2]) if len(sys.argv) > 2 else 155_000
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        took, most = fill(folder, "books.db", members)
        print(f"{members:,} members imported in {took:.1f} s, {most:.0f} MB\n")
        lists(folder)
        print()
        fill(folder, "exported.db", min(members, EXPORTED))
        exports(folder, min(members, EXPORTED))


if __name__ == "__main__":
    main()
