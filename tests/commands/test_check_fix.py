"""`portalgen check --fix`: writes below the paths only, shows what it did, and checks again."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.builders.repositories import RepositoryBuilder
from tests.commands.conftest import PEOPLE, SHOP, Run

BAD = SHOP.replace("  description: Sells things.\n", "  tags: [My Shop]  # ours\n")
GOOD = BAD.replace("My Shop", "my-shop")
DIFF = """\
--- a/catalog-info.yaml
+++ b/catalog-info.yaml
@@ -2,7 +2,7 @@
 kind: Component
 metadata:
   name: shop
-  tags: [My Shop]  # ours
+  tags: [my-shop]  # ours
 spec:
   type: website
   lifecycle: production
"""


def test_a_file_is_mended_and_checked_again(run: Run) -> None:
    Path("catalog-info.yaml").write_text(BAD)
    result = run("check", ".", "--fix")
    assert (result.exit_code, result.stdout) == (0, DIFF)
    assert Path("catalog-info.yaml").read_text() == GOOD
    assert result.stderr.splitlines()[:2] == ["Mended 1 fault in 1 file.", "Checked 1 file, 1 entity."]
    assert run("check", ".", "--fix").stderr.startswith("Nothing to mend.")


@pytest.mark.parametrize("options", [("--diff",), ("--dry-run",), ("--fix", "--diff"), ("--fix", "--dry-run")])
def test_a_difference_alone_changes_nothing(run: Run, options: tuple[str, ...]) -> None:
    Path("catalog-info.yaml").write_text(BAD)
    result = run("check", ".", *options)
    assert result.exit_code == 1
    assert result.stdout.startswith(DIFF)
    assert "--fix mends 1 fault in 1 file." in result.stderr
    assert Path("catalog-info.yaml").read_text() == BAD


def test_who_did_not_ask_is_told_what_can_be_mended(run: Run) -> None:
    Path("shop").mkdir()
    Path("shop/catalog-info.yaml").write_text(BAD)
    assert "\n--fix mends 1 fault.\n" in run("check", "shop").stderr
    assert "--fix" not in run("check", "shop", "--quiet").stderr
    Path("portal.yaml").write_text("catalog: {locations: [{type: file, target: ./shop}]}\n")
    assert "`portalgen check --fix shop/catalog-info.yaml` mends 1 fault.\n" in run("check").stderr
    assert run("check", "--fix", "shop/catalog-info.yaml").exit_code == 0
    assert "--fix" not in run("check", "shop").stderr


def test_what_is_in_another_repository_is_mended_there(run: Run, company: Mapping[str, RepositoryBuilder]) -> None:
    company["shop"].commit({"catalog-info.yaml": BAD})
    assert "`portalgen check --fix .` in a clone of the repository mends 1 fault.\n" in run("check").stderr


def test_nothing_beside_the_paths_is_written(run: Run, tmp_path: Path) -> None:
    location = (
        "apiVersion: backstage.io/v1alpha1\nkind: Location\nmetadata: {name: all}\nspec: {targets: [../b/x.yaml]}\n"
    )
    for name, text in {"a/catalog-info.yaml": location, "b/x.yaml": BAD}.items():
        Path(name).parent.mkdir()
        Path(name).write_text(text)
    (tmp_path / "outside.yaml").write_text(BAD)
    Path("a/link").symlink_to(tmp_path)
    Path("a/catalog-info.yml").symlink_to(tmp_path / "outside.yaml")
    result = run("check", "a", "--fix")
    assert result.exit_code == 1
    assert "b/x.yaml:5:10  error  invalid-entity" in result.stdout
    assert Path("b/x.yaml").read_text() == (tmp_path / "outside.yaml").read_text() == BAD
    assert run("check", "a", "b/x.yaml", "--fix").exit_code == 0
    assert Path("b/x.yaml").read_text() == GOOD


def test_bytes_that_are_no_text_stay(run: Run) -> None:
    content = BAD.encode() + b"# \xff\n"
    Path("catalog-info.yaml").write_bytes(content)
    run("check", ".", "--fix")
    assert Path("catalog-info.yaml").read_bytes() == content


@pytest.mark.parametrize("is_refused_at_once", [True, False])
def test_a_file_that_cannot_be_written_is_said_and_stays(
    run: Run, monkeypatch: pytest.MonkeyPatch, *, is_refused_at_once: bool
) -> None:
    Path("catalog-info.yaml").write_text(BAD)

    def refuse(path: Path, _target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(path))

    if is_refused_at_once:
        monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)  # root may write everything
    else:
        monkeypatch.setattr(Path, "replace", refuse)
    result = run("check", ".", "--fix")
    assert result.exit_code == 3
    assert "catalog-info.yaml: cannot be written: Permission denied" in result.stderr
    assert [path.read_text() for path in Path().iterdir()] == [BAD]


def test_a_mended_file_is_a_new_one_with_the_old_mode(run: Run) -> None:
    path = Path("catalog-info.yaml")
    path.write_text(BAD)
    path.chmod(0o640)
    Path("same.txt").hardlink_to(path)
    assert run("check", ".", "--fix").exit_code == 0
    assert (path.read_text(), path.stat().st_mode & 0o777) == (GOOD, 0o640)
    assert Path("same.txt").read_text() == BAD, "it was never written in place"
    assert {one.name for one in Path().iterdir()} == {"catalog-info.yaml", "same.txt"}


def test_a_report_for_programs_stays_one_document(run: Run) -> None:
    Path("catalog-info.yaml").write_text(BAD)
    result = run("check", ".", "--fix", "--format", "json")
    (mended,) = json.loads(result.stdout)["mended"]
    assert (mended["path"], mended["changes"]) == ("catalog-info.yaml", ["metadata.tags.0: My Shop -> my-shop"])
    assert f"{mended['diff']}\n" == DIFF
    assert result.stderr == ""
    assert Path("catalog-info.yaml").read_text() == GOOD


def test_a_healthy_file_is_not_touched(run: Run) -> None:
    path = Path("catalog-info.yaml")
    path.write_text(PEOPLE)
    before = path.stat().st_mtime_ns
    assert run("check", ".", "--fix").exit_code == 0
    assert path.stat().st_mtime_ns == before
