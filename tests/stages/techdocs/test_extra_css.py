"""Style sheets of repositories: what is left of them, where it holds, and what is said about the rest."""

import re

import pytest

from portalgen.techdocs.scoped_css import ScopedCss
from tests.builders.docs import build

CONFIG = "site_name: Shop\nextra_css: [stylesheets/extra.css]\n"
INSIDE = ":where(:scope,:scope *)"


def escaped(text: str) -> str:
    """Return a text as CSS escapes."""
    return "".join(f"\\{ord(character):06x}" for character in text)


def rewrite(text: str) -> tuple[str, list[str]]:
    """Return what is left of a style sheet without its frame, and what was dropped."""
    scoped = ScopedCss(lambda written: "img/a.png" if written == "../img/a.png" else None)
    style = scoped.rewrite(text)
    found = re.fullmatch(r"@layer docs-own\{(.*?)@scope \(\.docs-content\)\{(.*)\}\}\n", style, re.DOTALL)
    return ("".join(found.groups()) if found else style), [what for _, what in scoped.dropped]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (".a { color: red }", f".a{INSIDE}{{color:red;}}"),
        ("h1, .b > em::before { top: 0 }", f"h1{INSIDE},.b > em{INSIDE}::before{{top:0;}}"),
        ("p:first-line { top: 0 }", f"p{INSIDE}:first-line{{top:0;}}"),
        ('a[title="::,"] { top: 0 }', f'a[title="::,"]{INSIDE}{{top:0;}}'),
        (":root { --md-primary-fg-color: #e00 }", ":root :scope{--md-primary-fg-color:#e00;}"),
        (":root > * { --md-hue: 3 }", ":root > * :scope{--md-hue:3;}"),
        ("body[data-md-color-scheme=slate] { --x: 1 }", ":is(html,body)[data-md-color-scheme=slate] :scope{--x:1;}"),
        (".a { &:hover { top: 0 } & ~ p { top: 1px } }",
         f".a{INSIDE}{{&:hover{INSIDE}{{top:0;}}& ~ p{INSIDE}{{top:1px;}}}}"),
        ("@media print { .a { top: 0 !important } }", f"@media print{{.a{INSIDE}{{top:0!important;}}}}"),
        (".a { background: url(../img/a.png) }", f'.a{INSIDE}{{background:url("img/a.png");}}'),
        (".a { animation: spin 1s } @keyframes spin { to { top: 0 } }",
         f"@keyframes docs-spin{{to{{top:0;}}}}.a{INSIDE}{{animation:docs-spin 1s;}}"),
        (".a { mask: url(data:image/svg+xml;base64,PHN2Zz4=) }",
         f'.a{INSIDE}{{mask:url("data:image/svg+xml;base64,PHN2Zz4=");}}'),
        (".a { mask: url('data:image/svg+xml;utf8,<svg a=\"b\">#</svg>') }",
         f'.a{INSIDE}{{mask:url("data:image/svg+xml;utf8,%3Csvg%20a=%22b%22%3E%23%3C/svg%3E");}}'),
        (".a { filter: url(#blur) }", f'.a{INSIDE}{{filter:url("#blur");}}'),
        ("@media a\\ { p { top: 0 } }", f"@media a\\ {{p{INSIDE}{{top:0;}}}}"),
        ("p\\ { x: a\\ }", f"p\\ {INSIDE}{{x:a\\ ;}}"),
        (".a { top: 0; @keyframes x { to { top: 0 } } }", f"@keyframes docs-x{{to{{top:0;}}}}.a{INSIDE}{{top:0;}}"),
        (".a { x: \\d800 b }", f".a{INSIDE}{{x:\ufffd b;}}"),
        (":root" * 5_000 + " { top: 0 }", ":root" * 5_000 + " :scope{top:0;}"),
        (":root" * 5_000 + "x { top: 0 }", ":root" * 5_000 + f"x{INSIDE}{{top:0;}}"),
    ],
)  # fmt: skip
def test_what_is_kept_stays_inside_of_the_content(written: str, kept: str) -> None:
    assert rewrite(written) == (kept, [])


@pytest.mark.parametrize(
    ("written", "dropped"),
    [
        ("@import url(https://evil.example/x.css);", "@import"),
        ('@import "../x.css";', "@import"),
        ("@font-face { font-family: Inter; src: url(../img/a.png) }", "@font-face"),
        ("@layer reset { .a { top: 0 } }", "@layer"),
        ("@property --color-page { syntax: '*' }", "@property"),
        (".a { background: url(https://evil.example/a.png) }", "url(https://evil.example/a.png)"),
        (".a { background: url(//evil.example/a.png) }", "url(//evil.example/a.png)"),
        (".a { --x: { y: url(https://evil.example) } }", "url(https://evil.example)"),
        (".a { background: u\\72l(https://evil.example/) }", "url(https://evil.example/)"),
        (".a { background: URL('https://evil.example/') }", "url(https://evil.example/)"),
        ('.a { background: image-set("https://evil.example/a.png" 1x) }', "image-set()"),
        ('.a { background: src("https://evil.example/a.png") }', "src()"),
        (".a { width: expression(alert(1)) }", "expression()"),
        (".a { behavior: none }", "'behavior'"),
        (".a { position: FIXED }", "position: FIXED"),
        (".a { background: url(https://evil.example", "url(https://evil.example)"),
        ("} .a { top: 0 }", "brackets"),
        ("{ top: 0 }", "without selectors"),
        (f"p{{{escaped('x:y}} @scope (html){body{background:url(https://evil.example/x);display')}:none}}", "x:y}}"),
        (f"p{{{escaped('x;y')}: 0}}", "no plain name"),
        ("@media a\\\n{ p { top: 0 } }", "stray backslash"),
        ("p\\\n{ top: 0 }", "stray backslash"),
        ("p { top: 0\\\n}", "stray backslash"),
        ("@supports (x: url(https://evil.example)) { p { top: 0 } }", "a condition with url()"),
        (".a { @keyframes 'x' { to { top: 0 } } }", "@keyframes"),
        ("@\\69MPORT 'x.css';", "@iMPORT"),
        (".a { background: url(\\d800 ) }", "url(\ufffd)"),
    ],
)  # fmt: skip
def test_what_reaches_further_is_dropped_and_said(written: str, dropped: str) -> None:
    style, said = rewrite(written)
    assert style == ""
    assert len(said) == 1
    assert dropped in said[0]


def test_a_site_has_one_style_sheet_and_says_what_it_misses() -> None:
    config = "site_name: Shop\nextra_css:\n  - a.css\n  - https://evil.example/x.css\n  - ../../b.css\n  - c.css\n"
    files = {"mkdocs.yml": config, "docs/index.md": "# Home", "docs/a.css": ".a{top:0}\n.b{position:fixed}"}
    site = build(files | {"docs/c.css": "/*" + " " * 300_000, "b.css": ".x{top:0}"})
    assert site.own_style
    assert site.own_style.content.startswith(b"@layer docs-own{@scope (.docs-content){.a:where(")
    assert [f"{one.where.path}:{one.where.line}" for one in site.diagnostics] == [
        "docs/a.css:2", "mkdocs.yml:4", "mkdocs.yml:5", "mkdocs.yml:6",
    ]  # fmt: skip


def test_addresses_lead_to_published_files_of_the_docs() -> None:
    written = ("../img/my%20a.png?x", "../../index.md", "data:text/html,x")
    style = "".join(f".a{{background:url({address})}}" for address in written)
    files = {"mkdocs.yml": CONFIG, "docs/index.md": "# Home", "docs/stylesheets/extra.css": style}
    site = build(files | {"docs/img/my a.png": b"x"})
    assert site.own_style
    assert b'url("img/my%20a.png")' in site.own_style.content
    assert len(site.diagnostics) == 2


@pytest.mark.parametrize("style", [".a{" * 20_000, ".a{x:" + "(" * 60_000, "@media x{" * 20_000, "\0" * 999, "/*", "@"])
def test_strange_style_sheets_cost_themselves(style: str) -> None:
    site = build({"mkdocs.yml": CONFIG, "docs/index.md": "# Home", "docs/stylesheets/extra.css": style})
    assert site.pages
