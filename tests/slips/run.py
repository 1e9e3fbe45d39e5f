#!/usr/bin/env python3
"""Tries to publish what is hidden by a slip, makes ordinary changes, and erases people.

Usage: make test-slips [SEED=1] [PARTS="slips ordinary erasing"]

With the program that MEMBER_DIRECTORY_BIN names (by default the debug build), on SQLite, or where
TEST_POSTGRES_URL names a server on PostgreSQL:

  slips      so many hidden things of invented members, each written in some way, in some field, sent by
             some way of publishing: fails when one is published without a question
  ordinary   so many ordinary changes of the sample network and of real organisations: fails when one
             in 500 or more is asked about
  erasing    so many people, written everywhere and erased: fails when anything of them is found in an
             answer, an export or the bytes of the database, but for sentences that were kept

The same seed makes the same attempts. Nothing is needed beside Python's standard library, and on
PostgreSQL its client programs.
"""

import argparse
import collections
import pathlib
import random
import sys
import time

import attempts
import erasing
import ordinary
from registry import Registry


def slips(random_, count):
    registry = Registry()
    tried, became = attempts.Attempts(registry, random_), collections.Counter()
    for number in range(count):
        way_out, slip, result, said = attempts.attempt(tried, random_, number)
        became[result] += 1
        if result != "asked":
            where = f"{slip.owner}.{slip.field}"
            print(f"  {result}: {slip.secret}, {slip.way}, in {where} by {way_out} [{slip.house.tongue}]: {slip.house.address!r} <- {slip.value!r}\n    {said[:300]}")
    registry.close()
    print(f"slips: {count} tried, {became['silent'] + became['unsaid']} published in silence; {dict(became)}")
    return became["silent"] + became["unsaid"] == 0


def changes(random_, count):
    made, asked = 0, []
    for sample in (True, False):
        registry = Registry(sample=sample)
        if not sample:
            folder = pathlib.Path(registry.folder.name, "real")
            folder.mkdir()
            for name, content in ordinary.real(random_, 1500).items():
                (folder / name).write_bytes(content)
            flags = ["--confirm-publication", "--confirm-positions", "--allow-duplicates", "--skip-refused"]
            registry.run("import", str(folder), *flags)
            time.sleep(2)
        of_these, asked_here = ordinary.measure(registry, random_, count // 2)
        made, asked = made + of_these, asked + asked_here
        registry.close()
    for kind, said, change in asked:
        print(f"  asked: {kind}: {said} <- {change}")
    print(f"ordinary changes: {made} made, {len(asked)} asked about, one in {made // max(1, len(asked))}")
    return len(asked) * 500 < made


def people(random_, count):
    registry = Registry(settings={"WEBHOOK_ALLOW_HTTP": "true", "WEBHOOK_ALLOW_PRIVATE": "true"})
    again, kept, asked_to_keep, sentences = erasing.run(registry, random_, count)
    registry.close()
    for found in again[:40]:
        print(f"  {found}")
    print(f"erased: {count} people in {sentences} sentences, {asked_to_keep} to be kept and {kept} kept; found again {len(again)} times")
    return not again and kept == asked_to_keep


PARTS = {"slips": (slips, 500), "ordinary": (changes, 2000), "erasing": (people, 50)}


def main():
    sys.stdout.reconfigure(line_buffering=True)
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    # An empty list is what argparse holds to the choices where no part is named.
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, help="how many, instead of as many as usual")
    given = parser.parse_args()
    well = True
    for part in given.parts or PARTS:
        begun = time.monotonic()
        run, usual = PARTS[part]
        well &= run(random.Random(f"{part} {given.seed}"), given.count or usual)
        print(f"  ({time.monotonic() - begun:.0f} s)")
    sys.exit(not well)


if __name__ == "__main__":
    main()
