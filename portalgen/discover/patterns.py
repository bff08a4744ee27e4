"""Patterns: settings of providers that are regular expressions of the admin's own."""

import re
from typing import Annotated

from pydantic import BeforeValidator

from portalgen.discover.filters import anchored


def _compiled(value: object) -> object:
    try:
        return re.compile(value) if isinstance(value, str) else value
    except re.error as error:
        raise ValueError(f"is no regular expression: {error}") from None


def _whole(value: object) -> object:
    return anchored(value) if isinstance(value, str) else value


def as_list(value: object) -> object:
    """Return a single text as a list of one."""
    return [value] if isinstance(value, str) else value


Part = Annotated[re.Pattern[str], BeforeValidator(_compiled, json_schema_input_type=str)]
"""Matches anywhere in a name, unless it says `^` or `$`."""
Whole = Annotated[re.Pattern[str], BeforeValidator(_whole, json_schema_input_type=str)]
"""Matches whole names, whether it says `^` and `$` or not."""
