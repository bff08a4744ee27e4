"""Settings of one plug-in: what stands under `plugins.<name>` in portal.yaml, checked by the plug-in's own model."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from portalgen.config.faults import Fault, collect, phrase, place, subject
from portalgen.diagnostics import Where
from portalgen.errors import ConfigError
from portalgen.yaml12 import Position

Model = TypeVar("Model", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class PluginSettings:
    """What portal.yaml says to one plug-in."""

    name: str = ""
    """Name of its entry point, the key below `plugins`."""
    values: object = None
    """As written, variables replaced; None if nothing is there."""
    file: Path = Path("portal.yaml")
    positions: Mapping[str, Position] = field(default_factory=dict, repr=False)

    @property
    def enabled(self) -> bool:
        """Whether the key is there, and not `false`: a plug-in that changes entities waits for it."""
        return self.values is not None and self.values is not False

    @property
    def folder(self) -> Path:
        """Folder of portal.yaml: relative paths start there."""
        return self.file.absolute().parent

    def read_as(self, model: type[Model]) -> Model:
        """Return the values as a model, mostly a `Section`. Raises `ConfigError` with every fault and its line."""
        try:
            return model.model_validate({} if self.values is True else self.values)
        except ValidationError as error:
            schema = model.model_json_schema()
            found = (
                (("plugins", self.name, *row["loc"]), phrase(row, schema))
                for row in error.errors(include_url=False, include_input=False)
            )
            raise collect(str(self.file), (self._fault(loc, message) for loc, message in found)) from None

    def wrong(self, message: str, *loc: int | str) -> ConfigError:
        """Return the error for a value of the right form that is not possible."""
        return collect(str(self.file), [self._fault(("plugins", self.name, *loc), message)])

    def where(self, *loc: int | str) -> Where:
        """Return the place of a value."""
        return Where("", self.file.name, *place(("plugins", self.name, *loc), self.positions, ""))

    def _fault(self, loc: tuple[int | str, ...], message: str) -> Fault:
        return Fault(*place(loc, self.positions, ""), subject(loc), message)
