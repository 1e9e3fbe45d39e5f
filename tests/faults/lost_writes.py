#!/usr/bin/env python3
"""Kills the program on a disk that loses what was not synced, and looks whether anything is missing
that was acknowledged.

Usage: make test-lost-writes

The disk is a file system of its own over FUSE, in memory. It keeps of each file what was written and
what was synced (fsync). When the program is killed -9, each block of 4 kB that was written and not
synced is lost or kept by chance, as on a machine that loses its power. LOST_WRITES_ROUNDS rounds,
LOST_WRITES_SEED to repeat.
"""

import errno
import json
import os
import pathlib
import random
import stat
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid

from fuse import FUSE, FuseOSError, Operations

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ.get("MEMBER_DIRECTORY_BIN", str(ROOT / "target/debug/member-directory"))
ROUNDS = int(os.environ.get("LOST_WRITES_ROUNDS", "20"))
SEED = int(os.environ.get("LOST_WRITES_SEED", str(int(time.time()))))
BLOCK = 4096


class File:
    """What was written, what was synced, and which blocks differ."""

    def __init__(self, mode):
        self.mode, self.written, self.synced, self.dirty = mode, bytearray(), bytearray(), set()

    def sync(self):
        self.synced, self.dirty = bytearray(self.written), set()

    def lose(self, chance):
        kept = bytearray(self.synced)
        for block in sorted(self.dirty):
            if chance.random() < 0.5:
                begin = block * BLOCK
                new = self.written[begin : begin + BLOCK]
                kept.extend(bytes(max(0, begin + len(new) - len(kept))))
                kept[begin : begin + len(new)] = new
        lost = kept != self.written
        self.written = kept
        self.sync()
        return lost


class Disk(Operations):
    """A file system with one folder, whose names are on the disk at once."""

    def __init__(self):
        self.files, self.guard = {}, threading.RLock()

    def lose(self, chance):
        with self.guard:
            return sum(file.lose(chance) for file in self.files.values())

    def file(self, path):
        with self.guard:
            if path not in self.files:
                raise FuseOSError(errno.ENOENT)
            return self.files[path]

    def getattr(self, path, fh=None):
        now = time.time()
        common = {"st_uid": os.getuid(), "st_gid": os.getgid(), "st_atime": now, "st_mtime": now, "st_ctime": now}
        if path == "/":
            return common | {"st_mode": stat.S_IFDIR | 0o700, "st_nlink": 2}
        file = self.file(path)
        return common | {"st_mode": stat.S_IFREG | file.mode, "st_nlink": 1, "st_size": len(file.written)}

    def readdir(self, path, fh):
        return [".", "..", *(name[1:] for name in self.files)]

    def create(self, path, mode, fi=None):
        with self.guard:
            self.files[path] = File(mode & 0o777)
        return 1

    def open(self, path, flags):
        self.file(path)
        return 1

    def read(self, path, size, offset, fh):
        with self.guard:
            return bytes(self.file(path).written[offset : offset + size])

    def write(self, path, data, offset, fh):
        with self.guard:
            file = self.file(path)
            end = offset + len(data)
            if len(file.written) < end:
                file.written.extend(bytes(end - len(file.written)))
            file.written[offset:end] = data
            file.dirty.update(range(offset // BLOCK, (end - 1) // BLOCK + 1))
        return len(data)

    def truncate(self, path, length, fh=None):
        with self.guard:
            file = self.file(path)
            before = len(file.written)
            del file.written[length:]
            file.written.extend(bytes(length - len(file.written)))
            file.dirty.update(range(min(before, length) // BLOCK, max(before, length) // BLOCK + 1))

    def fsync(self, path, datasync, fh):
        with self.guard:
            self.file(path).sync()

    def unlink(self, path):
        with self.guard:
            self.file(path)
            del self.files[path]

    def rename(self, old, new):
        with self.guard:
            self.files[new] = self.file(old)
            del self.files[old]

    def chmod(self, path, mode):
        self.file(path).mode = mode & 0o777

    def chown(self, path, uid, gid):
        pass

    def utimens(self, path, times=None):
        pass

    def statfs(self, path):
        return {"f_bsize": BLOCK, "f_blocks": 1 << 20, "f_bavail": 1 << 19, "f_bfree": 1 << 19, "f_namemax": 255}


def serve(folder, log):
    environment = {"DATABASE_URL": f"sqlite://{folder}/directory.db", "PORT": "0", "LOG_FORMAT": "json"}
    node = subprocess.Popen([PROGRAM, "serve", "--sample"], env=environment, cwd="/tmp", stderr=log)
    for _ in range(600):
        log.seek(0)
        for line in log:
            if '"listening"' in line:
                return node, json.loads(line)["url"]
        if node.poll() is not None:
            break
        time.sleep(0.05)
    log.seek(0)
    sys.exit(f"it does not start:\n{log.read()}")


def write(url, key, made, over):
    while not over.is_set():
        name = f"Member {uuid.uuid4()}"
        body = json.dumps({"name": name, "country": "BE", "allow_duplicate": True}).encode()
        headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
        request = urllib.request.Request(url + "/v1/registry/members", body, headers)
        try:
            with urllib.request.urlopen(request, timeout=20):
                made.append(name)
        except OSError:
            return


def listed(url, key):
    names, path = set(), "/v1/registry/members?limit=200"
    while path:
        request = urllib.request.Request(url + path, headers={"Authorization": f"Bearer {key}"})
        with urllib.request.urlopen(request, timeout=20) as answer:
            page = json.load(answer)
        names |= {entry["name"] for entry in page["data"]}
        after = page["page"]["next"]
        path = after and f"/v1/registry/members?limit=200&cursor={after}"
    return names


def main():
    chance, disk = random.Random(SEED), Disk()
    folder = tempfile.mkdtemp(prefix="lost-writes-", dir="/tmp")
    threading.Thread(target=FUSE, args=(disk, folder), kwargs={"foreground": True}, daemon=True).start()
    while not os.path.ismount(folder):
        time.sleep(0.05)
    made, rounds_with_losses = [], 0
    try:
        log = tempfile.TemporaryFile("w+")
        node, url = serve(folder, log)
        command = [PROGRAM, "keys", "create", "--role", "editor"]
        environment = {"DATABASE_URL": f"sqlite://{folder}/directory.db"}
        key = subprocess.run(command, env=environment, capture_output=True, text=True).stdout.strip()
        for _ in range(ROUNDS):
            over = threading.Event()
            writers = [threading.Thread(target=write, args=(url, key, made, over)) for _ in range(2)]
            for writer in writers:
                writer.start()
            time.sleep(chance.uniform(0.2, 1.5))
            node.kill()
            node.wait()
            over.set()
            for writer in writers:
                writer.join()
            rounds_with_losses += disk.lose(chance) > 0
            log = tempfile.TemporaryFile("w+")
            node, url = serve(folder, log)
            missing = set(made) - listed(url, key)
            if missing:
                sys.exit(f"seed {SEED}: {len(missing)} of {len(made)} acknowledged members are missing")
        node.terminate()
        node.wait(60)
    finally:
        subprocess.run(["fusermount", "-uz", folder], check=False)
    print(f"{ROUNDS} kills, {rounds_with_losses} of them with lost blocks; {len(made)} members were acknowledged, none is missing (seed {SEED})")
    if rounds_with_losses == 0 or not made:
        sys.exit("nothing was lost, so nothing was tried")


if __name__ == "__main__":
    main()
