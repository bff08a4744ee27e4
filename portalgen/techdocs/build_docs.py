"""The files of one documentation site -> its pages, by MkDocs as a library, in this process and without limits.

For docs of unknown authors use `build_many`, which runs this in a child process with limits.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from mkdocs.utils import is_markdown_file

from portalgen.model.catalog import DocsSource
from portalgen.model.docs import DocsSite
from portalgen.techdocs.assets import Assets
from portalgen.techdocs.choose_files import choose_pages, forget_others, other_files
from portalgen.techdocs.config_file import ConfigFile, find_config, join
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.earlier_site import EarlierSite, Made
from portalgen.techdocs.edit_links import with_edit_links
from portalgen.techdocs.engine import gather, make_config, silence
from portalgen.techdocs.extra_css import OwnStyle
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.lockdown import Settings, UnsafeDocsError, lock_down
from portalgen.techdocs.make_pages import SiteParts, make_pages
from portalgen.techdocs.markdown import choose_markdown
from portalgen.techdocs.nav_data import NavData, read_nav
from portalgen.techdocs.nav_tree import nav_tree
from portalgen.techdocs.page_status import page_statuses, with_statuses
from portalgen.techdocs.places import Places
from portalgen.techdocs.readme_home import readme_home
from portalgen.techdocs.redirects import home_redirect, read_redirects
from portalgen.techdocs.snippet_reader import SNIPPETS
from portalgen.techdocs.snippets import snippet_options
from portalgen.techdocs.workspace import Workspace, open_workspace


def build_docs(source: DocsSource, files: Mapping[str, bytes], earlier: EarlierSite | None = None) -> DocsSite:
    """Build a site from the bytes of its files (paths as in the source); bad content is a diagnostic, never an error.

    Without pages the site failed, and its diagnostics say why. With an `earlier` site the same comes out, sooner.
    """
    findings = Findings(source)
    config = find_config(files, source.folder, findings)
    try:
        settings = lock_down(config, source.site_name or source.entity.name, findings)
    except UnsafeDocsError as error:
        findings.add("docs-failed", str(error), path=config.path, at=config.at("/docs_dir"))
        return DocsSite(source, source.site_name, diagnostics=findings.sorted())
    docs_folder = join(source.folder, settings.docs_dir) if settings.docs_dir else source.folder
    nav = read_nav(config, files, docs_folder, findings)
    homes = readme_home(source, files, docs_folder)
    if not homes and (problem := _nothing_to_build(files, nav, config, source.folder)):
        message, hint = problem
        findings.add("docs-not-found", message, path=config.path, at=config.at("/docs_dir"), hint=hint)
        return DocsSite(source, settings.site_name, diagnostics=findings.sorted())
    with open_workspace(files, source.folder, nav.mounts, homes) as workspace, silence():
        for path, reason in workspace.left_out.items():
            findings.left_out(path, reason)
        return _build(_Job(source, files, config, settings, nav, findings), workspace, earlier)


@dataclass(frozen=True)
class _Job:
    """What is known before MkDocs is asked."""

    source: DocsSource
    files: Mapping[str, bytes]
    config: ConfigFile
    settings: Settings
    nav: NavData
    findings: Findings


def _build(job: _Job, workspace: Workspace, earlier: EarlierSite | None) -> DocsSite:
    drawings, places, findings = Drawings(), Places(), job.findings
    markdown = choose_markdown(job.settings, job.config, drawings, findings)
    config = make_config(job.settings, job.nav, markdown, workspace)
    config["mdx_configs"][SNIPPETS] |= snippet_options(job.settings, job.config, workspace, findings)
    files, navigation = gather(config)
    pages = choose_pages(files, workspace.origins, places, findings)
    assets = Assets(job.source, job.files, findings).choose(other_files(files, workspace.origins), places)
    assets = OwnStyle(job.config, job.files, job.nav.mounts[""], findings).beside(assets, places)
    forget_others(files, pages.values(), assets)
    published = frozenset(asset.path for asset in assets)
    parts = SiteParts(config, files, pages, workspace.origins, published, job.nav.mounts, job.settings.plugins.tags)
    made = _pages(job, parts, earlier, drawings)
    titles = {path: page.title for path, (page, _) in made.items()}
    by_file = parts.by_file(made)
    tree = nav_tree(navigation, titles, published, job.nav, findings)
    tree = with_statuses(tree, page_statuses({path: notes.status for path, (_, notes) in made.items()}, job.config))
    redirects = tuple(read_redirects(job.settings.plugins.redirects, by_file, places, job.config.path, findings))
    return DocsSite(
        source=job.source,
        title=job.settings.site_name,
        pages=with_edit_links((page for page, _ in made.values()), job.settings.edit_links, job.nav.mounts[""]),
        nav=tree,
        assets=assets,
        redirects=tuple(sorted((*redirects, *home_redirect(tree, titles, redirects)))),
        diagnostics=findings.sorted(),
        notes=tuple(notes for _, notes in made.values()),
    )


def _pages(job: _Job, parts: SiteParts, earlier: EarlierSite | None, drawings: Drawings) -> dict[str, Made]:
    before = len(job.findings.found)
    if earlier and not parts.tags.shown and not parts.config["mdx_configs"][SNIPPETS]["auto_append"]:
        made = make_pages(parts, earlier.pages(job.source.files, job.files), drawings, job.findings)
        if made.keys() == {page.path for page in earlier.site.pages}:
            return made
        del job.findings.found[before:]  # one more or less that failed: links to it are others in all pages
    return make_pages(parts, {}, drawings, job.findings)


def _nothing_to_build(
    files: Mapping[str, bytes], nav: NavData, config: ConfigFile, folder: str
) -> tuple[str, str] | None:
    """Say why there are no docs, and what would help; None if there are some."""
    starts = tuple(join(mount, "") if mount else "" for mount in nav.mounts.values())
    below = [path for path in files if path.startswith(starts)]
    if any(is_markdown_file(path) for path in below):
        return None
    shown = nav.mounts[""] or "."
    if not files:
        return f"the folder '{folder or '.'}' does not exist or is empty", "correct backstage.io/techdocs-ref"
    if not below:
        named = "docs_dir names" if config.path else "without mkdocs.yml the docs are in"
        hint = f"add {shown}/index.md, or set docs_dir in mkdocs.yml"
        if not config.path and "index.md" in files:
            hint = "name the folder above it, mostly dir:. - the pages are in docs/ below the folder of techdocs-ref"
        return f"{named} '{shown}', which does not exist", hint
    return f"'{shown}' has no Markdown file", f"add {shown}/index.md"
