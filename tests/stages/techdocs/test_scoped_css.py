"""Style sheets made of escapes, unclosed parts and odd words: whatever is written, it stays in one scope."""

from collections.abc import Iterable, Iterator

import tinycss2
from hypothesis import given, settings
from hypothesis import strategies as st
from tinycss2.ast import Node

from portalgen.techdocs.css_tokens import FUNCTIONS
from portalgen.techdocs.scoped_css import GROUPS, ScopedCss

EVIL = "https://evil.example/x"
FRAGMENTS = (
    "}", "{", "{", "(", ")", "[", "]", ";", ":", ",", "'", '"', "\\", "\\\n", "\\ ", "\n", " ", "/*", "*/", "\0",
    "<!--", "-->", "!", "@", "#", "p", "html", ":root", "body", "p{top:0}", "x:y", "--x:", "color:red;",
    "}} @scope (html){",
    f"url({EVIL})", f"url('{EVIL}')", f'image-set("{EVIL}" 1x)', f"src('{EVIL}')", f"@import '{EVIL}';",
    "@charset 'x';", "@media a", "@supports (x:y)", "@scope (html){", "@layer x{", "@keyframes x", "@keyframes ",
    "to{top:0}", "animation:x ", "::before", "position:fixed", "&", ">", "\ud7ff", "\x1f", "\xa0",
)  # fmt: skip
ESCAPES = ("{}", "{}", "\\{:x} ", "\\{:06x}", "\\{}", "\\{:x}\t")


@st.composite
def written(draw: st.DrawFn) -> str:
    """Style sheets after one harmless rule; parts of them are escaped as a whole, others in single characters."""
    return "".join(
        _escaped(part, draw(st.sampled_from(ESCAPES))) for part in draw(st.lists(st.sampled_from(FRAGMENTS)))
    )


def _escaped(text: str, form: str) -> str:
    return "".join(form.format(ord(one) if "x" in form else one) for one in text)


def _inside(tokens: Iterable[Node]) -> Iterator[Node]:
    for token in tokens:
        yield token
        for part in ("prelude", "arguments", "content"):
            yield from _inside(getattr(token, part, None) or ())


@given(written())
@settings(max_examples=400, deadline=None, derandomize=True)
def test_there_is_one_scope_and_no_address_outside(text: str) -> None:
    style = ScopedCss(lambda _: None).rewrite(f".ok{{top:0}}{text}")
    style.encode()
    (layer,) = tinycss2.parse_stylesheet(style, skip_whitespace=True)
    assert (layer.at_keyword, tinycss2.serialize(layer.prelude)) == ("layer", " docs-own")
    *frames, scope = tinycss2.parse_rule_list(layer.content)
    assert all(f"{one.at_keyword}{tinycss2.serialize(one.prelude)}".startswith("keyframes docs-") for one in frames)
    assert (scope.at_keyword, tinycss2.serialize(scope.prelude)) == ("scope", " (.docs-content)")
    assert tinycss2.serialize(scope.content).startswith(".ok:where(:scope,:scope *){top:0;}")
    for token in _inside(layer.content):
        assert token.type not in {"error", "url"}
        assert getattr(token, "lower_name", "") not in FUNCTIONS | {"url"}
    rules = tinycss2.parse_blocks_contents(scope.content)
    assert {one.lower_at_keyword for one in rules if one.type == "at-rule"} <= GROUPS
