"""`portalgen config`: what the configuration is, and what it may be."""

import click

from portalgen.cli.options import config_option, example, pass_session
from portalgen.cli.session import Session


@click.group(
    epilog=example("portalgen config show", "portalgen config schema > portal.schema.json"),
)
def config() -> None:
    """Show the configuration, or the schema of portal.yaml."""


@config.command(epilog=example("portalgen config show --config portal.yaml | jq .catalog.locations"))
@config_option
@pass_session
def show(session: Session) -> None:
    """Print every setting as JSON, with secrets masked.

    What portal.yaml leaves out has its default; variables are applied, and paths are absolute.
    """
    session.output.data(session.config.shown())


@config.command(epilog=example("portalgen config schema > portal.schema.json"))
@pass_session
def schema(session: Session) -> None:
    """Print the JSON Schema of portal.yaml, for editors.

    With a YAML language server, an editor completes and checks portal.yaml when the file begins with
    `# yaml-language-server: $schema=portal.schema.json`.
    """
    from portalgen.config import config_schema

    session.output.data(config_schema())
