"""One repository alone: the paths of a command line in, a checked catalog of the descriptors there out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from portalgen.cli.checked import Checked, below_here, local_text, relocated
from portalgen.cli.owner_hints import hinted
from portalgen.cli.portal_model import with_model, with_owners
from portalgen.cli.session import Session
from portalgen.cli.skeletons import skeletons
from portalgen.cli.standing_here import standing_here
from portalgen.diagnostics import Where
from portalgen.errors import ConfigError

if TYPE_CHECKING:
    from portalgen.config import Config
    from portalgen.crawl import WorkTree, WorkTreeFetcher
    from portalgen.diagnostics import Diagnostic
    from portalgen.model.catalog import Catalog
    from portalgen.published import Published, Standing
    from portalgen.report import Place
    from portalgen.rounds import Gathered
    from portalgen.tools import Tools

OUTWARD = frozenset({"dangling-reference", "dangling-owner"})
NEEDS_ALL = OUTWARD | {"api-without-provider", "empty-owner", "ignore-unused", "orphan-entity", "system-without-domain"}
"""Codes that mean nothing while the rest of the catalog is not known."""
_SHOWN = 3
"""Names in a remark."""


@dataclass(frozen=True)
class Alone:
    """What is needed to check some files, again and again."""

    tools: "Tools"
    fetcher: "WorkTreeFetcher"
    paths: tuple[Path, ...]
    published: "Published | None"
    skeletons: tuple[str, ...] = ()
    """Files that a software template fills in, as the working folder sees them: nobody judges them."""

    def check(self) -> Checked:
        """Read the files as they are now."""
        from portalgen import pipeline

        gathered = pipeline.gather(self.tools)
        standing = self._standing(gathered)
        catalog = pipeline.look_at_docs(self.tools, pipeline.resolve(self._with_rules(standing), gathered))
        hidden = frozenset() if self.published else NEEDS_ALL
        found = [row for row in catalog.diagnostics if row.code not in hidden and not self._is_outside(row)]
        found = [*hinted(found, self.fetcher, self.tools.config)]
        ours = tuple(one for one in gathered.fragments if self.path(Where(one.source.url, ".")))
        read = replace(gathered, fragments=ours)
        files = (Where(one.source.url, file.path) for one in ours for file in one.files)
        remarks = (*self._remarks(gathered, catalog), *self._remarks_against(standing, catalog))
        return Checked(self.tools, read, catalog, relocated(found, self.place, files), remarks)

    def _standing(self, gathered: "Gathered") -> "Standing | None":
        if self.published is None:
            return None
        return standing_here(self.published, gathered, self.fetcher, self.tools.policy.forges)

    def _with_rules(self, standing: "Standing | None") -> "Tools":
        """Return the tools with rules that see what stands of the published catalog, too."""
        if self.published is None or standing is None:
            return self.tools
        from portalgen.published import beside

        extensions = self.tools.extensions
        rules = beside(extensions.rules, self.published, standing, self.tools.policy.kinds)
        return replace(self.tools, extensions=replace(extensions, rules=rules))

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

    def text(self, where: Where) -> str | None:
        """Return the text of a file below the paths; None for others."""
        return local_text(where) if within(Path(where.path), self.paths) else None

    def _is_outside(self, found: "Diagnostic") -> bool:
        """Say whether it is about what is not looked at here: a file elsewhere, a kind that the portal knows."""
        if found.code == "empty-descriptor":
            return self.path(found.where) is None
        return self._is_foreign(found)

    def _is_foreign(self, found: "Diagnostic") -> bool:
        kind = found.entity.partition(":")[0]
        foreign = found.code == "unknown-kind" and all(known.key != kind for known in self.tools.policy.kinds)
        return foreign and self.published is not None and kind in self.published.kinds

    def _remarks_against(self, standing: "Standing | None", catalog: "Catalog") -> Iterable[str]:
        from portalgen.published import NOT_KNOWN
        from portalgen.report import count

        if standing is not None:
            foreign = sorted({row.entity.partition(":")[0] for row in catalog.diagnostics if self._is_foreign(row)})
            if foreign:
                names = f"kind {foreign[0]}" if len(foreign) == 1 else f"kinds {', '.join(foreign)}"
                yield f"Only the envelope is checked of {names}: the portal does not say what else an entity must have."
            yield from map(_unmatched, standing.unmatched)
            unnamed = sum(row.code == "unowned-entity" and NOT_KNOWN in row.message for row in catalog.diagnostics)
            if unnamed:
                yield f"{count(unnamed, 'entity')} without owner: plug-ins of the portal may give one (--verbose)."

    def _remarks(self, gathered: "Gathered", catalog: "Catalog") -> Iterable[str]:
        from portalgen.report import count

        outward = () if self.published else [row for row in catalog.diagnostics if row.code in OUTWARD]
        if outward:
            names = count(len(outward), "reference")
            verb = "leads" if len(outward) == 1 else "lead"
            yield f"{names} {verb} out of these files, and nobody looked: --against PORTAL does."
        if self.skeletons:
            shown = ", ".join(self.skeletons[:_SHOWN]) + (", …" if len(self.skeletons) > _SHOWN else "")
            them = "it" if len(self.skeletons) == 1 else "them"
            yield f"Not checked, since software templates fill {them} in: {shown}"
        elsewhere = len(gathered.snapshots) - sum(map(bool, self.fetcher.named.values()))
        if elsewhere:
            yield f"{count(elsewhere, 'location')} elsewhere {'is' if elsewhere == 1 else 'are'} not followed."


def alone(session: Session, paths: Iterable[Path], against: str | None) -> Alone:
    """Make ready for checking files and folders. Raises `PortalgenError`."""
    from portalgen.crawl import WorkTreeFetcher
    from portalgen.report import NullReporter

    resolved = tuple(map(_real, paths))
    wanted = _wanted(resolved)
    left = {target: skeletons(tree, entries) for target, (tree, entries) in wanted.items()}
    fetcher = WorkTreeFetcher(
        {target: tree for target, (tree, _) in wanted.items()},
        {target: tuple(name for name in names if name not in left[target]) for target, (_, names) in wanted.items()},
    )
    tools = session.tools(_config(session, fetcher), reporter=NullReporter())  # it is done before one could look
    tools, published = _against(session, tools, against) if against else (tools, None)
    tools = replace(tools, fetchers=(fetcher,))
    unjudged = (below_here(tree.root / name) for target, (tree, _) in wanted.items() for name in left[target])
    return Alone(tools, fetcher, resolved, published, tuple(sorted(unjudged)))


def _against(session: Session, tools: "Tools", place: str) -> "tuple[Tools, Published]":
    """Read what a portal publishes; the tools know its model then. Raises `PortalgenError`."""
    from portalgen.published import read_model, read_published

    published = read_published(place)
    model = read_model(place)
    config = with_model(tools.config, model, tools.extensions.kinds)
    if config != tools.config:
        tools = session.tools(config, reporter=tools.reporter)
    published = published.with_kinds(tools.extensions.kinds)
    return with_owners(tools, model, published), published


def _unmatched(url: str) -> str:
    """Say that nobody knows which of the published entities are those of a repository."""
    if not url:
        return "These files have no remote `origin`: what the portal has of them already cannot be told from the rest."
    shown = url if "://" in url or "@" in url else f"a repository {Path(url).name}"  # not where it lies on this machine
    return f"The portal has nothing from {shown}, or knows it by another address."


def _wanted(paths: Iterable[Path]) -> "dict[str, tuple[WorkTree, dict[str, None]]]":
    """Return the work trees around some places, by their path as the working folder sees it, and the files to check."""
    from portalgen.crawl import WorkTree

    here = Path.cwd().resolve()
    wanted: dict[str, tuple[WorkTree, dict[str, None]]] = {}
    for path in paths:
        tree = WorkTree.around(path, home=here)
        tree, entries = wanted.setdefault(below_here(tree.root), (tree, {}))
        entries.update(dict.fromkeys(_descriptors(tree, path)))
    return wanted


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
        if names
    )
    catalog = config.settings.catalog.model_copy(update={"locations": entries})
    settings = config.settings.model_copy(update={"catalog": catalog})
    return replace(config, settings=settings, diagnostics=(), positions={})


def within(path: Path, places: Iterable[Path]) -> bool:
    """Say whether a file is one of those places or below one; links are followed."""
    real = path.resolve()
    return any(real.is_relative_to(place) for place in places)
