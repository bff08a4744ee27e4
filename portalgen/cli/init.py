"""`portalgen init`: writes a first portal.yaml."""

from collections.abc import Iterable
from pathlib import Path

import click

from portalgen.cli.options import example, pass_session
from portalgen.cli.session import Session
from portalgen.errors import ConfigError


@click.command(
    epilog=example(
        "portalgen init --name 'Larkspur Air' https://github.com/larkspur/booking.git",
        "portalgen init --from app-config.yaml",
    )
)
@click.argument("targets", nargs=-1, metavar="[TARGET]...")
@click.option("--name", default="My company", show_default=True, help="Name of the organisation.")
@click.option(
    "--from",
    "source",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Take over organization, catalog and integrations from Backstage's app-config.yaml.",
)
@click.option(
    "--config",
    "-c",
    "path",
    type=click.Path(path_type=Path),
    default="portal.yaml",
    show_default=True,
    metavar="FILE",
    help="The file to write.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@pass_session
def init(
    session: Session,
    /,
    targets: tuple[str, ...],
    name: str,
    source: Path | None,
    **where: object,
) -> None:
    """Write a portal.yaml with a comment for every choice.

    Name the repositories (URLs) or folders to begin with, or take over what a Backstage installation has.
    """
    from portalgen.config import from_app_config, starter_config

    path = Path(str(where["path"]))
    if path.exists() and not where["force"]:
        raise ConfigError(f"{path} is already there", hint="--force replaces it; --config names another file")
    told: list[str] = []
    if source:
        taken = from_app_config(_text(source), name=source.name, providers=_providers())
        text = taken.text
        told = [f"not taken over: {row}" for row in taken.left] + [f"changed: {row}" for row in taken.changed]
    else:
        text = starter_config(name, [(_location_type(target), target) for target in targets])
    _write(path, text)
    session.output.say(f"Wrote {path}.")
    for sentence in told:
        session.output.say(f"  {sentence}")
    session.output.say("Next: look through it, then `portalgen serve --open`.")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise ConfigError(f"{path}: cannot be read: {reason}", hint="--from names another file") from None


def _providers() -> Iterable[str]:
    """Return the keys of `catalog.providers` that something reads."""
    from portalgen.plugins import load_extensions

    return load_extensions().providers


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        hint = "--config names another file"
        raise ConfigError(f"{path}: cannot be written: {error.strerror}", hint=hint) from None


def _location_type(target: str) -> str:
    """Return `git` for URLs and for folders that are repositories, else `file`."""
    folder = Path(target)
    is_repository = (folder / ".git").exists() or ((folder / "objects").is_dir() and (folder / "HEAD").is_file())
    return "git" if "://" in target or target.endswith(".git") or is_repository else "file"
