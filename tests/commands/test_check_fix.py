"""`portalgen check --fix`: writes below the paths only, shows what it did, and checks again."""

import json
from pathlib import Path

import pytest

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


def test_a_file_that_nobody_may_write_is_said(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("catalog-info.yaml").write_text(BAD)

    def refuse(path: Path, _data: bytes) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_bytes", refuse)  # root may write everything
    result = run("check", ".", "--fix")
    assert result.exit_code == 3
    assert "catalog-info.yaml: cannot be written: Permission denied" in result.stderr


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
