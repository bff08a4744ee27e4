"""Misspelt annotations: keys below `backstage.io/` and `portalgen.dev/`, which are not for everybody to make up."""

import difflib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from portalgen.diagnostics import Diagnostic, diagnose
from portalgen.model.docs_version import ANNOTATION as DOCS_VERSIONS
from portalgen.model.entity import (
    EDIT_URL,
    IGNORE,
    MANAGED_BY,
    MANAGED_BY_ORIGIN,
    SOURCE_LOCATION,
    TECHDOCS_ENTITY,
    TECHDOCS_PATH,
    TECHDOCS_REF,
    VIEW_URL,
    Entity,
)
from portalgen.yaml12 import pointer

_OTHERS = "backstage.io/"
"""Plug-ins of Backstage have keys of their own there: only what looks like a known one is wrong."""
_OURS = "portalgen.dev/"
_OWN = (DOCS_VERSIONS, IGNORE)
_KNOWN = (
    TECHDOCS_REF,
    TECHDOCS_ENTITY,
    TECHDOCS_PATH,
    SOURCE_LOCATION,
    VIEW_URL,
    EDIT_URL,
    MANAGED_BY,
    MANAGED_BY_ORIGIN,
    *(
        _OTHERS + name
        for name in (
            "adr-location",
            "code-coverage",
            "definition-at-location",
            "kubernetes-cluster",
            "kubernetes-id",
            "kubernetes-label-selector",
            "kubernetes-namespace",
            "ldap-dn",
            "ldap-rdn",
            "ldap-uuid",
            "linguist",
            "orphan",
            "source-template",
            "time-saved",
        )
    ),
)
"""Well-known annotations of Backstage."""
_SIMILAR = 0.85
"""`techdoc-ref` is, `kubernetes-context` is not."""
_LONGEST = 60
_MOST = 20
"""Keys of one entity that are told of."""


def misspelt_annotations(entity: Entity) -> Iterator[Diagnostic]:
    """Find keys of annotations that look like a well-known one, and keys of ours that there are not."""
    wrong = ((key, hint) for key in entity.annotations if (hint := _hint(key)))
    return islice((_diagnose(entity, key, hint) for key, hint in wrong), _MOST)


@lru_cache(maxsize=10_000)
def _hint(key: str) -> str:
    if not key.lower().startswith((_OTHERS, _OURS)) or key in _KNOWN or key in _OWN or len(key) > _LONGEST:
        return ""
    return _meant(key)


@lru_cache(maxsize=1000)
def _meant(key: str) -> str:
    if key.lower().startswith(_OURS):
        near = _close(key, _OWN)
        return f"did you mean {near}?" if near else f"portalgen knows {' and '.join(_OWN)}"
    found = _close(key, _KNOWN)
    return f"did you mean {found}?" if found else ""


def _close(key: str, known: Iterable[str]) -> str:
    """Return the known key whose name after the slash is most like this one's."""
    names = {name.partition("/")[2]: name for name in known}
    found = difflib.get_close_matches(key.lower().partition("/")[2], names, n=1, cutoff=_SIMILAR)
    return names[found[0]] if found else ""


def _diagnose(entity: Entity, key: str, hint: str) -> Diagnostic:
    return diagnose(
        "misspelt-field",
        f"{entity.ref}: the annotation {key} means nothing",
        where=entity.at_key(pointer("/metadata/annotations", key)),
        hint=hint,
        entity=str(entity.ref),
    )
