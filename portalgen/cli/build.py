"""`portalgen build`: the whole pipeline, once."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from portalgen.cli.counts import ended, listed
from portalgen.cli.judge import judge
from portalgen.cli.options import building, example, pass_session
from portalgen.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from portalgen.config import Config
    from portalgen.pipeline import BuildResult
    from portalgen.tools import Tools

_SHOWN = 20


@click.command(epilog=example("portalgen build --output public", "portalgen build --fail-on error --format json"))
@building("never")
@pass_session
def build(session: Session) -> None:
    """Build the portal into a folder.

    A repository or descriptor with a fault costs only itself; the site has everything else, and its health page lists
    what is wrong. The folder is replaced in one step when the build is done.
    """
    tools = session.tools()

    from portalgen import pipeline

    with explained(session):
        result = pipeline.build(tools, session.config.output)
    if session.as_json:
        session.output.data(as_data(result))
    else:
        tell(session, session.config, result)
        if session.verbose:
            tell_missing_words(session, tools)
    judge(session, result.diagnostics, "never")


@contextmanager
def explained(session: Session) -> "Iterator[None]":
    """Print what is wrong when it is so much that there is no site."""
    from portalgen.crawl import NothingReadError

    try:
        yield
    except NothingReadError as error:
        if session.as_json:
            session.output.data({"diagnostics": error.diagnostics})
        session.findings(error.diagnostics, limit=_SHOWN)
        raise


def tell(session: Session, config: "Config", result: "BuildResult") -> None:
    """Print what is wrong, then what came out."""
    from portalgen.report import count, seconds, size

    session.findings(result.diagnostics, limit=_SHOWN)
    files = result.publication.files
    pages = sum(1 for file in files if file.path.endswith(".html"))
    names = ", ".join(_words({kind: number for kind, number in kinds(result).items() if kind != "location"}))
    session.output.summary(
        f"Built {session.shown(config.output)}",
        [
            *([("as of", result.as_of)] if result.as_of else []),
            ("sources", ended(result.states)),
            ("entities", listed(result.built.catalog, names) if result.built.catalog.entities else "none"),
            ("site", f"{count(pages, 'page')}, {count(len(files), 'file')}, {size(sum(file.size for file in files))}"),
            ("changed", f"{count(result.publication.changed, 'file')}, {result.publication.removed:,} removed"),
            ("took", seconds(sum(result.seconds.values()))),
        ],
    )


def tell_missing_words(session: Session, tools: "Tools") -> None:
    """Print the keys of the words that the language of the site lacks."""
    words = tools.theme.load().words
    if words.missing:
        session.output.say(f"Not in i18n/{words.language}.yaml: {', '.join(words.missing)}")


def _words(entities: "Mapping[str, int]") -> "Iterator[str]":
    """Say `65 components`, `24 APIs`: the built-in kinds in Backstage's order, then others."""
    from portalgen.model.kinds import BUILT_IN
    from portalgen.report import count

    names = {kind.key: kind.name if kind.name[:2].isupper() else kind.name.lower() for kind in BUILT_IN}
    for kind in dict.fromkeys((*names, *entities)):
        if entities.get(kind):
            yield count(entities[kind], names.get(kind, kind))


def kinds(result: "BuildResult") -> dict[str, int]:
    """Return kind -> number of entities."""
    catalog = result.built.catalog
    return {kind: len(catalog.of_kind(kind)) for kind in catalog.kinds}


def as_data(result: "BuildResult") -> dict[str, object]:
    """Return the JSON document of a build."""
    publication = result.publication
    return {
        "destination": publication.destination,
        "as_of": result.as_of,
        "sources": {str(state): number for state, number in result.states.items()},
        "entities": kinds(result),
        "files": len(publication.files),
        "bytes": sum(file.size for file in publication.files),
        "changed": publication.changed,
        "removed": publication.removed,
        "seconds": {stage: round(value, 3) for stage, value in result.seconds.items()},
        "diagnostics": result.diagnostics,
    }
