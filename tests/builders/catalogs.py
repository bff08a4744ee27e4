"""Builds catalogs from one line an entity: `make_catalog("component:shop type=service dependsOn=api:pay")`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from portalgen.diagnostics import Where
from portalgen.model.catalog import Catalog
from portalgen.model.entity import Entity
from portalgen.model.kinds import BUILT_IN
from portalgen.model.ref import EntityRef
from portalgen.model.relations import Relates, Relation

_KINDS = {kind.key: kind for kind in BUILT_IN}
_METADATA = ("title", "description")


def make_catalog(*rows: str) -> Catalog:
    """Return the catalog of rows `kind:[namespace/]name field=value,value …`; `_` in a title or description is a space.

    Fields are those of the kind's spec, and `title` and `description`.
    """
    return catalog_of(map(_document, rows))


def catalog_of(documents: Iterable[Mapping[str, Any]]) -> Catalog:
    """Return the catalog of documents as descriptors hold them, without any check."""
    entities = [Entity(_ref(document), document, Where()) for document in documents]
    relations = {relation for entity in entities for relation in _relations(entity)}
    return Catalog(
        {entity.ref: entity for entity in sorted(entities, key=lambda one: one.ref)}, tuple(sorted(relations))
    )


def _document(row: str) -> dict[str, Any]:
    head, *fields = row.split()
    ref = EntityRef.parse(head)
    values = dict(field.split("=", 1) for field in fields)
    metadata = {name: values.pop(name).replace("_", " ") for name in _METADATA if name in values}
    return {
        "apiVersion": "backstage.io/v1alpha1",
        "kind": _KINDS[ref.kind].name if ref.kind in _KINDS else ref.kind,
        "metadata": {"name": ref.name, "namespace": ref.namespace, **metadata},
        "spec": {name: _value(name, value) for name, value in values.items()},
    }


def _value(name: str, text: str) -> str | list[str]:
    is_list = name in {"children", "memberOf", "dependsOn", "dependencyOf"} or name.endswith("s")
    return [item for item in text.split(",") if item] if is_list else text


def _ref(document: Mapping[str, Any]) -> EntityRef:
    metadata = document["metadata"]
    return EntityRef(document["kind"], metadata.get("namespace", "default"), metadata["name"])


def _relations(entity: Entity) -> Iterator[Relation]:
    kind = _KINDS.get(entity.ref.kind)
    for name, field in kind.spec.model_fields.items() if kind else ():
        for relates in (item for item in field.metadata if isinstance(item, Relates)):
            for text in _texts(entity.spec.get(name)):
                other = EntityRef.parse(text, kind=relates.kind, namespace=entity.ref.namespace)
                source, target = (other, entity.ref) if relates.reverse else (entity.ref, other)
                yield Relation(source, relates.pair, target)


def _texts(value: object) -> list[str]:
    return (
        [str(item) for item in value] if isinstance(value, list | tuple) else [value] if isinstance(value, str) else []
    )
