"""A roster in, the text of the descriptor that says the same out."""

import re
from typing import Any

import yaml

from portalgen.model.discovery import Roster

_WORD = re.compile(r"[A-Za-z][\w./@ -]*", re.ASCII)
"""What means the same without quotes in YAML 1.1, which the writer knows, and in 1.2, which the reader does."""
_WIDE = 1_000_000
"""Columns: lines are not folded."""


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    text = text.encode("utf-8", "replace").decode()  # half of a surrogate pair
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if _WORD.fullmatch(text) else '"')


_Dumper: Any = type(
    "_Dumper",
    (getattr(yaml, "CSafeDumper", yaml.SafeDumper),),  # libyaml writes ten times as fast
    {"ignore_aliases": lambda _, __: True},
)
_Dumper.add_representer(str, _text)


def roster_text(roster: Roster) -> str:
    """Return one YAML document for each person and group, in their order."""
    documents: list[Any] = [dict(document) for document in roster.documents]
    return yaml.dump_all(documents, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDE)
