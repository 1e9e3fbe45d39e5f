#!/usr/bin/env python3
"""Reminds 155 members in one run, over a real mail server (aiosmtpd) that refuses some for good, some
once, hangs on some, and restarts in between, while the program is killed again and again.

Nothing may be lost, nothing sent twice but once for a kill or a hang, and a copy has the same
Message-ID. Usage: tests/mail/remind.py PROGRAM [KILLS]"""

import collections
import email
import os
import pathlib
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone

from aiosmtpd.controller import Controller

MEMBERS = 155
REFUSED = 7
PUT_OFF = 11
HANGS = 3


class Server:
    """Takes mail, or does what mail servers do wrong."""

    def __init__(self):
        self.taken = []
        self.seen = collections.Counter()

    async def handle_RCPT(self, server, session, envelope, address, options):
        number = int(address.split("@")[0].removeprefix("contact"))
        if number % (MEMBERS // REFUSED) == 1:
            return "550 5.1.1 There is no such mailbox"
        self.seen[address] += 1
        if number % (MEMBERS // PUT_OFF) == 2 and self.seen[address] == 1:
            return "451 4.7.1 Come again later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        import asyncio

        address = envelope.rcpt_tos[0]
        number = int(address.split("@")[0].removeprefix("contact"))
        if number % (MEMBERS // HANGS) == 3 and self.seen[address] == 1:
            await asyncio.sleep(30)
            return "451 4.3.0 Too late"
        self.taken.append((address, email.message_from_bytes(envelope.content)))
        return "250 OK"


def stamp(time):
    return time.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def fill(program, folder, environment):
    """A network of 155 members, each with a contact that agreed, confirmed a year ago."""
    rows = ["external_id,name,country"]
    rows += [f"m{number},Organisation {number:03},BE" for number in range(MEMBERS)]
    (folder / "members.csv").write_text("\n".join(rows) + "\n")
    subprocess.run(
        [program, "import", "--members", str(folder / "members.csv"), "--allow-duplicates"],
        env=environment, cwd=folder, check=True, stdout=subprocess.DEVNULL,
    )
    books = sqlite3.connect(folder / "books.db")
    long_ago = stamp(datetime.now(timezone.utc) - timedelta(days=345))
    books.execute("UPDATE members SET verified_at = ?, verified_by = 'secretariat'", [long_ago])
    ids = [row[0] for row in books.execute("SELECT id FROM members ORDER BY id")]
    assert len(ids) == MEMBERS, f"{len(ids)} members were made"
    for number, member in enumerate(ids):
        contact = member[:-4] + format(number, "04x")
        books.execute(
            "INSERT INTO contacts (id, member_id, position, name, email, legal_basis, consented_on)"
            " VALUES (?, ?, 0, 'A person', ?, 'consent', '2024-01-01')",
            [contact, member, f"contact{number}@members.example"],
        )
    books.commit()
    books.close()


def statuses(folder):
    books = sqlite3.connect(folder / "books.db", timeout=30)
    found = dict(books.execute("SELECT status, count(*) FROM mails GROUP BY status"))
    left = books.execute("SELECT count(*) FROM mails WHERE content IS NOT NULL AND status <> 'pending'")
    assert left.fetchone()[0] == 0, "what a mail told was kept after its end"
    books.close()
    return found


def main():
    program = os.path.abspath(sys.argv[1])
    kills = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    random.seed(1)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="mail-"))
    port = random.randint(20_000, 40_000)
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite://{folder}/books.db",
        "PORT": "0",
        "PUBLIC_URL": "https://directory.example.org",
        "SMTP_URL": f"smtp://127.0.0.1:{port}",
        "MAIL_FROM": "directory@example.org",
        "SMTP_TIMEOUT_S": "1",
        "MAIL_PAUSES": ",".join(["1s"] * 60),
        "POLL_INTERVAL_MS": "100",
        "RUST_LOG": "warn",
    }
    subprocess.run([program, "migrate"], env=environment, cwd=folder, check=True)
    fill(program, folder, environment)
    said = subprocess.run(
        [program, "remind", "--all", "--dry-run"], env=environment, cwd=folder, check=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )
    assert len(said.stdout.splitlines()) == MEMBERS, said
    subprocess.run([program, "remind", "--all"], env=environment, cwd=folder, check=True)
    assert statuses(folder) == {"pending": MEMBERS}

    handler = Server()
    server = Controller(handler, hostname="127.0.0.1", port=port)
    server.start()
    restarts = 0
    begun = time.monotonic()
    killed = 0
    running = None
    while True:
        if running is None:
            running = subprocess.Popen([program, "serve"], env=environment, cwd=folder)
        time.sleep(random.uniform(1.5, 3))
        if killed < kills:
            running.send_signal(signal.SIGKILL)
            running.wait()
            running = None
            killed += 1
            if killed % 3 == 0:
                server.stop()
                time.sleep(1)
                server = Controller(handler, hostname="127.0.0.1", port=port)
                server.start()
                restarts += 1
            continue
        if not statuses(folder).get("pending"):
            break
        assert time.monotonic() - begun < 400, f"it never ended: {statuses(folder)}"
    running.terminate()
    assert running.wait(timeout=40) == 0, "it did not stop properly"
    server.stop()

    ids = collections.defaultdict(set)
    copies = collections.Counter()
    for address, message in handler.taken:
        ids[address].add(message["Message-ID"])
        copies[address] += 1
        assert message["List-Unsubscribe"], "a reminder says how to get no more"
        assert message["Auto-Submitted"] == "auto-generated"
        parts = [part.get_content_type() for part in message.walk()]
        assert parts == ["multipart/alternative", "text/plain", "text/html"], parts
    refused = sum(1 for number in range(MEMBERS) if number % (MEMBERS // REFUSED) == 1)
    twice = sum(count - 1 for count in copies.values())
    after = statuses(folder)
    print(
        f"{MEMBERS} reminded: {after}; {len(ids)} arrived, {refused} refused, {twice} arrived twice "
        f"after {killed} kills, {restarts} restarts of the mail server, in "
        f"{time.monotonic() - begun:.0f} s"
    )
    assert len(ids) == MEMBERS - refused, "some were lost"
    assert after == {"sent": MEMBERS - refused, "refused": refused}, after
    assert all(len(known) == 1 for known in ids.values()), "a copy had another Message-ID"
    assert twice <= killed, "more arrived twice than the program was killed"
    books = sqlite3.connect(folder / "books.db")
    stops = books.execute("SELECT count(*) FROM mail_stops WHERE cause = 'refused'").fetchone()[0]
    assert stops == refused, "who is refused for good is remembered"


main()
