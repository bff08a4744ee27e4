"""Judges: diagnostics in, exit code 1 if `--fail-on` makes one of them fail the command."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

from portalgen.cli.session import Session
from portalgen.diagnostics import Diagnostic

if TYPE_CHECKING:
    from portalgen.config import Config
    from portalgen.config.settings import Level


def judge(
    session: Session, diagnostics: Iterable[Diagnostic], default: "Level", config: "Config | None" = None
) -> None:
    """Leave with exit code 1 if content is bad enough; `default` is the level when nobody says one."""
    verdict = (config or session.config).fail_on(default)
    if any(map(verdict.fails, diagnostics)):
        raise click.exceptions.Exit(1)
