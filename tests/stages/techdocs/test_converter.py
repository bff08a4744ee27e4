"""One converter for all pages of a site: what a page says does not reach the next one."""

import pytest

from tests.builders.docs import build, html, page_of
from tests.builders.markdown_cases import CASES

AFTER = """# After

[one] HTML SLA [^1] ==mark== :smile: `#!python x`

=== "A"

    !!! note

        1. a

```python title="a.py" linenums="5"
x = 1
```

- [x] done

[^1]: Note

## Part

Term
:   Meaning
"""
ODD = {
    "a reference": '[one]: https://example.com "One"\n',
    "an abbreviation": "*[SLA]: Level\n\n*[HTML]: Markup\n",
    "footnotes": "a[^1] b[^2]\n\n[^1]: x\n[^2]: y\n",
    "the same headings": "# After\n\n## Part\n\n## Part\n",
    "HTML left open": "<div markdown>\n\n<details>\n\n- a\n",
    "a fence left open": "````python\nx = 1\n",
    "a page that fails": "<![CDATA[ x\n\n" + "> " * 3000 + "a\n",
    "a snippet that is not there": '--8<-- "none.md"\n\n```python\nx\n```\n',
    "lists left open": "1. a\n\n    - b\n\n        3. c\n",
}


@pytest.mark.parametrize("case", sorted({*CASES, *ODD}))
def test_a_page_is_as_if_it_were_the_only_one(case: str) -> None:
    config, before = CASES.get(case) or ("", ODD[case])
    alone = {"mkdocs.yml": f"site_name: S\n{config}", "docs/b.md": AFTER}
    site = build({**alone, "docs/a.md": before})
    assert page_of(site, "b/") == page_of(build(alone), "b/")


def test_footnotes_that_are_unique_in_a_site_are_counted_on_each_page_alone() -> None:
    config = "markdown_extensions:\n- footnotes: {UNIQUE_IDS: true}\n"
    assert html("a[^1]\n\n[^1]: x\n", config) == html(
        "a[^1]\n\n[^1]: x\n", config, **{"docs/a.md": "b[^1]\n\n[^1]: y\n"}
    )
