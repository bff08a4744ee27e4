"""What a repository costs of which few files are wanted, by its size: whole, in parts, and as portalgen does it.

usage: python -m benchmarks.large_repository [FILES ...]        (default: 20 2000; 100000 makes one of 1 GB)

Makes a repository of that many files of 10 kB, three of them a descriptor and documentation, in a folder of its own and
serves it on this machine (`git_host.py`). Prints a table; asserts nothing.
"""

import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.crawl import ENVIRONMENT, git, meter, serving
from portalgen.crawl import GitFetcher
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location

SIZE = 10_000
WANTED = {
    "catalog-info.yaml": b"kind: Component\n",
    "docs/index.md": b"# Pay\n" * 50,
    "mkdocs.yml": b"site_name: Pay\n",
}
QUIET = ("fetch", "--quiet", "--depth=1", "--no-tags", "--no-write-fetch-head")
LIMIT = "--filter=blob:limit=100k"
HEADER = "{:>9} {:<20} {:>8} {:>9} {:>12} {:>12}".format("files", "way", "wall", "requests", "received", "kept")


def main() -> int:
    """Measure each size."""
    os.environ["no_proxy"] = "localhost"
    print(HEADER)
    for count in [int(text) for text in sys.argv[1:]] or [20, 2000]:
        with tempfile.TemporaryDirectory() as name:
            make(Path(name) / "served" / "r.git", count)
            with serving(Path(name) / "served") as url:
                for run in (whole, limited, portalgen):
                    folder = Path(name) / run.__name__
                    git(folder, "init", "--quiet", "--bare", "--template=", ".")
                    measure(f"{count:>9,} {run.__name__:<20}", run, f"{url}/r.git", folder)
                again = Path(name) / portalgen.__name__
                measure(f"{count:>9,} {'portalgen, unchanged':<20}", portalgen, f"{url}/r.git", again)
    return 0


def measure(label: str, run: Callable[[str, Path], None], url: str, folder: Path) -> None:
    """Print the row of one way."""
    before, start = meter(urlsplit(url).netloc), perf_counter()
    run(url, folder)
    wall = perf_counter() - start
    served = {name: value - before[name] for name, value in meter(urlsplit(url).netloc).items()}
    kept = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    amounts = f"{served['requests'] - 1:>9,.0f} {served['bytes'] / 1e6:>9.2f} MB {kept / 1e6:>9.2f} MB"
    print(f"{label} {wall:>6.2f} s {amounts}", flush=True)


def whole(url: str, folder: Path) -> None:
    """Fetch one commit with everything."""
    git(folder, *QUIET, url, "+HEAD:refs/wanted")


def limited(url: str, folder: Path) -> None:
    """Fetch one commit with its small files."""
    git(folder, "-c", f"remote.r.url={url}", *QUIET, LIMIT, "r", "+HEAD:refs/wanted")


def portalgen(url: str, folder: Path) -> None:
    """Fetch one commit and read what is wanted of it."""
    fetcher = GitFetcher(FetchSettings(folder, folder / "cache"))
    snapshot = fetcher.fetch(Location("git", url)).snapshot
    if not snapshot:
        raise SystemExit("the fetch failed")
    found = fetcher.read(snapshot.source, [file for file in snapshot.files if file.path in WANTED])
    if dict(found) != WANTED:
        raise SystemExit("what was read is something else")


def make(repository: Path, count: int) -> None:
    """Make a repository of random files and those that are wanted."""
    git(repository, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", ".")
    git(repository, "config", "uploadpack.allowFilter", "true")
    command = ["git", "-c", "fastimport.unpackLimit=0", "-c", "core.compression=0", "fast-import", "--quiet"]
    with subprocess.Popen(command, cwd=repository, stdin=subprocess.PIPE, env=ENVIRONMENT) as process:
        assert process.stdin  # noqa: S101 - it is a pipe
        process.stdin.write(b"commit refs/heads/main\ncommitter R <r@larkspur.example> 1767225600 +0000\ndata 1\nx\n")
        for path, data in files(count):
            process.stdin.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")


def files(count: int) -> Iterator[tuple[str, bytes]]:
    """Yield paths and contents."""
    chance = random.Random(1)  # noqa: S311 - bytes that do not compress, no secrets
    yield from WANTED.items()
    for number in range(count - len(WANTED)):
        yield f"src/{number % 300:03}/{number // 300 % 20:02}/file-{number}.bin", chance.randbytes(SIZE)


if __name__ == "__main__":
    raise SystemExit(main())
