"""A fault that several pages or entities have is told once, and always in the same words."""

from itertools import permutations

from portalgen.diagnostics import Where, diagnose
from portalgen.techdocs import told_once
from tests.builders.docs import build

WHERE = Where("https://git.example/shop.git", "docs/part.md", 3, 1)


def test_hints_that_differ_are_told_in_their_order() -> None:
    pages = {f"docs/{'a/' * depth}page.md": '--8<-- "part.txt"\n' for depth in range(6)}
    site = build({**pages, "docs/guide/gone.md": "# Gone\n", "part.txt": "[a](gone.md)\n"})
    hints = [row.hint for row in site.diagnostics]
    assert len(hints) == len(pages)
    assert hints == sorted(hints)
    assert len(told_once(site.diagnostics)) == 1


def test_the_order_of_what_was_found_has_no_influence() -> None:
    rows = [
        diagnose("docs-broken-link", "'gon.md' leads to nothing", where=WHERE, hint=hint, entity=entity)
        for entity, hint in (("component:default/a", ""), ("component:default/a", "x"), ("component:default/b", "w"))
    ]
    for order in permutations(rows):
        assert told_once(order) == (rows[1],)
