"""`portalgen completion`: the script that completes commands and options in a shell."""

import click
from click.shell_completion import get_completion_class

from portalgen.cli.options import example, pass_session
from portalgen.cli.session import Session


@click.command(
    epilog=example(
        "portalgen completion bash > ~/.local/share/bash-completion/completions/portalgen",
        "source <(portalgen completion zsh)      # in ~/.zshrc",
        "portalgen completion fish > ~/.config/fish/completions/portalgen.fish",
    )
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
@pass_session
def completion(session: Session, ctx: click.Context, shell: str) -> None:
    """Print the script for completion in your shell."""
    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"click has no completion for {shell}")
    root = ctx.find_root().command
    session.output.text(found(root, {}, "portalgen", "_PORTALGEN_COMPLETE").source())
