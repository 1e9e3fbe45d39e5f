#!/usr/bin/env python3
"""How often a search finds the organisation that was meant, and finds it first.

Usage: benches/quality.py PROGRAM [options]      (tests/tools/with-postgres benches/quality.py …)

Makes queries from the names of real organisations (the file that REAL_ORGANISATIONS names, by
default ../shared/data/real-organisations/organisations.csv), asks them of `GET /v1/members?q=…`,
and counts where the organisation stands that the query was made from. In the same table stand
SQLite's FTS5, with its words (unicode61) and its trigrams, and, where TEST_POSTGRES_URL names a
server, Postgres' pg_trgm: each as a sensible developer would use it, over texts and queries that
are folded beforehand (small letters, no accents), which does them a favour.

How queries are made, each by chance that depends only on the seed, the organisation and the kind:

  exact            the name
  unaccented       the name in NFKD without marks, with ß, ø, ł and the like spelt out, where that differs
  other language   one of the `other_names` of another language than the name's, in any script
  wrong, missing, added, swapped
                   one letter of the longest word, if it has four letters or more of one alphabet
                   (not Chinese, Japanese, Korean); another letter comes from the same alphabet
  two thirds       the first two thirds of the name's characters, four at least, cut anywhere
  reversed         the words in reverse order, if there are two or more
  name and city    both, with a space between

The first table asks for the very organisation. The second also takes another one that bears the
same text (folded) as its name: there are several of "Ministry of Health". For a name with a city,
the other must be in the same city.

Nothing is needed beside Python's standard library and, for Postgres, psql.
"""

import argparse
import collections
import csv
import http.client
import json
import os
import pathlib
import random
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import unicodedata
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent.parent
REAL = pathlib.Path(
    os.environ.get("REAL_ORGANISATIONS")
    or HERE.parent / "shared/data/real-organisations/organisations.csv"
)

# Each row of the table: its name, the kinds of queries it sums up, and the least shares wanted
# first and among the first five.
ROWS = [
    ("exact, unaccented, other language", ("exact", "unaccented", "other language"), (0.985, 0.999)),
    ("one letter wrong, missing, added, swapped", ("wrong", "missing", "added", "swapped"), (0.93, 0.985)),
    ("first two thirds of the name", ("two thirds",), (0.80, 0.92)),
    ("words in reverse order", ("reversed",), (0.95, 0.99)),
    ("name and city", ("name and city",), (0.97, 0.999)),
]
KINDS = [kind for _, kinds, _ in ROWS for kind in kinds]

Organisation = collections.namedtuple("Organisation", "id name language others acronyms city")
# `meant` is the organisation's id; `alike` the ids of all that bear the text.
Query = collections.namedtuple("Query", "kind text meant alike")


# Texts

SPELT_OUT = str.maketrans({
    "ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "æ": "ae",
    "Æ": "AE", "œ": "oe", "Œ": "OE", "ı": "i", "þ": "th", "Þ": "Th", "ð": "d", "Ð": "D",
})


def unaccented(text):
    parts = unicodedata.normalize("NFKD", text.translate(SPELT_OUT))
    plain = "".join(c for c in parts if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", plain)


def folded(text):
    """A text as the databases get it, and by which two names are the same."""
    return " ".join(re.findall(r"\w+", unaccented(text).casefold()))


def script(letter):
    return unicodedata.name(letter, "?").split()[0]


# Scripts that are not written with an alphabet.
NO_ALPHABET = {"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "?"}


# Queries

def read_organisations():
    with REAL.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            others = [cell.partition(":")[::2] for cell in row["other_names"].split("|") if cell]
            acronyms = [cell for cell in row["acronyms"].split("|") if cell]
            yield Organisation(row["id"], row["name"], row["language"], others, acronyms, row["city"])


def names(organisation):
    return [organisation.name, *(name for _, name in organisation.others), *organisation.acronyms]


def alphabets(organisations):
    """The letters of each script, as often as names have them."""
    letters = collections.defaultdict(list)
    for organisation in organisations[:4000]:
        for letter in unaccented(organisation.name).casefold():
            if letter.isalpha():
                letters[script(letter)].append(letter)
    return letters


class Maker:
    """Makes the queries of an organisation."""

    def __init__(self, organisations, seed):
        self.seed = seed
        self.alphabets = alphabets(organisations)
        self.bearers = collections.defaultdict(set)
        for organisation in organisations:
            for name in names(organisation):
                self.bearers[folded(name)].add(organisation.id)
        self.cities = {organisation.id: folded(organisation.city) for organisation in organisations}

    def queries(self, organisation):
        for kind in KINDS:
            chance = random.Random(f"{self.seed} {organisation.id} {kind}")
            made = self.make(kind, organisation, chance)
            if not made:
                continue
            text, source = made
            alike = self.bearers[folded(source)] | {organisation.id}
            if kind == "name and city":
                alike = {one for one in alike if self.cities[one] == self.cities[organisation.id]}
            yield Query(kind, text, organisation.id, alike)

    def make(self, kind, organisation, chance):
        """The query, and the name that it was made from; nothing where the kind does not apply."""
        name = organisation.name
        if kind == "other language":
            return other_language(organisation, chance)
        if kind in MISTAKES:
            text = self.mistaken(kind, name, chance)
        else:
            text = PLAIN[kind](organisation)
        return (text, name) if text else None

    def mistaken(self, kind, name, chance):
        words = [word for word in re.finditer(r"[^\W\d_]+", name) if is_alphabetic(word.group())]
        longest = max(words, key=lambda word: len(word.group()), default=None)
        if longest is None:
            return None
        word = MISTAKES[kind](longest.group(), self.alphabets[script(longest.group()[0])], chance)
        return word and name[:longest.start()] + word + name[longest.end():]


def is_alphabetic(word):
    scripts = {script(letter) for letter in word}
    return len(word) >= 4 and len(scripts) == 1 and not scripts & NO_ALPHABET


def other_language(organisation, chance):
    other = [
        name for language, name in organisation.others
        if language and language != organisation.language and folded(name) != folded(organisation.name)
    ]
    if not other:
        return None
    name = chance.choice(other)
    return name, name


def wrong(word, letters, chance):
    place = chance.randrange(len(word))
    others = [letter for letter in letters if letter != unaccented(word[place]).casefold()]
    return others and word[:place] + chance.choice(others) + word[place + 1:]


def missing(word, _, chance):
    place = chance.randrange(len(word))
    return word[:place] + word[place + 1:]


def added(word, letters, chance):
    place = chance.randrange(len(word) + 1)
    return letters and word[:place] + chance.choice(letters) + word[place:]


def swapped(word, _, chance):
    places = [i for i in range(len(word) - 1) if word[i].casefold() != word[i + 1].casefold()]
    if not places:
        return None
    place = chance.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2:]


MISTAKES = {"wrong": wrong, "missing": missing, "added": added, "swapped": swapped}


def without_accents(organisation):
    plain = unaccented(organisation.name)
    return plain if plain != unicodedata.normalize("NFC", organisation.name) else None


def two_thirds(organisation):
    name = organisation.name
    end = max(4, -(-len(name) * 2 // 3))
    return name[:end].strip() if end < len(name) else None


def reverse_words(organisation):
    words = organisation.name.split()
    return " ".join(reversed(words)) if len(words) > 1 else None


PLAIN = {
    "exact": lambda organisation: organisation.name,
    "unaccented": without_accents,
    "two thirds": two_thirds,
    "reversed": reverse_words,
    "name and city": lambda organisation: organisation.city and f"{organisation.name} {organisation.city}",
}


# Those who are asked: each takes queries and yields, for each, the ids of the first five.

class Fts5:
    """SQLite's FTS5: an organisation a row, a match in its name counting most."""

    WEIGHTS = "10, 5, 5, 2"

    def __init__(self, organisations, tokenizer):
        self.ids = [organisation.id for organisation in organisations]
        self.books = sqlite3.connect(":memory:")
        self.books.execute(f"CREATE VIRTUAL TABLE t USING fts5(name, others, acronyms, city, tokenize='{tokenizer}')")
        rows = (
            (
                number, folded(one.name), "\n".join(folded(name) for _, name in one.others),
                folded(" ".join(one.acronyms)), folded(one.city),
            )
            for number, one in enumerate(organisations)
        )
        self.books.executemany("INSERT INTO t(rowid, name, others, acronyms, city) VALUES (?, ?, ?, ?, ?)", rows)
        self.books.execute("INSERT INTO t(t) VALUES ('optimize')")

    def match(self, expression):
        found = self.books.execute(
            f"SELECT rowid FROM t WHERE t MATCH ? ORDER BY bm25(t, {self.WEIGHTS}) LIMIT 5", (expression,)
        )
        return [self.ids[number] for number, in found]

    def ask(self, queries):
        return (self.find(folded(query.text)) for query in queries)


class Words(Fts5):
    """All the words, the last as a beginning; if nobody has all, any of them."""

    def __init__(self, organisations):
        super().__init__(organisations, "unicode61")

    def find(self, text):
        words = [f'"{word}"' for word in text.split()]
        if not words:
            return []
        words[-1] += "*"
        return self.match(" AND ".join(words)) or self.match(" OR ".join(words))


class Trigrams(Fts5):
    """Any of the trigrams, the best by bm25."""

    def __init__(self, organisations):
        super().__init__(organisations, "trigram")

    def find(self, text):
        trigrams = dict.fromkeys(text[i:i + 3] for i in range(len(text) - 2))
        return self.match(" OR ".join(f'"{three}"' for three in trigrams)) if trigrams else []


class Postgres:
    """pg_trgm: a row a name, the nearest first by an index, then each organisation's best."""

    QUESTION = """
        SELECT q.number, (
            SELECT string_agg(organisation::text, ' ' ORDER BY distance, organisation) FROM (
                SELECT organisation, min(distance) AS distance FROM (
                    SELECT organisation, {distance} AS distance FROM {table} ORDER BY {distance} LIMIT 40
                ) AS nearest GROUP BY organisation ORDER BY distance, organisation LIMIT 5
            ) AS best
        ) FROM questions AS q ORDER BY q.number;
    """

    def __init__(self, organisations, server):
        self.ids = [organisation.id for organisation in organisations]
        self.server = server
        rows, whole = [], []
        for number, one in enumerate(organisations):
            texts = dict.fromkeys(folded(name) for name in names(one))
            rows += [(number, text) for text in texts if text]
            whole.append((number, " ".join([*texts, folded(one.city)])))
        self.schema = (
            "SET client_min_messages = warning;\nCREATE EXTENSION IF NOT EXISTS pg_trgm;\n"
            + copy("names", "organisation int, text text", rows)
            + copy("whole", "organisation int, text text", whole)
            + "CREATE INDEX ON names USING gist (text gist_trgm_ops (siglen = 64));\n"
            + "CREATE INDEX ON whole USING gist (text gist_trgm_ops (siglen = 256));\n"
            + "ANALYZE names; ANALYZE whole;\n"
        )

    def ask(self, queries, table, distance):
        questions = copy("questions", "number int, text text", enumerate(folded(query.text) for query in queries))
        question = self.QUESTION.format(table=table, distance=distance)
        command = ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--no-align", "--tuples-only", self.server]
        script = self.schema + questions + question
        answer = subprocess.run(command, input=script.encode(), check=True, stdout=subprocess.PIPE)
        for line in answer.stdout.decode().splitlines():
            _, _, found = line.partition("|")
            yield [self.ids[int(number)] for number in found.split()]

    def similarity(self, queries):
        """The whole of a name against the whole of the query."""
        return self.ask(queries, "names", "text <-> q.text")

    def word_similarity(self, queries):
        """The query against the part of all names and the city that is most like it."""
        return self.ask(queries, "whole", "q.text <<-> text")


def copy(table, columns, rows):
    lines = "".join(f"{number}\t{text}\n" for number, text in rows)
    return f"CREATE TEMPORARY TABLE {table} ({columns});\nCOPY {table} FROM STDIN;\n{lines}\\.\n"


class Directory:
    """The program itself: imports the organisations and serves them."""

    def __init__(self, program, folder):
        file = folder / "directory.db"
        self.database = f"sqlite://{file}"
        mapping = HERE / "docs/examples/real-organisations.toml"
        run([program, "migrate", "--database-url", self.database])
        run([
            program, "import", "--database-url", self.database,
            "--members", str(REAL), "--mapping", str(mapping), "--skip-refused",
        ])
        # The file's own ids are not public; in the books they stand beside the slugs.
        with sqlite3.connect(file) as books:
            self.ids = dict(books.execute(SLUGS))
        self.port = free_port()
        self.process = subprocess.Popen(
            [program, "serve", "--database-url", self.database, "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "RUST_LOG": "error"},
        )
        self.refused = collections.Counter()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def wait(self):
        """Until it answers."""
        end = time.monotonic() + 90
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.get(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5), "/v1/members?limit=1")
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("serve did not answer")

    def get(self, connection, path):
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()

    def ask(self, queries):
        self.wait()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        for query in queries:
            parameters = urllib.parse.urlencode({"q": query.text, "limit": 5, "fields": "slug"})
            status, body = self.get(connection, f"/v1/members?{parameters}")
            if status == 200:
                yield [self.ids.get(member["slug"]) for member in json.loads(body)["data"]]
            else:
                self.refused[f"{status} {body.decode(errors='replace')[:300]}"] += 1
                yield []


SLUGS = "SELECT slug, external_id FROM members WHERE external_id IS NOT NULL"


def run(command):
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"{command}: {done.stderr.decode()}")


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


# Counting

class Tally:
    """Where one system put what was meant, by kind of query."""

    def __init__(self, name):
        self.name = name
        self.asked = collections.Counter()
        self.hits = collections.Counter()
        self.failures = []
        self.seconds = 0.0

    def count(self, queries, answers):
        begun = time.monotonic()
        for query, found in zip(queries, answers, strict=True):
            self.asked[query.kind] += 1
            for within in (1, 5):
                self.hits[query.kind, within, "very"] += query.meant in found[:within]
                self.hits[query.kind, within, "alike"] += any(one in query.alike for one in found[:within])
            if not any(one in query.alike for one in found[:1]):
                self.failures.append((query, found))
        self.seconds = time.monotonic() - begun

    def share(self, kinds, within, how):
        asked = sum(self.asked[kind] for kind in kinds)
        return sum(self.hits[kind, within, how] for kind in kinds) / asked if asked else float("nan")


def table(tallies, how, title):
    lines = [[title, "queries", "wanted"] + [tally.name for tally in tallies]]
    for name, kinds, wanted in ROWS:
        lines.append(line(name, kinds, wanted, tallies, how))
        if len(kinds) > 1:
            lines += [line(f"  {kind}", (kind,), None, tallies, how) for kind in kinds]
    widths = [max(len(row[column]) for row in lines) for column in range(len(lines[0]))]
    lines.insert(1, ["-" * width for width in widths])
    for row in lines:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")
    print()


def line(name, kinds, wanted, tallies, how):
    cells = [name, str(sum(tallies[0].asked[kind] for kind in kinds))]
    cells.append("{:.3f}  {:.3f}".format(*wanted) if wanted else "")
    for tally in tallies:
        shares = [tally.share(kinds, within, how) for within in (1, 5)]
        short = wanted and tally.name == "directory" and any(a < b for a, b in zip(shares, wanted))
        cells.append("{:.3f}  {:.3f}".format(*shares) + (" short" if short else ""))
    return cells


def show_failures(tally, organisations, most, kinds):
    by_id = {organisation.id: organisation for organisation in organisations}
    describe = lambda one: f"{by_id[one].name} ({by_id[one].city})" if one in by_id else "?"
    wanted = [failure for failure in tally.failures if failure[0].kind in kinds]
    print(f"{tally.name}: {len(wanted)} not first; the first {min(most, len(wanted))}\n")
    for query, found in wanted[:most]:
        place = found.index(query.meant) + 1 if query.meant in found else "not among five"
        print(f"[{query.kind}] {query.text}\n    wanted: {describe(query.meant)} ({place})")
        for one in found[:3]:
            print(f"    got:    {describe(one)}")
    print()


def as_json(tallies, options):
    systems = {
        tally.name: {
            kind: {
                "queries": tally.asked[kind],
                **{f"{how}_{within}": tally.share((kind,), within, how) for how in ("very", "alike") for within in (1, 5)},
            }
            for kind in KINDS
        }
        for tally in tallies
    }
    return {"seed": options.seed, "sample": options.sample, "half": options.half, "systems": systems}


# The run

SYSTEMS = ("directory", "fts5", "postgres")


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", nargs="?", default=str(HERE / "target/release/member-directory"))
    parser.add_argument("--seed", default="1")
    parser.add_argument("--sample", type=int, default=2000, help="how many organisations to make queries from")
    parser.add_argument("--compare", type=int, default=100, help="of these, how many to ask the databases for")
    parser.add_argument("--half", choices=("odd", "even"), help="only every other organisation: tune on one half, check on the other")
    parser.add_argument("--only", action="append", choices=SYSTEMS)
    parser.add_argument("--kind", action="append", choices=KINDS, help="only queries of this kind")
    parser.add_argument("--json", type=pathlib.Path, help="write the figures into this file")
    parser.add_argument("--failures", type=int, default=0, help="print so many queries whose answer was not first")
    return parser.parse_args()


def every_other(organisations, half):
    return {"odd": organisations[1::2], "even": organisations[::2], None: organisations}[half]


def sample(organisations, options):
    """The organisations to ask for. They are in the order of chance, so the first ones are a sample too."""
    chosen = every_other(organisations, options.half)
    return random.Random(options.seed).sample(chosen, min(options.sample, len(chosen)))


def main():
    options = read_options()
    if not REAL.exists():
        sys.exit("The real organisations are not at REAL_ORGANISATIONS: there is nothing to measure.")
    systems = options.only or SYSTEMS
    organisations = list(read_organisations())
    maker = Maker(organisations, options.seed)
    wanted = options.kind or KINDS
    made = [
        [query for query in maker.queries(one) if query.kind in wanted] for one in sample(organisations, options)
    ]
    every = [query for queries in made for query in queries]
    few = [query for queries in made[:options.compare] for query in queries]
    tallies, notes = [], []

    def measure(name, queries, ask):
        tally = Tally(name)
        tally.count(queries, ask(queries))
        tallies.append(tally)
        notes.append(f"{name}: {len(queries)} queries in {tally.seconds:.1f} s")

    if "directory" in systems:
        with tempfile.TemporaryDirectory() as folder, Directory(options.program, pathlib.Path(folder)) as directory:
            measure("directory", every, directory.ask)
            if directory.refused.total() == len(every):
                tallies.clear()  # It has no search: noughts would say that it finds nothing.
            notes += [f"refused {count} times: {why}" for why, count in directory.refused.most_common(3)]
    if "fts5" in systems:
        measure("FTS5 unicode61", few, Words(organisations).ask)
        measure("FTS5 trigram", few, Trigrams(organisations).ask)
    server = os.environ.get("TEST_POSTGRES_URL")
    if "postgres" in systems and server:
        postgres = Postgres(organisations, server)
        measure("pg_trgm similarity", few, postgres.similarity)
        measure("pg_trgm word_similarity", few, postgres.word_similarity)
    elif "postgres" in systems:
        notes.append("There is no TEST_POSTGRES_URL: Postgres is not measured.")

    print(f"{len(organisations)} organisations, queries from {len(made)} of them (for the databases from {min(options.compare, len(made))}),"
          f" {options.half or 'both'} {'half' if options.half else 'halves'}, seed {options.seed}. Each cell: first, among the first five.\n")
    if tallies:
        table(tallies, "very", "the very organisation")
        table(tallies, "alike", "… or one of the same name")
    for note in notes:
        print(note)
    for tally in tallies:
        if options.failures:
            show_failures(tally, organisations, options.failures, wanted)
    if options.json:
        options.json.write_text(json.dumps(as_json(tallies, options), indent=2) + "\n")


main()
