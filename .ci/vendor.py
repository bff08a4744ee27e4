"""Checks scripts, styles and fonts of others against the npm registry: `make vendor`.

usage: vendor.py FOLDER…

Each FOLDER has a vendor.yaml. Every file that it lists, licences included, must be, byte by byte, one of the package of
that version, which npm checks against the registry's integrity hash.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

import yaml

REGISTRY = "https://www.npmjs.com/package/"


def packed(name: str, version: str, folder: Path) -> set[str]:
    """Return the SHA-256 of every file in a package."""
    command = ["npm", "pack", "--json", "--silent", "--pack-destination", str(folder), f"{name}@{version}"]
    run = subprocess.run(command, capture_output=True, check=True)
    (found,) = json.loads(run.stdout)
    with tarfile.open(folder / Path(found["filename"]).name) as archive:
        files = (archive.extractfile(one) for one in archive.getmembers())
        return {hashlib.sha256(file.read()).hexdigest() for file in files if file}


def listed(row: dict[str, Any]) -> list[str]:
    """Return the files of a row of vendor.yaml, below its folder."""
    fonts = (f"fonts/{name}" for name in row.get("fonts", ()))
    return [row["file"], row["licence_file"], *row.get("further_licences", ()), *fonts]


def check(folder: Path) -> list[str]:
    """Return what is not as the registry has it."""
    wrong = []
    for row in yaml.safe_load((folder / "vendor.yaml").read_text(encoding="utf-8")):
        name = row["source"].removeprefix(REGISTRY)
        with tempfile.TemporaryDirectory() as place:
            known = packed(name, row["version"], Path(place))
        for path in listed(row):
            same = hashlib.sha256((folder / path).read_bytes()).hexdigest() in known
            print(f"{'as in' if same else 'NOT IN'}  {name} {row['version']} ({row['licence']}): {path}")
            wrong += [] if same else [path]
    return wrong


if __name__ == "__main__":
    sys.exit(1 if [wrong for folder in sys.argv[1:] for wrong in check(Path(folder))] else 0)
