"""Hostile descriptors, made when they are asked for: name -> files of a repository."""

from tests.builders.hostile_parts import CORPUS, LOCATION, V1_1, entity
from tests.builders.hostile_values import add_values
from tests.builders.hostile_yaml import add_yaml

__all__ = ["CORPUS", "LOCATION", "SLOW", "V1_1", "entity"]

add_yaml()
add_values()
SLOW = frozenset(
    {
        "4.9 MB of blank lines",
        "4.9 MB of comments",
        "4.9 MB of empty lists",
        "4.9 MB of small values",
        "JSON many times",
        "OpenAPI long keys",
        "OpenAPI long refs",
        "OpenAPI many times",
        "OpenAPI of 9 MB",
        "YAML of 9 MB",
        "a million in a list",
        "annotations",
        "backslashes",
        "bad annotations",
        "bad links",
        "bad relations",
        "bad tags",
        "bad tags of maps",
        "binary",
        "control characters",
        "dashes before a tab",
        "documents",
        "documents of nothing",
        "documents of text",
        "documents with faults",
        "duplicate number keys",
        "entities with the same name",
        "entities without spec",
        "far targets",
        "labels",
        "links",
        "many binaries",
        "many globs",
        "many sexagesimals",
        "odd anchors",
        "odd anchors that share a start",
        "one odd anchor of 1 MB",
        "pairs of surrogates",
        "placeholders to nothing",
        "relations",
        "relations to itself",
        "root keys",
        "tabs after colons",
        "tag of 1 MB",
        "tags",
        "tags before commas",
        "targets",
        "text many times",
        "the same target",
        "wide complex keys",
    }
)
"""Cases that take a third of a second and more: too long for every run."""
