#!/usr/bin/env python3
"""What one client notices of another that takes all it can get.

Usage: benches/crowd.py PROGRAM

The program serves the sample network behind a proxy that it trusts, which this script is. The modest
client asks for a page of 50 members, ten times a second, for /health/ready, and with its key for a
member of the registry. It does so for some seconds alone, then while the greedy one, another address,
holds all the streams and waits that it is given, leaves large answers unread, opens connections with
half a request, and asks as fast as it can on twelve connections: public questions on eight, with keys
that do not exist on two, and for changes with an editor's key on two. It prints how long the modest client's answers took, and the server's memory.
"""

import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

PROGRAM = os.path.abspath(sys.argv[1])
SECONDS = float(os.environ.get("BENCH_CROWD_SECONDS", "10"))
GREEDY, MODEST = "198.51.100.7", "203.0.113.9"
MEMBER = "/v1/registry/members/open-huis-gent"
CHANGE = json.dumps({"name": "New", "country": "BE", "allow_duplicate": True})


class Server:
    def __init__(self, folder):
        self.folder = folder
        self.environment = environment = {
            "DATABASE_URL": f"sqlite://{folder}/directory.db", "PORT": "0",
            "RUST_LOG": "warn,member_directory::cli=info", "LOG_FORMAT": "json",
            "TRUSTED_PROXIES": "127.0.0.1",
        }
        # Some versions make no database unless they are told to.
        flags = ["--create"] if "--create" in self.help() else []
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--sample", *flags], env=environment, cwd=folder,
            stderr=subprocess.PIPE, text=True,
        )
        for line in self.process.stderr:
            found = re.search(r'"url":"http://([^"]+)"', line)
            if found:
                self.host, port = found.group(1).split(":")
                self.port = int(port)
                break
        else:
            sys.exit("the program did not begin to listen")
        threading.Thread(target=self.process.stderr.read, daemon=True).start()

    @staticmethod
    def help():
        return subprocess.run([PROGRAM, "serve", "--help"], capture_output=True, text=True, check=True).stdout

    def key(self, role):
        command = [PROGRAM, "keys", "create", "--role", role]
        made = subprocess.run(
            command, env=self.environment, cwd=self.folder, capture_output=True, text=True, check=True
        )
        return {"Authorization": f"Bearer {made.stdout.strip()}"}

    def memory(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) / 1024


def ask(connection, client, path, headers=None, body=None):
    headers = {"X-Forwarded-For": client} | (headers or {})
    connection.request("POST" if body else "GET", path, body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status


def modest(server, key):
    asked = [("page", "/v1/members", {}), ("health", "/health/ready", {}), ("call", MEMBER, key)]
    times, statuses = {name: [] for name, _, _ in asked}, set()
    connection = http.client.HTTPConnection(server.host, server.port, timeout=60)
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        for name, path, headers in asked:
            begun = time.perf_counter()
            statuses.add(ask(connection, MODEST, path, headers))
            times[name].append((time.perf_counter() - begun) * 1000)
        time.sleep(0.1)
    return times, statuses


def tell(when, server, measured):
    times, statuses = measured
    for name, all_times in times.items():
        all_times.sort()
        p99 = all_times[min(len(all_times) - 1, int(len(all_times) * 0.99))]
        print(f"{when:14} {name:7} median {statistics.median(all_times):7.2f} ms  p99 {p99:8.2f} ms")
    print(f"{when:14} statuses {sorted(statuses)}  memory {server.memory():.0f} MB")


class Greedy:
    def __init__(self, server, key):
        self.server, self.held, self.counts, self.on = server, [], {}, True
        question = ("/v1/members?q=huis&facets=country,service,language&limit=100", {}, None)
        wrong = (MEMBER, {"Authorization": "Bearer mnd_abcdefgh_wrong"}, None)
        change = ("/v1/registry/members", key | {"Content-Type": "application/json"}, CHANGE)
        floods = [("questions", question)] * 8 + [("wrong keys", wrong)] * 2 + [("changes", change)] * 2
        since = json.load(self.get("/v1/changes?limit=1000"))["next"]
        lines = [
            ("/v1/changes", "text/event-stream", 300),
            (f"/v1/changes?since={since}&wait=60", "*/*", 100),
            ("/v1/members.xlsx", "*/*", 100),
            ("/v1/members.ndjson", "*/*", 100),
        ]
        for path, accept, times in lines:
            self.held += [self.send(f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\nX-Forwarded-For: {GREEDY}\r\n\r\n") for _ in range(times)]
        self.held += [self.send("GET / HTTP/1.1\r\nHost:") for _ in range(500)]
        self.threads = [threading.Thread(target=self.flood, args=flood) for flood in floods]
        for thread in self.threads:
            thread.start()

    def get(self, path):
        connection = http.client.HTTPConnection(self.server.host, self.server.port)
        connection.request("GET", path, headers={"X-Forwarded-For": GREEDY})
        return connection.getresponse()

    def send(self, request):
        stream = socket.create_connection((self.server.host, self.server.port))
        stream.sendall(request.encode())
        return stream

    def flood(self, name, question):
        connection = http.client.HTTPConnection(self.server.host, self.server.port, timeout=60)
        while self.on:
            try:
                path, headers, body = question
                status = ask(connection, GREEDY, path, headers, body)
            except (OSError, http.client.HTTPException):
                connection.close()
                continue
            of = self.counts.setdefault(name, {})
            of[status] = of.get(status, 0) + 1

    def stop(self):
        self.on = False
        for thread in self.threads:
            thread.join()
        for stream in self.held:
            stream.close()


def main():
    with tempfile.TemporaryDirectory() as folder:
        server = Server(folder)
        try:
            key = server.key("editor")
            modest(server, key)
            tell("alone", server, modest(server, key))
            greedy = Greedy(server, server.key("editor"))
            measured = modest(server, key)
            tell("beside another", server, measured)
            greedy.stop()
            print(f"the other was answered with {greedy.counts}")
        finally:
            server.process.terminate()
            server.process.wait()


main()
