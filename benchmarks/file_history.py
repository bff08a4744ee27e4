"""What it costs to learn who changed the pages of repositories over smart HTTP: first, unchanged, after a commit.

usage: python -m benchmarks.file_history [REPOSITORIES COMMITS FILES]        (default: three sizes)

The repositories are copies of one, with a merge for every ten commits; a fifth of the files are documentation. The
server is a process of its own, whose time does not count. Prints a table; asserts nothing.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

from benchmarks.crawl import git, meter, serving, used
from portalgen.crawl import GitFetcher, crawl_locations
from portalgen.crawl.bring_changes import Asked, bring_changes
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location

SIZES = ((200, 12, 20), (10, 50, 60), (10, 10_000, 2_000))
COLUMNS = ("repositories", "commits", "files", "run", "wall", "CPU", "each", "received", "cache")
HEADER = "{:>12} {:>8} {:>6} {:<10} {:>8} {:>8} {:>8} {:>10} {:>10}".format(*COLUMNS)


def main() -> int:
    """Measure each size."""
    given = tuple(int(text) for text in sys.argv[1:4])
    os.environ["no_proxy"] = "localhost"
    print(HEADER)
    for count, commits, files in [given] if given else SIZES:
        with tempfile.TemporaryDirectory() as name:
            measure(count, commits, files, Path(name))
    return 0


def measure(count: int, commits: int, files: int, scratch: Path) -> None:
    """Print the rows of one size."""
    served, first = scratch / "served", scratch / "first.git"
    git(scratch, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(first))
    git(first, "config", "uploadpack.allowFilter", "true")
    git(first, "fast-import", "--quiet", given="".join(history(commits, files)))
    git(first, "repack", "-adq")
    names = [f"r{number:04}.git" for number in range(count)]
    for name in names:
        shutil.copytree(first, served / name)
    with serving(served) as url:
        for label in ("first", "unchanged", "a commit"):
            if label == "a commit":
                for name in names:
                    git(
                        served / name,
                        "fast-import",
                        "--quiet",
                        given=commit("main", commits, [page(0)], after="main^0"),
                    )
            figures = run([f"{url}/{name}" for name in names], scratch)
            print(f"{count:>12,} {commits:>8,} {files:>6,} {label:<10} {figures}", flush=True)


def run(urls: list[str], scratch: Path) -> str:
    """Crawl, then ask for the histories; return what the second has cost."""
    fetcher = GitFetcher(FetchSettings(scratch, scratch / "cache"))
    crawl = crawl_locations([Location("git", url) for url in urls], [fetcher])
    paths = {
        one.source: Asked([file.path for file in one.files if file.path.endswith(".md")]) for one in crawl.snapshots
    }
    before, received, start = used(0)["cpu"], meter(urlsplit(urls[0]).netloc)["bytes"], perf_counter()
    found = bring_changes(paths, [fetcher])
    wall, cpu = perf_counter() - start, used(0)["cpu"] - before
    if found.diagnostics or len(found.changes) != len(urls):
        raise SystemExit(f"the histories are not whole: {found.diagnostics}")
    sent = meter(urlsplit(urls[0]).netloc)["bytes"] - received
    kept = sum(file.stat().st_size for file in (scratch / "cache" / "file-histories").rglob("*") if file.is_file())
    each = f"{cpu / len(urls) * 1000:>5.1f} ms"
    return f"{wall:>6.2f} s {cpu:>6.2f} s {each} {sent / len(urls) / 1e3:>7.1f} kB {kept / len(urls) / 1e3:>7.1f} kB"


def history(commits: int, files: int) -> Iterator[str]:
    """Yield so many commits: the first has every file, each other changes a page and another file."""
    names = [page(number) if number % 5 == 0 else f"src/m{number % 20}/f{number}.py" for number in range(files)]
    yield commit("main", 0, names)
    for number in range(1, commits):
        changed = [names[number * 5 % files // 5 * 5], names[number * 7 % files]]
        if number % 10 == 8:  # noqa: PLR2004 - then merged
            yield commit("topic", number, changed, after="main")
        else:
            merged = "merge refs/heads/topic\n" if number % 10 == 9 else ""  # noqa: PLR2004
            yield commit("main", number, [] if merged else changed, merged=merged)


def page(number: int) -> str:
    """Return the path of a page."""
    return f"docs/guide/page-{number}.md"


def commit(branch: str, number: int, names: list[str], *, after: str = "", merged: str = "") -> str:
    """Return a commit as `git fast-import` reads it."""
    who = f"Author {number % 37} <a{number % 37}@larkspur.example> {1_600_000_000 + number * 3600} +0000"
    text = f"{number}\n" * (number % 40 + 3)
    changes = "".join(f"M 100644 inline {name}\ndata {len(text)}\n{text}\n" for name in dict.fromkeys(names))
    parent = f"from refs/heads/{after}\n" if after else ""
    return f"commit refs/heads/{branch}\ncommitter {who}\ndata 6\nChange\n{parent}{merged}{changes}\n"


if __name__ == "__main__":
    raise SystemExit(main())
