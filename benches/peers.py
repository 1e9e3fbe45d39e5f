#!/usr/bin/env python3
"""What a request costs, beside other servers of the same data: processor time, memory, latencies.

Usage: benches/peers.py PROGRAM [--write] [SIZE …]      (155, 17436 and 155000 where none is given)

The members of growth.py's networks are given to Datasette (SQLite and its FTS5), ROAPI (Arrow in
memory) and json-server (JSON in memory) as the program's own /v1/members.ndjson tells them; nginx
has the very bytes of the program's answers as files, which is the limit. One client asks over one
kept-alive loopback connection, without compression, in rounds of 400 requests or a second, whichever
ends first; a cell is the median of five rounds of the processor time of the whole tree of processes.
In brackets stands how many requests that was, where it was fewer than a hundred. Resident memory is
that after all of them.

Latencies are of the program and of nginx, with an open loop: RATE requests a second (SEARCHES, where
they are searches) are sent whatever the answers do, on a further connection where all are busy, and
each is late from the moment at which it should have been sent.

`tests/tools/install peers` puts the others where this finds them. With `--write` the table is put
into docs/performance.md too.
"""

import asyncio
import contextlib
import http.client
import itertools
import json
import os
import pathlib
import pwd
import re
import selectors
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

import growth

ROUNDS = 5
RATE, SEARCHES = 500, 50
SECONDS = 10
# A client that has more loses some to others.
CONNECTIONS = 400
INSTALLED = growth.ROOT / "target/tools/peers/bin"
JSON_SERVER = growth.ROOT / "benches/peers/node_modules/json-server/lib/cli/bin.js"
PAGE, ONE, FILTER, NAME, WORD = QUESTIONS = [
    "a page of 50", "one member", "those of a country", "a search for a name", "a search for a common word",
]
WORDS = ["university", "institute", "health", "national", "research", "centre", "foundation", "hospital"]


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def tree(pid):
    """A process and all that it started."""
    try:
        tasks = list(pathlib.Path(f"/proc/{pid}/task").iterdir())
        started = [child for task in tasks for child in (task / "children").read_text(encoding="ascii").split()]
    except OSError:
        return []
    return [pid, *(one for child in started for one in tree(int(child)))]


def processor(pid):
    """Seconds of the processor that a tree of processes took."""
    return sum(map(growth.processor, tree(pid)))


def resident(pid):
    """Megabytes of a tree of processes that are resident."""
    return sum(map(growth.resident, tree(pid)))


@contextlib.contextmanager
def started(command, folder, port, path="/", wait=600):
    """A server from when it answers a path until it is ended."""
    with open(folder / "log", "ab") as log:
        process = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=log, stderr=log)
    try:
        until = time.monotonic() + wait
        while True:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=wait)
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection.request("GET", path)
                if connection.getresponse().status < 500:
                    break
            if process.poll() is not None or time.monotonic() > until:
                raise SystemExit(f"{command[0]} does not answer: {(folder / 'log').read_text()[-2000:]}")
            connection.close()
            time.sleep(0.05)
        yield process
    finally:
        if process.poll() is not None:
            print(f"{command[0]} ended by itself: {process.returncode}", file=sys.stderr, flush=True)
        process.terminate()
        process.wait(60)


def nginx(folder, site):
    """The command of an nginx with one process that answers."""
    paths = "".join(f"{name}_temp_path {folder}/{name};" for name in ("proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {folder}/nginx.pid; user {pwd.getpwuid(os.geteuid()).pw_name};"
        "events { worker_connections 4096; } http { access_log off; keepalive_requests 1000000;"
        f"client_body_temp_path {folder}/body; {paths} {site} }}",
        encoding="utf-8",
    )
    return ["/usr/sbin/nginx", "-e", folder / "error.log", "-c", folder / "nginx.conf"]


class Network:
    """The members as the program tells them, and what is asked of everybody."""

    def __init__(self, lines):
        self.lines = lines
        self.members = [json.loads(line) for line in lines]
        countries = [member["country"]["code"] for member in self.members]
        self.countries = sorted(set(countries), key=countries.count)[-len(WORDS) :]
        step = max(1, len(self.members) // 50)
        self.slugs = [member["slug"] for member in self.members[::step]]
        self.names = [member["name"] for member in self.members[::step]]

    def questions(self, page, one, country, search):
        """What is asked, by its kind: each is made of a slug, a country or a text."""
        asked = {
            PAGE: [page], ONE: map(one, self.slugs), FILTER: map(country, self.countries),
            NAME: map(search, self.names), WORD: map(search, WORDS),
        }
        return {kind: [Asked(path) for path in paths] for kind, paths in asked.items()}


class Asked:
    """A request: an address, and for some a body."""

    def __init__(self, text):
        self.path, _, body = text.partition("\n")
        self.body = body.encode() or None


class Client:
    """Asks one after the other on one connection."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)

    def send(self, asked):
        self.connection.request("POST" if asked.body else "GET", asked.path, asked.body)
        return self.connection.getresponse()

    def ask(self, asked):
        try:
            answer = self.send(asked)
        except http.client.RemoteDisconnected:
            # A connection that was idle may have been ended.
            answer = self.send(asked)
        body = answer.read()
        assert answer.status == 200, (asked.path, answer.status, body[:500])
        return body


def measure(name, pid, port, questions, start):
    """What all questions cost a server: milliseconds, requests and bytes by their kind; and its memory."""
    client, costs = Client(port), {}
    for kind, asked in questions.items():
        until = time.monotonic() + 2
        for one in itertools.takewhile(lambda _: time.monotonic() < until, asked):
            client.ask(one)
        took, count, size = [], 0, 0
        endless = itertools.cycle(asked)
        for _ in range(ROUNDS):
            begun, before = time.monotonic(), processor(pid)
            for number in range(1, 401):
                size += len(client.ask(next(endless)))
                if time.monotonic() > begun + 1:
                    break
            took.append((processor(pid) - before) / number * 1000)
            count += number
        costs[kind] = (statistics.median(took), count, size / count)
    return name, costs, start, resident(pid)


def the_program(folder, size):
    """The members as it tells them, what it cost, its answers by their kind, and its latencies."""
    port, books = free_port(), growth.books_to_serve(folder, size)
    command = [growth.PROGRAM, "serve", "--database-url", f"sqlite://{books}", "--port", port, "--workers", 1]
    with started(command, folder, port, "/health/ready") as process:
        start, client = processor(process.pid), Client(port)
        network = Network(client.ask(Asked("/v1/members.ndjson")).decode().splitlines())
        questions = network.questions(
            "/v1/members?limit=50",
            "/v1/members/{}".format,
            "/v1/members?limit=50&country={}".format,
            lambda text: f"/v1/members?limit=50&q={urllib.parse.quote(text)}",
        )
        measured = measure("this program", process.pid, port, questions, start)
        asked = {kind: [client.ask(one) for one in some] for kind, some in questions.items()}
        return network, measured, asked, latencies(port, questions)


def static_files(folder, asked):
    """nginx, which has the program's answers as files."""
    port, root = free_port(), folder / "files"
    questions = {}
    for kind, answers in asked.items():
        questions[kind] = []
        for number, body in enumerate(answers):
            path = f"/{QUESTIONS.index(kind)}/{number}.json"
            (root / path[1:]).parent.mkdir(parents=True, exist_ok=True)
            (root / path[1:]).write_bytes(body)
            questions[kind].append(Asked(path))
    site = f"server {{ listen 127.0.0.1:{port}; root {root}; sendfile on; tcp_nopush on; default_type application/json; }}"
    with started(nginx(folder, site), folder, port) as process:
        measured = measure("nginx, files", process.pid, port, questions, processor(process.pid))
        return measured, latencies(port, questions)


def datasette(folder, network):
    port = free_port()
    columns = list(network.members[0])
    (folder / "members.db").unlink(missing_ok=True)
    books = sqlite3.connect(folder / "members.db")
    books.execute(f"CREATE TABLE members ({', '.join(columns)}, country_code, PRIMARY KEY (slug))")
    rows = (
        [*(json.dumps(value) if isinstance(value, list | dict) else value for value in member.values()), member["country"]["code"]]
        for member in network.members
    )
    books.executemany(f"INSERT INTO members VALUES ({', '.join('?' * (len(columns) + 1))})", rows)
    books.executescript(
        "CREATE INDEX members_by_country ON members (country_code);"
        "CREATE VIRTUAL TABLE members_fts USING fts5(name, names, acronym, summary, content=members);"
        "INSERT INTO members_fts (members_fts) VALUES ('rebuild'); VACUUM;"
    )
    books.close()
    command = [INSTALLED / "datasette", "serve", "-i", "members.db", "-p", port, "--setting", "suggest_facets", "off"]
    questions = network.questions(
        "/members/members.json?_shape=objects&_size=50",
        "/members/members/{}.json?_shape=objects".format,
        "/members/members.json?_shape=objects&_size=50&country_code={}".format,
        lambda text: f"/members/members.json?_shape=objects&_size=50&_search={urllib.parse.quote(text)}",
    )
    with started(command, folder, port) as process:
        return measure("Datasette", process.pid, port, questions, processor(process.pid))


def roapi(folder, network):
    port = free_port()
    (folder / "members.ndjson").write_text("\n".join(network.lines), encoding="utf-8")
    elsewhere = [f"127.0.0.1:{free_port()}" for _ in range(2)]
    command = [
        INSTALLED / "roapi", "--table", "members=members.ndjson", "--addr-http", f"127.0.0.1:{port}",
        "--addr-postgres", elsewhere[0], "--addr-flight-sql", elsewhere[1],
    ]
    table = "/api/tables/members?"
    sql = "/api/sql\nSELECT * FROM members WHERE {} LIMIT 50".format
    questions = network.questions(
        f"{table}limit=50",
        lambda slug: f"{table}{urllib.parse.urlencode({'filter[slug]': repr(slug)})}",
        lambda country: sql(f"country['code'] = '{country}'"),
        lambda text: sql("name ILIKE '%{}%'".format(text.replace("'", "''"))),
    )
    with started(command, folder, port, f"{table}limit=1") as process:
        return measure("ROAPI", process.pid, port, questions, processor(process.pid))


def json_server(folder, network):
    port = free_port()
    with (folder / "members.json").open("w", encoding="utf-8") as file:
        file.write(f'{{"members":[{",".join(network.lines)}]}}')
    command = ["node", JSON_SERVER, "--quiet", "--ro", "--ng", "--host", "127.0.0.1", "--port", port, "--id", "slug", "members.json"]
    questions = network.questions(
        "/members?_page=1&_limit=50",
        "/members/{}".format,
        "/members?_page=1&_limit=50&country.code={}".format,
        lambda text: f"/members?_page=1&_limit=50&q={urllib.parse.quote(text)}",
    )
    with started(command, folder, port, "/members?_limit=1") as process:
        return measure("json-server", process.pid, port, questions, processor(process.pid))


class OpenLoop:
    """Sends requests when they are due, whatever became of those before."""

    def __init__(self, port, headers=""):
        self.port, self.headers, self.idle, self.late = port, headers, [], []
        self.places = asyncio.Semaphore(CONNECTIONS)

    def run(self, paths, rate, seconds, seen=None):
        """Milliseconds until each answer was there; `seen` is given address, head, body and time."""
        # It waits by the microsecond, where others do by the millisecond.
        with asyncio.Runner(loop_factory=lambda: asyncio.SelectorEventLoop(selectors.SelectSelector())) as runner:
            runner.run(self.send(paths, rate, seconds, seen))
        return sorted(self.late)

    async def send(self, paths, rate, seconds, seen):
        begun, under_way = time.monotonic(), set()
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            await asyncio.sleep(max(0, due - time.monotonic()))
            under_way.add(asyncio.create_task(self.one(next(paths), due, seen)))
            ended = {task for task in under_way if task.done()}
            under_way -= ended
            for task in ended:
                task.result()
        await asyncio.gather(*under_way)
        for _, writer in self.idle:
            writer.close()

    async def one(self, path, due, seen):
        async with self.places:
            head, body = await self.ask(path)
        now = time.monotonic()
        self.late.append((now - due) * 1000)
        assert head.startswith("http/1.1 200"), (path, head)
        if seen:
            seen(path, head, body, now)

    async def ask(self, path):
        while True:
            was_idle = bool(self.idle)
            reader, writer = self.idle.pop() if was_idle else await asyncio.open_connection("127.0.0.1", self.port)
            try:
                writer.write(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n{self.headers}\r\n".encode())
                head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
                body = await reader.readexactly(int(re.search(r"\r\ncontent-length: (\d+)", head)[1]))
            except (OSError, asyncio.IncompleteReadError):
                # A connection that was idle may have been ended.
                if not was_idle:
                    raise
            else:
                self.idle.append((reader, writer))
                return head, body


def told(late):
    """Half of them, all but a hundredth, and the last."""
    return " / ".join(f"{late[min(len(late) - 1, int(len(late) * part))]:.1f}" for part in (0.5, 0.99, 1))


def latencies(port, questions):
    """Of pages, members and lists in turn; and of searches, which cost more."""
    paths = [itertools.cycle([one.path for one in questions[kind]]) for kind in QUESTIONS]
    reading, searching = (itertools.chain.from_iterable(zip(*some, strict=True)) for some in (paths[:3], paths[3:]))
    return [told(OpenLoop(port).run(some, rate, SECONDS)) for some, rate in ((reading, RATE), (searching, SEARCHES))]


def compare(size):
    """What each server cost at a size, and the latencies of two of them."""
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        network, ours, asked, ours_late = the_program(folder, size)
        files, files_late = static_files(folder, asked)
        others = []
        for peer in (datasette, roapi, json_server):
            others.append(peer(folder, network))
            print(f"{len(network.lines):,} members: {others[-1][0]} measured", file=sys.stderr, flush=True)
        return len(network.lines), [ours, files, *others], (ours_late, files_late)


def cell(cost):
    milliseconds, count, _ = cost
    digits = 3 if milliseconds < 1 else 2 if milliseconds < 10 else 1 if milliseconds < 100 else 0
    return f"{milliseconds:,.{digits}f}" + (f" ({count})" if count < 100 else "")


def main():
    compared = [compare(size) for size in growth.SIZES]
    names = [name for name, *_ in compared[0][1]]
    lines = [f"| milliseconds of the processor | members | {' | '.join(names)} |", "|---" * (len(names) + 2) + "|"]

    def rows(what, cells_of):
        for number, (members, servers, _) in enumerate(compared):
            lines.append(f"| {'' if number else what} | {members:,} | {' | '.join(map(cells_of, servers))} |")

    for kind in QUESTIONS:
        rows(kind, lambda server: cell(server[1][kind]))
    rows("bytes of a page of 50", lambda server: f"{server[1][PAGE][2]:,.0f}")
    rows("start until it answers", lambda server: f"{server[2] * 1000:,.0f}")
    rows("resident memory, MB", lambda server: f"{server[3]:,.0f}")
    lines += ["", "| ms until the answer: median / 99 in 100 / last | members | this program | nginx, files |", "|---|---|---|---|"]
    for number, what in enumerate([f"{RATE} pages, members and lists a second", f"{SEARCHES} searches a second"]):
        for place, (members, _, late) in enumerate(compared):
            lines.append(f"| {'' if place else what} | {members:,} | {' | '.join(one[number] for one in late)} |")
    growth.tell("performance.md", "peers", "\n".join(lines))


if __name__ == "__main__":
    main()
