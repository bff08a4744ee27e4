"""The sample portal in the longest words, from right to left: nothing sticks out, and what points turns round."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import serve
from tests.builders.sites import shipped_theme
from tests.conftest import build_sample

pytestmark = pytest.mark.browser

OUTSIDE = """() => {
  const width = document.documentElement.clientWidth;
  const held = (node) => {
    for (let box = node.parentElement; box && box !== document.body; box = box.parentElement) {
      const { overflowX, position } = getComputedStyle(box);
      if (overflowX !== "visible" || position === "fixed") return true;
    }
    return getComputedStyle(node).position === "fixed";
  };
  return [...document.querySelectorAll("body *:not(svg *, .sidebar, .sidebar *, .visually-hidden, .skip-link)")]
    .filter((node) => {
      const { left, right, width: own } = node.getBoundingClientRect();
      return own && (right > width + 1 || left < -1) && !held(node);
    }).map((node) => `${node.tagName}.${node.className}`).slice(0, 5);
}"""
"""Elements that stick out of the window and that nothing scrolls or clips."""
ROUTES = (
    "",
    "catalog/",
    "catalog/default/component/booking-service/",
    "catalog/default/component/fare-service/dependencies/",
    "catalog/default/component/fare-service/inspect/",
    "catalog/default/api/booking-api/definition/",
    "catalog/default/system/booking/",
    "catalog/default/group/pricing/",
    "catalog-graph/",
    "docs/",
    "docs/default/component/engineering-handbook/on-call/",
    "health/",
    "teams/",
    "systems/",
    "create/",
    "about/",
    "search/",
    "404.html",
)


def build_in(language: str, words: str, sample: Path, folder: Path) -> Path:
    """Build the sample organisation in a language, with some words of its own, and return the folder of the site."""
    shutil.copytree(sample.parent / "sample-org", folder / "sample-org")
    configuration = folder / "sample-org" / "portal.yaml"
    text = configuration.read_text(encoding="utf-8").replace("site:\n", f"site:\n  language: {language}\n", 1)
    configuration.write_text(text, encoding="utf-8")
    file = folder / "sample-org" / "theme" / "i18n" / f"{language}.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(words, encoding="utf-8")
    return build_sample(folder)


def test_german_words_from_right_to_left_stick_out_of_no_page(
    sample_portal: Path, tmp_path: Path, browser_page: Page
) -> None:
    found = {}
    with serve(build_in("de", "direction: rtl\n", sample_portal, tmp_path)) as url:
        for width in (1440, 390):
            browser_page.set_viewport_size({"width": width, "height": 900})
            for route in ROUTES:
                browser_page.goto(f"{url}{route}")
                found[f"{width} {route}"] = browser_page.evaluate(OUTSIDE)
        seen = browser_page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    assert {place: nodes for place, nodes in found.items() if nodes} == {}
    assert seen == ["de", "rtl"]


PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">
<link rel="icon" href="data:,"><link rel="stylesheet" href="site.css"></head><body>
<p id="after"><code id="code">component:default/shop</code> - <span class="entity"><span id="name">C#</span></span></p>
<svg id="icon" class="icon"><use href="#portal-i-chevron-right"/></svg>
<svg id="still" class="icon"><use href="#portal-i-docs"/></svg>
<svg id="drawn" class="diagram" width="90" height="20"><text x="10" y="15">Shop</text></svg>
</body></html>"""


def test_what_points_turns_round_and_code_names_and_diagrams_stay(
    browser_page: Page, served: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text(PAGE, encoding="utf-8")
    (site / "site.css").write_bytes(shipped_theme().assets["css/site.css"])
    browser_page.goto(served)
    styles = browser_page.evaluate(
        """() => Object.fromEntries(["code", "name", "icon", "still", "drawn"].map((id) => {
          const { direction, unicodeBidi, scale } = getComputedStyle(document.getElementById(id));
          return [id, [direction, unicodeBidi, scale]];
        }))"""
    )
    assert styles["code"][:2] == ["ltr", "isolate"]
    assert styles["name"][1] == "plaintext"
    assert (styles["icon"][2], styles["still"][2]) == ("-1 1", "none")
    assert styles["drawn"][0] == "ltr"
