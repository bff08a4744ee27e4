"""Render one page: a plan and a theme in, a finished file out; and the theme's own files."""

import traceback
from collections.abc import Iterator
from urllib.parse import urlsplit

from jinja2 import TemplateSyntaxError

from portalgen.errors import PortalgenError, ThemeError
from portalgen.model import routes
from portalgen.model.site import PagePlan, SiteFile
from portalgen.render.contexts import ExtraContext, JsonContext, PageContext, TextContext
from portalgen.render.template_functions import PageState, variables
from portalgen.render.theme import Theme


def render_page(plan: PagePlan, theme: Theme) -> SiteFile:
    """Return the file of a plan. Raises `ThemeError` with template and line when a template fails."""
    context = plan.context
    if isinstance(context, (JsonContext, TextContext)):
        return SiteFile.at(plan.route, context.text.encode())
    state = PageState(plan.route, theme, _base(plan))
    found = variables(context, state)
    if isinstance(context, ExtraContext):
        found = {**variables(context.content, state), **found}
    try:
        text = theme.environment.get_template(plan.template).render(found)
    except PortalgenError:
        raise
    except Exception as error:
        raise ThemeError(f"/{plan.route}: {_place(error, plan)}: {error}", hint="mend the template") from error
    return SiteFile.at(plan.route, text.encode())


def theme_files(theme: Theme) -> Iterator[SiteFile]:
    """Yield the assets of the theme and of plug-ins, sorted by path."""
    for path, content in theme.assets.items():
        yield SiteFile.at(routes.asset(path), content)


def _base(plan: PagePlan) -> str:
    """Return the site's path on its host for the page that stands at every address, nothing for all others."""
    if plan.route != routes.NOT_FOUND or not isinstance(plan.context, PageContext):
        return ""
    return urlsplit(plan.context.shell.base_url).path or "/"


def _place(error: Exception, plan: PagePlan) -> str:
    """Return the template and the line that failed; Jinja rewrites tracebacks so that they name both."""
    if isinstance(error, TemplateSyntaxError):
        return f"{error.name or plan.template}:{error.lineno}"
    lines = [row for row in traceback.extract_tb(error.__traceback__) if row.filename.endswith(".html")]
    if not lines:
        return plan.template
    name = lines[-1].filename.replace("\\", "/").rpartition("/templates/")[2]
    return f"{name}:{lines[-1].lineno}"
