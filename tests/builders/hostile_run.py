"""Read hostile descriptors in children of their own, and say what became of each, one line of JSON a case.

`python -m tests.builders.hostile_run [--strict] CASE...`: without cases, all of the corpus.
"""

import gc
import hashlib
import json
import os
import resource
import sys
import time
import traceback
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portalgen.api import api_files
from portalgen.model.fragment import Fragment
from portalgen.model.kinds import BUILT_IN
from portalgen.model.source import Location, Snapshot, Source, SourceFile
from portalgen.read import ReadPolicy, read_fragment
from portalgen.resolve import BUILT_IN_RULES, kind_rules, resolve_catalog, weigh_catalog
from tests.builders.hostile import CORPUS, entity

MEMORY = 1_500_000_000
"""Bytes that a case may ask the system for; what is measured is far less."""
SECONDS = 12
"""Processor time that a case may take, making its files included; what is measured is far less."""
URL = "https://github.com/acme/shop"


@dataclass(frozen=True)
class Memory:
    """A blob store of files that exist in memory only."""

    files: Mapping[str, bytes]

    def read(self, source: Source, files: Iterable[SourceFile]) -> Mapping[str, bytes]:
        """Return path -> bytes."""
        del source
        return {file.path: self.files[file.path] for file in files}


def read_case(files: Mapping[str, bytes], *, strict: bool = False) -> dict[str, object]:
    """Read the files beside a healthy one and return what came of them."""
    files = {**files, "healthy.yaml": entity().replace("bad", "healthy").encode()}
    listed = tuple(
        sorted(SourceFile(path, hashlib.sha256(data).hexdigest(), len(data)) for path, data in files.items())
    )
    snapshot = Snapshot(Location("url", f"{URL}/tree/main/x.yaml"), Source(URL, "0" * 40, "main"), listed)
    snapshot = Snapshot(snapshot.location, snapshot.source, listed, ("catalog-info.yaml", "healthy.yaml"))
    fragment: Fragment = read_fragment(snapshot, Memory(files), ReadPolicy(strict=strict))
    rules = (*BUILT_IN_RULES, *kind_rules(BUILT_IN))
    catalog = resolve_catalog([fragment], [snapshot], rules, strict=strict)
    catalog = weigh_catalog(catalog.diagnostics, catalog, {})
    answers = sum(len(file.content) for file in api_files(catalog))
    codes = sorted({row.code for row in catalog.diagnostics})
    sizes = [len(row.message) + len(row.hint) + len(str(row.where)) for row in catalog.diagnostics]
    names = sorted(str(ref) for ref in catalog.entities)
    return {
        "codes": codes,
        "names": names[:5],
        "rows": len(sizes),
        "longest": max(sizes, default=0),
        "text": sum(sizes),
        "answers": answers,
    }


def run(name: str, *, strict: bool) -> dict[str, object]:
    """Read a case in a child and return what it says, with its seconds and the bytes it took beyond its files."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as answers:
            json.dump(_measured(name, strict=strict), answers)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answers:
        text = answers.read()
    status = os.waitpid(child, 0)[1]
    return {"case": name, **(json.loads(text) if text else {"error": f"ended with status {status}"})}


def _measured(name: str, *, strict: bool) -> dict[str, object]:
    files = CORPUS[name]()
    gc.collect()
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    before, start = _peak(), time.process_time()
    try:
        found = read_case(files, strict=strict)
    except BaseException:  # noqa: BLE001  (whatever it is, it is what the test looks for)
        found = {"error": traceback.format_exc()[-2000:]}
    return {**found, "seconds": round(time.process_time() - start, 2), "mb": (_peak() - before) // 1_000_000}


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(arguments: list[str]) -> None:
    """Print a line for each case."""
    strict = "--strict" in arguments
    for name in [one for one in arguments if one != "--strict"] or CORPUS:
        print(json.dumps(run(name, strict=strict)), flush=True)  # noqa: T201  (it is what the script is for)


if __name__ == "__main__":
    main(sys.argv[1:])
