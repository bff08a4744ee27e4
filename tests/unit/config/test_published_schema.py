"""The schema and the reference page are those of the code."""

import json
from collections.abc import Iterator
from pathlib import Path

from portalgen.config import Settings, config_schema
from portalgen.config.section import Given, Section

REFERENCE = Path(__file__).parents[3] / "docs" / "reference"
PAGE = REFERENCE / "configuration.md"


def sections(section: type[Section], at: str = "") -> Iterator[tuple[str, str, str]]:
    """Give (dotted key, flag, variable) of every setting; `[]` stands for the entries of a list."""
    for name, field in section.model_fields.items():
        key = f"{at}{field.alias or name}"
        given = next((mark for mark in field.metadata if isinstance(mark, Given)), Given())
        yield key, given.flag, given.variable
        for inner, many in _inner(field.annotation):
            yield from sections(inner, f"{key}{'[]' if many else ''}.")


def _inner(annotation: object) -> Iterator[tuple[type[Section], bool]]:
    if isinstance(annotation, type) and issubclass(annotation, Section):
        yield annotation, False
        return
    for argument in getattr(annotation, "__args__", ()):
        for inner, _ in _inner(argument):
            yield inner, True


def _stands_for_others(key: str) -> bool:
    """Every Git host has the same keys; the page shows those of the first."""
    return not key.startswith("integrations.") or "[]" not in key or key.startswith("integrations.github[]")


SETTINGS = sorted(row for row in set(sections(Settings)) if _stands_for_others(row[0]))


def test_the_published_schema_is_that_of_the_code() -> None:
    published = json.loads((REFERENCE / "portal.schema.json").read_text())
    assert published == config_schema(), "portalgen config schema > docs/reference/portal.schema.json"


def test_every_key_has_a_description_in_the_schema() -> None:
    schema = config_schema()
    objects = [schema, *schema["$defs"].values()]
    missing = [
        key
        for row in objects
        for key, value in row["properties"].items()
        if not (value.get("description", "").strip() or "$ref" in value)
    ]
    assert missing == []
    assert schema["$defs"]["Build"]["properties"]["jobs"]["x-variable"] == "PORTALGEN_JOBS"


def test_the_reference_page_has_a_row_for_every_setting_and_no_other() -> None:
    named = [row.split("`")[1] for row in PAGE.read_text().splitlines() if row.startswith("| `")]
    assert sorted(named) == [key for key, _, _ in SETTINGS]


def test_the_row_of_a_setting_names_its_flag_and_variable() -> None:
    rows = {row.split("`")[1]: row for row in PAGE.read_text().splitlines() if row.startswith("| `")}
    given = [(key, name) for key, *names in SETTINGS for name in names if name]
    assert len(given) == 9
    assert [(key, name) for key, name in given if f"`{name}`" not in rows[key]] == []
