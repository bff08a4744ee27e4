"""Packages that have a server, and the command that starts it."""

from collections.abc import Iterator
from itertools import islice

from portalgen_definitions.node import Node
from portalgen_mcp.values import Package, Variable
from portalgen_mcp.variables import read_arguments, read_map, read_variables, words_of
from portalgen_mcp.words import masked_words, stored

MAX_WORDS = 100


def read_package(row: Node) -> Package:
    """Return a package as registries describe it; older ones write `registry_name` and `environment_variables`."""
    found = Package(
        registry=(row.text("registryType") or row.text("registry_type") or row.text("registry_name")).lower(),
        identifier=row.text("identifier") or row.text("name"),
        version=row.text("version"),
        transport=row.get("transport").text("type") if row.get("transport").map else "stdio",
        arguments=read_arguments(row, "packageArguments", "package_arguments"),
        variables=read_variables(row, "environmentVariables", "environment_variables"),
    )
    before = read_arguments(row, "runtimeArguments", "runtime_arguments")
    hint = row.text("runtimeHint") or row.text("runtime_hint")
    return Package(
        found.registry,
        found.identifier,
        found.version,
        found.transport,
        tuple(_command(found, hint, before)),
        found.arguments,
        found.variables,
    )


def read_command(row: Node) -> Package:
    """Return a server as a client's configuration starts it: `command`, `args`, `env`."""
    given = (each for each in row.rows("args") if isinstance(each.value, str))
    places = (row.get("command"), *islice(given, MAX_WORDS))
    found = tuple(masked_words((row.text("command"), *(str(each.value) for each in places[1:]))))
    for place, (_, names) in zip(places, found, strict=True):
        for name in names:
            stored(place, name)
    return Package(command=tuple(word for word, _ in found), variables=read_map(row, "env"))


def _command(package: Package, hint: str, before: tuple[Variable, ...]) -> Iterator[str]:
    """Yield program, package and arguments, as the runtimes of the registries want them."""
    start = _start(package, hint)
    if not start or not package.identifier:
        return
    yield start[0]
    given = list(words_of(before))
    yield from given or start[1:]
    if package.registry == "oci":
        for each in package.variables:
            yield from ("-e", each.name)
    yield _pinned(package)
    yield from words_of(package.arguments)


def _start(package: Package, hint: str) -> tuple[str, ...]:
    starts = {
        "npm": ("npx", "-y"),
        "pypi": ("uvx",),
        "oci": ("docker", "run", "-i", "--rm"),
        "nuget": ("dnx", "--yes"),
    }
    usual = starts.get(package.registry, ())
    return (hint, *(usual[1:] if usual and hint == usual[0] else ())) if hint else usual


def _pinned(package: Package) -> str:
    """Return the package with its version, as its registry writes it."""
    name, version = package.identifier, package.version
    if not version or version == "latest":
        return name
    if package.registry == "oci":
        return name if ":" in name.rpartition("/")[2] or "@" in name else f"{name}:{version}"
    return f"{name}@{version}"
