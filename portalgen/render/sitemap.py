"""Site map: the address of every page, for search engines of a company; only when the site's address is known."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from portalgen.model.site import PagePlan
from portalgen.render.contexts import PageContext, TextContext
from portalgen.render.docs_contexts import RedirectContext

ROUTE = "sitemap.xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'


def plan_sitemap(plans: Iterable[PagePlan], base_url: str) -> Iterator[PagePlan]:
    """Yield the plan of the site map, or nothing without a base URL. Format: sitemaps.org, protocol 0.9."""
    if not base_url:
        return
    pages = sorted(plan.route for plan in plans if (plan.route.endswith("/") or not plan.route) and _is_own(plan))
    rows = "".join(f"<url><loc>{escape(base_url + route)}</loc></url>\n" for route in pages)
    yield PagePlan(ROUTE, "", TextContext(f"{_HEAD}{rows}</urlset>\n"))


def _is_own(plan: PagePlan) -> bool:
    """Say whether a page is the one to show: not one that only leads on, nor a variant of another."""
    if isinstance(plan.context, RedirectContext):
        return False
    return not (isinstance(plan.context, PageContext) and plan.context.head.canonical)
