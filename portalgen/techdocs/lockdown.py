"""Lock-down: a repository's mkdocs.yml -> settings that are safe to build with, by allow-lists.

A setting is taken over only if this module (or `nav_data`, `extensions`, `plugins`) says how; everything else costs a
diagnostic with its effect. Nothing here is ever a callable, a path outside the docs or a name of a module.
"""

import posixpath
from dataclasses import dataclass

from portalgen.techdocs.config_file import ConfigFile
from portalgen.techdocs.edit_links import EditLinks, read_edit_links
from portalgen.techdocs.extensions import Extension, read_extensions
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.plugins import Plugins, read_plugins


class UnsafeDocsError(Exception):
    """The docs cannot be built at all; the message says why."""


@dataclass(frozen=True)
class Settings:
    """What a site is built with; everything in it is plain data."""

    site_name: str
    docs_dir: str
    """Folder of the Markdown files relative to mkdocs.yml, normalised, "" for the same folder."""
    exclude_docs: str
    not_in_nav: str
    extensions: tuple[Extension, ...]
    plugins: Plugins
    edit_links: EditLinks | None = None
    """None: the portal makes them."""
    plain: bool = False
    """True: written for MkDocs rather than for techdocs-core, with a choice of extensions that holds."""


READ = {"site_name", "docs_dir", "nav", "exclude_docs", "not_in_nav", "markdown_extensions", "plugins", "extra_css"}

NO_EFFECT = {
    "site_url", "site_dir", "site_description", "site_author", "repo_url", "repo_name", "edit_uri", "edit_uri_template",
    "theme", "extra", "strict", "dev_addr", "watch", "copyright", "remote_branch", "remote_name", "validation",
    "google_analytics", "use_directory_urls",
}  # fmt: skip
"""Known settings that the portal answers for itself (frame, links to the source, checks), so nothing is lost."""

EFFECTS = {
    "hooks": "Python files of a repository are never run",
    "INHERIT": "settings of the other file are not taken over",
    "extra_javascript": "scripts of a repository never run in the portal",
    "extra_templates": "templates of a repository are not rendered",
    "draft_docs": "drafts are pages like any other",
}


def lock_down(config: ConfigFile, fallback_name: str, findings: Findings) -> Settings:
    """Return the safe part of a configuration. Raises `UnsafeDocsError` when docs_dir leaves the folder."""
    for key in sorted(set(config.value) - READ - NO_EFFECT):
        effect = EFFECTS.get(key, "the portal does not know it")
        findings.add("docs-config", f"'{key}' is not used: {effect}", path=config.path, at=config.at(f"/{key}"))
    _check_theme(config, findings)
    if config.value.get("use_directory_urls") is False:
        message = "'use_directory_urls: false' is not used: pages have URLs that end with a slash"
        findings.add("docs-config", message, path=config.path, at=config.at("/use_directory_urls"))
    plugins = read_plugins(config, findings)
    return Settings(
        site_name=_text("site_name", config, findings) or fallback_name,
        docs_dir=docs_dir(config.value.get("docs_dir", "docs")),
        exclude_docs=_text("exclude_docs", config, findings),
        not_in_nav=_text("not_in_nav", config, findings),
        extensions=read_extensions(config, findings),
        plugins=plugins,
        edit_links=read_edit_links(config, findings),
        plain=bool(config.value.get("markdown_extensions")) and not plugins.core,
    )


def docs_dir(value: object) -> str:
    """Return a docs_dir as a normalised relative path. Raises `UnsafeDocsError` when it is not inside the folder."""
    if not isinstance(value, str) or not value.strip():
        raise UnsafeDocsError("docs_dir is not the name of a folder")
    found = posixpath.normpath(value.strip().replace("\\", "/"))
    if found.startswith(("/", "../")) or found == ".." or ":" in found.partition("/")[0]:
        raise UnsafeDocsError(f"docs_dir '{value}' is outside the folder of mkdocs.yml")
    return "" if found == "." else found


def _check_theme(config: ConfigFile, findings: Findings) -> None:
    theme = config.value.get("theme")
    if not isinstance(theme, str | dict | None):
        message = "'theme' is not used: it is neither a name nor a map; pages have the portal's look in any case"
        findings.add("docs-config", message, path=config.path, at=config.at("/theme"))
    for key, effect in (
        ("custom_dir", "templates of a repository are not rendered"),
        ("static_templates", EFFECTS["extra_templates"]),
    ):
        if isinstance(theme, dict) and key in theme:
            at = config.at(f"/theme/{key}")
            findings.add("docs-config", f"'theme.{key}' is not used: {effect}", path=config.path, at=at)


def _text(key: str, config: ConfigFile, findings: Findings) -> str:
    found = config.value.get(key)
    if isinstance(found, str | int | float) and not isinstance(found, bool):
        return str(found)
    if found is not None:
        findings.add("docs-config", f"'{key}' is not used: it is no text", path=config.path, at=config.at(f"/{key}"))
    return ""
