"""Moments on the command line: a day or time, or the record of a site, in; the moment that a build is of out."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portalgen.errors import ConfigError

if TYPE_CHECKING:
    from portalgen.model.moment import Moment

_DAY = 10
"""Characters of `2026-01-31`."""
_LAST = 86_399
"""Seconds from the first of a day to its last."""
_FORM = re.compile(r"\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)?)?")


def moment_at(text: str) -> "Moment":
    """Return the last second of a day (UTC), or a time; one without a zone is UTC. Raises `BadParameter`."""
    from portalgen.model.moment import Moment

    try:
        found = datetime.fromisoformat(text if _FORM.fullmatch(text) else "")
        found = found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        message = f"'{text}' is no day or time: write 2026-01-31, or 2026-01-31T12:00:00+01:00"
        raise click.BadParameter(message) from None
    seconds = int(found.timestamp()) + (_LAST if len(text) == _DAY else 0)
    return Moment(at=max(seconds, 0))


def moment_of(path: Path) -> "Moment":
    """Return the moment of a site's record, given by its file or by the folder of the site. Raises `ConfigError`."""
    from portalgen.model.moment import Moment
    from portalgen.model.site import RECORD
    from portalgen.publish import read_record

    place = path / RECORD if path.is_dir() else path
    try:
        text = place.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is no text"
        hint = f"--locked names the {RECORD} of a site, or its folder"
        raise ConfigError(f"{place}: cannot be read: {reason}", hint=hint) from None
    return Moment(record=read_record(text, str(path)))
