"""Scripts, styles and fonts of others are what their packages hold, with their licences."""

import hashlib
from pathlib import Path

import pytest
import yaml

FOLDER = Path(__file__).parents[2] / "themes/portalgen_theme/assets/vendor"
OF_PLUGINS = sorted((Path(__file__).parents[2] / "plugins").glob("*/vendor"))
FOR_TESTS = Path(__file__).with_name("vendor")
ROWS = yaml.safe_load((FOLDER / "vendor.yaml").read_text(encoding="utf-8"))
APACHE = "Apache License"
MPL = "Mozilla Public License, version 2.0"


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


@pytest.mark.parametrize("folder", OF_PLUGINS, ids=[folder.parent.name for folder in OF_PLUGINS])
def test_what_plugins_bring_is_unchanged_and_has_its_licence(folder: Path) -> None:
    rows = yaml.safe_load((folder / "vendor.yaml").read_text(encoding="utf-8"))
    for row in rows:
        assert hashlib.sha256((folder / row["file"]).read_bytes()).hexdigest() == row["sha256"]
        assert APACHE in (folder / row["licence_file"]).read_text(encoding="utf-8")
    known = {row[key] for row in rows for key in ("file", "licence_file")}
    known |= {name for row in rows for name in row.get("further_licences", ())}
    assert {path.name for path in folder.iterdir()} == known | {"vendor.yaml"}


def test_what_only_tests_run_is_unchanged_and_has_its_licence() -> None:
    rows = yaml.safe_load((FOR_TESTS / "vendor.yaml").read_text(encoding="utf-8"))
    for row in rows:
        content = (FOR_TESTS / row["file"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == row["sha256"]
        assert row["version"] in content.decode()
        assert MPL in (FOR_TESTS / row["licence_file"]).read_text(encoding="utf-8")
    known = {row[key] for row in rows for key in ("file", "licence_file")}
    assert {path.name for path in FOR_TESTS.iterdir()} == known | {"vendor.yaml"}
