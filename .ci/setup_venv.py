"""Makes a virtual environment (`.venv`) and installs a lock file and this project into it.

usage: setup_venv.py LOCK_FILE [FOLDER]

Needs Python 3.11 or newer and a package index, nothing else: where Python came without pip (Debian's `python3` without
`python3-venv`), a pinned pip is fetched from the index and checked against its digest.
"""

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.request
import venv
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / (sys.argv[2] if len(sys.argv) > 2 else ".venv")  # noqa: PLR2004  (the second argument)
PIP = ("pip-26.3-py3-none-any.whl", "f3b60b20ffaadd4415ed7957212a38ac63fa4c5fa375bd0f4a797777940fad13")


def main() -> int:
    """Install what the lock file lists, then the project itself; return pip's exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  (PYTHON may name any interpreter)
        print(f"portalgen needs Python 3.11 or newer, this is {sys.version.split()[0]}", file=sys.stderr)
        return 2
    python = make_venv()
    steps = (
        ["install", "--require-hashes", "-r", str(ROOT / sys.argv[1])],
        ["install", "--no-deps", "--no-build-isolation", "-e", str(ROOT)],
    )
    for step in steps:
        code = subprocess.run([python, "-m", "pip", "--disable-pip-version-check", "-q", *step], check=False).returncode
        if code:
            return code
    return 0


def make_venv() -> str:
    """Return the interpreter of `.venv`, made afresh if it does not start."""
    python = str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    probe = [python, "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]
    if Path(python).exists() and subprocess.run(probe, check=False, capture_output=True).returncode == 0:
        return python
    shutil.rmtree(VENV, ignore_errors=True)
    has_pip = importlib.util.find_spec("ensurepip") is not None
    venv.create(VENV, with_pip=has_pip, symlinks=os.name != "nt")
    if not has_pip:
        install_pip(python)
    return python


def install_pip(python: str) -> None:
    """Install the pinned pip from `PIP_INDEX_URL`, or from the public index."""
    index = os.environ.get("PIP_INDEX_URL", "https://pypi.org/simple").rstrip("/") + "/pip/"
    name, digest = PIP
    page = fetch(index).decode()
    link = re.search(rf'href="([^"]*/{re.escape(name)})[#"]', page)
    if not link:
        raise SystemExit(f"the index has no {name}: put Python's own pip there (Debian: apt install python3-venv)")
    wheel = fetch(urljoin(index, link[1]))
    if hashlib.sha256(wheel).hexdigest() != digest:
        raise SystemExit(f"{name} does not have the expected digest")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(wheel)
        subprocess.run([python, f"{path}/pip", "install", "-q", "--no-index", str(path)], check=True)


def fetch(url: str) -> bytes:
    """Return what is at an address; the user name and password in it, if any, are for its host only."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    bare = parts._replace(netloc=host).geturl()
    passwords = urllib.request.HTTPPasswordMgrWithPriorAuth()
    if parts.username:
        name, password = unquote(parts.username), unquote(parts.password or "")
        passwords.add_password(None, bare, name, password, is_authenticated=True)
    opener = urllib.request.build_opener(urllib.request.HTTPBasicAuthHandler(passwords))
    try:
        with opener.open(bare, timeout=60) as answer:
            content: bytes = answer.read()
    except OSError as error:
        raise SystemExit(f"{bare} cannot be read: {error}") from None
    return content


if __name__ == "__main__":
    sys.exit(main())
