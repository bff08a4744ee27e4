"""YAML 1.2 as Backstage reads it: text in, plain values with the line and column of each out.

Built from libyaml's events, not its loaders: they speak YAML 1.1, keep the last of two equal keys, and crash on deep
nesting. Scalars follow the 1.2 core schema (`yes` is a string, `014` is 14), unknown tags leave a plain value.

In: the bytes of a file.  Out: YamlDocument*.  Pure: yes.  Kept: no.  Not its job: knowing what an entity is.
"""

from portalgen.yaml12.parse_documents import parse_documents, trace
from portalgen.yaml12.scalars import plain_scalar
from portalgen.yaml12.values import (
    DEFINITION_LIMITS,
    DESCRIPTOR_LIMITS,
    Limits,
    Mends,
    Position,
    Positions,
    Trace,
    YamlDocument,
    YamlFault,
    member,
    pointer,
)

__all__ = [
    "DEFINITION_LIMITS",
    "DESCRIPTOR_LIMITS",
    "Limits",
    "Mends",
    "Position",
    "Positions",
    "Trace",
    "YamlDocument",
    "YamlFault",
    "member",
    "parse_documents",
    "plain_scalar",
    "pointer",
    "trace",
]
