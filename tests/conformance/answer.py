"""Answers a conformance case: builds the catalog of its files, strictly, and writes it as the cases expect it.

    answer.py ROOT ENTRIES OUT CASE

ROOT is the folder with the case's files, ENTRIES the registered ones joined by commas, OUT the file to write, CASE the
case.json with mode, rules and repositories. The real pipeline runs up to the catalog: in mode `url` over HTTP on
loopback, in mode `github` over Git repositories that are made of ROOT's folders and stand in for those of GitHub.
"""

import http.server
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import quote

import yaml

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.diagnostics import Where
from portalgen.model.catalog import Catalog
from portalgen.model.entity import EDIT_URL, MANAGED_BY, MANAGED_BY_ORIGIN, SOURCE_LOCATION, VIEW_URL, Entity
from portalgen.report import NullReporter
from portalgen.tools import prepare

KINDS = ("Component", "API", "Resource", "System", "Domain", "User", "Group", "Location", "Template")
FORCED = (MANAGED_BY, MANAGED_BY_ORIGIN)
ADDED = (*FORCED, VIEW_URL, EDIT_URL, SOURCE_LOCATION)
Json = dict[str, Any]


def main(root: str, entries: str, out: str, case: str) -> None:
    """Write the answer to one case."""
    asked = json.loads(Path(case).read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        answer = _on_github if asked["mode"] == "github" else _on_the_web
        found = answer(Path(root), entries.split(","), asked, Path(scratch))
    Path(out).write_text(json.dumps(found, indent=1, ensure_ascii=False), "utf-8")


def _on_the_web(root: Path, entries: list[str], asked: Json, scratch: Path) -> Json:
    with _serve(root) as site:
        config = {
            "catalog": {"locations": [{"type": "url", "target": f"{site}/{quote(entry)}"} for entry in entries]},
            "backend": {"reading": {"allow": [{"host": site.removeprefix("http://")}]}},
        }
        catalog = _catalog(config, asked, scratch)
    return _answer(catalog, {site: ""})


def _on_github(root: Path, entries: list[str], asked: Json, scratch: Path) -> Json:
    repositories = {
        url: place if isinstance(place, dict) else {"folder": place, "branch": "main"}
        for url, place in asked["repositories"].items()
    }
    mirrors = {"https://github.com/": str(scratch / "nothing")}
    for number, (url, place) in enumerate(repositories.items()):
        mirrors[url] = str(_repository(root / place["folder"], place["branch"], scratch / f"{number}.git"))
    locations = [{"type": "url", "target": _url(entry, repositories)} for entry in entries]
    catalog = _catalog({"catalog": {"locations": locations}, "git": {"mirrors": mirrors}}, asked, scratch)
    folders = {url: "" if place["folder"] == "." else f"{place['folder']}/" for url, place in repositories.items()}
    return {**_answer(catalog, folders), "annotations": _annotations(catalog)}


def _url(entry: str, repositories: Mapping[str, Json]) -> str:
    """Return the URL of an entry in the repository whose folder is the nearest above it."""
    near = sorted(repositories.items(), key=lambda pair: -len(pair[1]["folder"]))
    for url, place in near:
        prefix = "" if place["folder"] == "." else f"{place['folder']}/"
        if entry.startswith(prefix):
            return f"{url}/blob/{place['branch']}/{entry.removeprefix(prefix)}"
    raise SystemExit(f"{entry} is in none of the repositories")


def _repository(folder: Path, branch: str, target: Path) -> Path:
    """Commit a folder as it is."""
    place = ("--git-dir", str(target), "--work-tree", str(folder))
    git = ("git", "-c", "user.name=a", "-c", "user.email=a@example.org", *place)
    subprocess.run(["git", "init", "-q", "--bare", "-b", branch, str(target)], check=True)
    subprocess.run([*git, "add", "-A", "-f", "."], cwd=folder, check=True, capture_output=True)
    subprocess.run([*git, "commit", "-q", "--allow-empty", "-m", "all"], cwd=folder, check=True, capture_output=True)
    return target


@contextmanager
def _serve(root: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Files, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class _Files(http.server.SimpleHTTPRequestHandler):
    """Serves files only: a folder is not found, and nothing is logged."""

    def list_directory(self, path: object) -> None:
        """Say that there is nothing."""
        del path
        self.send_error(404)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def _catalog(config: Json, asked: Json, scratch: Path) -> Catalog:
    rules = asked.get("rules", [{"allow": KINDS}])
    config["catalog"] |= {"rules": json.loads(json.dumps(rules))} if rules is not None else {}
    config |= {"organization": {"name": "Conformance"}, "build": {"strict": True, "cache": str(scratch / "cache")}}
    path = scratch / "portal.yaml"
    path.write_text(yaml.safe_dump(config), "utf-8")
    tools = prepare(load_config(path, {}), reporter=NullReporter())
    return pipeline.resolve(tools, pipeline.gather(tools))


def _answer(catalog: Catalog, folders: Mapping[str, str]) -> Json:
    def file(where: Where) -> str:
        return f"{folders[where.source.removesuffix('.git')]}{where.path}"

    return {
        "entities": [
            {"ref": str(ref), "entity": _entity(entity), "relations": _relations(catalog, entity)}
            for ref, entity in catalog.entities.items()
        ],
        "rejected": [
            {"ref": str(row.ref) if row.ref else None, "file": file(row.where), "reason": row.reason}
            for row in catalog.rejected
        ],
        "conflicts": [
            {"ref": str(row.ref), "kept": file(row.kept), "dropped": file(row.dropped)}
            for row in catalog.conflicts
            if file(row.kept) != file(row.dropped)  # of two in one file the last wins, and Backstage does not say so
            or row.kept == row.dropped  # but one file by two URLs is two
        ],
    }


def _entity(entity: Entity) -> Json:
    added = _added(entity)
    metadata = {key: value for key, value in entity.metadata.items() if key not in {"uid", "etag"}}
    annotations = {key: value for key, value in entity.annotations.items() if key not in added}
    metadata = {**metadata, "annotations": annotations}
    if not annotations:
        del metadata["annotations"]
    return {**entity.document, "metadata": metadata}


def _added(entity: Entity) -> Json:
    """Return the annotations that the catalog adds: all managed-by, and those that the file does not set itself."""
    own = {key for key in ADDED if f"/metadata/annotations/{key.replace('/', '~1')}" in entity.positions}
    found = {key: entity.annotations.get(key) for key in ADDED if key in FORCED or key not in own}
    return {key: value for key, value in found.items() if value}


def _annotations(catalog: Catalog) -> Json:
    return {str(ref): _added(entity) for ref, entity in catalog.entities.items()}


def _relations(catalog: Catalog, entity: Entity) -> list[tuple[str, str]]:
    found = catalog.relations_of(entity.ref)
    return [(name, str(target)) for name, targets in found.items() for target in targets]


if __name__ == "__main__":
    main(*sys.argv[1:])
