"""One repository alone: the paths of a command line in, a checked catalog of the descriptors there out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from portalgen.cli.checked import Checked, below_here, relocated
from portalgen.cli.session import Session
from portalgen.diagnostics import Where
from portalgen.errors import ConfigError

if TYPE_CHECKING:
    from portalgen.config import Config
    from portalgen.crawl import WorkTree, WorkTreeFetcher
    from portalgen.diagnostics import Diagnostic
    from portalgen.pipeline import Tools
    from portalgen.published import Published
    from portalgen.report import Place
    from portalgen.rounds import Gathered

OUTWARD = frozenset({"dangling-reference", "dangling-owner"})
NEEDS_ALL = OUTWARD | {"api-without-provider", "empty-owner", "ignore-unused", "orphan-entity", "system-without-domain"}
"""Codes that mean nothing while the rest of the catalog is not known."""


@dataclass(frozen=True)
class Alone:
    """What is needed to check some files, again and again."""

    tools: "Tools"
    fetcher: "WorkTreeFetcher"
    paths: tuple[Path, ...]
    published: "Published | None"

    def check(self) -> Checked:
        """Read the files as they are now."""
        from portalgen import pipeline

        gathered = pipeline.gather(self.tools)
        catalog = pipeline.resolve(self.tools, gathered)
        hidden = frozenset() if self.published else NEEDS_ALL
        found = [row for row in catalog.diagnostics if row.code not in hidden and not self._is_kind_of_portal(row)]
        remarks = tuple(self._remarks(gathered, [row for row in catalog.diagnostics if row.code in OUTWARD & hidden]))
        ours = tuple(one for one in gathered.fragments if self.path(Where(one.source.url, ".")))
        read = replace(gathered, fragments=ours)
        files = (Where(one.source.url, file.path) for one in ours for file in one.files)
        return Checked(self.tools, read, catalog, relocated(found, self.place, files), remarks)

    def place(self, where: Where) -> "Place":
        """Return the place of a file, as the working folder sees it."""
        from portalgen.report import Place

        path = self.path(where)
        if path:
            return Place(below_here(path))
        return Place(url=where.source) if where.source else Place(where.path)

    def path(self, where: Where) -> Path | None:
        """Return the file on this machine; None for what is not checked here."""
        tree = self.fetcher.tree(where.source)
        return tree.root / where.path if tree and where.path else None

    def _is_kind_of_portal(self, found: "Diagnostic") -> bool:
        """Say whether a kind is unknown here only: the portal has entities of it."""
        kind = found.entity.partition(":")[0]
        foreign = found.code == "unknown-kind" and all(known.key != kind for known in self.tools.policy.kinds)
        return foreign and self.published is not None and kind in self.published.kinds

    def _remarks(self, gathered: "Gathered", outward: Sequence["Diagnostic"]) -> Iterable[str]:
        from portalgen.report import count

        if outward:
            names = count(len(outward), "reference")
            verb = "leads" if len(outward) == 1 else "lead"
            yield f"{names} {verb} out of these files, and nobody looked: --against PORTAL does."
        elsewhere = len(gathered.snapshots) - len(self.fetcher.trees)
        if elsewhere:
            yield f"{count(elsewhere, 'location')} elsewhere {'is' if elsewhere == 1 else 'are'} not followed."


def alone(session: Session, paths: Iterable[Path], against: str | None) -> Alone:
    """Make ready for checking files and folders. Raises `PortalgenError`."""
    from portalgen.crawl import WorkTree, WorkTreeFetcher
    from portalgen.published import beside, read_published
    from portalgen.report import NullReporter

    here = Path.cwd().resolve()
    wanted: dict[str, tuple[WorkTree, list[str]]] = {}
    resolved = tuple(map(_real, paths))
    for path in resolved:
        tree = WorkTree.around(path, home=here)
        tree, entries = wanted.setdefault(below_here(tree.root), (tree, []))
        entries.extend(_descriptors(tree, path))
    fetcher = WorkTreeFetcher(
        {target: tree for target, (tree, _) in wanted.items()},
        {target: tuple(dict.fromkeys(entries)) for target, (_, entries) in wanted.items()},
    )
    tools = session.tools(_config(session, fetcher), reporter=NullReporter())  # it is done before one could look
    published = read_published(against, kinds=tools.extensions.kinds) if against else None
    rules = beside(tools.extensions.rules, published, tools.policy.forges) if published else tools.extensions.rules
    tools = replace(tools, fetchers=(fetcher,), extensions=replace(tools.extensions, rules=rules))
    return Alone(tools, fetcher, resolved, published)


def _real(path: Path) -> Path:
    if path.is_symlink():
        raise ConfigError(f"{path}: links are not followed", hint="name the file itself")
    return path.resolve()


def _descriptors(tree: "WorkTree", path: Path) -> tuple[str, ...]:
    found = tree.descriptors(path)
    if not found:
        raise ConfigError(f"{below_here(path)}: there is no catalog-info.yaml in it", hint="name the files to check")
    return found


def _config(session: Session, fetcher: "WorkTreeFetcher") -> "Config":
    """Return what portal.yaml says, if one is named, with our files instead of its locations."""
    from portalgen.config import LocationEntry

    config = session.load() if session.is_path_chosen else session.without_file()
    entries = tuple(
        LocationEntry.model_validate({"type": "file", "target": target, "catalogPath": list(names)})
        for target, names in fetcher.named.items()
    )
    catalog = config.settings.catalog.model_copy(update={"locations": entries})
    settings = config.settings.model_copy(update={"catalog": catalog})
    return replace(config, settings=settings, diagnostics=(), positions={})


def within(path: Path, places: Iterable[Path]) -> bool:
    """Say whether a file is one of those places or below one; links are followed."""
    real = path.resolve()
    return any(real.is_relative_to(place) for place in places)
