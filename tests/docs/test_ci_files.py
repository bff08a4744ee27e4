"""The files that other repositories use in their CI: valid, and their scripts do what they say."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from portalgen.cli import portalgen
from tests.builders.pages import ROOT, Page

GOOD = "apiVersion: backstage.io/v1alpha1\nkind: Group\nmetadata: {name: web}\nspec: {type: team, children: []}\n"
BAD = GOOD.replace("name: web", "name: no name")
BIN = Path(sys.executable).parent


def load(name: str) -> Any:  # noqa: ANN401  (whatever is in the file)
    return yaml.safe_load((ROOT / name).read_text())


def options() -> set[str]:
    command = portalgen.commands["check"]
    return {option for row in command.params if isinstance(row, click.Option) for option in row.opts}


@pytest.mark.parametrize("name", ["action.yml", ".pre-commit-hooks.yaml", "ci/gitlab/portalgen.gitlab-ci.yml"])
def test_options_exist(name: str) -> None:
    used = set(re.findall(r"(?<![\w-])--[a-z][a-z-]+", (ROOT / name).read_text()))
    of_pip = {"--quiet", "--disable-pip-version-check"}
    assert used - of_pip <= options()


def test_hooks_have_what_pre_commit_needs_and_take_descriptors_only() -> None:
    hooks = {hook["id"]: hook for hook in load(".pre-commit-hooks.yaml")}
    assert set(hooks) == {"portalgen-check", "portalgen-fix"}
    for hook in hooks.values():
        assert {"id", "name", "entry", "language"} <= set(hook)
        assert hook["entry"].split()[:2] == ["portalgen", "check"]
        assert hook["language"] == "python"
        pattern = re.compile(hook["files"])
        assert all(pattern.search(path) for path in ("catalog-info.yaml", "a/b/catalog-info.yml"))
        assert not any(pattern.search(path) for path in ("my-catalog-info.yaml", "catalog-info.yaml.bak", "a.yaml"))


def test_action_passes_every_input_by_the_environment() -> None:
    action = load("action.yml")
    assert {"name", "description", "inputs", "runs"} <= set(action)
    assert action["runs"]["using"] == "composite"
    assert {"paths", "against", "config", "fail-on"} <= set(action["inputs"])
    for step in action["runs"]["steps"]:
        assert "${{" not in step.get("run", ""), "a value in a script could become a command"
        assert ("shell" in step) is ("run" in step)
        if "uses" in step:
            assert re.search(r"@[0-9a-f]{40}$", step["uses"])


def checks(tmp_path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the last step of the action as GitHub does."""
    (tmp_path / "portalgen").mkdir(exist_ok=True)
    link = tmp_path / "portalgen" / "bin"
    if not link.exists():
        link.symlink_to(BIN)
    script = load("action.yml")["runs"]["steps"][-1]["run"]
    given = {"CHECK_PATHS": ".", "CHECK_AGAINST": "", "CHECK_CONFIG": "", "CHECK_FAIL_ON": "error", **environment}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    plain = {**os.environ, "RUNNER_TEMP": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), **given}
    return subprocess.run(command, cwd=tmp_path / "work", env=plain, capture_output=True, text=True, check=False)


def test_action_annotates_and_fails(tmp_path: Path) -> None:
    for name, text in {"one/catalog-info.yaml": GOOD, "my two/catalog-info.yaml": BAD}.items():
        path = tmp_path / "work" / name
        path.parent.mkdir(parents=True)
        path.write_text(text)
    assert checks(tmp_path, CHECK_PATHS="one\n\n").returncode == 0
    done = checks(tmp_path, CHECK_PATHS="one\nmy two\n")
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=my two/catalog-info.yaml,line=3,col=18,title=")
    assert checks(tmp_path, CHECK_FAIL_ON="never").returncode == 0
    odd = checks(tmp_path, CHECK_PATHS="one; touch bad\n--fix")
    assert odd.returncode == 2
    assert not (tmp_path / "work" / "bad").exists()
    assert checks(tmp_path, CHECK_AGAINST="$(touch bad)").returncode == 3
    (tmp_path / "work" / "our portal.yaml").write_text("catalog: {rules: [{allow: [API]}]}\n")
    assert "kind-not-allowed" in checks(tmp_path, CHECK_PATHS="one", CHECK_CONFIG="our portal.yaml").stdout
    assert not (tmp_path / "work" / "bad").exists()


def test_gitlab_job_writes_the_report_and_fails(tmp_path: Path) -> None:
    (job,) = load("ci/gitlab/portalgen.gitlab-ci.yml").values()
    (tmp_path / "catalog-info.yaml").write_text(BAD)
    install, *script = job["script"]
    assert install.startswith("pip install")
    path = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    plain = {**os.environ, **job["variables"], "PATH": path, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    command = ["bash", "-e", "-o", "pipefail", "-c", "\n".join(script)]
    done = subprocess.run(command, cwd=tmp_path, env=plain, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "catalog-info.yaml:3:18  error" in done.stdout
    report = job["artifacts"]["reports"]["codequality"]
    assert '"path": "catalog-info.yaml"' in (tmp_path / report).read_text()
    (tmp_path / "catalog-info.yaml").write_text(GOOD)
    (tmp_path / "portal.yaml").write_text("catalog: {rules: [{allow: [API]}]}\n")
    plain |= {"PORTALGEN_CONFIG": "portal.yaml"}
    done = subprocess.run(command, cwd=tmp_path, env=plain, capture_output=True, text=True, check=False)
    assert "kind-not-allowed" in done.stdout


def test_the_page_uses_what_is_there() -> None:
    blocks = {block.title: block.text for block in Page(ROOT / "docs/how-to/check-in-merge-requests.md").blocks()}
    named = {hook["id"] for hook in yaml.safe_load(blocks[".pre-commit-config.yaml"])["repos"][0]["hooks"]}
    assert named == {hook["id"] for hook in load(".pre-commit-hooks.yaml")}
    (step,) = yaml.safe_load(blocks[".github/workflows/catalog.yml"])["jobs"]["check"]["steps"][1:]
    assert set(step["with"]) <= set(load("action.yml")["inputs"])
    job = yaml.safe_load(blocks[".gitlab-ci.yml"])
    (template,) = {name: row for name, row in load(job["include"][0]["file"]).items() if name in job}
    assert set(job[template]["variables"]) <= set(load(job["include"][0]["file"])[template]["variables"])
