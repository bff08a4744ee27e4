"""Specs: what the classes of all kinds share. Their fields say what a descriptor holds and how it relates to others.

Rules of Backstage's JSON schemas (`packages/catalog-model/src/schema/kinds`): listed strings are not empty, unknown
fields are kept, there is no coercion. A field with a default may be absent, but not null: defaults are of its own type.
"""

from typing import Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from portalgen.model.json_schema import JsonSchema

Text = Annotated[str, Field(min_length=1)]
Texts = tuple[Text, ...]


class Spec(BaseModel):
    """What all specs share: strict types, nothing changed, extra fields kept."""

    model_config = ConfigDict(extra="allow", frozen=True, strict=True)

    schema_of_spec: ClassVar[JsonSchema | None] = None
    """What checks the values of a class that portal.yaml describes."""

    @model_validator(mode="before")
    @classmethod
    def _lists_are_tuples(cls, data: Any) -> Any:  # noqa: ANN401  (a document as written can hold anything)
        if isinstance(data, dict):
            return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
        return data
