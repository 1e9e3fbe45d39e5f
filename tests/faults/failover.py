#!/usr/bin/env python3
"""Kills a Postgres primary under load, promotes its standby, and looks what became of everything.

Usage: make test-failover

Two nodes of the program with both servers in DATABASE_URL; replication is synchronous. While readers
ask the public API and a writer adds members, the primary is killed -9 and the standby promoted. Fails
when a public read fails, when a write is not possible 5 s after the promotion, or when a member that
was acknowledged is missing or there twice.
"""

import glob
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("MEMBER_DIRECTORY_BIN", str(ROOT / "target/debug/member-directory"))
MEMBERS = "/v1/registry/members"
ROUNDS = int(os.environ.get("FAILOVER_ROUNDS", "3"))


def owner():
    """Postgres does not run as root."""
    if os.geteuid() != 0:
        return []
    known = subprocess.run(["id", "-u", "postgres"], capture_output=True).returncode == 0
    return ["runuser", "-u", "postgres" if known else "nobody", "--"]


class Server:
    """A Postgres server on a port of its own."""

    programs = sorted(glob.glob("/usr/lib/postgresql/*/bin"))[-1]

    def __init__(self, folder, port):
        self.data, self.port = folder, port

    def run(self, name, *arguments):
        command = [*owner(), f"{self.programs}/{name}", *arguments]
        done = subprocess.run(command, cwd="/", capture_output=True, text=True, timeout=120)
        if done.returncode != 0:
            sys.exit(f"{name} failed: {done.stdout}{done.stderr}")

    def start(self, settings=""):
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' {settings}"
        self.run("pg_ctl", "start", "-w", "-D", self.data, "-l", f"{self.data}.log", "-o", options)

    def kill(self):
        """Ends all of its processes without a word."""
        first = int(pathlib.Path(self.data, "postmaster.pid").read_text().split()[0])
        children = pathlib.Path(f"/proc/{first}/task/{first}/children").read_text().split()
        os.kill(first, signal.SIGSTOP)
        for child in [*map(int, children), first]:
            os.kill(child, signal.SIGKILL)

    def ask(self, sql, database="postgres"):
        command = ["psql", "-qAt", f"postgres://postgres@127.0.0.1:{self.port}/{database}", "-c", sql]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def free_port():
    import socket

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Node:
    """The program, serving."""

    def __init__(self, folder, url):
        environment = {"DATABASE_URL": url, "PORT": "0", "LOG_FORMAT": "json", "PATH": os.environ["PATH"]}
        self.log = open(folder / f"node-{uuid.uuid4()}.log", "w+")
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--sample"], env=environment, cwd=folder, stderr=self.log
        )
        self.url = self.listening()

    def listening(self):
        for _ in range(300):
            self.log.seek(0)
            for line in self.log:
                if '"listening"' in line:
                    return json.loads(line)["url"]
            time.sleep(0.1)
        sys.exit("a node does not listen")

    def stop(self):
        self.process.terminate()
        if self.process.wait(60) != 0:
            sys.exit("a node did not stop well")


def ask(url, method="GET", body=None, headers=None):
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
    except OSError as error:
        return 0, str(error).encode()


class Load:
    """Readers and a writer, until they are stopped."""

    def __init__(self, nodes, key):
        self.nodes, self.key = nodes, key
        self.over = threading.Event()
        self.reads, self.failed, self.made, self.answers = 0, [], [], []
        work = [self.read, self.read, self.write]
        self.threads = [threading.Thread(target=one, args=(number,)) for number, one in enumerate(work)]
        for thread in self.threads:
            thread.start()

    def read(self, number):
        while not self.over.is_set():
            status, _ = ask(self.nodes[number % len(self.nodes)].url + "/v1/members?limit=5")
            self.reads += 1
            if status != 200:
                self.failed.append(status)

    def write(self, _):
        number = 0
        while not self.over.is_set():
            number += 1
            name = f"Member {number} {uuid.uuid4()}"
            headers = {
                "Authorization": f"Bearer {self.key}",
                "Content-Type": "application/json",
                "Idempotency-Key": str(uuid.uuid4()),
            }
            while not self.over.is_set():
                node = self.nodes[number % len(self.nodes)]
                entry = {"name": name, "country": "BE", "allow_duplicate": True}
                status, answer = ask(node.url + MEMBERS, "POST", entry, headers)
                self.answers.append((time.monotonic(), status, answer[:200]))
                if status == 201:
                    self.made.append(name)
                    break
                time.sleep(0.1)
            time.sleep(0.02)

    def stop(self):
        self.over.set()
        for thread in self.threads:
            thread.join(90)


def round_of(folder):
    ports = [free_port(), free_port()]
    primary, standby = (Server(str(folder / f"data{n}"), port) for n, port in enumerate(ports))
    primary.run("initdb", "-D", primary.data, "-U", "postgres", "--locale=C.UTF-8", "--no-sync")
    hba = pathlib.Path(primary.data, "pg_hba.conf")
    rules = "host all all 127.0.0.1/32 trust\nhost replication all 127.0.0.1/32 trust\n"
    hba.write_text(rules)
    primary.start()
    source = f"postgres://postgres@127.0.0.1:{primary.port}"
    primary.run("pg_basebackup", "-D", standby.data, "-R", "-d", f"{source}?application_name=standby")
    standby.start()
    primary.ask("CREATE DATABASE directory")
    primary.ask("ALTER SYSTEM SET synchronous_standby_names = 'standby'")
    primary.ask("SELECT pg_reload_conf()")
    hosts = ",".join(f"127.0.0.1:{port}" for port in ports)
    url = f"postgres://postgres@{hosts}/directory"
    nodes = [Node(folder, url), Node(folder, url)]
    command = [PROGRAM, "keys", "create", "--role", "editor"]
    made = subprocess.run(command, env={"DATABASE_URL": url}, cwd=folder, capture_output=True, text=True)
    load = Load(nodes, made.stdout.strip())
    time.sleep(3)
    before = len(load.made)
    primary.kill()
    standby.run("pg_ctl", "promote", "-w", "-D", standby.data)
    promoted = time.monotonic()
    time.sleep(8)
    load.stop()
    after = [at - promoted for at, status, _ in load.answers if status == 201 and at > promoted]
    names = standby.ask("SELECT name FROM members", "directory").splitlines()
    for node in nodes:
        node.stop()
    standby.kill()
    lost = [name for name in load.made if names.count(name) == 0]
    twice = [name for name in load.made if names.count(name) > 1]
    unknown = sum(b"unconfirmed" in answer for _, _, answer in load.answers)
    print(
        f"{load.reads} public reads, {len(load.failed)} failed; {len(load.made)} members acknowledged, "
        f"{before} of them before the kill; {len(lost)} lost, {len(twice)} twice; {unknown} answers said "
        f"that it is not known; the first write {after[0] if after else float('inf'):.2f} s after the promotion"
    )
    return not load.failed and not lost and not twice and bool(after) and after[0] <= 5 and before > 0


def main():
    well = True
    for _ in range(ROUNDS):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="failover-", dir="/tmp"))
        try:
            if owner():
                shutil.chown(folder, owner()[2])
            well = round_of(folder) and well
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(0 if well else 1)


if __name__ == "__main__":
    main()
