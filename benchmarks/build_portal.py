"""What a build costs: stage by stage, cold and again, with the peak of memory.

usage: build_portal.py PORTAL_YAML

The first build starts with an empty cache and output folder, the second finds both. Prints a table; asserts nothing.
"""

import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any


def main() -> int:
    """Build twice and print."""
    config = sys.argv[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = [build(config, folder) for _ in range(2)]
    stages = list(runs[0]["seconds"])
    print(f"{'':14}{'cold':>10}{'again':>10}")
    for stage in stages:
        print(f"{stage:14}" + "".join(f"{run['seconds'].get(stage, 0):>8.2f} s" for run in runs))
    print(f"{'whole process':14}" + "".join(f"{run['wall']:>8.2f} s" for run in runs))
    print(f"{'CPU':14}" + "".join(f"{run['cpu']:>8.2f} s" for run in runs))
    print(f"{'files written':14}" + "".join(f"{run['changed']:>10,}" for run in runs))
    first = runs[0]
    print(f"\n{sum(first['entities'].values()):,} entities, {first['files']:,} files, {first['bytes'] / 1e6:.1f} MB")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"largest process: {peak:.0f} MiB")
    return 0


def build(config: str, folder: Path) -> dict[str, Any]:
    """Run one build; return its JSON with wall and CPU seconds."""
    command = [sys.executable, "-m", "portalgen", "build", "--config", config, "--format", "json"]
    options = ["--output", str(folder / "site"), "--cache", str(folder / "cache")]
    before, start = _cpu(), perf_counter()
    done = subprocess.run([*command, *options], check=True, capture_output=True, text=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found | {"wall": perf_counter() - start, "cpu": _cpu() - before}


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())
