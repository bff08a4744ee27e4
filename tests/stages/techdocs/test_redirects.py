"""Redirects and entries of the nav that lead nowhere: told where they are written, with what may have been meant."""

from tests.builders.docs import build

PAGES = {"docs/index.md": "# Home", "docs/guide/install.md": "# Install\n\n## Main\n\n## First steps\n"}


def told(config: str) -> list[tuple[int, str, str]]:
    site = build({"mkdocs.yml": config, **PAGES})
    return [(row.where.line, row.message, row.hint) for row in site.diagnostics]


def redirects(*rows: str) -> str:
    return "\n".join(("plugins:", "- redirects:", "    redirect_maps:", *(f"      {row}" for row in rows)))


def test_a_redirect_to_an_anchor_that_is_not_there_is_told_and_leads_to_the_page() -> None:
    config = redirects("a.md: guide/install.md#first-step", "b.md: guide/install.md#first-steps", "c.md: index.md#")
    message = "the redirect from 'a.md' leads to 'guide/install.md#first-step', a heading or anchor that is not there"
    assert told(config) == [(4, message, "did you mean '#first-steps'?")]
    assert dict(build({"mkdocs.yml": config, **PAGES}).redirects)["a/"] == "guide/install/#first-step"


def test_a_redirect_to_an_anchor_with_another_name_leads_there() -> None:
    site = build({"mkdocs.yml": redirects("a.md: guide/install.md#main"), **PAGES})
    assert (site.redirects, site.diagnostics) == ((("a/", "guide/install/#docs-main"),), ())


def test_what_a_redirect_may_have_meant_is_named() -> None:
    message = "the redirect from 'a.md' leads to 'guide/instal.md#x', which is not there"
    assert told(redirects("a.md: guide/instal.md#x")) == [(4, message, "did you mean 'guide/install.md'?")]


def test_a_redirect_to_what_is_no_address_is_told() -> None:
    config = redirects("a.md: 'http://['", "b.md: 'https://x.example/\u202etxt'", "c.md: HTTPS://x.example")
    assert [line for line, _, _ in told(config)] == [4, 5]
    assert build({"mkdocs.yml": config, **PAGES}).redirects == (("c/", "HTTPS://x.example"),)


def test_what_an_entry_of_the_nav_may_have_meant_is_named() -> None:
    assert told("nav:\n- index.md\n- install.md\n- Else: nothing-like-it.md\n") == [
        (3, "the nav names 'install.md', which is not in these docs", "did you mean 'guide/install.md'?"),
        (4, "the nav names 'nothing-like-it.md', which is not in these docs", "correct the path or remove the entry"),
    ]


def test_an_entry_of_an_included_nav_gets_a_hint_as_its_author_would_write_it() -> None:
    files = {
        "mkdocs.yml": "nav: [index.md, {Pay: '!include pay/mkdocs.yml'}]",
        "pay/mkdocs.yml": "site_name: pay\nnav: [refund.md]\n",
        "pay/docs/refunds.md": "# Refunds",
    }
    (found,) = build({**files, **PAGES}).diagnostics
    assert (found.where.path, found.where.line, found.hint) == ("pay/mkdocs.yml", 2, "did you mean 'refunds.md'?")
