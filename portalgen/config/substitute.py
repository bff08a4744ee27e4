"""`${VAR}` in portal.yaml: a tree with references and an environment in, the tree with values out.

The grammar is Backstage's (`packages/config-loader`, substitution transform): `${VAR}`, `${VAR:-default}` (the default
also stands in for an empty variable), `$${` for a literal `${`, and the older form `{$env: VAR}`. A missing variable,
which silently drops the key there, is a fault here.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

from portalgen.yaml12 import pointer

_REFERENCE = re.compile(r"\$?\$\{[^{}]*\}")
_SEPARATOR = ":-"

Report = Callable[[str, str, str], None]
"""Takes the JSON pointer of a value, what is wrong with it, and a hint."""
NOT_SUPPORTED = ("$include", "$file")
"""Backstage's objects that stand for another file."""


def substitute(
    value: Any,  # noqa: ANN401  (a file as written can hold anything)
    environ: Mapping[str, str],
    report: Report,
    *,
    skip: re.Pattern[str],
    at: str = "",
) -> Any:  # noqa: ANN401
    """Return the value with every reference replaced, but not at pointers that `skip` matches.

    What is missing is reported by name and left as written.
    """
    if skip.fullmatch(at):
        return value
    if isinstance(value, list):
        pairs = [(item, pointer(at, index)) for index, item in enumerate(value)]
        return [substitute(item, environ, report, skip=skip, at=below) for item, below in pairs]
    if isinstance(value, dict) and list(value) != ["$env"]:
        if len(value) == 1 and (key := next(iter(value))) in NOT_SUPPORTED:
            report(at, f"{key} is not supported", "write the value here, or ${NAME} and set the variable")
        return {key: substitute(item, environ, report, skip=skip, at=pointer(at, key)) for key, item in value.items()}
    text = f"${{{value['$env']}}}" if isinstance(value, dict) else value
    return _text(text, environ, report, at) if isinstance(text, str) else text


def _text(text: str, environ: Mapping[str, str], report: Report, at: str) -> str:
    def value(match: re.Match[str]) -> str:
        if match.group().startswith("$$"):
            return match.group()[1:]
        name, separator, default = (part.strip() for part in match.group()[2:-1].partition(_SEPARATOR))
        found = environ.get(name)
        if found or (found is not None and not separator):
            return found
        if not separator:
            instead = f"${{{name}:-}} to read without a token" if at.endswith("/token") else f"${{{name}:-default}}"
            report(at, f"the environment variable {name} is not set", f"export {name}=…, or write {instead}")
        return default if separator else match.group()

    return _REFERENCE.sub(value, text)
