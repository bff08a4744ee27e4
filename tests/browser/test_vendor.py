"""Scripts, styles and fonts of others are what their packages hold, with their licences."""

import hashlib
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "themes/portalgen_theme/assets/vendor"
ROWS = yaml.safe_load((FOLDER / "vendor.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("row", ROWS, ids=[row["name"] for row in ROWS])
def test_a_vendored_script_is_unchanged_and_has_its_licence(row: dict[str, str]) -> None:
    content = (FOLDER / row["file"]).read_bytes()
    assert hashlib.sha256(content).hexdigest() == row["sha256"]
    assert row["version"] in content.decode()
    assert "Permission is hereby granted" in (FOLDER / row["licence_file"]).read_text(encoding="utf-8")


def test_fonts_are_unchanged() -> None:
    wanted = {name: digest for row in ROWS for name, digest in row.get("fonts", {}).items()}
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (FOLDER / "fonts").iterdir()}
    assert found == wanted


def test_every_file_in_the_folder_is_in_the_manifest() -> None:
    known = {name for row in ROWS for name in (row["file"], row["licence_file"])}
    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == known | {"vendor.yaml"}
