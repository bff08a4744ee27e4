"""`portalgen check`: reads everything, writes nothing, shows what is wrong."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from portalgen.cli.check_alone import Alone, alone
from portalgen.cli.checked import Checked, local_text, source_text, whereabouts
from portalgen.cli.counts import listed
from portalgen.cli.judge import judge
from portalgen.cli.mend import mend
from portalgen.cli.mendable import mendable
from portalgen.cli.options import checking, example, pass_session
from portalgen.cli.session import Session
from portalgen.errors import ConfigError

if TYPE_CHECKING:
    from portalgen.report import SourceText, Whereabouts


@click.command(
    epilog=example(
        "portalgen check",
        "portalgen check --fail-on warning --format json > findings.json",
        "portalgen check . --against https://portal.example.org/",
        "portalgen check catalog-info.yaml --fix",
    )
)
@click.argument("paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]...")
@click.option("--against", metavar="PORTAL", help="Look up references in a published portal: its URL or folder.")
@click.option("--fix", is_flag=True, help="Mend what is mechanical in the files below PATH, and show the difference.")
@click.option("--diff", "--dry-run", is_flag=True, help="Show what --fix would change, and change nothing.")
@checking("error")
@pass_session
def check(session: Session, paths: tuple[Path, ...], against: str | None, *, fix: bool, diff: bool) -> None:
    """Check portal.yaml and every descriptor; show each fault.

    Crawls, reads and resolves as a build does, writes nothing, and shows every fault with its place and its fix. The
    pages of documentation are checked by `portalgen build`. Exit code 1 says that something is at or above --fail-on.

    With PATH, checks the descriptors there alone, as they lie in the working folder: a file, or every
    catalog-info.yaml below a folder, and what they lead to in the same repository. That needs no portal.yaml; one
    that --config names gives its hosts and rules.
    """
    if not paths:
        _refuse_without_path(against, fix=fix or diff)
        _check_all(session)
        return
    session.refuse_moments("PATH is checked as it lies there")
    files = alone(session, paths, against)
    checked = files.check()
    changes = mend(session, files, checked, write=fix and not diff) if fix or diff else []
    checked = files.check() if changes and not diff else checked
    _tell(session, checked, files.place, local_text, [change.as_data() for change in changes])
    _say_alone(session, files, checked)
    if not (fix or diff):
        _offer(session, mendable(checked, files.place, files.text, alone=True))
    judge(session, checked.diagnostics, "error", checked.tools.config)


def _refuse_without_path(against: str | None, *, fix: bool) -> None:
    if fix:
        raise click.UsageError("--fix needs the files or folders that it may change: portalgen check --fix .")
    if against:
        raise click.UsageError("--against is for some files alone: portalgen check . --against PORTAL")


def _check_all(session: Session) -> None:
    """Check the whole portal."""
    if not session.is_path_chosen and not session.path.exists():
        hint = "`portalgen check .` checks the descriptors of this folder alone; --config names a portal.yaml"
        raise ConfigError(f"{session.path}: there is no such file", hint=hint)
    tools = session.tools()
    tools.theme.load()  # a theme, words or icons that are not there would end a build

    from portalgen import pipeline
    from portalgen.report import count

    gathered = pipeline.gather(tools)
    catalog = pipeline.resolve(tools, gathered)
    checked = Checked(tools, gathered, catalog, catalog.diagnostics)
    place, text = whereabouts(tools.config, gathered), source_text(session.path, tools, gathered)
    _tell(session, checked, place, text)
    session.output.say(f"Checked {count(len(gathered.snapshots), 'source')}, {listed(catalog)}.")
    if catalog.suppressed:
        session.output.say(f"{count(len(catalog.suppressed), 'diagnostic')} suppressed by portalgen.dev/ignore.")
    if catalog.docs or catalog.folders:
        session.output.say("Documentation is checked by `portalgen build`.")
    _offer(session, mendable(checked, place, text, alone=False))
    judge(session, catalog.diagnostics, "error")


def _tell(
    session: Session, checked: Checked, place: "Whereabouts", text: "SourceText", mended: Sequence[object] = ()
) -> None:
    """Print what is wrong in the form that was asked for."""
    from portalgen import __version__
    from portalgen.report import FORMATS, Report, place_findings

    if session.format == "text":
        session.findings(checked.diagnostics, source=text)
    elif session.format == "json":
        rows = {"entities": len(checked.catalog.entities), "diagnostics": checked.diagnostics}
        session.output.data(rows | ({"mended": mended} if mended else {}))
    else:
        report = Report(
            place_findings(checked.diagnostics, place),
            tuple(sorted({place(where).name for where in checked.descriptors})),
            __version__,
            checked.tools.config.fail_on("error"),
        )
        session.output.text(FORMATS[session.format](report))


def _offer(session: Session, sentences: Iterable[str]) -> None:
    """Say what else could be done, to people only: finding it out takes time."""
    if session.format == "text" and not session.quiet:
        for sentence in sentences:
            session.output.say(sentence)


def _say_alone(session: Session, files: Alone, checked: Checked) -> None:
    from portalgen.report import count

    names = f"{count(len(checked.descriptors), 'file')}, {listed(checked.catalog)}"
    about = f", against {len(files.published.lines):,} of {files.published.name}" if files.published else ""
    session.output.say(f"Checked {names}{about}.")
    for remark in checked.remarks:
        session.output.say(remark)
