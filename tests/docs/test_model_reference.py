"""The page of the catalog model: what it says of kinds and relations is what the classes say.

To write it afresh after a change: `PORTALGEN_ACCEPT=1 pytest tests/docs/test_model_reference.py`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from pydantic.fields import FieldInfo

from portalgen.model import entity
from portalgen.model.kinds import BUILT_IN, Kind
from portalgen.model.relations import PAIRS, Relates
from portalgen.read.placeholders import RESOLVERS
from portalgen.read.root import ROOT_KEYS
from tests.builders.pages import ACCEPT, ROOT, Page

PAGE = Page(ROOT / "docs" / "reference" / "catalog-model.md")


def kinds() -> Iterator[str]:
    yield ""
    for kind in BUILT_IN:
        yield from (f"### {kind.name}", "", (kind.spec.__doc__ or "").strip(), "")
        yield from ("| field | holds | relation | a bare name is a |", "| --- | --- | --- | --- |", *rows(kind), "")


def rows(kind: Kind) -> Iterator[str]:
    schema = kind.spec.model_json_schema()
    for name, field in kind.spec.model_fields.items():
        needed = "**needed.** " if field.is_required() else ""
        said = holds(field, schema["properties"][field.alias or name], schema.get("$defs", {}))
        yield f"| `{name}` | {needed}{said} | {relation(field)} |"


def holds(field: FieldInfo, schema: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    options = [option for option in schema.get("anyOf", [schema]) if option.get("type") != "null"]
    word = "ref" if any(isinstance(mark, Relates) for mark in field.metadata) else "text"
    if field.annotation is Any:
        return f"{word} or list of {word}s"
    return " or ".join(form(option, known, word) for option in options)


def form(option: Mapping[str, Any], known: Mapping[str, Any], word: str) -> str:
    if option.get("type") == "array":
        return f"list of {maps(option['items'], known) or ('refs' if word == 'ref' else 'text')}"
    choices = [f"`{choice}`" for choice in option.get("enum", ())]
    return " or ".join(choices) or maps(option, known) or ("a map" if "$ref" in option else word)


def maps(option: Mapping[str, Any], known: Mapping[str, Any]) -> str:
    names = known[option["$ref"].rpartition("/")[2]].get("properties", ()) if "$ref" in option else ()
    return f"keys {', '.join(f'`{name}`' for name in names)}" if names else ""


def relation(field: FieldInfo) -> str:
    for mark in field.metadata:
        if isinstance(mark, Relates):
            name = mark.pair.backward if mark.reverse else mark.pair.forward
            return f"`{name}` | {mark.kind or 'fault: write the kind'}"
    return " | "


def relations() -> Iterator[str]:
    yield from ("", "An edge has two names, one from each end. It is stored once, however many descriptors say it.", "")
    yield from ("| from here | from there |", "| --- | --- |")
    yield from (f"| `{pair.forward}` | `{pair.backward}` |" for pair in PAIRS)
    yield ""


SECTIONS = {"Kinds": kinds, "Relations": relations}


@pytest.mark.parametrize("heading", SECTIONS)
def test_section_says_what_the_classes_say(heading: str) -> None:
    before, mark, after = PAGE.path.read_text(encoding="utf-8").partition(f"\n## {heading}\n")
    section, follows, rest = after.partition("\n## ")
    expected = "\n".join(SECTIONS[heading]())
    if ACCEPT:
        PAGE.path.write_text(f"{before}{mark}{expected}{follows}{rest}", encoding="utf-8")
    else:
        assert section == expected


def test_every_placeholder_annotation_and_root_key_is_named() -> None:
    named = set(PAGE.code())
    constants = (getattr(entity, name) for name in dir(entity) if name.isupper())
    annotations = {value for value in constants if isinstance(value, str) and value.startswith("backstage.io/")}
    assert {*RESOLVERS, *annotations, *ROOT_KEYS} - named == set()
