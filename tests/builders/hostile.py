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
        "4.9 MB quoted scalar",
        "4.9 MB scalar",
        "OpenAPI long keys",
        "OpenAPI many times",
        "OpenAPI of 9 MB",
        "YAML of 9 MB",
        "backslashes",
        "control characters",
        "documents with faults",
        "entities with the same name",
        "entities without spec",
        "far targets",
        "keys that differ in case",
        "label keys of 1 MB",
        "long keys",
        "many annotations",
        "many bad relations",
        "many globs",
        "many keys of several lines",
        "many labels",
        "many large documents",
        "many links",
        "many number keys",
        "many odd anchors",
        "many relations",
        "many relations to itself",
        "many sexagesimals",
        "many tabs after colons",
        "many tags",
        "many targets",
        "odd anchors",
        "odd anchors that share a start",
        "one odd anchor of 1 MB",
        "strict flow over lines",
        "text of 9 MB",
    }
)
"""Cases that take a third of a second and more: too long for every run."""
