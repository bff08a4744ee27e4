"""MkDocs as a library: configuration, files and navigation of one workspace, without any theme or plug-in."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, get_files
from mkdocs.structure.nav import Navigation, get_navigation

from portalgen.techdocs.lockdown import Settings
from portalgen.techdocs.markdown import MarkdownSet
from portalgen.techdocs.nav_data import NavData
from portalgen.techdocs.workspace import Workspace

_QUIET = {"nav": {"omitted_files": "ignore", "not_found": "ignore", "absolute_links": "relative_to_docs"}}
_QUIET["links"] = {
    "not_found": "ignore",
    "anchors": "ignore",
    "unrecognized_links": "ignore",
    "absolute_links": "relative_to_docs",
}


def make_config(settings: Settings, nav: NavData, markdown: MarkdownSet, workspace: Workspace) -> MkDocsConfig:
    """Return a configuration with what we allow, and nothing read from a file."""
    config = MkDocsConfig(config_file_path=str(workspace.source / "mkdocs.yml"))
    config.load_dict(
        {
            "site_name": settings.site_name or "Documentation",
            "docs_dir": str(workspace.docs),
            "site_dir": str(workspace.empty / "site"),
            "exclude_docs": settings.exclude_docs or None,
            "not_in_nav": settings.not_in_nav or None,
            "theme": {"name": None, "custom_dir": str(workspace.empty)},
            "plugins": [],
            "markdown_extensions": [],
            "validation": _QUIET,
        }
    )
    errors, _ = config.validate()
    for key, _error in errors:
        config[key] = None  # exclude_docs, not_in_nav: patterns that Git's rules do not know
    config["nav"] = nav.rows
    config["markdown_extensions"] = list(markdown.names)
    config["mdx_configs"] = {name: dict(options) for name, options in markdown.options.items()}
    return config


def gather(config: MkDocsConfig) -> tuple[Files, Navigation]:
    """Return the files of a site and its navigation; every Markdown file has its page."""
    files = get_files(config)
    return files, get_navigation(files, config)


@contextmanager
def silence() -> Iterator[None]:
    """Keep MkDocs' own messages from the terminal: they name temporary folders, and our checks say more."""
    logger = logging.getLogger("mkdocs")
    handler, before = logging.NullHandler(), logger.propagate
    logger.addHandler(handler)
    logger.propagate = False
    try:
        yield
    finally:
        logger.propagate = before
        logger.removeHandler(handler)
