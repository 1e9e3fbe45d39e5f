#!/usr/bin/env python3
"""What an import over HTTP costs: handing over, planning, applying and taking back.

Usage: benches/uploads.py PROGRAM      (tests/tools/with-postgres benches/uploads.py PROGRAM)

The files are the real organisations that REAL_ORGANISATIONS names (by default
../shared/data/real-organisations/organisations.csv) as CSV with the mapping of docs/examples, and
the same as the program exports them: a workbook, and NDJSON. Each goes into an empty registry of
its own, in a new SQLite file and, where TEST_POSTGRES_URL names a server, in a new PostgreSQL
database. Then the workbook is planned once more over what it has made.

The reference stands in the same round: the same file by `member-directory import --dry-run`, which
reads and writes it all and takes it back.

With --plan behind PROGRAM, the CSV file is planned and no more, as it is and with a mistake in every
row: processor time of the server and of the process that plans, and the most memory of that process.
"""

import csv
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.path.abspath(sys.argv[1])
ROUNDS = int(os.environ.get("BENCH_UPLOAD_ROUNDS", "3"))
MAPPING = HERE / "docs/examples/real-organisations.toml"
REAL = pathlib.Path(
    os.environ.get("REAL_ORGANISATIONS")
    or HERE.parent / "shared/data/real-organisations/organisations.csv"
)
BOUNDARY = "a-line-that-no-file-has"


def run(url, *arguments):
    """Runs a command to its end: seconds, and what it says."""
    begun = time.monotonic()
    done = subprocess.run(
        [PROGRAM, *map(str, arguments), "--database-url", url],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False,
    )
    if done.returncode:
        sys.exit(f"{arguments}: {done.stderr}{done.stdout[-500:]}")
    return time.monotonic() - begun, done.stdout


class Server:
    """The program, with the key of an admin."""

    def __init__(self, url):
        run(url, "migrate")
        _, said = run(url, "keys", "create", "--role", "admin", "--label", "bench")
        self.key = max(re.findall(r"mnd_\S+", said), key=len)
        environment = {"DATABASE_URL": url, "RUST_LOG": "member_directory::cli=info", "HOST": "127.0.0.1", "PORT": "0"}
        self.process = subprocess.Popen(
            [PROGRAM, "serve"], env=environment, stderr=subprocess.PIPE, text=True
        )
        # Its log.
        for line in self.process.stderr:
            if found := re.search(r'"url": ?"http://127\.0\.0\.1:(\d+)', line):
                self.port = int(found[1])
                return
        sys.exit("serve did not start")

    def ask(self, method, path, body=None, kind="application/json"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=600)
        headers = {"Authorization": f"Bearer {self.key}", "Content-Type": kind}
        connection.request(method, f"/v1/registry{path}", body, headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status >= 300:
            sys.exit(f"{method} {path}: {answer.status} {said[:500]}")
        return json.loads(said) if said else None

    def plan(self, file, options):
        """Hands a file over, and waits for its plan: seconds, and the import."""
        parts = [f'name="files"; filename="{file.name}"\r\n\r\n'.encode() + file.read_bytes()]
        parts += [f'name="{name}"\r\n\r\n{value}'.encode() for name, value in options.items()]
        body = b"".join(
            f"--{BOUNDARY}\r\nContent-Disposition: form-data; ".encode() + part + b"\r\n" for part in parts
        )
        begun = time.monotonic()
        made = self.ask(
            "POST", "/imports", body + f"--{BOUNDARY}--\r\n".encode(),
            f"multipart/form-data; boundary={BOUNDARY}",
        )
        self.planner = 0
        while made["status"] == "planning":
            time.sleep(0.02)
            self.planner = max(self.planner, self.most_of_children())
            made = self.ask("GET", f"/imports/{made['id']}")
        if made["status"] != "planned":
            sys.exit(f"{file.name}: {made['faults']}")
        return time.monotonic() - begun, made

    def post(self, made, what, body):
        begun = time.monotonic()
        self.ask("POST", f"/imports/{made['id']}/{what}", json.dumps(body))
        return time.monotonic() - begun

    def most(self):
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(re.search(r"VmHWM:\s+(\d+)", text)[1]) / 1024

    def processor(self):
        """Seconds of processor time so far, those of its children that ended included."""
        stat = pathlib.Path(f"/proc/{self.process.pid}/stat").read_text(encoding="ascii")
        ticks = stat.rsplit(")", 1)[1].split()[11:15]
        return sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")

    def children(self):
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task").iterdir()
        return [child for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]

    def most_of_children(self):
        most = [0]
        for child in self.children():
            try:
                status = pathlib.Path(f"/proc/{child}/status").read_text(encoding="ascii")
            except OSError:
                continue
            most += map(int, re.findall(r"VmHWM:\s+(\d+)", status))
        return max(most) / 1024

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)


def show(values, digits=1):
    values = sorted(values)
    return f"{values[len(values) // 2]:.{digits}f} ({values[0]:.{digits}f}–{values[-1]:.{digits}f})"


def measure(store, new, name, file, options, arguments):
    rounds = []
    for _ in range(ROUNDS):
        reference, _ = run(new(), "import", *arguments, "--dry-run")
        server = Server(new())
        try:
            planned, made = server.plan(file, options)
            applied = server.post(made, "apply", {"revision": made["plan"]["revision"]})
            most = server.most()
            undone = server.post(made, "undo", {})
        finally:
            server.stop()
        rounds.append((planned, applied, most, undone, reference, (planned + applied) / reference))
    planned, applied, most, undone, reference, ratio = zip(*rounds)
    cells = [
        name, store, f"{file.stat().st_size:,}", show(planned), show(applied), show(undone),
        show(most, 0), show(reference), show(ratio),
    ]
    print("| " + " | ".join(cells) + " |", flush=True)


def plan_only(new, folder):
    options = {"mapping": MAPPING.read_text(encoding="utf-8"), "skip_refused": "true"}
    wrong = folder / "wrong.csv"
    with REAL.open(encoding="utf-8", newline="") as given, wrong.open("w", encoding="utf-8", newline="") as out:
        rows, written = csv.DictReader(given), None
        for number, row in enumerate(rows):
            if written is None:
                written = csv.DictWriter(out, rows.fieldnames)
                written.writeheader()
            written.writerow(row | {"country": f"Nowhere {number}"})
    print("| file | planned, s | processor, s | peak memory of the planning process, MB | items refused |")
    print("|---" * 5 + "|")
    for name, file in [("CSV", REAL), ("a mistake in every row", wrong)]:
        rounds = []
        for _ in range(ROUNDS):
            server = Server(new())
            try:
                before = server.processor()
                planned, made = server.plan(file, options)
                # The process that planned has to end before its time is counted.
                while server.children():
                    time.sleep(0.02)
                rounds.append((planned, server.processor() - before, server.planner))
            finally:
                server.stop()
        planned, processor, memory = zip(*rounds)
        refused = made["plan"]["items"]["refused"]
        print(f"| {name} | {show(planned)} | {show(processor)} | {show(memory, 0)} | {refused} |", flush=True)


def main():
    if not REAL.exists():
        sys.exit("The real organisations are not at REAL_ORGANISATIONS: nothing is measured.")
    postgres = os.environ.get("TEST_POSTGRES_URL")
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        count = iter(range(1_000_000))

        def sqlite():
            return f"sqlite://{folder}/{next(count)}.db"

        def database():
            name = f"bench_uploads_{os.getpid()}_{next(count)}"
            subprocess.run(["psql", "--quiet", postgres], input=f"CREATE DATABASE {name}", text=True, check=True)
            return urllib.parse.urlsplit(postgres)._replace(path=f"/{name}").geturl()

        if "--plan" in sys.argv:
            return plan_only(sqlite, folder)
        source = sqlite()
        mapped = ["--members", REAL, "--mapping", MAPPING, "--skip-refused"]
        run(source, "migrate")
        run(source, "import", *mapped)
        files = [("CSV", REAL, {"mapping": MAPPING.read_text(encoding="utf-8"), "skip_refused": "true"}, mapped)]
        for form, called in [("xlsx", "XLSX"), ("ndjson", "NDJSON")]:
            file = folder / f"organisations.{form}"
            run(source, "export", "--format", form, "--output", file)
            files.append((called, file, {}, [file]))
        stores = [("SQLite", sqlite)] + ([("PostgreSQL", database)] if postgres else [])
        print(f"{ROUNDS} rounds: median (least–most). Seconds and megabytes.\n")
        print("| file | store | bytes | planned | applied | taken back | peak memory | by command, as a trial | planned and applied to that |")
        print("|---" * 9 + "|", flush=True)
        for store, new in stores:
            for name, file, options, arguments in files:
                measure(store, new, name, file, options, arguments)


main()
