"""Options that several commands share; each puts its value into the session, so that commands take one argument."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from portalgen.cli.moments import moment_at
from portalgen.cli.session import Session

Function = TypeVar("Function", bound=Callable[..., Any])
Decorator = Callable[[Function], Function]

LEVELS = ("error", "warning", "info", "never", "failed", "stale")


def example(*lines: str) -> str:
    """Return an epilog with commands to try, each on a line of its own."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


def _attribute(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(ctx: click.Context, _parameter: click.Parameter, value: object) -> None:
        setattr(ctx.ensure_object(Session), name, value)

    return keep


def _flag(ctx: click.Context, parameter: click.Parameter, value: object) -> None:
    """Keep a value that goes over portal.yaml, if it was given."""
    if value is not None and value is not False:
        ctx.ensure_object(Session).flags[parameter.opts[0]] = value


def _form(ctx: click.Context, _parameter: click.Parameter, value: str) -> None:
    ctx.ensure_object(Session).format = value


def _path(ctx: click.Context, parameter: click.Parameter, value: Path) -> None:
    session = ctx.ensure_object(Session)
    session.path = value
    source = ctx.get_parameter_source(parameter.name or "")
    session.is_path_chosen = source is not click.core.ParameterSource.DEFAULT


_PATH = click.Path(path_type=Path)

_CONFIG = click.option(
    "--config",
    "-c",
    type=_PATH,
    default="portal.yaml",
    show_default=True,
    envvar="PORTALGEN_CONFIG",
    show_envvar=True,
    metavar="FILE",
    help="The configuration.",
    expose_value=False,
    callback=_path,
)
_OUTPUT = click.option(
    "--output",
    "-o",
    type=_PATH,
    metavar="FOLDER",
    help="Where to write the site.  [portal.yaml: site.output, or public; env var: PORTALGEN_OUTPUT]",
    expose_value=False,
    callback=_flag,
)
_CACHE = click.option(
    "--cache",
    type=_PATH,
    metavar="FOLDER",
    help="What is kept between builds.  [portal.yaml: build.cache, or your cache folder; env var: PORTALGEN_CACHE]",
    expose_value=False,
    callback=_flag,
)
_JOBS = click.option(
    "--jobs",
    "-j",
    type=click.IntRange(min=1),
    metavar="N",
    help="Processes at the same time.  [portal.yaml: build.jobs, or one per processor; env var: PORTALGEN_JOBS]",
    expose_value=False,
    callback=_flag,
)
_STRICT = click.option(
    "--strict",
    is_flag=True,
    help="Read descriptors as strictly as Backstage, lose what it loses.  [portal.yaml: build.strict]",
    expose_value=False,
    callback=_flag,
)
_OFFLINE = click.option(
    "--offline",
    is_flag=True,
    help="Use what the cache has; ask no server.",
    expose_value=False,
    callback=_attribute("offline"),
)
_ONLY = click.option(
    "--only",
    multiple=True,
    metavar="REPO",
    help="Ask this repository only, by URL or the end of it; others are as the cache has them. May be repeated.",
    expose_value=False,
    callback=_attribute("only"),
)


def _at(ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.ensure_object(Session).moment = moment_at(value)


_AT = click.option(
    "--at",
    metavar="TIME",
    help="Take every repository as it was then: a day (its end) or a time, in UTC unless it has a zone.",
    expose_value=False,
    callback=_at,
)
_LOCKED = click.option(
    "--locked",
    type=_PATH,
    metavar="RECORD",
    help="Take the commits that the build.json of a site names; ask no host what else there is.",
    expose_value=False,
    callback=_attribute("record"),
)
_FORMAT = click.option(
    "--format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json: one JSON document on standard output, and no progress.",
    expose_value=False,
    callback=_form,
)
_REPORT = click.option(
    "--format",
    type=click.Choice(["text", "json", "sarif", "junit", "github", "gitlab"]),
    default="text",
    show_default=True,
    help="Any but text: one report on standard output for programs, and no progress.",
    expose_value=False,
    callback=_form,
)
_QUIET = click.option(
    "--quiet",
    "-q",
    is_flag=True,
    help="No progress and no summary.",
    expose_value=False,
    callback=_attribute("quiet"),
)
_VERBOSE = click.option(
    "--verbose",
    "-v",
    is_flag=True,
    help="Show every diagnostic, notes too.",
    expose_value=False,
    callback=_attribute("verbose"),
)


def _fail_on(default: str) -> Decorator[Any]:
    return click.option(
        "--fail-on",
        type=click.Choice(LEVELS),
        help="Lowest severity that makes the exit code 1; or failed (a source is missing), stale (or is old)."
        f"  [portal.yaml: build.failOn, or {default}; env var: PORTALGEN_FAIL_ON]",
        expose_value=False,
        callback=_flag,
    )


def _together(*options: Decorator[Any]) -> Decorator[Any]:
    def decorate(function: Function) -> Function:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


config_option = _CONFIG
format_option = _FORMAT
reading = _together(_CONFIG, _CACHE, _JOBS, _STRICT, _OFFLINE, _ONLY, _AT, _LOCKED)
"""For commands that crawl and read."""


def checking(fail_on: str) -> Decorator[Any]:
    """For commands that judge content; `fail_on` is the level when nobody says one."""
    return _together(reading, _fail_on(fail_on), _REPORT, _QUIET, _VERBOSE)


def building(fail_on: str) -> Decorator[Any]:
    """For commands that write the site."""
    return _together(_OUTPUT, reading, _fail_on(fail_on), _FORMAT, _QUIET, _VERBOSE)


previewing = _together(_CONFIG, _OUTPUT, _CACHE, _JOBS, _STRICT, _OFFLINE, _QUIET, _VERBOSE)
"""For commands that write the site again and again."""

pass_session = click.make_pass_decorator(Session)
