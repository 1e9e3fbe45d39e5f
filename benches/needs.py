#!/usr/bin/env python3
"""How often people who type what they need, and not a name, find who meets it.

Usage: benches/needs.py PROGRAM [--queries FILE] [--failures 20]

Asks `GET /v1/members?q=…` of the sample network for the queries of benches/needs.tsv (a language, what
somebody types in it, the core service meant), as a reader of that language. Two shares are printed,
for all and for each language:

  found   somebody is found, and the first ten hold one who gives the service meant
  true    of the first ten of all answers, those that give a service that the answer says was
          understood or was meant: the rest only look alike

Then the queries of LANGUAGES, each a language's name with a filter that it must be understood as.
"""

import argparse
import collections
import http.client
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent
WANTED = (0.98, 0.95)

# What is typed, and the filters that it must be understood as.
LANGUAGES = [
    ("arabe", {"language=ar"}), ("Arabic", {"language=ar"}), ("العربية", {"language=ar"}),
    ("арабська", {"language=ar"}), ("someone who speaks Ukrainian", {"language=uk"}), ("farsi", {"language=fa"}),
    ("Türkçe", {"language=tr"}), ("turkish", {"language=tr"}), ("українська", {"language=uk"}),
    ("parle russe", {"language=ru"}), ("arabe Berlin", {"language=ar", "city=Berlin"}),
    # Nobody in Gent: those who are nearest to it.
    ("doctor arabic Gent", {"service=healthcare", "language=ar"}), ("legal advice Marseille", {"service=labour", "city=Marseille"}), ("dokter Anvers", {"service=healthcare", "city=Antwerpen"}),
    ("médecin Bruxelles", {"service=healthcare", "city=Brussels"}), ("doctor Belgium", {"service=healthcare", "country=BE"}),
]


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Directory:
    """The program, serving the sample network."""

    def __init__(self, program, folder):
        self.port = free_port()
        self.process = subprocess.Popen(
            [program, "serve", "--sample", "--database-url", f"sqlite://{folder}/needs.db", "--port", str(self.port)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )
        end = time.monotonic() + 90
        while time.monotonic() < end and self.process.poll() is None:
            try:
                self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                self.connection.request("GET", "/v1/members?q=doctor")
                self.connection.getresponse().read()
                return
            except OSError:
                time.sleep(0.05)
        sys.exit("serve did not answer")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()

    def ask(self, text, language):
        query = urllib.parse.urlencode({"q": text, "limit": 10})
        self.connection.request("GET", f"/v1/members?{query}", headers={"Accept-Language": language})
        answer = self.connection.getresponse()
        body = json.loads(answer.read())
        return body if answer.status == 200 else {"data": [], "understood": [], "page": {"total": 0}}


def services(member):
    codes = (service["code"] for service in member["services"])
    return {part for code in codes for part in (code, code.split("/")[0])}


def filters(answer):
    return {f"{one['parameter']}={one['value']}" for one in answer["understood"] if not one["left_out"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("program", nargs="?", default=str(HERE.parent / "target/release/member-directory"))
    parser.add_argument("--queries", type=pathlib.Path, default=HERE / "needs.tsv")
    parser.add_argument("--failures", type=int, default=0, help="print so many queries that were not understood")
    options = parser.parse_args()
    rows = [line.split("\t") for line in options.queries.read_text(encoding="utf-8").splitlines()[1:]]
    asked, found, shown, true = (collections.Counter() for _ in range(4))
    failures = []
    with tempfile.TemporaryDirectory() as folder, Directory(options.program, folder) as directory:
        begun = time.monotonic()
        for language, text, meant in rows:
            answer = directory.ask(text, language)
            right = {meant} | {one["value"] for one in answer["understood"] if one["parameter"] == "service"}
            given = [services(member) for member in answer["data"]]
            is_found = any(meant in codes for codes in given)
            alike = sum(not codes & right for codes in given)
            asked[language] += 1
            found[language] += is_found
            shown[language] += len(given)
            true[language] += len(given) - alike
            if not is_found or alike:
                told = ", ".join(f"{one['text']} → {one['value']}" for one in answer["understood"])
                failures.append(f"{language}: {text} ({meant}): {answer['page']['total']} found, {alike} only alike; understood: {told}")
        seconds = time.monotonic() - begun
        wrong = [
            f"{text}: {sorted(filters(answer))}, wanted {sorted(wanted)}"
            for text, wanted in LANGUAGES
            if filters(answer := directory.ask(text, "en")) != wanted
        ]
    shares = found.total() / asked.total(), true.total() / max(shown.total(), 1)
    short = ["" if share >= wanted else " short" for share, wanted in zip(shares, WANTED)]
    print("| what people need | queries | found (wanted 0.98) | true (wanted 0.95) |\n| --- | --- | --- | --- |")
    print(f"| all | {asked.total()} | {shares[0]:.3f}{short[0]} | {shares[1]:.3f}{short[1]} |")
    for language in asked:
        print(f"| {language} | {asked[language]} | {found[language] / asked[language]:.3f} | {true[language] / max(shown[language], 1):.3f} |")
    print(f"| needs, places and languages together | {len(LANGUAGES)} | {1 - len(wrong) / len(LANGUAGES):.3f} | |")
    print(f"\nneeds: {asked.total()} queries in {seconds:.1f} s")
    for failure in (failures + wrong)[:options.failures]:
        print(failure)
    if any(short) or wrong and options.failures == 0:
        print("\n".join(wrong))


main()
