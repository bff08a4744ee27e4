"""Where a page is edited, as its mkdocs.yml says."""

import pytest

from tests.builders.docs import build, page_of, places

FORGE = "repo_url: https://git.example/acme/shop\n"


@pytest.mark.parametrize(
    ("config", "url"),
    [
        ("", None),
        (FORGE, None),
        ("edit_uri: edit/main/docs/", None),
        (f"{FORGE}edit_uri: edit/main/docs", "https://git.example/acme/shop/edit/main/docs/guide/a%20b.md"),
        (f"{FORGE}edit_uri: ''", ""),
        (f"{FORGE}edit_uri: '?query=root/docs/'", "https://git.example/acme/shop/?query=root/docs/guide/a%20b.md"),
        (f"{FORGE}edit_uri: https://wiki.example/", "https://wiki.example/guide/a%20b.md"),
        (f"{FORGE}edit_uri_template: 'wiki/{{path_noext!q}}'", "https://git.example/acme/shop/wiki/guide%2Fa%20b"),
        (f"{FORGE}edit_uri_template: 'w/{{path.__class__}}'", "https://git.example/acme/shop/w/{path.__class__}"),
        ("repo_url: javascript:alert(1)//\nedit_uri: x/", ""),
        ("repo_url: 'https://['\nedit_uri: x/", ""),
        ("repo_url: https://h/x\nedit_uri_template: 'javascript:alert(1)//{path}'", ""),
        ('repo_url: https://h/x\nedit_uri_template: "java\\tscript:alert(1)//{path}"', ""),
        ("repo_url: https://h/x\nedit_uri_template: 'http://[{path}'", ""),
        ("repo_url: https://h/x\nedit_uri: 'http://['", ""),
        ("repo_url: https://h/x\nedit_uri: javascript:alert(1)//", ""),
        ("repo_url: [x]\nedit_uri: x/", None),
    ],
)
def test_what_mkdocs_yml_says_wins(config: str, url: str | None) -> None:
    site = build({"mkdocs.yml": f"site_name: S\n{config}", "docs/guide/a b.md": "# A"}, folder="services/pay")
    assert page_of(site, "guide/a b/").edit_url == url


@pytest.mark.parametrize("template", ["javascript:alert(1)//{path}", "http://[{path}"])
def test_what_makes_no_web_address_is_said_once(template: str) -> None:
    config = f"site_name: S\nrepo_url: https://h/x\nedit_uri_template: '{template}'\n"
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home", "docs/a.md": "# A"})
    assert [page.edit_url for page in site.pages] == ["", ""]
    assert places(site) == ["docs-config mkdocs.yml:3"]


def test_a_file_cannot_choose_the_scheme() -> None:
    config = "site_name: S\nrepo_url: https://h/x\nedit_uri_template: '{path}'\n"
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home", "docs/javascript:alert(1).md": "# A"})
    assert all(not page.edit_url or page.edit_url.startswith("https://h/") for page in site.pages)


def test_included_pages_are_edited_where_they_stand() -> None:
    config = f"site_name: S\n{FORGE}edit_uri: edit/main/docs/\nnav:\n- index.md\n- Pay: '!include pay/mkdocs.yml'\n"
    inner = {"pay/mkdocs.yml": "site_name: pay", "pay/docs/index.md": "# Pay"}
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home", **inner})
    assert page_of(site).edit_url == "https://git.example/acme/shop/edit/main/docs/index.md"
    assert page_of(site, "pay/").edit_url is None
