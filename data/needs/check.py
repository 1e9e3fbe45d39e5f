#!/usr/bin/env python3
"""Whether the needs, their words and the queries of benches/needs.tsv are as the README says.

Usage: data/needs/check.py

Tells each mistake by its file and line, then how many words each language has. Nothing is needed
beside Python's standard library.
"""

import collections
import json
import pathlib
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
QUERIES = HERE.parent.parent / "benches/needs.tsv"
CORE = ["housing", "healthcare", "labour", "education"]
NETWORK = "en de nl fr es it pt".split()
LANGUAGES = NETWORK + "ar uk ru tr fa ti am so sq ro ps ur bn zh".split()
SCRIPTS = {
    "ar": "ARABIC", "fa": "ARABIC", "ps": "ARABIC", "ur": "ARABIC", "uk": "CYRILLIC",
    "ru": "CYRILLIC", "ti": "ETHIOPIC", "am": "ETHIOPIC", "bn": "BENGALI", "zh": "CJK",
}
# Words that are meant for two needs.
TWICE = {("uk", "притулок"), ("bn", unicodedata.normalize("NFC", "আশ্রয়"))}

mistakes = []


def rows(path, header):
    """The rows of a file as (place, cells), without its header."""
    lines = path.read_text(encoding="utf-8").split("\n")
    if lines.pop() != "":
        mistakes.append(f"{path.name}: the last line has no end")
    if lines[0] != header:
        mistakes.append(f"{path.name}:1: the columns are to be called {header!r}")
    found = []
    for number, line in enumerate(lines[1:], 2):
        place, cells = f"{path.name}:{number}", line.split("\t")
        if len(cells) != 3 or any(cell != " ".join(cell.split()) or not cell for cell in cells):
            mistakes.append(f"{place}: three cells, with single spaces only: {line!r}")
        elif line != unicodedata.normalize("NFC", line):
            mistakes.append(f"{place}: is not in NFC: {line!r}")
        else:
            found.append((place, cells))
    return found


def check_script(place, language, text):
    """Tells of a letter of another script than the language's."""
    script = SCRIPTS.get(language, "LATIN")
    for letter in text:
        if letter.isalpha() and not unicodedata.name(letter).startswith(script):
            mistakes.append(f"{place}: {letter!r} is not {script}: {text}")


def main():
    needs = {}
    for place, (need, service, _) in rows(HERE / "needs.tsv", "need\tservice\tEnglish name"):
        if service not in CORE or need in needs or (need in CORE and need != service):
            mistakes.append(f"{place}: twice, or led nowhere: {need}")
        needs[need] = service
    mistakes.extend(f"needs.tsv: lacks {core}" for core in CORE if core not in needs)

    counts, meant = collections.Counter(), {}
    for place, (need, language, word) in rows(
        HERE / "words.tsv", "need\tlanguage\tword or phrase"
    ):
        if need not in needs or language not in LANGUAGES:
            mistakes.append(f"{place}: there is no such need or language: {need}, {language}")
        if len(word.split()) > 5:
            mistakes.append(f"{place}: more than five words: {word}")
        check_script(place, language, word)
        known = meant.setdefault((language, word.lower()), set())
        if need in known or (known and (language, word) not in TWICE):
            mistakes.append(f"{place}: stands there for {', '.join(known)} already: {word}")
        known.add(need)
        counts[language, need] += 1
    for language in LANGUAGES:
        for need in needs:
            least = (15, 8) if language in NETWORK else (8, 4)
            if counts[language, need] < least[need not in CORE]:
                mistakes.append(f"words.tsv: {language} has too few words for {need}")

    queries, asked, verbatim = collections.Counter(), set(), 0
    for place, (language, query, service) in rows(QUERIES, "language\tquery\tservice meant"):
        if service not in CORE or (language, query) in asked:
            mistakes.append(f"{place}: twice, or means no core service: {query}")
        if len(query.split()) > 6:
            mistakes.append(f"{place}: more than six words: {query}")
        check_script(place, language, query)
        asked.add((language, query))
        queries[language] += 1
        verbatim += (language, query.lower()) in meant
    if queries != {language: 30 for language in LANGUAGES}:
        mistakes.append(f"{QUERIES.name}: 30 for each language are wanted: {dict(queries)}")

    for name in ["children.ndjson", "legal.ndjson"]:
        for line in (HERE / name).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            service, _, need = record["code"].partition("/")
            if needs.get(need) != service or sorted(record["labels"]) != sorted(NETWORK):
                mistakes.append(f"{name}: no need has this code, or a label lacks: {record['code']}")

    for mistake in mistakes:
        print(mistake, file=sys.stderr)
    for language in LANGUAGES:
        print(language, sum(counts[language, need] for need in needs), "words")
    print(f"{len(needs)} needs, {sum(counts.values())} words, {sum(queries.values())} queries")
    print(f"{verbatim} of the queries are a word or phrase of the list as they stand")
    return 1 if mistakes else 0


sys.exit(main())
