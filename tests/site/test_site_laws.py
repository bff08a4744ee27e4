"""What holds for every page of any site, checked on the sample organisation."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import build_sample


@cache
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Return what people look at; answers of the API are data, and the frame that draws diagrams has no words."""
    parts = {path: path.relative_to(site).parts[:1] for path in sorted(site.rglob("*.html"))}
    found = [path for path, first in parts.items() if first not in {("api",), ("assets",)}]
    return {str(path.relative_to(site)): LexborHTMLParser(path.read_text()) for path in found}


def references(page: LexborHTMLParser) -> Iterator[str]:
    for attribute in ("href", "src"):
        for node in page.css(f"[{attribute}]"):
            yield node.attributes[attribute] or ""


def resolve(page: str, link: str) -> tuple[str, str] | None:
    """Return (file, anchor) inside the site, or None for a link to another place."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(urlsplit(urljoin(f"https://x/{page}", link)).path).lstrip("/")
    return (path + "index.html" if path.endswith("/") or not path else path), unquote(parts.fragment)


def test_every_internal_link_leads_to_a_file(sample_portal: Path) -> None:
    broken = {
        (name, link)
        for name, page in pages(sample_portal).items()
        for link in references(page)
        if (found := resolve(name, link)) and name != "404.html" and not (sample_portal / found[0]).is_file()
    }
    assert broken == set()


def test_every_anchor_exists(sample_portal: Path) -> None:
    ids = {name: {node.attributes["id"] for node in page.css("[id]")} for name, page in pages(sample_portal).items()}
    broken = {
        (name, link)
        for name, page in pages(sample_portal).items()
        for link in references(page)
        if (found := resolve(name, link)) and found[1] and found[0] in ids and found[1] not in ids[found[0]]
    }
    assert broken == set()


def test_links_are_relative(sample_portal: Path) -> None:
    rooted = {
        (name, link)
        for name, page in pages(sample_portal).items()
        for link in references(page)
        if link.startswith("/") and name != "404.html"
    }
    assert rooted == set()


def test_nothing_is_inline_and_nothing_comes_from_another_host(sample_portal: Path) -> None:
    for name, page in pages(sample_portal).items():
        policy = page.css_first("meta[http-equiv=Content-Security-Policy]")
        assert policy, name
        assert "script-src 'self'" in (policy.attributes["content"] or "")
        assert page.css("style, [style], iframe, object, embed") == [], name
        assert {node.attributes.get("type") for node in page.css("script:not([src])")} <= {"application/json"}, name
        loaded = [node.attributes["src"] or "" for node in page.css("script[src], img[src]")]
        assert [link for link in loaded if urlsplit(link).netloc] == [], name
        assert [key for node in page.css("*") for key in node.attributes if key.startswith("on")] == [], name


def test_ids_are_unique_on_a_page(sample_portal: Path) -> None:
    for name, page in pages(sample_portal).items():
        ids = Counter(node.attributes["id"] for node in page.css("[id]"))
        assert [one for one, count in ids.items() if count > 1] == [], name


def test_every_page_has_a_title_a_heading_and_landmarks(sample_portal: Path) -> None:
    titles: dict[str, str] = {}
    for name, page in pages(sample_portal).items():
        if page.css("meta[http-equiv=refresh]"):  # it only leads on
            continue
        title = " ".join(node.text(strip=True) for node in page.css("head > title"))
        assert title, name
        assert titles.setdefault(title, name) == name, title
        assert len(page.css("h1")) == 1, name
        assert page.css("main"), name
        assert page.css("nav"), name
        assert page.css("html[lang=en]"), name


def test_no_page_shows_a_placeholder_or_a_python_value(sample_portal: Path) -> None:
    """Pages of templates and of data as it was written may show braces: they are the author's."""
    words = re.compile(r"lorem ipsum|\bTODO\b|\{\{|\}\}|Undefined|<portalgen|object at 0x|EntityRef\(", re.IGNORECASE)
    for name, page in pages(sample_portal).items():
        if "/template/" in name or "/inspect/" in name:
            continue
        for node in page.css("pre, code, script"):
            node.decompose()
        found = words.search(page.body.text() if page.body else "")
        assert not found, (name, found)


def test_no_path_of_this_machine_is_in_the_site(sample_portal: Path) -> None:
    machine = [str(sample_portal.parent), str(Path.home())] if Path.home() != Path("/") else [str(sample_portal.parent)]
    for path in sample_portal.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(name.encode() in content for name in machine), path


def test_the_record_lists_every_file(sample_portal: Path) -> None:
    record = json.loads((sample_portal / "build.json").read_text())
    files = {str(path.relative_to(sample_portal)) for path in sample_portal.rglob("*") if path.is_file()}
    assert files - {"build.json"} == set(record["files"])
    assert record["generator"] == "portalgen"
    assert all(re.fullmatch("[0-9a-f]{40}", source["commit"]) for source in record["sources"])


@pytest.mark.parametrize(
    ("kind", "least"),
    [("domain", 3), ("system", 8), ("component", 40), ("api", 15), ("group", 8), ("user", 20), ("template", 2)],
)
def test_every_entity_has_a_page_and_its_json(sample_portal: Path, kind: str, least: int) -> None:
    record = json.loads((sample_portal / "build.json").read_text())
    folders = list(sample_portal.glob(f"catalog/*/{kind}/*/index.html"))
    assert len(folders) == record["entities"][kind] >= least
    for page in folders:
        namespace, name = page.parts[-4], page.parts[-2]
        data = json.loads((sample_portal / "api/catalog/entities/by-name" / kind / namespace / name).read_text())
        assert data["kind"].lower() == kind
        assert data["metadata"]["name"].lower() == name


def test_the_deliberate_faults_are_on_the_health_page(sample_portal: Path) -> None:
    text = " ".join(node.text() for node in pages(sample_portal)["health/index.html"].css("main"))
    for words in (
        "group:default/payments-and-fraud",
        "resource:default/fare-cache-redis",
        "component:default/voucher-service",
        "': ' in it is not in quotes",
        "WebGL",
        "handbook",
    ):
        assert words in text


def test_two_builds_are_identical(sample_portal: Path, tmp_path: Path) -> None:
    """Another folder, hash seed, time zone, locale and number of workers: the same bytes."""
    other = build_sample(tmp_path, jobs=1, PYTHONHASHSEED="7", TZ="Asia/Tokyo", LC_ALL="C", PORTALGEN_JOBS="1")
    one, two = (
        {str(p.relative_to(s)): p.read_bytes() for p in s.rglob("*") if p.is_file()} for s in (sample_portal, other)
    )
    assert one.keys() == two.keys()
    assert [name for name in one if one[name] != two[name]] == []
