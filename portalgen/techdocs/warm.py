"""A first tiny site, so that children of this process start with everything loaded."""

from portalgen.model.catalog import DocsSource
from portalgen.model.ref import EntityRef
from portalgen.model.source import Source
from portalgen.techdocs.build_docs import build_docs

_PAGE = b"""# Warm

`#!python x`

```python
x = 1
```
"""


def warm_up() -> None:
    """Build a site of one page and forget it."""
    source = DocsSource(EntityRef("component", "default", "warm"), Source(""), "", ())
    build_docs(source, {"docs/index.md": _PAGE})
