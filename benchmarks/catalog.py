"""What reading and resolving a catalog costs, by its size: cold, again, and after one file of it changed.

usage: catalog.py [ENTITIES ...]        (default: 1000 10000)

Makes a catalog of that many entities, ten in a file, in a folder of its own; every run is a process of its own. The
peer reads the same files with PyYAML's fastest loader and does nothing with them. Prints a table; asserts nothing.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter, process_time

import yaml

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.report import NullReporter, TimingReporter
from portalgen.tools import prepare

IN_A_FILE = 10
HEADER = f"{'entities':>9} {'run':<8} {'CPU':>8} {'wall':>8} {'of it read':>11} {'peak':>9}"


def main() -> int:
    """Measure each size, or be one of the measured processes."""
    if sys.argv[1:2] == ["--run"]:
        print(json.dumps(peer(Path(sys.argv[3])) if sys.argv[2] == "peer" else portalgen(*map(Path, sys.argv[3:]))))
        return 0
    print(HEADER)
    for count in [int(text) for text in sys.argv[1:]] or [1000, 10_000]:
        with tempfile.TemporaryDirectory() as name:
            measure(count, Path(name))
    return 0


def measure(count: int, scratch: Path) -> None:
    """Print the rows of one size."""
    catalog, cache = scratch / "catalog", scratch / "cache"
    first = write(count, catalog)
    for label in ("peer", "cold", "again", "changed"):
        if label == "changed":
            first.write_text(first.read_text("utf-8").replace("A thing", "Another thing", 1), "utf-8")
        row = run(label, catalog, cache)
        numbers = f"{row['cpu']:>6.2f} s {row['wall']:>6.2f} s {row.get('read', 0):>9.2f} s {row['peak']:>5.0f} MiB"
        print(f"{count:>9,} {label:<8} {numbers}", flush=True)


def run(label: str, catalog: Path, cache: Path) -> dict[str, float]:
    """Run one process and return what it says of itself."""
    command = [sys.executable, __file__, "--run", label, str(catalog), str(cache)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def portalgen(catalog: Path, cache: Path) -> dict[str, float]:
    """List the files, read and resolve them; what is imported before does not count."""
    timing = TimingReporter(NullReporter())
    config = load_config(catalog / "portal.yaml", os.environ, flags={"--cache": cache})
    tools = prepare(config, reporter=timing)
    cpu, wall = process_time(), perf_counter()
    pipeline.resolve(tools, pipeline.gather(tools))
    used = {"cpu": process_time() - cpu, "wall": perf_counter() - wall}
    return used | {"read": timing.seconds["read"], "peak": peak()}


def peer(catalog: Path) -> dict[str, float]:
    """Only parse."""
    texts = [path.read_text("utf-8") for path in sorted(catalog.glob("*/catalog-info.yaml"))]
    cpu, wall = process_time(), perf_counter()
    for text in texts:
        list(yaml.load_all(text, Loader=yaml.CSafeLoader))
    return {"cpu": process_time() - cpu, "wall": perf_counter() - wall, "peak": peak()}


def peak() -> float:
    """Return the most memory that this process has had, in MiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def write(count: int, folder: Path) -> Path:
    """Write a catalog without faults; return one of its files."""
    documents = list(entities(count))
    for number in range(0, count, IN_A_FILE):
        path = folder / f"r{number // IN_A_FILE:05}" / "catalog-info.yaml"
        path.parent.mkdir(parents=True)
        path.write_text("---\n".join(documents[number : number + IN_A_FILE]), "utf-8")
    (folder / "portal.yaml").write_text(PORTAL, "utf-8")
    return folder / "r00000" / "catalog-info.yaml"


def entities(count: int) -> Iterator[str]:
    """Yield descriptors: of each hundred two groups, four users, two systems, ten APIs, four resources, components."""
    for number in range(count):
        hundred, place = divmod(number, 100)
        kind = next(kind for last, kind in SHARES if place < last)
        first = hundred * 100
        near = {
            "team": first,
            "system": first + 6,
            "api": first + 8,
            "before": f"component:service-{number - 1}" if number > first + 22 else f"resource:db-{first + 18}",
        }
        yield TEMPLATES[kind].format(n=number, **near)


PORTAL = """organization: {name: Benchmark}
catalog:
  locations:
    - {type: file, target: ., catalogPath: "*/catalog-info.yaml"}
"""
SHARES = ((2, "Group"), (6, "User"), (8, "System"), (18, "API"), (22, "Resource"), (100, "Component"))
_HEAD = "apiVersion: backstage.io/v1alpha1\nkind: {kind}\nmetadata:\n  name: {name}\n"
_MORE = """  title: Number {n}
  description: A thing that does what people who book a flight need at the moment they need it
  annotations:
    github.com/project-slug: larkspur/service-{n}
    backstage.io/source-location: url:https://git.larkspur.example/service-{n}/
  tags: [java, booking, tier-1]
  links:
    - url: https://grafana.larkspur.example/d/{n}
      title: Dashboard
      icon: dashboard
"""


def _template(kind: str, name: str, spec: str) -> str:
    return _HEAD.replace("{kind}", kind).replace("{name}", name) + _MORE + "spec:\n" + spec


TEMPLATES = {
    "Group": _template("Group", "team-{n}", "  type: team\n  children: []\n"),
    "User": _template("User", "user-{n}", "  memberOf: [team-{team}]\n"),
    "System": _template("System", "system-{n}", "  owner: team-{team}\n"),
    "API": _template(
        "API",
        "api-{n}",
        "  type: graphql\n  lifecycle: production\n  owner: team-{team}\n  system: system-{system}\n"
        "  definition: 'scalar Seat'\n",
    ),
    "Resource": _template("Resource", "db-{n}", "  type: database\n  owner: team-{team}\n  system: system-{system}\n"),
    "Component": _template(
        "Component",
        "service-{n}",
        "  type: service\n  lifecycle: production\n  owner: team-{team}\n  system: system-{system}\n"
        "  dependsOn:\n    - {before}\n  providesApis:\n    - api-{api}\n",
    ),
}
if __name__ == "__main__":
    sys.exit(main())
