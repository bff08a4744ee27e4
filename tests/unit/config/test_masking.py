"""What is shown of portal.yaml holds no secret."""

import pytest

from portalgen.config import showable
from portalgen.config.masking import masked


@pytest.mark.parametrize(
    "line",
    [
        "token: hush",
        "    - {host: a, token: 'hush', apps: []}",
        '"clientSecret" : "hush"',
        "privateKey: |",
        "accessKey: hush",
        "keys: [hush]",
        "private_key_pem: hush",
        "target: https://host/x.yaml?ref=a&access_token=hush",
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
        "title: The token",
        "target: https://host/x?page=2&token=${A}",
    ],
)
def test_other_lines_are_shown_as_written(line: str) -> None:
    assert showable(line) == line


@pytest.mark.parametrize(
    "below",
    [
        "password: >-\n  hush\n\n  hush",
        "privateKey: |\n    -----BEGIN\n  hush: hush\n    -----END",
        "- token: |\n    hush",
        "token:\n  hush",
        "tokens:\n- hush\n- hush",
        "a: {token:\n  hush}",
        '{"token":\n"hush"}',
        "token: 'a\nhush'",
        "token: # of the team\n  # see below\n  hush",
    ],
)
def test_what_stands_below_a_secret_s_name_is_not_shown(below: str) -> None:
    shown = showable(f"a: 1\n{below}\nb: 2")
    assert "hush" not in shown
    assert shown.count("\n") == below.count("\n") + 2
    assert shown.startswith("a: 1\n")
    assert shown.endswith("\nb: 2")


def test_neighbours_of_a_secret_are_shown() -> None:
    text = "- token: {}\n  host: a\n- {{token: {}}}\n- {{host: b}}\n"
    assert showable(text.format("hush", "hush")) == "\n  host: a\n\n- {host: b}\n"
    assert showable(text.format("${A}", "${B}")) == text.format("${A}", "${B}")


def test_secrets_of_data_are_masked() -> None:
    target = "https://host/x?access_token=hush&page=1#id_token=hush"
    found = masked({"target": target, "private_key_pem": "hush", "git": ["https://me:hush@host/x"]})
    assert "hush" not in str(found)
    assert found["target"] == "https://host/x?access_token=**********&page=1#id_token=**********"


def test_of_a_git_host_only_what_is_known_is_shown() -> None:
    head = "integrations:\n  gitlab:\n    - host: a\n"
    assert showable(f"{head}      tokn: hush\nsite: {{title: b}}\n") == f"{head}\nsite: {{title: b}}\n"
    assert showable(f"{head}      tokn: ${{A}}\n") == f"{head}      tokn: ${{A}}\n"
    assert showable("integrations: {gitlab: [{tokn: hush}]}\n") == "\n"
