"""`portalgen schema`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portalgen.cli import portalgen

CUSTOM = """organization: {name: Larkspur}
model:
  kinds:
    - name: Robot
      apiVersions: [acme.example/v1]
      schema: {type: object, required: [legs]}
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty working folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(portalgen, ["schema", *arguments], prog_name="portalgen")


def test_without_a_kind_it_is_that_of_any_descriptor() -> None:
    schema = json.loads(run().stdout)
    assert schema["title"] == "catalog-info.yaml"
    assert "ComponentSpec" in schema["definitions"]


def test_a_kind_may_be_written_in_any_case() -> None:
    assert json.loads(run("api").stdout) == json.loads(run("API").stdout)
    assert json.loads(run("api").stdout)["properties"]["kind"] == {"const": "API"}


def test_an_unknown_kind_is_a_fault_of_the_command_line() -> None:
    done = run("service")
    assert done.exit_code == 2
    assert "known are Component, API" in done.stderr


def test_kinds_of_portal_yaml_are_in_it(folder: Path) -> None:
    (folder / "portal.yaml").write_text(CUSTOM)
    done = run("robot")
    assert done.exit_code == 0, done.output
    schema = json.loads(done.stdout)
    assert schema["properties"]["apiVersion"] == {"enum": ["acme.example/v1"]}
    assert schema["definitions"]["RobotSpec"]["required"] == ["legs"]


def test_a_configuration_that_is_named_has_to_be_there() -> None:
    assert run("--config", "gone.yaml").exit_code == 2
