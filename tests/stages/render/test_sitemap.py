"""Addresses of a site that knows where it will be."""

import re
from dataclasses import replace

import pytest

from portalgen.model.contributions import Built
from portalgen.render import plan_site, render_page
from tests.builders.catalogs import make_catalog
from tests.builders.sites import EXTENSIONS, SETTINGS, shipped_theme

CATALOG = make_catalog("component:shop type=service lifecycle=production owner=web", "group:web type=team")


def files(base_url: str) -> dict[str, str]:
    plans = plan_site(Built(CATALOG), EXTENSIONS, replace(SETTINGS, base_url=base_url)).plans
    return {file.path: file.content.decode() for file in (render_page(plan, shipped_theme()) for plan in plans)}


@pytest.mark.parametrize("base_url", ["https://portal.example.org/x", "https://portal.example.org/x/"])
def test_the_site_map_names_every_page_once(base_url: str) -> None:
    site = files(base_url)
    found = re.findall("<loc>(.*?)</loc>", site["sitemap.xml"])
    root = "https://portal.example.org/x/"
    pages = {root + name.removesuffix("index.html") for name in site if name.endswith("index.html")}
    assert len(found) == len(set(found))
    assert set(found) == pages


def test_pages_say_their_own_address() -> None:
    site = files("https://portal.example.org/")
    link = '<link rel="canonical" href="https://portal.example.org/catalog/default/component/shop/">'
    assert link in site["catalog/default/component/shop/index.html"]
    assert 'rel="canonical"' not in site["404.html"]


def test_without_an_address_there_is_neither() -> None:
    site = files("")
    assert "sitemap.xml" not in site
    assert not [name for name, text in site.items() if 'rel="canonical"' in text]
