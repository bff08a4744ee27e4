"""`portalgen schema`: what descriptors may hold, for editors."""

import click

from portalgen.cli.options import config_option, example, pass_session
from portalgen.cli.session import Session


@click.command(
    epilog=example(
        "portalgen schema > catalog-info.schema.json",
        "portalgen schema component",
    ),
)
@click.argument("kind", required=False)
@config_option
@pass_session
def schema(session: Session, kind: str | None) -> None:
    """Print the JSON Schema of catalog-info.yaml, or of one KIND.

    With a YAML language server, an editor completes and checks a descriptor that begins with
    `# yaml-language-server: $schema=catalog-info.schema.json`. Kinds of plug-ins are in it, and those of portal.yaml,
    if there is one.
    """
    from portalgen.read import descriptor_schema, kind_schema

    tools = session.tools(
        session.config if session.is_path_chosen or session.path.is_file() else session.without_file()
    )
    kinds = {one.key: one for one in tools.extensions.kinds}
    if kind is None:
        session.output.data(descriptor_schema(kinds.values()))
    elif found := kinds.get(kind.lower()):
        session.output.data(kind_schema(found))
    else:
        names = ", ".join(one.name for one in kinds.values())
        raise click.BadParameter(f"there is no kind '{kind}'; known are {names}", param_hint="KIND")
