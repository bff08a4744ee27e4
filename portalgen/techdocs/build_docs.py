"""The files of one documentation site -> its pages, by MkDocs as a library, in this process and without limits.

For docs of unknown authors use `build_many`, which runs this in a child process with limits.
"""

from collections.abc import Mapping

from portalgen.model.catalog import DocsSource
from portalgen.model.docs import DocsSite
from portalgen.techdocs.assets import Assets
from portalgen.techdocs.choose_files import choose_pages, forget_others, other_files
from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.earlier_site import EarlierSite, Made
from portalgen.techdocs.edit_links import with_edit_links
from portalgen.techdocs.engine import gather, make_config, silence
from portalgen.techdocs.extra_css import OwnStyle
from portalgen.techdocs.findings import Findings
from portalgen.techdocs.make_pages import SiteParts, make_pages
from portalgen.techdocs.markdown import choose_markdown
from portalgen.techdocs.nav_tree import nav_tree
from portalgen.techdocs.page_status import page_statuses, with_statuses
from portalgen.techdocs.places import Places
from portalgen.techdocs.prepare import Prepared, prepare
from portalgen.techdocs.redirects import RedirectReader, home_redirect
from portalgen.techdocs.snippet_reader import SNIPPETS
from portalgen.techdocs.snippets import snippet_options
from portalgen.techdocs.workspace import Workspace, open_workspace


def build_docs(source: DocsSource, files: Mapping[str, bytes], earlier: EarlierSite | None = None) -> DocsSite:
    """Build a site from the bytes of its files (paths as in the source); bad content is a diagnostic, never an error.

    Without pages the site failed, and its diagnostics say why. With an `earlier` site the same comes out, sooner.
    """
    findings = Findings(source)
    prepared = prepare(source, files, findings)
    if not isinstance(prepared, Prepared):
        return DocsSite(source, prepared, diagnostics=findings.sorted())
    with open_workspace(files, source.folder, prepared.nav.mounts, prepared.homes) as workspace, silence():
        for path, reason in workspace.left_out.items():
            findings.left_out(path, reason)
        return _build(prepared, workspace, earlier)


def _build(job: Prepared, workspace: Workspace, earlier: EarlierSite | None) -> DocsSite:
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
    parts = SiteParts(config, files, pages, workspace.origins, published, job.nav.mounts, job.settings.plugins)
    made = _pages(job, parts, earlier, drawings)
    titles = {path: page.title for path, (page, _) in made.items()}
    index = parts.index(made.keys())
    tree = nav_tree(navigation, titles, index, job.nav, findings)
    tree = with_statuses(tree, page_statuses({path: notes.status for path, (_, notes) in made.items()}, job.config))
    reader = RedirectReader(index, {path: page for path, (page, _) in made.items()}, places, job.config.path, findings)
    redirects = tuple(reader.read(job.settings.plugins.redirects))
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


def _pages(job: Prepared, parts: SiteParts, earlier: EarlierSite | None, drawings: Drawings) -> dict[str, Made]:
    before = len(job.findings.found)
    if earlier and not parts.plugins.tags.shown and not parts.config["mdx_configs"][SNIPPETS]["auto_append"]:
        made = make_pages(parts, earlier.pages(job.source.files, job.files), drawings, job.findings)
        if made.keys() == {page.path for page in earlier.site.pages}:
            return made
        del job.findings.found[before:]  # one more or less that failed: links to it are others in all pages
    return make_pages(parts, {}, drawings, job.findings)
