"""Write YAML: a value in, a text that YAML 1.2 and 1.1 both read as that value out."""

import re
from typing import Any

import yaml

_WIDE = 1_000_000
"""Columns: lines are not folded."""
_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Ends of lines in YAML 1.1, text in YAML 1.2."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Quotes what only YAML 1.2 takes for a number, too, and writes no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def write_yaml(value: Any) -> str:  # noqa: ANN401  (any YAML value)
    """Return a value of plain maps, lists and scalars as a block of YAML, keys in their order."""
    return str(yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE))


def _text(dumper: Any, text: str) -> yaml.ScalarNode:  # noqa: ANN401
    style = '"' if _BREAKS.search(text) else "|" if "\n" in text else None
    node: yaml.ScalarNode = dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)
    return node


_Dumper.add_representer(str, _text)
_Dumper.add_implicit_resolver(
    "tag:yaml.org,2002:float",
    re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z"),
    list("-+.0123456789"),
)
_Dumper.add_implicit_resolver("tag:yaml.org,2002:int", re.compile(r"0o[0-7]+\Z"), ["0"])
