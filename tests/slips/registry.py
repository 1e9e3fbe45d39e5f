"""The program on a fresh database of its own, and whoever asks it."""

import http.client
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import urllib.parse
import uuid

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("MEMBER_DIRECTORY_BIN", str(ROOT / "target/debug/member-directory"))


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.body)

    def ok(self):
        if self.status not in (200, 201, 202):
            sys.exit(f"not answered well: {self.status} {self.text[:2000]}")
        return self.json()


class Registry:
    """The program, serving, with a key for each role."""

    def __init__(self, sample=False, settings=None):
        self.folder = tempfile.TemporaryDirectory(prefix="member-directory-slips.")
        root = os.environ.get("TEST_POSTGRES_URL")
        self.database = None
        if root:
            self.database = f"slips_{uuid.uuid4().hex}"
            subprocess.run(["psql", "-q", root, "-c", f"CREATE DATABASE {self.database}"], check=True)
            self.url = root.rsplit("/", 1)[0] + "/" + self.database
        else:
            self.url = f"sqlite://{self.folder.name}/books/directory.db"
            pathlib.Path(self.folder.name, "books").mkdir()
        self.environment = {
            "DATABASE_URL": self.url, "PORT": "0", "LOG_FORMAT": "json", "POLL_INTERVAL_MS": "50", "RATE_WRITES": "off",
            "RATE_PUBLIC": "off", "RATE_FILES": "off", "PATH": os.environ["PATH"], "HOME": self.folder.name,
            **(settings or {}),
        }
        self.log = open(f"{self.folder.name}/log", "w+")
        command = [PROGRAM, "serve", "--create", *(["--sample"] if sample else [])]
        self.process = subprocess.Popen(
            command, env=self.environment, cwd=self.folder.name, stderr=self.log, stdout=subprocess.DEVNULL)
        self.address = urllib.parse.urlsplit(self.listening()).netloc
        self.connection = http.client.HTTPConnection(self.address, timeout=120)
        self.keys = {}

    def listening(self):
        for _ in range(600):
            self.log.seek(0)
            for line in self.log:
                if '"listening"' in line:
                    return json.loads(line)["url"]
            time.sleep(0.1)
        sys.exit("the program does not listen")

    def run(self, *arguments):
        return subprocess.run(
            [PROGRAM, *arguments], env=self.environment, cwd=self.folder.name, capture_output=True, text=True)

    def key(self, *flags):
        if flags not in self.keys:
            made = self.run("keys", "create", *flags)
            if made.returncode:
                sys.exit(made.stderr)
            self.keys[flags] = made.stdout.strip()
        return self.keys[flags]

    def ask(self, method, path, body=None, role=("--role", "admin"), headers=None, raw=None):
        sent = dict(headers or {})
        if role:
            sent["Authorization"] = "Bearer " + self.key(*role)
        if body is not None:
            raw = json.dumps(body).encode()
            sent.setdefault("Content-Type", "application/json")
        for attempt in range(3):
            try:
                self.connection.request(method, path, raw, sent)
                answer = self.connection.getresponse()
                return Answer(answer.status, answer.headers, answer.read())
            except (http.client.HTTPException, OSError):
                # An idle connection was ended.
                self.connection.close()
                if attempt == 2:
                    raise

    def registry(self, method, path, body=None, **options):
        return self.ask(method, "/v1/registry" + path, body, **options)

    def tag(self, path):
        answer = self.registry("GET", path)
        answer.ok()
        return answer.headers["ETag"]

    def change(self, method, path, record, body=None, **options):
        headers = {"If-Match": self.tag(record), **options.pop("headers", {})}
        return self.registry(method, path, body, headers=headers, **options)

    def hand_over(self, files, **fields):
        """Plans an import, and returns it once it is planned."""
        line = "a-line-that-no-file-has"
        parts = []
        for name, content in files.items():
            parts.append(f'--{line}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode() + content + b"\r\n")
        for name, value in fields.items():
            parts.append(f'--{line}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode())
        raw = b"".join(parts) + f"--{line}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={line}"}
        handed = self.registry("POST", "/imports", headers=headers, raw=raw).ok()
        while handed["status"] == "planning":
            time.sleep(0.05)
            handed = self.registry("GET", f"/imports/{handed['id']}").ok()
        return handed

    def apply(self, handed):
        return self.registry("POST", f"/imports/{handed['id']}/apply", {"revision": handed["plan"]["revision"]})

    def close(self):
        self.process.terminate()
        self.process.wait(60)
        self.log.close()
        if self.database:
            root = os.environ["TEST_POSTGRES_URL"]
            subprocess.run(["psql", "-q", root, "-c", f"DROP DATABASE {self.database} WITH (FORCE)"], check=True)
        self.folder.cleanup()
