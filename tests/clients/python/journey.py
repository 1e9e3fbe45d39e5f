"""What every client made from the documents must be able to do, asked of a running server."""

import importlib
import os
import pkgutil
import sys
from urllib.request import urlopen
import json

SERVER = os.environ["SERVER_URL"]
KEY = os.environ["REGISTRY_KEY"]
COUNTRIES = ["BE", "NL"]


def check(holds, what):
    """Fails, saying what does not hold."""
    if not holds:
        sys.exit(f"{what}")


def import_all(package):
    """Imports every module of a package: one that cannot be imported is a fault of what made it."""
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


def count(countries):
    with urlopen(f"{SERVER}/v1/members?limit=1&country={','.join(countries)}", timeout=10) as answer:
        return json.load(answer)["page"]["total"]


def travel(name, listed, read, features, rename):
    """`listed` gives a page as (total, [(id, country)], next); the others what they are called after."""
    total = count(COUNTRIES)
    check(total > 20 and total > count(["BE"]), "the sample has members in both countries")
    met, cursor = {}, None
    while True:
        said, members, cursor = listed(COUNTRIES, 10, cursor)
        check(said == total, f"{said} of {total} members")
        met.update(members)
        if not cursor:
            break
    check(len(met) == total, f"{len(met)} of {total} members on all pages")
    check(set(met.values()) == set(COUNTRIES), f"members of {set(met.values())}")
    check(read("open-huis-gent") == "Open Huis Gent", read("open-huis-gent"))
    check(features(COUNTRIES) >= total, "every member is on the map")
    acronym = f"T{len(name)}"
    check(rename("open-huis-gent", acronym) == acronym, "the acronym changed")
    print(f"{name}: {total} members")
