"""Render one page: a plan and a theme in, a finished file out; and the theme's own files."""

import traceback
from collections.abc import Iterator
from urllib.parse import urlsplit

from jinja2 import TemplateSyntaxError

from portalgen.errors import PortalgenError, ThemeError
from portalgen.model import routes
from portalgen.model.links import page_bytes
from portalgen.model.site import PagePlan, SiteFile
from portalgen.render.contexts import ExtraContext, LateText, PageContext, TextContext
from portalgen.render.template_functions import PageState, variables
from portalgen.render.theme import Theme


def render_page(plan: PagePlan, theme: Theme) -> SiteFile:
    """Return the file of a plan. Raises `ThemeError` with template and line when a template fails."""
    context = plan.context
    if isinstance(context, TextContext):
        return SiteFile.at(plan.route, context.text.encode())
    if isinstance(context, LateText):
        return SiteFile.at(plan.route, page_bytes(context.text()))
    state = PageState(plan.route, theme, _base(plan))
    found = variables(context, state)
    if isinstance(context, ExtraContext):
        found = {**variables(context.content, state), **found}
    try:
        text = theme.environment.get_template(plan.template).render(found)
    except Exception as error:
        hint = error.hint if isinstance(error, PortalgenError) else "mend the template"
        raise ThemeError(f"/{plan.route}: {_place(error, plan, theme)}: {error}", hint=hint) from error
    return SiteFile.at(plan.route, page_bytes(text))


def theme_files(theme: Theme, unused: tuple[str, ...] = ()) -> Iterator[SiteFile]:
    """Yield the assets of the theme and of plug-ins, sorted by path, but those whose paths start with an unused one."""
    for path, content in theme.assets.items():
        if not path.startswith(unused):
            yield SiteFile.at(routes.asset(path), content)


def _base(plan: PagePlan) -> str:
    """Return the site's path on its host for the page that stands at every address, nothing for all others."""
    if plan.route != routes.NOT_FOUND or not isinstance(plan.context, PageContext):
        return ""
    return urlsplit(plan.context.shell.base_url).path or "/"


def _place(error: Exception, plan: PagePlan, theme: Theme) -> str:
    """Return the template and the line that failed; Jinja rewrites tracebacks so that they name both."""
    if isinstance(error, TemplateSyntaxError):
        return theme.place_of(error.filename or "", error.lineno) or f"{error.name or plan.template}:{error.lineno}"
    rows = traceback.extract_tb(error.__traceback__)
    found = [place for row in rows if (place := theme.place_of(row.filename, row.lineno or 0))]
    return found[-1] if found else plan.template
