"""Work trees: what lies in a repository's folder now, as its authors would commit it."""

import subprocess
from pathlib import Path

import pytest

from portalgen.crawl import WorkTree


def git(folder: Path, *arguments: str) -> None:
    who = ["-c", "user.name=Robin", "-c", "user.email=robin@larkspur.example", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    folder = tmp_path / "shop"
    folder.mkdir()
    git(folder, "init", "--quiet")
    for name in ("catalog-info.yaml", "deep/catalog-info.yml", "ignored/catalog-info.yaml", ".hidden/a.txt", "ä b.txt"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("x")
    (folder / ".gitignore").write_text("ignored/\n")
    (folder / "link.yaml").symlink_to("catalog-info.yaml")
    (folder / "linked").symlink_to("deep")
    return folder


def names(tree: WorkTree) -> list[str]:
    return [file.path for file in tree.files()]


def test_git_says_which_files_count(tree: Path) -> None:
    found = WorkTree.around(tree / "deep" / "catalog-info.yml", home=tree)
    assert (found.root, found.is_git) == (tree, True)
    assert names(found) == [".gitignore", ".hidden/a.txt", "catalog-info.yaml", "deep/catalog-info.yml", "ä b.txt"]
    assert found.descriptors(tree) == ("catalog-info.yaml", "deep/catalog-info.yml")
    assert found.descriptors(tree / "deep") == ("deep/catalog-info.yml",)
    assert [file.path for file in found.files(["ignored/catalog-info.yaml", "link.yaml"])][-2:] == [
        "ignored/catalog-info.yaml",
        "ä b.txt",
    ]


def test_a_file_that_is_gone_is_not_listed(tree: Path) -> None:
    git(tree, "add", ".")
    (tree / "catalog-info.yaml").unlink()
    assert "catalog-info.yaml" not in names(WorkTree.around(tree, home=tree))


def test_the_remote_names_it_and_its_branch_is_the_default(tree: Path) -> None:
    found = WorkTree.around(tree, home=tree)
    assert (found.url, found.ref) == ("", "main")
    git(tree, "remote", "add", "origin", "https://robin:secret@github.com/acme/shop.git")
    git(tree, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    found = WorkTree.around(tree, home=tree)
    assert (found.url, found.ref) == ("https://github.com/acme/shop.git", "trunk")


def test_a_second_work_tree_of_a_repository_is_one(tree: Path, tmp_path: Path) -> None:
    git(tree, "add", ".")
    git(tree, "commit", "--quiet", "-m", "First")
    git(tree, "remote", "add", "origin", "git@github.com:acme/shop.git")
    git(tree, "worktree", "add", "--quiet", "-b", "other", str(tmp_path / "second"))
    found = WorkTree.around(tmp_path / "second", home=tmp_path)
    assert (found.url, found.ref) == ("git@github.com:acme/shop.git", "other")
    assert "catalog-info.yaml" in names(found)


def test_a_hook_of_another_repository_decides_nothing(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "--quiet")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    assert "catalog-info.yaml" in names(WorkTree.around(tree, home=tree))


def test_without_git_hidden_folders_do_not_count(tree: Path) -> None:
    (tree / ".git").rename(tree / ".was-git")
    found = WorkTree.around(tree / "deep", home=tree)
    assert (found.root, found.is_git, found.url, found.ref) == (tree, False, "", "")
    assert names(found) == [
        ".gitignore",
        "catalog-info.yaml",
        "deep/catalog-info.yml",
        "ignored/catalog-info.yaml",
        "ä b.txt",
    ]
    assert WorkTree.around(tree, home=tree / "deep").root == tree
