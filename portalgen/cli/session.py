"""Session: what the options of one run chose, and the values that follow from them, made when first asked for."""

import os
import sys
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from portalgen.diagnostics import Severity

if TYPE_CHECKING:  # pydantic, rich and the stages are imported when a command needs them
    from collections.abc import Iterable

    from portalgen.config import Config
    from portalgen.diagnostics import Diagnostic
    from portalgen.model.moment import Moment
    from portalgen.report import Output, Reporter
    from portalgen.tools import Tools


class Session:
    """One run of the command line; the only reader of the process's environment and streams."""

    def __init__(self) -> None:
        self.path = Path("portal.yaml")
        self.is_path_chosen = False
        """True: a flag or a variable names it."""
        self.flags: dict[str, Any] = {}
        """Flag -> value, for those that were given."""
        self.format = "text"
        self.quiet = False
        self.verbose = False
        self.offline = False
        self.only: tuple[str, ...] = ()
        self.moment: Moment | None = None
        self.record: Path | None = None
        """The record of a site whose commits are taken."""

    @property
    def as_json(self) -> bool:
        """Say whether standard output is for a program."""
        return self.format != "text"

    @cached_property
    def output(self) -> "Output":
        """The way to the terminal."""
        from portalgen.report import Output

        streams = (sys.stdout, sys.stderr)
        return Output.of(streams, os.environ, as_json=self.as_json, quiet=self.quiet)

    @cached_property
    def reporter(self) -> "Reporter":
        """Who hears of the stages."""
        return self.output.reporter()

    @cached_property
    def config(self) -> "Config":
        """The checked portal.yaml. Raises `ConfigError`."""
        return self.load()

    def load(self) -> "Config":
        """Read portal.yaml afresh. Raises `ConfigError`."""
        from portalgen.config import load_config

        return load_config(self.path, os.environ, flags=self.flags)

    def without_file(self) -> "Config":
        """Return a configuration of flags and variables alone, for the working folder."""
        from portalgen.config import config_of

        return config_of(Path("portal.yaml"), "", os.environ, flags=self.flags)

    def tools(
        self, config: "Config | None" = None, *, reporter: "Reporter | None" = None, lazily: bool = False
    ) -> "Tools":
        """Return what a build works with. Raises `PortalgenError`."""
        used = config or self.config  # first: a wrong portal.yaml is said at once

        from portalgen.cli.moments import moment_of
        from portalgen.model.asking import Asking
        from portalgen.model.moment import NOW
        from portalgen.tools import prepare

        self._refuse_what_does_not_go_together()
        moment = moment_of(self.record) if self.record else self.moment
        asking = Asking(self.offline, self.only, lazily=lazily, moment=moment or NOW)
        return prepare(used, reporter=reporter or self.reporter, asking=asking)

    def refuse_moments(self, why: str) -> None:
        """Raise `UsageError` for options that say what of the sources is asked, where nothing is."""
        if names := self._chosen:
            raise click.UsageError(f"{why}: leave out {' and '.join(names)}")

    @property
    def _chosen(self) -> list[str]:
        chosen = {"--at": self.moment, "--locked": self.record, "--only": self.only}
        return [name for name, value in chosen.items() if value]

    def _refuse_what_does_not_go_together(self) -> None:
        """Raise `UsageError` for options that say opposite things of what is asked."""
        names = self._chosen
        if len(names) > 1:
            raise click.UsageError(f"{' and '.join(names)} do not go together: give one of them")
        if self.only and self.offline:
            raise click.UsageError("--only names what is asked, and --offline asks nobody: give one of them")

    def findings(self, diagnostics: "Iterable[Diagnostic]", **how: Any) -> None:  # noqa: ANN401  (see Output.findings)
        """Print diagnostics: errors and warnings, notes too with --verbose (which also lifts the limit)."""
        shown = [found for found in diagnostics if self.verbose or found.severity > Severity.INFO]
        self.output.findings(shown, **(how | {"limit": None} if self.verbose else how))

    def shown(self, path: Path) -> str:
        """Return a path as short as a person would write it."""
        try:
            return str(path.relative_to(Path.cwd()))
        except ValueError:
            return str(path)
