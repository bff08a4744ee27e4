"""`diagnostics:` in portal.yaml: severities by code."""

from pathlib import Path

import pytest

from portalgen.config import Config, load_config
from portalgen.diagnostics import Severity
from portalgen.errors import ConfigError


def load(folder: Path, text: str) -> Config:
    (folder / "portal.yaml").write_text(text, encoding="utf-8")
    return load_config(folder / "portal.yaml", {})


def test_levels_by_code(tmp_path: Path) -> None:
    config = load(tmp_path, "diagnostics: {orphan-entity: off, dangling-owner: error, yaml-syntax: info}")
    assert config.levels == {
        "orphan-entity": None,
        "dangling-owner": Severity.ERROR,
        "yaml-syntax": Severity.INFO,
    }


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("orfan-entity: off", "diagnostics.orfan-entity: unknown code; did you mean 'orphan-entity'?"),
        ("zzz: off", "diagnostics.zzz: unknown code\n"),
        ("yaml-syntax: off", "diagnostics.yaml-syntax: an error keeps something out of the portal and cannot be off"),
        ("orphan-entity: loud", "diagnostics.orphan-entity: must be 'off', 'info', 'warning' or 'error'"),
    ],
)
def test_what_makes_no_sense_is_a_fault_with_its_line(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, f"site: {{title: x}}\ndiagnostics:\n  {line}\n")
    assert message in f"{caught.value}\n"
    assert "portal.yaml:3:3" in str(caught.value)
