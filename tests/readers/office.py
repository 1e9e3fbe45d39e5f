#!/usr/bin/env python3
"""Opens the CSV and the XLSX of the server at SERVER_URL in LibreOffice, the public list and the
export of the registry, and compares what it shows with the JSON.

Usage: tests/tools/with-server tests/readers/office.py

A member whose name begins like a formula is made first; LibreOffice must show it and not run it.
"""

import csv
import io
import json
import os
import pathlib
import subprocess
import tempfile
import urllib.request
import zipfile

SERVER = os.environ["SERVER_URL"]
NAME = '=SUM(1;1)&"يونس Ωμέγα 東京"'
# A comma between, quotes around, UTF-8 (76), from the first line on.
CSV_FILTER = "44,34,76,1"


PHONE = "+32 9 123 45 67"
JOINED = "2012-09-01"
NOTE = '-2+3 "=1+1"'
AUTHORIZATION = {"Authorization": f"Bearer {os.environ['REGISTRY_KEY']}"}


def get(path, headers=None):
    request = urllib.request.Request(SERVER + path, headers=headers or {})
    with urllib.request.urlopen(request, timeout=20) as answer:
        return answer.read()


def make_member():
    entry = {
        "name": NAME,
        "country": "BE",
        "membership": {"type": "ordinary", "status": "member", "joined_on": JOINED},
        "phones": [{"number": PHONE}],
        "acronym": NOTE,
        "listing": "listed",
        "confirm_publication": True,
    }
    request = urllib.request.Request(
        SERVER + "/v1/registry/members",
        json.dumps(entry).encode(),
        {"Content-Type": "application/json"} | AUTHORIZATION,
    )
    urllib.request.urlopen(request, timeout=20).close()


def shown(folder, name):
    """The cells of a file as LibreOffice shows them."""
    out = folder / "out"
    command = [
        "soffice",
        "--headless",
        f"-env:UserInstallation=file://{folder}/profile",
        f"--infilter=CSV:{CSV_FILTER}" if name.endswith(".csv") else None,
        "--convert-to",
        f"csv:Text - txt - csv (StarCalc):{CSV_FILTER}",
        "--outdir",
        str(out),
        str(folder / name),
    ]
    subprocess.run([part for part in command if part], check=True, timeout=120, capture_output=True)
    with open(out / (pathlib.Path(name).stem + ".csv"), encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


make_member()
wanted = [member["name"] for member in json.loads(get("/v1/members?limit=200&fields=name"))["data"]]
assert NAME in wanted
with tempfile.TemporaryDirectory() as place:
    folder = pathlib.Path(place)
    for extension in ["csv", "xlsx"]:
        name = f"members-as-{extension}.{extension}"
        (folder / name).write_bytes(get(f"/v1/members.{extension}"))
        rows = shown(folder, name)
        names = [row["name"] for row in rows]
        # The CSV guards the name with an apostrophe, which may be shown or taken for the mark it is.
        assert [name.removeprefix("'") for name in names] == [
            name.removeprefix("'") for name in wanted
        ], (extension, names)
        print(f"{extension}: {len(rows)} members, as they are written")
    package = get("/v1/registry/export?format=csv", AUTHORIZATION)
    with zipfile.ZipFile(io.BytesIO(package)) as files:
        (folder / "export-csv.csv").write_bytes(files.read("members.csv"))
    (folder / "export-xlsx.xlsx").write_bytes(
        get("/v1/registry/export?format=xlsx", AUTHORIZATION)
    )
    for name in ["export-csv.csv", "export-xlsx.xlsx"]:
        rows = shown(folder, name)
        mark = "'" if name.endswith(".csv") else ""
        ours = [row for row in rows if row["name"].removeprefix(mark) == NAME]
        assert len(ours) == 1, (name, [row["name"] for row in rows])
        for column, expected in [("phones", PHONE), ("joined_on", JOINED), ("acronym", NOTE)]:
            cell = ours[0][column].removeprefix(mark)
            assert cell == expected, (name, column, cell)
        print(f"{name}: {len(rows)} members, as they are written")
