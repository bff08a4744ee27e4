"""A value of portal.yaml that has the right form and no meaning."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Senseless:
    """A value that is not possible, with its place."""

    loc: tuple[int | str, ...]
    message: str
    hint: str = ""
