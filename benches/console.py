#!/usr/bin/env python3
"""How long the screens of the console take on the server, first byte to last.

Usage: benches/console.py PROGRAM [MEMBERS.csv MAPPING.toml]

Without a table, 17,436 members are made from the sample network over and over. Every screen is asked
five times over loopback, as an admin who is signed in, and once more right after a change of a member.
At the end all entries are years old, as where nobody was ever asked, and what tells of that is asked again.
"""

import http.client
import os
import pathlib
import re
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

import files

TABLE = [os.path.realpath(path) for path in sys.argv[2:4]]
ROUNDS = 5
SCREENS = [
    "",
    "/members",
    "/members?q=centre",
    "/members?country=DE",
    "/members?has_hidden_location=true",
    "/members?stale_since=2026-01-01",
    "/members/{slug}",
    "/members/{slug}/links",
    "/corrections",
    "/reports",
    "/exposures",
    "/import",
    "/duplicates",
    "/publish",
    "/mails",
    "/team",
    "/keys",
    "/webhooks",
    "/network",
    "/looks",
    "/services",
    "/backup",
    "/erase",
    "/history",
    "/history?member={slug}",
]
TELLING = ["", "/members", "/members?stale_since=2026-01-01", "/mails"]


class Console:
    """The console of a running server, for somebody who is signed in."""

    def __init__(self, port, link):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        answer, _ = self.ask("POST", "/staff/sign-in", f"link={link}", form)
        assert answer.status == 303, answer.status
        self.cookie = answer.headers["Set-Cookie"].split(";")[0]
        self.key = self.cookie.split("=", 1)[1]

    def ask(self, method, path, body=None, headers=None):
        """An answer, and the milliseconds to its last byte."""
        begun = time.monotonic()
        self.connection.request(method, path, body, headers or {})
        answer = self.connection.getresponse()
        answer.body = answer.read()
        return answer, (time.monotonic() - begun) * 1000

    def show(self, path):
        answer, taken = self.ask("GET", f"/staff{path}", headers={"Cookie": self.cookie})
        assert answer.status == 200, (path, answer.status)
        return taken, len(answer.body)

    def api(self, method, path, body=None, **headers):
        headers = {"Authorization": f"Bearer {self.key}", **headers}
        answer, _ = self.ask(method, f"/v1/registry{path}", body, headers)
        assert answer.status < 300, (path, answer.status, answer.body)
        return answer

    def change(self, slug, number):
        """Changes something that strangers see."""
        tag = self.api("GET", f"/members/{slug}").headers["ETag"]
        headers = {"If-Match": tag, "Content-Type": "application/merge-patch+json"}
        self.api("PATCH", f"/members/{slug}", f'{{"founded_year": {1900 + number % 100}}}', **headers)


def measure(console, screens, slug):
    print("| screen | bytes | after a change | median | slowest |\n|---|---|---|---|---|")
    for number, screen in enumerate(screens):
        path = screen.format(slug=slug)
        console.show(path)
        console.change(slug, number)
        cold, size = console.show(path)
        # The directory takes up the change beside requests.
        time.sleep(2)
        times = [console.show(path)[0] for _ in range(ROUNDS)]
        median = statistics.median(times)
        told = " !" if max(cold, *times) > 100 else ""
        print(
            f"| /staff{screen} | {size:,} | {cold:.0f} ms | {median:.0f} ms | {max(times):.0f} ms{told} |",
            flush=True,
        )


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        database = os.environ.get("DATABASE_URL", f"sqlite://{folder}/books.db")
        environment = {
            "DATABASE_URL": database,
            "PUBLIC_URL": "http://127.0.0.1:9",
            "SMTP_URL": "smtp://127.0.0.1:9",
            "MAIL_FROM": "directory@example.org",
        }
        quiet = {**environment, "RUST_LOG": "warn"}
        if TABLE:
            arguments = ["--members", TABLE[0], "--mapping", TABLE[1], "--skip-refused"]
            subprocess.run(
                [files.PROGRAM, "import", *arguments], env=quiet, stdout=subprocess.DEVNULL, check=False
            )
        else:
            files.fill(folder, "books.db", files.EXPORTED)
        invited = subprocess.run(
            [files.PROGRAM, "invite", "ann@example.org", "--role", "admin"],
            env=quiet,
            capture_output=True,
            text=True,
            check=True,
        )
        link = re.search(r"link=(\S+)", invited.stdout + invited.stderr)[1]
        server, port = files.serve(folder, environment)
        try:
            console = Console(port, link)
            listed = console.api("GET", "/members?limit=1&sort=-name").body
            slug = re.search(r'"slug":"([^"]+)"', listed.decode())[1]
            measure(console, SCREENS, slug)
            if database.startswith("sqlite:"):
                print("\nWhere all entries are years old:\n")
                with sqlite3.connect(database.removeprefix("sqlite://")) as books:
                    books.execute("UPDATE members SET created_at = '2020' || substr(created_at, 5)")
                measure(console, TELLING, slug)
        finally:
            files.end(server)


if __name__ == "__main__":
    main()
