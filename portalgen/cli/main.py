"""The group of commands; what a command raises becomes words and an exit code here, and nowhere else."""

import os
import sys
import traceback
from collections.abc import Sequence

import click

from portalgen import __version__
from portalgen.cli.build import build
from portalgen.cli.check import check
from portalgen.cli.completion import completion
from portalgen.cli.config import config
from portalgen.cli.init import init
from portalgen.cli.options import example
from portalgen.cli.plan import plan
from portalgen.cli.schema import schema
from portalgen.cli.serve import serve
from portalgen.cli.session import Session
from portalgen.cli.stages import STAGES
from portalgen.cli.theme import theme
from portalgen.cli.version import version
from portalgen.errors import PortalgenError

_INTERRUPTED = 130
_PIPE_CLOSED = 141
_STOPPED = dict.fromkeys(("build", "serve"), "Interrupted; the site is as it was.")
_BUG = 3
_REPORT = """
This is a fault of portalgen {version}, not of your files. Please report it to the project, with the lines above and
the output of `portalgen version`.
"""


class Commands(click.Group):
    """Commands in the order in which a newcomer needs them."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names as they were added."""
        return list(self.commands)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands of every day first, then those of the stages."""
        stages = {stage.name for stage in STAGES}
        for title, of_stages in (("Commands", False), ("Stages, each as JSON", True)):
            chosen = [command for command in self.commands.values() if (command.name in stages) is of_stages]
            with formatter.section(title):
                formatter.write_dl([(command.name or "", command.get_short_help_str(70)) for command in chosen])

    def invoke(self, ctx: click.Context) -> object:
        """Run a command and map its errors."""
        try:
            return super().invoke(ctx)
        except PortalgenError as error:
            ctx.ensure_object(Session).output.failure(str(error), error.hint)
            code = error.exit_code
        except KeyboardInterrupt:
            click.echo(_STOPPED.get(ctx.invoked_subcommand or "", "Interrupted."), err=True)
            code = _INTERRUPTED
        except BrokenPipeError:
            _nobody_reads()
            code = _PIPE_CLOSED
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except Exception:  # noqa: BLE001  (the last resort: anything else is a fault of portalgen)
            click.echo(traceback.format_exc() + _REPORT.format(version=__version__), err=True)
            code = _BUG
        raise click.exceptions.Exit(code)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=example(
        "portalgen init             # write portal.yaml",
        "portalgen serve --open     # build, look at it, rebuild on change",
        "portalgen build            # write the site to public/",
    ),
)
@click.version_option(__version__, "-V", "--version", prog_name="portalgen")
@click.pass_context
def portalgen(ctx: click.Context) -> None:
    """Turn Git repositories into a developer portal, with no server.

    portal.yaml names the places to look. A build reads the Backstage descriptors (catalog-info.yaml) there and writes
    a site with catalog, diagrams, API pages, documentation and search, which any web server can serve.
    """
    ctx.ensure_object(Session)


for command in (init, build, check, serve, plan, config, schema, theme, version, completion, *STAGES):
    portalgen.add_command(command)


def run(arguments: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    try:
        portalgen.main(list(arguments), prog_name="portalgen")
    except SystemExit as leaving:  # click always leaves this way
        code = leaving.code
    return code if isinstance(code, int) else 0


def _nobody_reads() -> None:
    """Give the interpreter something to flush to when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
