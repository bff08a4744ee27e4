"""`portalgen theme`: what a theme looks like, without a catalog."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portalgen.cli.options import config_option, example, pass_session
from portalgen.cli.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portalgen.model.site import SiteFile
    from portalgen.tools import Tools


@click.group(epilog=example("portalgen theme patterns patterns", "portalgen theme patterns patterns --theme fjord"))
def theme() -> None:
    """Look at a theme, with your changes to it."""


@theme.command(epilog=example("portalgen theme patterns patterns && open patterns/patterns.html"))
@click.argument("output", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("--theme", "name", metavar="NAME", help="An installed theme.  [portal.yaml: site.theme, or portalgen]")
@config_option
@pass_session
def patterns(session: Session, output: Path, name: str | None) -> None:
    """Write a page with every component in every state.

    The templates of the theme draw it from sample values: no repository is read. What stands in the folder theme/
    beside portal.yaml, and the colours, fonts and pictures that portal.yaml names, are in it.
    """
    from portalgen.model.catalog import Catalog
    from portalgen.publish import publish_folder, recorded
    from portalgen.render.patterns import ROUTE

    config = session.config if session.is_path_chosen or session.path.is_file() else session.without_file()
    if name:
        site = config.settings.site.model_copy(update={"theme": name})
        config = replace(config, settings=config.settings.model_copy(update={"site": site}))
    publish_folder(recorded(_files(session.tools(config)), Catalog({}, ())), output)
    session.output.say(f"Open {session.shown(output / ROUTE)}")


def _files(tools: "Tools") -> "Iterator[SiteFile]":
    from portalgen.render import render_page, theme_files
    from portalgen.render.patterns import plan_patterns, sample_documents
    from portalgen.search import build_index

    theme = tools.theme.load()
    yield from (render_page(plan, theme) for plan in plan_patterns(theme, tools.settings))
    yield from theme_files(theme)
    yield from build_index(sample_documents())
