"""`status` in the front matter of pages: what the navigation says of them."""

from portalgen.model.docs import PageStatus
from tests.builders.docs import Files, build

CONFIG = """
nav: [index.md, More: [a.md, b.md, c.md]]
extra:
  status: {deprecated: 'Gone in May', beta: Beta, odd: [x]}
"""


def page(status: str) -> str:
    return f"---\nstatus: {status}\n---\n# Page\n"


def statuses(files: Files) -> list[PageStatus | None]:
    site = build({"mkdocs.yml": CONFIG, "docs/index.md": "# Home", **files})
    home, more = site.nav
    assert site.diagnostics == ()
    return [home.status, *(item.status for item in more.children)]


def test_pages_say_their_status_as_the_docs_call_it() -> None:
    files = {"docs/a.md": page("new"), "docs/b.md": page("deprecated"), "docs/c.md": page("beta")}
    named = [PageStatus("new"), PageStatus("deprecated", "Gone in May"), PageStatus("beta", "Beta")]
    assert statuses(files) == [None, *named]


def test_what_is_no_word_is_no_status() -> None:
    files = {"docs/a.md": page("[new]"), "docs/b.md": page("''"), "docs/c.md": page("odd")}
    assert statuses(files) == [None, None, None, PageStatus("odd")]
