#!/usr/bin/env python3
"""What several nodes and a cache carry: one, two and three on one Postgres, behind nginx, and behind
Varnish, while a member changes once a second.

Usage: tests/tools/with-postgres benches/width.py PROGRAM [--write]

The real organisations of REAL_ORGANISATIONS (see growth.py) are served. RATE requests a second, in an
open loop, with gzip, ask for 1,000 addresses: lists of countries, searches and members, the n-th most
asked 1/n as often as the first. nginx, and Varnish before it, are configured as docs/scaling.md says.
The changes go to the first node, to the ten members asked for most.

All stand on the same cores as the client, so a clock tells little of what more machines would carry:
processor time does. Only the row that wrk makes is by the clock. `tests/tools/install peers` puts
nginx, Varnish and wrk where this finds them. With `--write` the table is put into docs/scaling.md.
"""

import contextlib
import http.client
import itertools
import json
import os
import pathlib
import random
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse
import zlib

import growth
import peers

NODES = [1, 2, 3]
RATE = 300
ADDRESSES = 1000
# Longer than an answer may be used without a question.
WARM = 65
GZIP = {"Accept-Encoding": "gzip"}
YEAR = re.compile(rb'"founded_year":(\d+)')


def psql(url, command):
    done = subprocess.run(["psql", "-XAtc", command, url], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def unpack(body):
    return zlib.decompress(body, wbits=31) if body[:2] == b"\x1f\x8b" else body


class Setting:
    """Some nodes and the proxies before them."""

    def __init__(self, stack, folder, url, count):
        self.ports = [peers.free_port() for _ in range(count)]
        self.inner = [peers.free_port() for _ in range(count)]
        self.front, self.cache = peers.free_port(), peers.free_port()
        nodes = []
        for port, inner in zip(self.ports, self.inner, strict=True):
            command = [
                growth.PROGRAM, "serve", "--database-url", url, "--port", port, "--internal-bind", f"127.0.0.1:{inner}",
                "--public-url", f"http://127.0.0.1:{self.front}", "--trusted-proxies", "127.0.0.1",
                "--rate-public", "off", "--workers", 1,
            ]
            nodes.append(stack.enter_context(peers.started(command, folder, port, "/health/ready")))
        guide = (growth.ROOT / "docs/scaling.md").read_text(encoding="utf-8")
        site, rules = (re.search(rf"```{name}\n(.*?)```", guide, re.DOTALL)[1] for name in ("nginx", "vcl"))
        site = re.sub(r"( +server [\d.:]+;\n)+", "".join(f"server 127.0.0.1:{port};\n" for port in self.ports), site)
        site = re.sub(r"listen \d+;", f"listen 127.0.0.1:{self.front};", site)
        nginx = stack.enter_context(peers.started(peers.nginx(folder, site), folder, self.front))
        (folder / "rules.vcl").write_text(rules.replace('"80"', f'"{self.front}"'), encoding="utf-8")
        varnish = [
            "/usr/sbin/varnishd", "-F", "-j", "none", "-n", folder / "varnish", "-s", "malloc,64m",
            "-a", f"127.0.0.1:{self.cache}", "-f", folder / "rules.vcl",
        ]
        varnish = stack.enter_context(peers.started(varnish, folder, self.cache))
        postmaster = psql(url, "SELECT pg_read_file('postmaster.pid', 0, 20)").split()[0]
        self.pids = {
            "writer": nodes[:1], "others": nodes[1:], "nginx": [nginx], "varnish": [varnish],
        }
        self.pids = {name: [one.pid for one in some] for name, some in self.pids.items()} | {"Postgres": [int(postmaster)]}

    def processor(self):
        """Milliseconds of the processor so far, by who took them."""
        took = {name: sum(map(peers.processor, pids)) * 1000 for name, pids in self.pids.items()}
        return took | {"nodes": took["writer"] + took["others"]}

    def requests(self):
        """How many public requests the nodes answered, and how many of them with 304."""
        counts = [0, 0]
        for port in self.inner:
            text = peers.Client(port).ask(peers.Asked("/metrics")).decode()
            for labels, count in re.findall(r"^http_requests_total\{(.*)\} (\d+)$", text, re.MULTILINE):
                if "/v1/members" in labels:
                    counts[0] += int(count)
                    counts[1] += int(count) * ('status="304"' in labels)
        return counts

    def during(self, work):
        """What was taken meanwhile, the seconds and the requests of the nodes; and what the work gives."""
        asked, before, begun = self.requests(), self.processor(), time.monotonic()
        given = work()
        seconds = time.monotonic() - begun
        took = {name: now - before[name] for name, now in self.processor().items()}
        reached, known = (now - then for now, then in zip(self.requests(), asked, strict=True))
        return took | {"seconds": seconds, "reached": reached, "known": known}, given


class Editor(threading.Thread):
    """Changes a member once a second, as long as the block lasts, at the first node."""

    years = itertools.count(1001)

    def __init__(self, port, key, slugs):
        super().__init__()
        self.slugs, self.key, self.changes = itertools.cycle(slugs), key, []
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.is_over = threading.Event()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.is_over.set()
        self.join()

    def run(self):
        while not self.is_over.wait(1):
            self.change(next(self.slugs))

    def ask(self, method, path, body=None, **headers):
        self.connection.request(method, path, body, {"Authorization": f"Bearer {self.key}"} | headers)
        answer = self.connection.getresponse()
        said = answer.read()
        assert answer.status == 200, (method, path, answer.status, said)
        return answer.headers

    def change(self, slug):
        path, year = f"/v1/registry/members/{slug}", next(self.years)
        kind = {"If-Match": self.ask("GET", path)["ETag"], "Content-Type": "application/merge-patch+json"}
        self.ask("PATCH", path, json.dumps({"founded_year": year, "confirm_publication": True}), **kind)
        self.changes.append((slug, year, time.monotonic()))
        return year


def workload(port):
    """Addresses without an end, as often as they are asked for; and the members asked for most."""
    client = peers.Client(port)
    network = peers.Network(client.ask(peers.Asked("/v1/members.ndjson")).decode().splitlines())
    choose = random.Random(1)
    countries = sorted({member["country"]["code"] for member in network.members})
    names = " ".join(member["name"] for member in choose.sample(network.members, 200))
    words = choose.sample(sorted(set(re.findall(r"[A-Z][a-z]{3,}", names))), 60)
    addresses = ["/v1/members?limit=50"]
    addresses += [f"/v1/members?limit=50&country={country}" for country in countries]
    addresses += [f"/v1/members?limit=50&q={word}" for word in words]
    slugs = [member["slug"] for member in choose.sample(network.members, ADDRESSES + 1 - len(addresses))]
    addresses += [f"/v1/members/{urllib.parse.quote(slug)}" for slug in slugs[1:]]
    choose.shuffle(addresses)
    weights = list(itertools.accumulate(1 / place for place in range(1, ADDRESSES + 1)))
    hottest = [path.rpartition("/")[2] for path in addresses if "?" not in path][:10]
    asked = iter(lambda: choose.choices(addresses, cum_weights=weights)[0], None)
    return asked, hottest, slugs[0]


def send(port, asked, seconds, seen=None):
    return peers.OpenLoop(port, "Accept-Encoding: gzip\r\n").run(asked, RATE, seconds, seen)


def flood(folder, port, asked):
    """As many as they can be asked for on 16 connections: how many that is a second."""
    paths = ",".join(map(json.dumps, itertools.islice(asked, 5000)))
    (folder / "mix.lua").write_text(
        f"local paths, number = {{{paths}}}, 0\n"
        'function request() number = number % #paths + 1; return wrk.format("GET", paths[number]) end\n',
        encoding="utf-8",
    )
    command = ["wrk", "-t1", "-c16", "-d10s", "-s", folder / "mix.lua", "-H", "Accept-Encoding: gzip", f"http://127.0.0.1:{port}"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said and "Socket errors" not in said, said
    return float(re.search(r"Requests/sec: +([0-9.]+)", said)[1])


def year_at(client, slug):
    year = YEAR.search(client.ask(peers.Asked(f"/v1/members/{slug}")))
    return year and int(year[1])


def until_all_show(setting, editor, slugs):
    """Seconds from the answer to a change until each node shows it, of 30 changes."""
    clients, took = [peers.Client(port) for port in setting.ports], []
    for slug in itertools.islice(itertools.cycle(slugs), 30):
        # At any moment between two looks of the others.
        time.sleep(random.uniform(0.5, 1.5))
        year = editor.change(slug)
        begun = time.monotonic()
        for client in clients:
            while year_at(client, slug) != year:
                time.sleep(0.003)
        took.append(time.monotonic() - begun)
    return took


class Cached:
    """What is seen of the load through the cache."""

    def __init__(self, slugs):
        self.watched, self.hits, self.sent, self.shown = set(slugs), 0, 0, {}

    def __call__(self, path, head, body, now):
        self.sent += 1
        # A hit has the number of the request that brought it, too.
        self.hits += bool(re.search(r"\r\nx-varnish: \d+ \d+", head))
        slug = path.rpartition("/")[2]
        if slug in self.watched and (year := YEAR.search(unpack(body))):
            self.shown.setdefault((slug, int(year[1])), now)

    def delays(self, changes, begin):
        """Seconds from the answers to changes until the cache showed them, or what came after: of a
        whole minute, so that every age of what is kept is met."""
        for slug, year, at in changes:
            if begin <= at < begin + 60:
                later = [now for (other, shown), now in self.shown.items() if other == slug and shown >= year]
                yield min(later) - at if later else float("inf")


def rarely_asked(setting, key, slug):
    """Asks through the cache for what nobody else asks for, changes it, and asks twice after its time."""
    client = peers.Client(setting.cache)
    client.ask(peers.Asked(f"/v1/members/{slug}"))
    year = Editor(setting.inner[0], key, []).change(slug)
    time.sleep(WARM)
    found = []
    for _ in range(2):
        body = client.ask(peers.Asked(f"/v1/members/{slug}"))
        found.append(f'"founded_year":{year}'.encode() in body)
        time.sleep(1)
    return found


def promises(setting, key):
    """What the guides say of ETags and caches, held to the nodes, the proxy and the cache."""

    def get(port, path, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()

    path = "/v1/members?limit=50&country=BE"
    answers = [get(port, path, **GZIP) for port in [*setting.ports, setting.front, setting.cache, setting.cache]]
    same = len({(headers["ETag"], body) for _, headers, body in answers}) == 1
    yield "nodes, nginx and cache give the same ETag and bytes", same
    tag = answers[0][1]["ETag"]
    yield "304 from the cache", get(setting.cache, path, If_None_Match=tag, **GZIP)[0] == 304
    plain = get(setting.cache, path)
    yield "without gzip, the same members", json.loads(plain[2]) == json.loads(unpack(answers[0][2]))
    yield "304 for its tag", get(setting.cache, path, If_None_Match=plain[1]["ETag"])[0] == 304
    yield "304 from a node for it", get(setting.ports[0], path, If_None_Match=plain[1]["ETag"], **GZIP)[0] == 304

    def is_kept(path, **headers):
        asked = [get(setting.cache, path, **headers)[1] for _ in range(2)]
        return " " in asked[1]["X-Varnish"]

    yield "lists are kept", is_kept(path, **GZIP)
    yield "what is asked with a key is not kept", not is_kept(path, Authorization=f"Bearer {key}")
    yield "pages are not kept", not is_kept("/?lang=en", Accept="text/html")
    yield "errors are not kept", not is_kept("/v1/members/nobody-of-this-name")
    languages = {get(setting.cache, "/v1/countries", Accept_Language=language)[2] for language in ("nl", "fr")}
    yield "each language has its own answer", len(languages) == 2


def measure(folder, url, key, count):
    """The rows of the table, by their names, and what was promised."""
    with contextlib.ExitStack() as stack:
        setting = Setting(stack, folder, url, count)
        asked, hottest, rare = workload(setting.ports[0])
        time.sleep(25)
        rest, _ = setting.during(lambda: time.sleep(10))

        def changing(work):
            with Editor(setting.inner[0], key, hottest) as editor:
                took, given = setting.during(work)
                return took, given, editor

        change, _, editor = changing(lambda: time.sleep(20.5))
        changes = len(editor.changes)
        own = {name: (change[name] - rest[name] * change["seconds"] / rest["seconds"]) / changes for name in setting.processor()}
        shown = until_all_show(setting, editor, hottest)
        still, still_late = setting.during(lambda: send(setting.front, asked, 20))
        moving, moving_late, _ = changing(lambda: send(setting.front, asked, 20))
        fast, clock = setting.during(lambda: flood(folder, setting.front, asked))
        promised = list(promises(setting, key))
        memory = statistics.mean(peers.resident(pid) for pid in setting.pids["writer"] + setting.pids["others"])
        found = []
        aside = threading.Thread(target=lambda: found.extend(rarely_asked(setting, key, rare)))
        aside.start()
        cached = Cached(hottest)
        with Editor(setting.inner[0], key, hottest) as editor:
            begun = time.monotonic()
            send(setting.cache, asked, WARM, cached)
            cached.hits = cached.sent = 0
            hot, hot_late = setting.during(lambda: send(setting.cache, asked, 90, cached))
            delays = list(cached.delays(editor.changes, begun + 20))
        aside.join()
    promised += [("what is rarely asked for is shown as it was once more, then anew", found == [False, True])]

    def each(took, *names, rate=RATE):
        return " / ".join(f"{took[name] / (rate * took['seconds']):.3f}" for name in names)

    def spent(took, name):
        return took[name] / took["seconds"]

    def delay(times):
        return f"{max(0, statistics.median(times)):.2f} / {max(times):.2f}"

    return promised, {
        "**behind nginx**": "",
        "ms of the processor a request: nodes / nginx": each(still, "nodes", "nginx"),
        "the same while a member changes each second": each(moving, "nodes", "nginx"),
        "ms until the answer, median / 99 in 100 / last": peers.told(still_late),
        "the same while a member changes each second ": peers.told(moving_late),
        "requests a second by the clock, as many as go, all on the same cores": f"{clock:,.0f}",
        "ms of the processor a request then: nodes / nginx": each(fast, "nodes", "nginx", rate=clock),
        "ms a second at rest: each node / Postgres": f"{spent(rest, 'nodes') / count:.1f} / {spent(rest, 'Postgres'):.1f}",
        "ms a change: the node that writes / each other / Postgres": " / ".join(
            [f"{own['writer']:.0f}", f"{own['others'] / (count - 1):.1f}" if count > 1 else "–", f"{own['Postgres']:.0f}"]
        ),
        "s from the answer to a change until every node shows it, median / worst": delay(shown),
        "resident memory of a node, MB": f"{memory:,.0f}",
        "**behind Varnish, while a member changes each second**": "",
        "answered from the cache": f"{100 * cached.hits / cached.sent:.1f} %",
        f"requests a second that reach a node, of {RATE}": f"{hot['reached'] / hot['seconds']:.1f}",
        "of them answered with 304": f"{100 * hot['known'] / max(1, hot['reached']):.1f} %",
        "ms of the processor a request: nodes / nginx / Varnish": each(hot, "nodes", "nginx", "varnish"),
        "ms until the answer, median / 99 in 100 / last ": peers.told(hot_late),
        "s from the answer to a change until the cache shows it, median / worst": delay(delays),
    }


def main():
    server = os.environ["TEST_POSTGRES_URL"]
    psql(server, "CREATE DATABASE width")
    url = f"{server.rpartition('/')[0]}/width"
    mapping = growth.ROOT / "docs/examples/real-organisations.toml"
    command = ["import", "--members", growth.REAL, "--mapping", mapping, "--skip-refused", "--database-url", url]
    subprocess.run([growth.PROGRAM, *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    command = ["keys", "create", "--role", "admin", "--database-url", url]
    key = subprocess.run([growth.PROGRAM, *command], capture_output=True, text=True, check=True).stdout.strip()
    columns, broken = [], []
    for count in NODES:
        with tempfile.TemporaryDirectory() as folder:
            promised, column = measure(pathlib.Path(folder), url, key, count)
        columns.append(column)
        broken += [f"{count} nodes: not true: {what}" for what, is_true in promised if not is_true]
        print(f"{count} nodes measured; {len(promised)} promises asked", file=sys.stderr, flush=True)
    heads = [f"{count} node{'s' * (count > 1)}" for count in NODES]
    lines = [f"| | {' | '.join(heads)} |", "|---" * (len(NODES) + 1) + "|"]
    lines += [f"| {name.strip()} | {' | '.join(column[name] for column in columns)} |" for name in columns[0]]
    growth.tell("scaling.md", "width", "\n".join(lines))
    sys.exit("\n".join(broken) or 0)


if __name__ == "__main__":
    main()
