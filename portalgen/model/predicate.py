"""Predicates over entities, in Backstage's language (`FilterPredicate` of `@backstage/filter-predicates`).

`{kind: component, spec.type: {$in: [service, website]}, metadata.annotations.example.org/id: {$exists: true}}` says
that all of these hold. `$all`, `$any` and `$not` combine predicates; of a field there may be a value, `$in`, `$exists`,
`$contains` (a list has the value) and `$hasPrefix`. Upper and lower case are the same, as in the catalog's API.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity

Predicate = Mapping[str, Any]
_MOST = 20
"""Levels of predicates in predicates."""


def matches(predicate: Predicate, entity: Entity, catalog: Catalog) -> bool:
    """Say whether a predicate that `check_predicate` let pass holds for an entity; an empty one always does."""
    return all(_holds(name, wanted, entity, catalog) for name, wanted in predicate.items())


def check_predicate(predicate: object, depth: int = 0) -> None:
    """Raise `ValueError`, with words for the person who wrote it, for what is no predicate."""
    if depth > _MOST:
        raise ValueError("conditions stand in each other too deeply")
    if not isinstance(predicate, Mapping):
        raise ValueError("a condition is written as keys and values, like `kind: component`")  # noqa: TRY004
    for name, wanted in predicate.items():
        if name in {"$all", "$any"}:
            _check_several(name, wanted, depth)
        elif name == "$not":
            check_predicate(wanted, depth + 1)
        elif str(name).startswith("$"):
            raise ValueError(f"'{name}' is no way to combine conditions; there are $all, $any and $not")
        else:
            _check_wanted(name, wanted)


def values_at(entity: Entity, catalog: Catalog, path: str) -> Iterator[str]:
    """Yield the values of a field in lower case: `kind`, `spec.type`, `metadata.tags`, `relations.ownedBy`.

    A key may have dots in it; a list gives each of its items, an object gives the empty text, since it is there.
    """
    first, _, rest = path.lower().partition(".")
    if first == "relations":
        for name, refs in catalog.relations_of(entity.ref).items():
            if name.lower() == rest:
                yield from map(str, refs)
        return
    if path.lower() in {"metadata.namespace", "metadata.name"}:
        yield entity.ref.namespace if path.lower().endswith("space") else entity.ref.name
        return
    yield from map(_text, _walk(entity.document, path.lower()))


def first_value(entity: Entity, path: str) -> str:
    """Return the first value of a field as it is written, empty if there is none."""
    return next((str(value) for value in _walk(entity.document, path.lower())), "")


def _check_several(name: str, wanted: object, depth: int) -> None:
    if not isinstance(wanted, (list, tuple)):
        raise ValueError(f"'{name}' wants a list of conditions")  # noqa: TRY004
    for one in wanted:
        check_predicate(one, depth + 1)


def _check_wanted(name: object, wanted: object) -> None:
    if not isinstance(wanted, Mapping):
        if isinstance(wanted, (list, tuple)) or wanted is None:
            raise ValueError(f"'{name}' wants one value, or `$in` with a list of them")
        return
    for operator, value in wanted.items():
        if operator not in _OPERATORS:
            known = ", ".join(sorted(_OPERATORS))
            raise ValueError(f"'{operator}' is no condition of a field; there are {known}")
        if operator == "$in" and not isinstance(value, (list, tuple)):
            raise ValueError("'$in' wants a list of values")
        if operator == "$exists" and not isinstance(value, bool):
            raise ValueError("'$exists' wants true or false")


def _holds(name: str, wanted: Any, entity: Entity, catalog: Catalog) -> bool:  # noqa: ANN401  (as written)
    if name in {"$all", "$any"}:
        combine = all if name == "$all" else any
        return combine(matches(one, entity, catalog) for one in wanted)
    if name == "$not":
        return not matches(wanted, entity, catalog)
    found = tuple(values_at(entity, catalog, name))
    if isinstance(wanted, Mapping):
        return all(_OPERATORS[operator](found, value) for operator, value in wanted.items())
    return _text(wanted) in found


def _walk(value: object, path: str) -> Iterator[object]:
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _walk(item, path)
    elif not path:
        yield "" if isinstance(value, Mapping) else value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            name = str(key).lower()
            if path == name or path.startswith(f"{name}."):
                yield from _walk(inner, path[len(name) + 1 :])


def _text(value: object) -> str:
    return str(value).lower()


_OPERATORS: Mapping[str, Callable[[tuple[str, ...], Any], bool]] = {
    "$in": lambda found, values: any(_text(value) in found for value in values),
    "$exists": lambda found, wanted: bool(found) == wanted,
    "$contains": lambda found, value: _text(value) in found,
    "$hasPrefix": lambda found, value: any(one.startswith(_text(value)) for one in found),
}
"""Operator -> whether it holds for the values of a field."""
