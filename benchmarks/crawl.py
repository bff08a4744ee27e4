"""What crawling many small repositories over smart HTTP costs: cold, unchanged, and after ten of them changed.

usage: crawl.py [REPOSITORIES ...]        (default: 200)

Makes that many repositories of 20 files in a folder of its own and serves them on this machine (`git_host.py`). Every
run is a process of its own. The peer is `git clone --depth 1` by eight threads. Prints a table; asserts nothing. Server
and client share the machine's cores, so a wall time holds the server's work too; the CPU of each is told apart.
"""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from urllib.parse import urlsplit

JOBS = 8
CHANGED = 10
FILES = 20
COLUMNS = ("repositories", "run", "wall", "CPU", "server", "requests", "received", "peak")
HEADER = "{:>12} {:<33} {:>8} {:>8} {:>8} {:>8} {:>10} {:>8}".format(*COLUMNS)
ENVIRONMENT = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": os.devnull, "no_proxy": "localhost"}


def main() -> int:
    """Measure each size, or be one of the measured processes."""
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(peer(Path(sys.argv[3])) if sys.argv[2] == "peer" else portalgen(Path(sys.argv[3]))))
        return 0
    print(HEADER)
    for count in [int(text) for text in sys.argv[1:]] or [200]:
        with tempfile.TemporaryDirectory() as name:
            measure(count, Path(name))
    return 0


def measure(count: int, scratch: Path) -> None:
    """Print the rows of one size."""
    served = scratch / "served"
    heads = make(served, count)
    with serving(served) as url:
        urls = [f"{url}/{name}" for name in heads]
        known = {f"{url}/{name}": commit for name, commit in heads.items()}
        asked = dict.fromkeys(urls, "")
        row(count, "peer: git clone --depth 1", scratch, "peer", asked)
        for label, wanted in (
            ("cold", asked),
            ("unchanged, every remote polled", asked),
            ("unchanged, heads known", known),
        ):
            row(count, label, scratch, "crawl", wanted)
        changed = change(served, [*heads][:CHANGED])
        now = {**known, **{f"{url}/{name}": commit for name, commit in changed.items()}}
        row(count, f"{len(changed)} changed, heads known", scratch, "crawl", now)
        change(served, [*heads][:CHANGED])
        row(count, f"{len(changed)} changed, every remote polled", scratch, "crawl", asked)


def row(count: int, label: str, scratch: Path, what: str, wanted: dict[str, str]) -> None:
    """Run one process and print what it says of itself, and what the server says."""
    (scratch / "wanted.json").write_text(json.dumps(wanted), "utf-8")
    host = urlsplit(next(iter(wanted))).netloc
    before = meter(host)
    command = [sys.executable, __file__, "--run", what, str(scratch)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT)
    found = json.loads(done.stdout)
    served = {name: value - before[name] for name, value in meter(host).items()}
    times = f"{found['wall']:>6.2f} s {found['cpu']:>6.2f} s {served['cpu']:>6.2f} s"
    amounts = f"{served['requests'] - 1:>8,.0f} {served['bytes'] / 1e6:>7.2f} MB {found['peak']:>4.0f} MiB"
    print(f"{count:>12,} {label:<33} {times} {amounts}", flush=True)


def portalgen(scratch: Path) -> dict[str, float]:
    """Crawl what is wanted into the cache of the scratch folder."""
    from portalgen.crawl import GitFetcher, crawl_locations  # noqa: PLC0415 - the peer does without
    from portalgen.model.fetch_settings import FetchSettings  # noqa: PLC0415
    from portalgen.model.source import Location  # noqa: PLC0415

    wanted = json.loads((scratch / "wanted.json").read_text("utf-8"))
    locations = [Location("git", url, commit=commit) for url, commit in wanted.items()]
    start = perf_counter()
    fetcher = GitFetcher(FetchSettings(scratch, scratch / "cache"))
    crawl = crawl_locations(locations, [fetcher], jobs=JOBS)
    wall = perf_counter() - start
    if crawl.diagnostics or len(crawl.snapshots) != len(locations):
        raise SystemExit(f"the crawl is not whole: {crawl.diagnostics[:3]}")
    return used(wall)


def peer(scratch: Path) -> dict[str, float]:
    """Clone what is wanted into a folder."""
    folder = scratch / "peer"

    def clone(url: str) -> None:
        command = ["git", "clone", "--quiet", "--depth", "1", url, str(folder / url.rpartition("/")[2])]
        subprocess.run(command, check=True)

    start = perf_counter()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(clone, json.loads((scratch / "wanted.json").read_text("utf-8"))))
    wall = perf_counter() - start
    shutil.rmtree(folder)
    return used(wall)


def used(wall: float) -> dict[str, float]:
    """Return what this process and those that it started have used; the peak is this one's and its largest child's."""
    mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    cpu = mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime
    return {"wall": wall, "cpu": cpu, "peak": (mine.ru_maxrss + children.ru_maxrss) / 1024}


def make(served: Path, count: int) -> dict[str, str]:
    """Make repositories; return name -> head commit."""
    empty = served / "empty"
    git(empty.parent, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", str(empty))
    git(empty, "config", "uploadpack.allowFilter", "true")
    names = [f"r{number:04}.git" for number in range(count)]
    for name in names:
        shutil.copytree(empty, served / name)
    return {name: commit(served / name, f"{name}\n" * 10) for name in names}


def change(served: Path, names: list[str]) -> dict[str, str]:
    """Add a commit to repositories; return name -> head commit."""
    return {name: commit(served / name, "changed\n") for name in names}


def commit(repository: Path, text: str) -> str:
    """Write the same 20 paths with a text of this repository; return the commit."""
    kind = {"apiVersion": "backstage.io/v1alpha1", "kind": "Component", "metadata": {"name": repository.stem}}
    files = {f"docs/page-{number}.md": f"# Page {number}\n\n{text}" for number in range(FILES - 1)}
    files["catalog-info.yaml"] = json.dumps({**kind, "spec": {"type": "service", "about": text}})
    parent = "from refs/heads/main^0\n" if (repository / "refs/heads/main").exists() else ""
    who = f"Robin <robin@larkspur.example> {1767225600 + bool(parent)} +0000"
    changes = "".join(f"M 100644 inline {path}\ndata {len(data)}\n{data}\n" for path, data in files.items())
    stream = f"commit refs/heads/main\ncommitter {who}\ndata 6\nChange\n{parent}{changes}"
    git(repository, "-c", "fastimport.unpackLimit=0", "fast-import", "--quiet", given=stream)
    return (repository / "refs/heads/main").read_text("ascii").strip()


def git(folder: Path, *arguments: str, given: str = "") -> None:
    """Run git free of the machine's configuration."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(["git", *arguments], cwd=folder, check=True, input=given, text=True, env=ENVIRONMENT)


def meter(host: str) -> dict[str, float]:
    """Return what a server has done so far."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(f"http://{host}/-/meter") as answer:
        found: dict[str, float] = json.load(answer)
    return found


@contextmanager
def serving(served: Path) -> Iterator[str]:
    """Run the server as a process of its own until the block ends."""
    command = [sys.executable, str(Path(__file__).with_name("git_host.py")), str(served)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=ENVIRONMENT) as process:
        assert process.stdout  # noqa: S101 - it is a pipe
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


if __name__ == "__main__":
    raise SystemExit(main())
