"""What all sections of portal.yaml share: known keys only, camelCase as in Backstage, nothing changes after reading."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, model_validator
from pydantic.alias_generators import to_camel
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema


class Section(BaseModel):
    """A part of portal.yaml: one field is one setting, whose docstring is its documentation."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        alias_generator=to_camel,
        use_attribute_docstrings=True,
        hide_input_in_errors=True,
    )

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, data: Any) -> Any:  # noqa: ANN401  (a file as written can hold anything)
        """Let `techdocs:` without a value mean what leaving it out means."""
        if not isinstance(data, dict):
            return data
        known = {field.alias for field in cls.model_fields.values()}
        return {key: value for key, value in data.items() if value is not None or key not in known}


@dataclass(frozen=True, slots=True)
class Given:
    """Annotation of a setting that a flag or a variable may give too: flag first, then variable, then file."""

    flag: str = ""
    variable: str = ""

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """Tell the schema, so that editors and the reference page show it."""
        names = {"x-flag": self.flag, "x-variable": self.variable}
        return {**handler(core), **{key: name for key, name in names.items() if name}}


@dataclass(frozen=True, slots=True)
class Unused:
    """Annotation of a setting that is accepted and has no effect; `code` is the diagnostic that says so."""

    code: str


def rows(section: type[Section], at: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], FieldInfo]]:
    """Give (place, field) of every setting of a section and of the sections in it, but not of lists."""
    for name, field in section.model_fields.items():
        place = (*at, field.alias or name)
        yield place, field
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            yield from rows(field.annotation, place)
