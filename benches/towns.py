#!/usr/bin/env python3
"""How often `near` takes a town for the right one.

Usage: benches/towns.py PROGRAM [--seed 1] [--failures 20]

Asks `GET /v1/members?near=…` of the sample network: 3,000 names of towns with 15,000 inhabitants or
more, drawn with a fixed seed from the table that the towns were packed from (TOWNS, by default
../shared/data/towns/towns.tsv), 150 in each of twenty languages and scripts, and the names of
benches/towns.tsv, which were written by hand. Latin names are drawn from the other names that towns
have, by the country of the town. Every other name is followed by the country's code.

Right is the town that the name was drawn from, or that the rule puts before it: of those in the
file that bear the name (in the country, where it is said), first those in countries of the
network, then the most populous. A town within 25 km of the right one, in its country, is it.
"""

import argparse
import collections
import csv
import http.client
import json
import math
import os
import pathlib
import random
import socket
import subprocess
import sys
import tempfile
import time
import unicodedata
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
TOWNS = pathlib.Path(os.environ.get("TOWNS") or HERE.parent.parent / "shared/data/towns/towns.tsv")
EACH = 150
WANTED = (0.97, 0.002)

SCRIPTS = {
    "Cyrillic": "CYRILLIC", "Arabic": "ARABIC", "Greek": "GREEK", "Hebrew": "HEBREW", "Armenian": "ARMENIAN",
    "Georgian": "GEORGIAN", "Devanagari": "DEVANAGARI", "Bengali": "BENGALI", "Chinese": "CJK",
    "Korean": "HANGUL", "Japanese": "KATAKANA", "Thai": "THAI", "Ethiopic": "ETHIOPIC", "Tamil": "TAMIL",
}
LATIN = {
    "names in Germany": ("DE", "AT"), "names in Belgium and the Netherlands": ("BE", "NL"), "names in France": ("FR",),
    "names in Italy": ("IT",), "names in Spain and Portugal": ("ES", "PT"), "names elsewhere": None,
}


def folded(text):
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if c.isalnum())


def script(text):
    return {unicodedata.name(letter, "?").split()[0] for letter in text if letter.isalpha()}


class Town:
    def __init__(self, row):
        self.name, self.country, self.population = row[1], row[2], int(row[6])
        self.place = float(row[4]), float(row[5])
        self.names = [row[1], *filter(None, row[7].split("|"))]


def read_towns():
    with TOWNS.open(encoding="utf-8") as file:
        next(file)
        return [Town(line.rstrip("\n").split("\t")) for line in file]


def kilometres(one, other):
    (a, b), (c, d) = (map(math.radians, place) for place in (one, other))
    return 12742 * math.asin(math.sqrt(math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2))


def queries(towns, own, seed):
    """The kind of a query, its text, and the town that is meant."""
    bearers = collections.defaultdict(list)
    pools = collections.defaultdict(list)
    for town in towns:
        for name in dict.fromkeys(town.names):
            bearers[folded(name)].append(town)
            if town.population < 15000 or len(folded(name)) < 3 or "," in name:
                continue
            for kind in kinds(town, name):
                pools[kind].append((name, town))
    chance = random.Random(seed)
    for kind in [*SCRIPTS, *LATIN]:
        for number, (name, town) in enumerate(chance.sample(pools[kind], min(EACH, len(pools[kind])))):
            rivals, text = bearers[folded(name)], name
            if number % 2:
                rivals, text = [it for it in rivals if it.country == town.country], f"{name}, {town.country}"
            yield kind, text, max(rivals, key=lambda it: (it.country in own, it.population))
    by_name = collections.defaultdict(list)
    for town in towns:
        by_name[town.name, town.country].append(town)
    with (HERE / "towns.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row[0] != "query":
                yield "by hand", row[0], by_name[row[1], row[2]]


def kinds(town, name):
    letters = script(name)
    for kind, letter in SCRIPTS.items():
        if letters == {letter}:
            yield kind
    if letters == {"LATIN"}:
        at_home = [kind for kind, countries in LATIN.items() if countries and town.country in countries]
        yield at_home[0] if at_home else "names elsewhere"


def is_right(answer, meant):
    meant = meant if isinstance(meant, list) else [meant]
    here = (answer["point"]["latitude"], answer["point"]["longitude"])
    return any(answer["country"] == it.country and kilometres(here, it.place) <= 25 for it in meant)


def is_in_country(answer, meant):
    meant = meant if isinstance(meant, list) else [meant]
    return any(answer["country"] == it.country for it in meant)


class Server:
    def __init__(self, program):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(
            [program, "serve", "--sample", "--create", "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            env={**os.environ, "RUST_LOG": "error", "RATE_PUBLIC": "off"}, cwd=tempfile.mkdtemp(),
        )
        self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)

    def get(self, path):
        try:
            return self.ask(path)
        except http.client.RemoteDisconnected:  # It waited too long for the next request.
            self.connection.close()
            return self.ask(path)

    def ask(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read())

    def wait(self):
        for _ in range(600):
            try:
                return self.get("/v1/members?limit=1")
            except OSError:
                self.connection.close()
                time.sleep(0.1)
        sys.exit("serve did not answer")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", type=os.path.abspath)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--failures", type=int, default=0)
    options = parser.parse_args()
    if not TOWNS.exists():
        sys.exit("The towns are not at TOWNS: there is nothing to measure.")
    asked, right, abroad, failures = (collections.Counter(), collections.Counter(), collections.Counter(), [])
    server = Server(options.program)
    try:
        server.wait()
        own = {it["value"] for it in server.get("/v1/network")[1]["by_country"]}
        for kind, text, meant in queries(read_towns(), own, options.seed):
            asked[kind] += 1
            status, answer = server.get("/v1/members?" + urllib.parse.urlencode({"near": text, "limit": 1, "fields": "slug"}))
            found = answer.get("near") if status == 200 else None
            right[kind] += bool(found) and is_right(found, meant)
            abroad[kind] += bool(found) and not is_in_country(found, meant)
            if not (found and is_right(found, meant)):
                failures.append((kind, text, found and found["near"]))
    finally:
        server.process.terminate()
        server.process.wait()
    print("| towns by their names | queries | right town first | in a wrong country |\n|---|---|---|---|")
    for kind in [*asked, None]:
        count, good, wrong = (sum(it.values()) if kind is None else it[kind] for it in (asked, right, abroad))
        print(f"| {kind or 'all'} | {count} | {good / count:.3f} | {wrong / count:.4f} |")
    total = sum(asked.values())
    short = sum(right.values()) / total < WANTED[0] or sum(abroad.values()) / total > WANTED[1]
    print("\nWanted: {} and {} at most.{}\n".format(*WANTED, " SHORT" if short else ""))
    for failure in failures[:options.failures]:
        print(*failure, sep="\t")


main()
