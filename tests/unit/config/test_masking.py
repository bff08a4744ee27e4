"""What is shown of portal.yaml holds no secret."""

import pytest

from portalgen.config import showable


@pytest.mark.parametrize(
    "line",
    [
        "token: hush",
        "    - {host: a, token: 'hush', apps: []}",
        '"clientSecret" : "hush"',
        "privateKey: |",
        "accessKey: hush",
        "token: ${A}hush",
        "token: ${A:-hush}",
        "Authorization: Bearer hush",
        "target: https://me:hush@host/x.git",
        "- target: https://hush@host/x.git",
    ],
)
def test_a_line_with_a_secret_is_not_shown(line: str) -> None:
    assert showable(f"a: 1\n{line}\nb: 2\u2028\n") == "a: 1\n\nb: 2\u2028\n"


@pytest.mark.parametrize(
    "line",
    [
        "token: ${A}",
        "- {token: '${A}', host: b}",
        'token: "${A}"  # read-only',
        "token:",
        "target: https://host/key/token.git",
        "keys: [a]",
        "title: The token",
    ],
)
def test_other_lines_are_shown_as_written(line: str) -> None:
    assert showable(line) == line
