#!/usr/bin/env python3
"""What an import costs, and how long `serve` takes from its start to its first answer.

Usage: benches/import.py PROGRAM      (tests/tools/with-postgres benches/import.py PROGRAM)

Imports the sample network and, where it is there, the file of real organisations that
REAL_ORGANISATIONS names (by default ../shared/data/real-organisations/organisations.csv), into a
new SQLite file and, where TEST_POSTGRES_URL names a server, into a new PostgreSQL database.

The reference stands in the same round: for an import, putting the rows of the same files as they
are into one table of texts by Python's csv and sqlite3 (on PostgreSQL by psql's \\copy); for a
start, the program's own `--version`. Nothing is needed beside Python's standard library.
"""

import csv
import os
import pathlib
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.parse

HERE = pathlib.Path(__file__).resolve().parent.parent
ROUNDS = int(os.environ.get("BENCH_IMPORT_ROUNDS", "3"))
REAL = pathlib.Path(
    os.environ.get("REAL_ORGANISATIONS")
    or HERE.parent / "shared/data/real-organisations/organisations.csv"
)


def run(command, **options):
    """Seconds and peak memory in megabytes."""
    begun = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{command}: {errors.decode()}")
    return time.monotonic() - begun, usage.ru_maxrss / 1024


def rows_of(paths):
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            yield path, csv.reader(file)


def plain_sqlite(folder, paths):
    """Seconds to put the rows of the files into SQLite, one transaction, as they are."""
    begun = time.monotonic()
    books = sqlite3.connect(folder / f"plain-{time.monotonic_ns()}.db")
    books.executescript("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;")
    for number, (_, rows) in enumerate(rows_of(paths)):
        columns = len(next(rows))
        names = ", ".join(f"c{column}" for column in range(columns))
        books.execute(f"CREATE TABLE t{number} ({names})")
        marks = ", ".join("?" * columns)
        books.executemany(f"INSERT INTO t{number} VALUES ({marks})", rows)
    books.commit()
    books.close()
    return time.monotonic() - begun


def plain_postgres(url, paths):
    script = []
    for number, (path, rows) in enumerate(rows_of(paths)):
        names = ", ".join(f"c{column} text" for column in range(len(next(rows))))
        script.append(f"CREATE TEMPORARY TABLE t{number} ({names});")
        script.append(f"\\copy t{number} FROM '{path}' WITH (FORMAT csv, HEADER)")
    begun = time.monotonic()
    psql(url, "\n".join(script))
    return time.monotonic() - begun


def psql(url, script):
    command = ["psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", url]
    subprocess.run(command, input=script.encode(), check=True, stdout=subprocess.DEVNULL)


def memory(process, name):
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(re.search(rf"{name}:\s+(\d+) kB", text).group(1)) / 1024


def serve(program, url):
    """Seconds from the process's start to the first answer, and megabytes then."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    begun = time.monotonic()
    process = subprocess.Popen(
        [program, "serve", "--database-url", url, "--port", str(port), "--workers", "1"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while time.monotonic() < begun + 60 and process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", port)) as stream:
                    request = "GET /v1/members HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                    stream.sendall(request.encode())
                    if stream.recv(65536).startswith(b"HTTP/1.1 200"):
                        return time.monotonic() - begun, memory(process, "VmRSS"), memory(process, "VmHWM")
            except OSError:
                time.sleep(0.002)
        sys.exit("serve did not answer")
    finally:
        process.terminate()
        process.wait()


def show(values, digits=2):
    values = sorted(values)
    middle = values[len(values) // 2]
    return f"{middle:.{digits}f} ({values[0]:.{digits}f}–{values[-1]:.{digits}f})"


def measure(program, name, store, address, reference, arguments, folder):
    rounds = []
    for number in range(ROUNDS):
        url = address(number)
        plain = reference(url)
        # Making the tables is not importing.
        run([program, "migrate", "--database-url", url])
        seconds, peak = run([program, "import", "--database-url", url, *arguments], cwd=folder)
        again, _ = run([program, "import", "--database-url", url, *arguments], cwd=folder)
        empty, _ = run([program, "--version"])
        rounds.append((plain, seconds, peak, again, empty, *serve(program, url)))
    plain, seconds, peak, again, empty, start, resident, highest = zip(*rounds)
    ratios = [a / b for a, b in zip(seconds, plain)]
    cells = [
        name, store, show(seconds), show(plain), show(ratios, 1), show(peak, 0), show(again),
        show(start), show([a / b for a, b in zip(start, empty)], 0), show(resident, 0), show(highest, 0),
    ]
    print("| " + " | ".join(cells) + " |", flush=True)


def main():
    program = os.path.abspath(sys.argv[1])
    sample = HERE / "data/sample-network"
    inputs = [("sample", [str(sample)], [sample / f"{kind}.csv" for kind in ("members", "locations", "services")])]
    if REAL.exists():
        mapping = HERE / "docs/examples/real-organisations.toml"
        arguments = ["--members", str(REAL), "--mapping", str(mapping), "--skip-refused"]
        inputs.append(("real organisations", arguments, [REAL]))
    else:
        print(f"The real organisations are not at REAL_ORGANISATIONS: not measured.")
    server = os.environ.get("TEST_POSTGRES_URL")
    if not server:
        print("There is no TEST_POSTGRES_URL: PostgreSQL is not measured.")
    print(f"{ROUNDS} rounds: median (least–most). Seconds and megabytes.\n")
    print("| network | store | import | rows as they are | ratio | peak memory | import again | start to first answer | … to `--version` | resident then | peak of the start |")
    print("|---" * 11 + "|", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for position, (name, arguments, paths) in enumerate(inputs):
            measure(
                program, name, "SQLite",
                lambda number: f"sqlite://{folder}/{position}-{number}.db",
                lambda _: plain_sqlite(folder, paths),
                arguments, folder,
            )
            if server:
                def database(number):
                    made = f"bench_{os.getpid()}_{position}_{number}"
                    psql(server, f"CREATE DATABASE {made}")
                    return urllib.parse.urlsplit(server)._replace(path=f"/{made}").geturl()

                measure(
                    program, name, "PostgreSQL", database,
                    lambda url: plain_postgres(url, paths), arguments, folder,
                )


main()
