"""What a schema cannot say: settings in, the places whose values mean nothing, or something impossible, out."""

import difflib
from collections.abc import Iterator
from pathlib import Path

from portalgen.config.custom_model import make_model
from portalgen.config.home_files import make_home
from portalgen.config.look_section import look_faults
from portalgen.config.senseless import Senseless
from portalgen.config.settings import Settings
from portalgen.diagnostics import CODES, may_be_off


def senseless(settings: Settings, folder: Path) -> Iterator[Senseless]:
    """Yield everything that is wrong with settings that have the right form; `folder` is that of portal.yaml."""
    yield from _levels(settings)
    yield from make_model(settings.model, folder).faults
    yield from make_home(settings.home, folder).faults
    yield from look_faults(settings.site, folder)


def _levels(settings: Settings) -> Iterator[Senseless]:
    for code, level in settings.diagnostics.items():
        loc = ("diagnostics", code)
        if code not in CODES:
            close = difflib.get_close_matches(code, CODES, n=1)
            meant = f"; did you mean '{close[0]}'?" if close else ""
            yield Senseless(loc, f"unknown code{meant}", "`portalgen config schema` lists every code under diagnostics")
        elif level == "off" and not may_be_off(code):
            yield Senseless(
                loc, "an error keeps something out of the portal and cannot be off", "give it the severity info"
            )
