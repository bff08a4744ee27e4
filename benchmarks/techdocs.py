"""What documentation costs: many small sites and a large one, cold, again, and after one page of it changed.

usage: techdocs.py [SITES [PAGES]]        (default: 1000 sites of 5 pages, one of 500 pages)

Makes a portal with the documentation of so many components; every run is a process of its own. `build` is Markdown to
clean HTML, `pages` puts it into the portal's frame and writes it. The peers are `mkdocs build` with Material, a process
for each site as Backstage starts it, for a sample, and `zensical build` if there is such a command. CPU is that of all
processes of a run, without what is imported, crawled and read before. Prints tables; asserts nothing.
"""

import gzip
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from time import perf_counter

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.model.contributions import Built
from portalgen.model.site import SiteFile
from portalgen.render import docs_files, render_many, stored_docs, theme_files, unused_assets
from portalgen.report import NullReporter
from portalgen.tools import Tools, prepare
from portalgen.workers import opened

SMALL = 5
"""Pages of a small site."""
SAMPLE = 10
"""Small sites that the peer builds."""
HEADER = f"{'sites':>6} {'pages':>6} {'run':<16} {'CPU':>9} {'wall':>9} {'CPU/site':>9} {'CPU/page':>9} {'peak':>8}"
Numbers = dict[str, float]


def main() -> int:
    """Measure, or be one of the measured processes."""
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(measured(sys.argv[2], Path(sys.argv[3]))))
        return 0
    sites, pages = [*map(int, sys.argv[1:3]), *(1000, 500)[len(sys.argv[1:3]) :]]
    print(HEADER)
    for count, size in ((sites, SMALL), (1, pages)):
        with tempfile.TemporaryDirectory() as name:
            compare(count, size, Path(name))
    return 0


def compare(sites: int, pages: int, folder: Path) -> None:
    """Print the rows of one portal."""
    write(sites, pages, folder)
    sample = min(SAMPLE, sites)
    show("mkdocs build", sample, pages, peer([sys.executable, "-m", "mkdocs", "build", "-q"], sample, folder))
    if zensical := shutil.which("zensical"):
        show("zensical build", sample, pages, peer([zensical, "build"], sample, folder))
    show("build", sites, pages, child("build", folder))
    show("pages", sites, pages, child("pages", folder))
    show("build again", sites, pages, child("build", folder))
    page = folder / "s0" / "docs" / f"page-{pages - 1}.md"
    page.write_text(page.read_text("utf-8").replace("the", "one", 1), "utf-8")
    show("one page changed", 1, pages, child("build", folder))
    sizes(folder, sites)


def show(run: str, sites: int, pages: int, found: Numbers) -> None:
    """Print one row."""
    cpu = found["cpu"]
    numbers = f"{cpu:>7.2f} s {found['wall']:>7.2f} s {cpu / sites:>7.3f} s {1000 * cpu / sites / pages:>6.1f} ms"
    print(f"{sites:>6,} {sites * pages:>6,} {run:<16} {numbers} {found['peak']:>4.0f} MiB", flush=True)


def sizes(folder: Path, sites: int) -> None:
    """Print what was written: all of it, and what one reader gets of it."""
    files = [path for path in (folder / "site").rglob("*") if path.is_file()]
    documents = [path.read_bytes() for path in files if path.name == "index.html" and "default" in path.parts]
    largest = max(documents, key=len)
    whole = sum(path.stat().st_size for path in files) / 1e6
    one, worst = (len(gzip.compress(page, 6)) / 1024 for page in (documents[0], largest))
    print(f"{sites:>6,} sites: {whole:.1f} MB in {len(files):,} files; HTML, gzip: {one:.1f} to {worst:.1f} KiB a page")


RUN = "import sys; sys.path.insert(0, sys.argv.pop(1)); import techdocs; techdocs.main()"
"""Workers load the main file of their parent again; that of the command line is as small as this."""


def child(what: str, folder: Path) -> Numbers:
    """Run one process and return what it says of itself."""
    command = [sys.executable, "-c", RUN, str(Path(__file__).parent), "--run", what, str(folder)]
    found: Numbers = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def measured(what: str, folder: Path) -> Numbers:
    """Read the catalog, then measure one stage."""
    config = load_config(folder / "portal.yaml", os.environ, flags={"--cache": folder / "cache"})
    tools = prepare(config, reporter=NullReporter())
    catalog = pipeline.resolve(tools, pipeline.gather(tools))
    if what == "build":
        start = Meter()
        with opened(tools.workers) as executor:
            pipeline.document(tools, catalog, executor)
        return start.numbers()
    with opened(tools.workers) as executor:
        built = pipeline.document(tools, catalog, executor)
    start = Meter()
    for file in rendered(tools, built):
        path = folder / "site" / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return start.numbers()


def rendered(tools: Tools, built: Built) -> Iterator[SiteFile]:
    """Yield the files of the documentation, and the theme's."""
    _, plan = pipeline.plan(tools, built)
    source = tools.theme
    with opened(tools.workers) as executor:
        plans = [one for one in plan.plans if one.route.startswith(("docs/", "assets/"))]
        yield from render_many(plans, source, executor)
    yield from chain.from_iterable(docs_files(site, tools.blobs) for site in stored_docs(built))
    yield from theme_files(source.load(), unused_assets(stored_docs(built)))


class Meter:
    """CPU and wall seconds from its making on."""

    def __init__(self) -> None:
        self.cpu, self.wall = cpu(), perf_counter()

    def numbers(self) -> Numbers:
        """Return what was used, in seconds and MiB."""
        peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
        return {"cpu": cpu() - self.cpu, "wall": perf_counter() - self.wall, "peak": peak}


def cpu() -> float:
    """Return the CPU seconds of this process and of all that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def peer(build: list[str], count: int, folder: Path) -> Numbers:
    """Build some sites as Backstage does, a process each; as many at once as there are processors, as portalgen does.

    (Two processes on two processors that share one core take more processor time than one after the other.)
    """

    def run(number: int) -> None:
        config = folder / f"peer-{number}.yml"
        config.write_text(f"{PEER}docs_dir: s{number}/docs\nsite_dir: peer-{number}\n", "utf-8")
        subprocess.run([*build, "-f", str(config)], check=True, capture_output=True)

    start = Meter()
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(run, range(count)))
    return start.numbers()


def write(sites: int, pages: int, folder: Path) -> None:
    """Write a portal of components with documentation."""
    words = random.Random(7)  # noqa: S311 - text, the same at every run
    for number in range(sites):
        docs = folder / f"s{number}" / "docs"
        docs.mkdir(parents=True)
        (docs.parent / "catalog-info.yaml").write_text(COMPONENT.format(number), "utf-8")
        for page in range(pages):
            name = f"page-{page}.md" if page else "index.md"
            (docs / name).write_text(text(f"Page {page} of {number}", words), "utf-8")
    (folder / "portal.yaml").write_text(PORTAL, "utf-8")


def text(title: str, words: random.Random) -> str:
    """Return a page of about 6 KB: five sections with two paragraphs, a list and code each, an admonition, a table."""
    parts = [f"# {title}", sentence(words, 60)]
    for number in range(5):
        rows = "\n".join(f"- {sentence(words, 9)}" for _ in range(4))
        parts += [f"## Section {number}: {sentence(words, 4)}", sentence(words, 60), rows, CODE.format(number)]
    parts += [f"!!! note\n    {sentence(words, 30)}", TABLE, f"See [home](index.md). {sentence(words, 40)}"]
    return "\n\n".join(parts) + "\n"


def sentence(words: random.Random, length: int) -> str:
    """Return so many words."""
    return " ".join(words.choices(WORDS, k=length))


TEXT = (
    "the service takes a booking and answers with its number when payment has been authorised by the bank so every "
    "caller retries after five seconds with `Retry-After` in **mind** because queues drain slowly under load while "
    "operators watch dashboards and the team on call reads runbooks before it restarts anything in production"
)
WORDS = TEXT.split()
CODE = '''```python title="example.py"
def call_{0}(client: Client, number: str) -> Booking:
    """Return a booking."""
    return client.get(f"/bookings/{{number}}").json()
```'''
TABLE = "| Setting | Default | Meaning |\n| --- | --- | --- |\n" + "".join(
    f"| `SETTING_{n}` | {n} | how often it is tried |\n" for n in range(6)
)
COMPONENT = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: service-{}
  annotations:
    backstage.io/techdocs-ref: dir:.
spec:
  type: service
  lifecycle: production
  owner: team
"""
PORTAL = """organization: {name: Benchmark}
catalog:
  locations:
    - {type: file, target: ., catalogPath: "*/catalog-info.yaml"}
techdocs: {history: false}
"""
PEER = """site_name: Peer
theme: {name: material, font: false}
markdown_extensions:
  - admonition
  - pymdownx.details
  - pymdownx.highlight
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - toc: {permalink: true}
"""
if __name__ == "__main__":
    sys.exit(main())
