"""Keys that differ only in the case of their letters, by the paths of Backstage's search index."""

from typing import Any

import pytest

from portalgen.read.keys_in_case import alike


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ({"spec": {"a": 1, "b": {"A": 2}}}, None),
        ({"spec": {"ab": 1, "aB": 2}}, ("spec.ab", "spec.aB")),
        ({"spec": {"rows": [{"x": 1}, {"X": 2}]}}, ("spec.rows.x", "spec.rows.X")),
        ({"spec": {"tags": ["Java", "java"]}}, None),
        ({"spec": {"a.B": 1, "a": {"b": 2}}}, ("spec.a.B", "spec.a.b")),
        ({"metadata": {"name": "x", "Name": "y"}}, ("metadata.name", "metadata.Name")),
        ({"metadata": {"etag": {"A": 1, "a": 2}}}, None),
    ],
)
def test_two_paths_clash_if_case_alone_tells_them_apart(
    document: dict[str, Any], expected: tuple[str, str] | None
) -> None:
    assert alike(document) == expected
