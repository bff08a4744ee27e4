"""Chains of parents that no stack could hold."""

from portalgen.model import routes
from portalgen.render import render_page
from tests.builders.catalogs import make_catalog
from tests.builders.sites import plan, shipped_theme


def test_long_chains_of_groups_and_domains_are_all_listed() -> None:
    groups = [f"group:g{number} type=team parent=g{number + 1}" for number in range(400)]
    domains = [f"domain:d{number} owner=g1 subdomainOf=d{number + 1}" for number in range(400)]
    plans = {one.route: one for one in plan(make_catalog(*groups, *domains)).plans}
    for route, kind in ((routes.TEAMS, "group/g"), (routes.SYSTEMS, "domain/d")):
        text = render_page(plans[route], shipped_theme()).content.decode()
        assert [number for number in range(400) if f"{kind}{number}/" not in text] == []
