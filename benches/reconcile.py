#!/usr/bin/env python3
"""How often `/reconcile` matches the right member by itself, and how often a wrong one.

Usage: benches/reconcile.py PROGRAM [options]

Half of the real organisations (the file that REAL_ORGANISATIONS names) is imported, chosen by the
seed; the other half is not there, and no name of it may be matched. The names of both halves are
asked, in batches, as OpenRefine does, altered by chance that depends only on the seed, the
organisation and the kind:

  exact            the name
  other language   another of its names, in another language or script
  misspelt         one letter of the longest word wrong, missing, added or swapped
  no legal form    without legal forms at its end (GmbH, vzw, e.V. …), capitals and accents, where
                   that differs
  with country     the name, and the country as a property
  with city        the name, the country and the city as properties

Recall is the share of names of members that were matched automatically with the right one;
precision the share of all automatic matches, of both halves, that are right. Where two
organisations bear the very same text as a name, a match with the other one that is there is wrong
all the same: `namesakes` says how many of the wrong matches are such.

Nothing is needed beside Python's standard library.
"""

import argparse
import collections
import csv
import http.client
import importlib.util
import json
import pathlib
import random
import re
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent.parent
WANTED_RECALL, WANTED_PRECISION = 0.98, 0.995
KINDS = ("exact", "other language", "misspelt", "no legal form", "with country", "with city")
BATCH = 50
LEGAL = re.compile(
    r"[\s,(]+(gmbh|ggmbh|e\.?\s?v\.?|vzw|asbl|ag|inc\.?|ltd\.?|limited|llc|s\.?a\.?|s\.?p\.?a\.?|b\.?v\.?|n\.?v\.?|"
    r"corp\.?|corporation|co\.?|company|foundation|stiftung|plc|oy|ab|a/s|s\.?r\.?l\.?|kft\.?|s\.?r\.?o\.?)\)?$",
    re.IGNORECASE,
)


def quality():
    """What `quality.py` makes queries and starts the program with."""
    text = (HERE / "benches/quality.py").read_text()
    spec = importlib.util.spec_from_loader("quality", loader=None)
    module = importlib.util.module_from_spec(spec)
    module.__file__ = str(HERE / "benches/quality.py")
    exec(compile(text.removesuffix("main()\n"), module.__file__, "exec"), module.__dict__)
    return module


class Names:
    """The names of an organisation, altered."""

    def __init__(self, tools, organisations, seed):
        self.tools, self.seed = tools, seed
        self.maker = tools.Maker(organisations, seed)

    def make(self, kind, one):
        chance = random.Random(f"{self.seed} {one.id} {kind}")
        if kind == "other language":
            made = self.tools.other_language(one, chance)
            return made and made[0]
        if kind == "misspelt":
            return self.maker.mistaken(chance.choice(list(self.tools.MISTAKES)), one.name, chance)
        if kind == "no legal form":
            bare = self.tools.unaccented(LEGAL.sub("", one.name)).upper()
            return bare if bare != one.name and len(bare) > 3 else None
        return one.name


def batches(questions):
    for begin in range(0, len(questions), BATCH):
        yield questions[begin:begin + BATCH]


def ask(port, questions):
    """The slugs that were matched, in the order of the questions."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    for batch in batches(questions):
        queries = {
            f"q{number}": {"query": text, "limit": 3, **({"properties": known} if known else {})}
            for number, (_, text, known) in enumerate(batch)
        }
        body = urllib.parse.urlencode({"queries": json.dumps(queries)})
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/reconcile", body, headers)
        answer = connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            sys.exit(f"{answer.status}: {text[:500]}")
        results = json.loads(text)
        for number in range(len(batch)):
            yield results[f"q{number}"]["result"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", nargs="?", default=str(HERE / "target/release/member-directory"))
    parser.add_argument("--seed", default="1")
    parser.add_argument("--sample", type=int, default=3000, help="how many organisations of each half to ask for")
    parser.add_argument("--failures", type=int, default=0, help="print so many of each kind that went wrong")
    options = parser.parse_args()
    tools = quality()
    if not tools.REAL.exists():
        sys.exit("The real organisations are not at REAL_ORGANISATIONS: there is nothing to measure.")
    organisations = list(tools.read_organisations())
    countries, rows = {}, list(csv.DictReader(tools.REAL.open(encoding="utf-8", newline="")))
    for row in rows:
        countries[row["id"]] = row["country"]
    chance = random.Random(f"{options.seed} halves")
    there = {one.id for one in chance.sample(organisations, len(organisations) // 2)}
    names = Names(tools, organisations, options.seed)
    bearers = collections.defaultdict(set)
    for one in organisations:
        for name in tools.names(one):
            bearers[tools.folded(name)].add(one.id)

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        half = folder / "half.csv"
        with half.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys())
            writer.writeheader()
            writer.writerows(row for row in rows if row["id"] in there)
        tools.REAL = half
        with tools.Directory(options.program, folder) as directory:
            directory.wait()
            external = directory.ids
            by_id = {one.id: one for one in organisations}
            present = set(external.values())
            ids = slugs_by_id(directory.port, external)
            print(f"{len(present)} of {len(organisations)} organisations are there; seed {options.seed}\n")
            print("| names | asked | recall | precision | wrong (namesakes) | ms a name |")
            print("|---|---|---|---|---|---|", flush=True)
            total = collections.Counter()
            for kind in KINDS:
                run(kind, options, organisations, present, names, countries, ids, by_id, bearers, tools, directory.port, total)
            recall, precision = total["right"] / total["there"], total["right"] / (total["right"] + total["wrong"])
            print(f"| all | {total['asked']} | {recall:.4f} | {precision:.4f} | {total['wrong']} ({total['namesakes']}) | |")
            print(f"\nwanted: recall {WANTED_RECALL}, precision {WANTED_PRECISION}")
            if recall < WANTED_RECALL or precision < WANTED_PRECISION:
                sys.exit("short of what is wanted")


def slugs_by_id(port, external):
    """Which organisation has which identifier in the directory."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", "/v1/members.ndjson?fields=id,slug")
    lines = connection.getresponse().read().decode().splitlines()
    return {one["id"]: external.get(one["slug"]) for one in map(json.loads, lines)}


def run(kind, options, organisations, present, names, countries, ids, by_id, bearers, tools, port, total):
    chance = random.Random(f"{options.seed} {kind} sample")
    inside = [one for one in organisations if one.id in present]
    outside = [one for one in organisations if one.id not in present]
    asked = [
        one for half in (inside, outside) for one in chance.sample(half, min(options.sample, len(half)))
    ]
    questions = []
    for one in asked:
        text = names.make(kind, one)
        if not text:
            continue
        known = []
        if kind in ("with country", "with city"):
            known.append({"pid": "country", "v": countries[one.id]})
        if kind == "with city" and one.city:
            known.append({"pid": "city", "v": one.city})
        questions.append((one, text, known))
    begun = time.monotonic()
    answers = list(ask(port, questions))
    took = time.monotonic() - begun
    counts = collections.Counter(asked=len(questions))
    failures = []
    for (one, text, _), found in zip(questions, answers, strict=True):
        matched = [ids.get(candidate["id"]) for candidate in found if candidate["match"]]
        is_there = one.id in present
        counts["there"] += is_there
        if matched == [one.id]:
            counts["right"] += 1
            continue
        if matched:
            counts["wrong"] += 1
            counts["namesakes"] += matched[0] in bearers[tools.folded(text)]
        if matched or is_there:
            failures.append((one, text, matched, found))
    total.update(counts)
    recall = counts["right"] / counts["there"]
    precision = counts["right"] / max(1, counts["right"] + counts["wrong"])
    print(f"| {kind} | {counts['asked']} | {recall:.4f} | {precision:.4f} | {counts['wrong']} ({counts['namesakes']})"
          f" | {1000 * took / len(questions):.2f} |", flush=True)
    failures.sort(key=lambda failure: not failure[2])
    for one, text, matched, found in failures[:options.failures]:
        best = ", ".join(f"{c['name']} ({c['description']}) {c['score']}" for c in found[:2])
        print(f"    {'wrong' if matched else 'missed'}: {text!r} of {one.name!r} ({one.city}): {best or 'nothing'}")


main()
