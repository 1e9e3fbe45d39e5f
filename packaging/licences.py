#!/usr/bin/env python3
"""Writes the licences of everything that is compiled into the program, with their texts.

Usage: packaging/licences.py >licences.txt
"""

import json
import pathlib
import subprocess

NAMES = ("licen", "copying", "notice", "unlicense")


def main():
    command = ["cargo", "metadata", "--format-version", "1", "--locked"]
    metadata = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    tree = ["cargo", "tree", "--locked", "-e", "normal,build", "--prefix", "none", "-f", "{p}"]
    used = subprocess.run(tree, check=True, capture_output=True, text=True).stdout
    used = {tuple(line.split()[:2]) for line in used.splitlines() if line}
    texts = {}
    print("The program contains, besides its own code, these packages.\n")
    for package in sorted(metadata["packages"], key=lambda one: (one["name"], one["version"])):
        if package["source"] is None or (package["name"], f"v{package['version']}") not in used:
            continue
        print(f"{package['name']} {package['version']}: {package['license'] or 'see its text'}")
        for file in sorted(pathlib.Path(package["manifest_path"]).parent.iterdir()):
            if file.is_file() and file.name.lower().startswith(NAMES):
                text = file.read_text(errors="replace").strip()
                texts.setdefault(text, []).append(f"{package['name']} {package['version']}")
    for text, packages in texts.items():
        print(f"\n{'=' * 80}\n{', '.join(packages)}\n{'-' * 80}\n{text}")


if __name__ == "__main__":
    main()
