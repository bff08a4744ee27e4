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
from portalgen.techdocs.edit_links import with_edit_links
from portalgen.techdocs.engine import gather, make_config, silence
from portalgen.techdocs.extra_css import OwnStyle
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.lockdown import Settings, UnsafeDocsError, lock_down
from portalgen.techdocs.markdown import choose_markdown
from portalgen.techdocs.nav_data import NavData, read_nav
from portalgen.techdocs.nav_tree import nav_tree
from portalgen.techdocs.pages import finish_pages
from portalgen.techdocs.places import Places
from portalgen.techdocs.readme_home import readme_home
from portalgen.techdocs.redirects import home_redirect, read_redirects
from portalgen.techdocs.render_page import PageRenderer
from portalgen.techdocs.site_index import SiteIndex
from portalgen.techdocs.snippets import snippet_options
from portalgen.techdocs.tags import with_tags
from portalgen.techdocs.workspace import Workspace, open_workspace


def build_docs(source: DocsSource, files: Mapping[str, bytes]) -> DocsSite:
    """Build a site from the bytes of its files (paths as in the source); bad content is a diagnostic, never an error.

    Without pages the site failed, and its diagnostics say why.
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
        return _build(_Job(source, files, config, settings, nav, findings), workspace)


@dataclass(frozen=True)
class _Job:
    """What is known before MkDocs is asked."""

    source: DocsSource
    files: Mapping[str, bytes]
    config: ConfigFile
    settings: Settings
    nav: NavData
    findings: Findings


def _build(job: _Job, workspace: Workspace) -> DocsSite:
    drawings, places, findings = Drawings(), Places(), job.findings
    markdown = choose_markdown(job.settings, job.config, drawings, findings)
    config = make_config(job.settings, job.nav, markdown, workspace)
    config["mdx_configs"]["pymdownx.snippets"] |= snippet_options(job.settings, job.config, workspace, findings)
    files, navigation = gather(config)
    pages = choose_pages(files, workspace.origins, places, findings)
    assets = Assets(job.source, job.files, findings).choose(other_files(files, workspace.origins), places)
    assets = OwnStyle(job.config, job.files, job.nav.mounts[""], findings).beside(assets, places)
    forget_others(files, pages.values(), assets)
    renderer = PageRenderer(config, files, drawings, findings)
    rendered = [renderer.render(page, path, workspace.origins[page.file.src_uri]) for path, page in pages.items()]
    done = with_tags([page for page in rendered if page], job.settings.plugins.tags)
    titles = {page.path: page.title for page in done}
    by_file = {page.file: page.path for page in done}
    published = frozenset(asset.path for asset in assets)
    index = SiteIndex(titles.keys(), published, by_file, job.nav.mounts, pages.keys() - titles.keys())
    finished = finish_pages(done, index, drawings, findings)
    finished = with_edit_links(finished, job.settings.edit_links, job.nav.mounts[""])
    tree = nav_tree(navigation, titles, index.assets, job.nav, findings)
    redirects = tuple(read_redirects(job.settings.plugins.redirects, by_file, places, job.config.path, findings))
    return DocsSite(
        source=job.source,
        title=job.settings.site_name,
        pages=finished,
        nav=tree,
        assets=assets,
        redirects=tuple(sorted((*redirects, *home_redirect(tree, titles, redirects)))),
        diagnostics=findings.sorted(),
    )


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
