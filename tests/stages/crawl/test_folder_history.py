"""Histories of folders: what is committed in the work tree around them, whatever its Git is told to do."""

import os
from dataclasses import replace

import pytest

from portalgen.crawl import FolderFetcher, git_log
from portalgen.errors import CrawlError
from portalgen.model.asking import Asking
from portalgen.model.change import Changes, last_change
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.moment import Moment, Record
from portalgen.model.source import Location, Snapshot
from tests.builders.repositories import FIRST_DAY
from tests.builders.work_trees import WorkTreeBuilder

DAY = 86_400
PAGES = ("docs/a.md", "docs/b.md")


@pytest.fixture
def tree(settings: FetchSettings) -> WorkTreeBuilder:
    """The work tree around portal.yaml; `shop/docs` has a page of Ada and one of Bo."""
    made = WorkTreeBuilder(settings.folder / "work")
    made.commit({"shop/docs/a.md": "a", "README.md": "r"})
    made.commit({"shop/docs/b.md": "b"}, "Bo")
    return made


def fetched(settings: FetchSettings, target: str = "work/shop") -> tuple[FolderFetcher, Snapshot]:
    fetcher = FolderFetcher(settings)
    snapshot = fetcher.fetch(Location("file", target)).snapshot
    assert snapshot
    return fetcher, snapshot


def changes(settings: FetchSettings, *paths: str, target: str = "work/shop") -> Changes:
    fetcher, snapshot = fetched(settings, target)
    return fetcher.changes(snapshot.source, paths or PAGES)


def told(found: Changes) -> dict[str, tuple[int, str]]:
    """Return file -> day and author of its last change."""
    known = {path: last_change(found, path) for path in found.by_path}
    return {path: ((one.time - FIRST_DAY) // DAY, one.author) for path, one in known.items() if one}


@pytest.mark.usefixtures("tree")
def test_files_have_the_commits_of_the_work_tree_around_the_folder(settings: FetchSettings) -> None:
    assert told(changes(settings)) == {"docs/a.md": (0, "Ada"), "docs/b.md": (1, "Bo")}
    assert told(changes(settings, "README.md", "shop/docs/a.md", target="work"))["shop/docs/a.md"] == (0, "Ada")


def test_what_is_not_committed_is_not_told(settings: FetchSettings, tree: WorkTreeBuilder) -> None:
    tree.write({"shop/docs/a.md": "changed", "shop/docs/c.md": "new", ".mailmap": "Eve <ada@larkspur.example>\n"})
    assert told(changes(settings, *PAGES, "docs/c.md")) == {"docs/a.md": (0, "Ada"), "docs/b.md": (1, "Bo")}
    tree.commit({}, "Cy")
    found = changes(settings, *PAGES, "docs/c.md")
    assert told(found) == {"docs/a.md": (2, "Cy"), "docs/b.md": (1, "Bo"), "docs/c.md": (2, "Cy")}
    assert [one.authors for one in found.by_path["docs/a.md"]] == [("Cy",), ("Eve",)]


def test_what_was_never_committed_is_not_older_than_the_oldest_that_is_looked_at(
    settings: FetchSettings, tree: WorkTreeBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(git_log, "MOST_COMMITS", 1)
    tree.write({"shop/docs/c.md": "new"})
    for _ in range(2):  # asked, then kept
        found = changes(settings, *PAGES, "docs/c.md")
        before = last_change(found, "docs/a.md")
        assert before
        assert (before.is_before, told(found)) == (True, {"docs/b.md": (1, "Bo")})
        assert last_change(found, "docs/c.md") is None


@pytest.mark.parametrize("how", ["packed", "detached", "sha256"])
def test_the_commit_that_is_checked_out_is_found_however_it_is_named(settings: FetchSettings, how: str) -> None:
    tree = WorkTreeBuilder(settings.folder / "other", "sha256" if how == "sha256" else "sha1")
    commit = tree.commit({"docs/a.md": "a"})
    if how == "packed":
        tree.git("pack-refs", "--all")
        tree.git("gc", "--quiet")
    if how == "detached":
        tree.git("checkout", "--quiet", "--detach")
    fetcher, snapshot = fetched(settings, "other")
    assert snapshot.head == commit
    assert told(fetcher.changes(snapshot.source, ["docs/a.md"])) == {"docs/a.md": (0, "Ada")}


def test_a_folder_without_a_whole_repository_around_it_has_no_history(
    settings: FetchSettings, tree: WorkTreeBuilder
) -> None:
    (settings.folder / "plain" / "docs").mkdir(parents=True)
    (settings.folder / "plain" / "docs" / "a.md").write_text("a")
    WorkTreeBuilder(settings.folder / "empty").write({"docs/a.md": "a"})
    for name, options in (("shallow", ("--depth=1",)), ("shared", ("--shared",))):
        tree.git("clone", "--quiet", *options, tree.root.as_uri() if name == "shallow" else ".", f"../{name}")
    tree.git("worktree", "add", "--quiet", "--detach", "../second")
    for target in ("plain", "empty", "shallow/shop", "shared/shop", "second/shop"):
        fetcher, snapshot = fetched(settings, target)
        assert (snapshot.head, fetcher.changes(snapshot.source, PAGES)) == ("", Changes()), target


def test_a_clone_that_lacks_folders_of_the_past_has_no_history(settings: FetchSettings, tree: WorkTreeBuilder) -> None:
    tree.git("config", "uploadpack.allowFilter", "true")
    for kind, expected in (("tree:0", {}), ("blob:none", {"docs/a.md": (0, "Ada"), "docs/b.md": (1, "Bo")})):
        name = kind.partition(":")[0]
        tree.git("clone", "--quiet", f"--filter={kind}", tree.root.as_uri(), f"../{name}")
        assert told(changes(settings, target=f"{name}/shop")) == expected


def test_a_folder_that_git_cannot_be_told_says_what_to_do(settings: FetchSettings) -> None:
    WorkTreeBuilder(settings.folder / "a\tb").commit({"docs/a.md": "a"})
    with pytest.raises(CrawlError, match="has a name that Git cannot be told") as found:
        changes(settings, target="a\tb")
    assert found.value.hint == "rename it, or the folder above it that has such a name, without tabs and line ends"


def test_nothing_that_its_git_is_told_to_run_runs(settings: FetchSettings, tree: WorkTreeBuilder) -> None:
    trap = settings.folder / "trap"
    run = settings.folder / "run.sh"
    run.write_text(f"#!/bin/sh\ntouch '{trap}'\n")
    run.chmod(0o700)
    tree.commit({".gitattributes": "*.md diff=x filter=x\n"})
    names = ("core.fsmonitor", "core.pager", "diff.external", "diff.x.textconv", "diff.x.command", "filter.x.clean")
    more = ("filter.x.smudge", "gpg.program", "core.sshCommand", "core.alternateRefsCommand", "alias.log")
    for name in (*names, *more):
        tree.git("config", name, f"!{run}" if name.startswith("alias.") else str(run))
    for name, value in (("log.showSignature", "true"), ("log.follow", "true"), ("mailmap.file", str(run))):
        tree.git("config", name, value)
    for hook in ("post-index-change", "reference-transaction", "post-checkout"):
        (tree.root / ".git" / "hooks").mkdir(exist_ok=True)
        (tree.root / ".git" / "hooks" / hook).symlink_to(run)
    assert told(changes(settings)) == {"docs/a.md": (0, "Ada"), "docs/b.md": (1, "Bo")}
    assert not trap.exists()


def test_a_link_to_objects_of_others_is_not_followed(settings: FetchSettings, tree: WorkTreeBuilder) -> None:
    (tree.root / ".git" / "objects").rename(settings.folder / "elsewhere")
    (tree.root / ".git" / "objects").symlink_to(settings.folder / "elsewhere")
    assert changes(settings) == Changes()


@pytest.mark.parametrize("head", ["ref: refs/../../secret", "ref: refs/heads/none", "words", "\udcff"])
def test_an_odd_head_costs_the_history_alone(settings: FetchSettings, tree: WorkTreeBuilder, head: str) -> None:
    (tree.root / ".git" / "HEAD").write_bytes(os.fsencode(head))
    (tree.root / "secret").write_text("1" * 40)
    assert changes(settings) == Changes()


def test_a_commit_that_is_not_there_is_said(settings: FetchSettings, tree: WorkTreeBuilder) -> None:
    (tree.root / ".git" / "HEAD").write_text("0" * 40)
    with pytest.raises(CrawlError, match="its commits cannot be read"):
        changes(settings)


def test_a_record_names_the_commit_whatever_is_checked_out_now(settings: FetchSettings, tree: WorkTreeBuilder) -> None:
    _, snapshot = fetched(settings)
    tree.commit({"shop/docs/a.md": "later"}, "Cy")
    moment = Moment(record=Record(heads={snapshot.source.url: snapshot.head}))
    then = replace(settings, asking=Asking(moment=moment))
    assert told(changes(then)) == {"docs/a.md": (0, "Ada"), "docs/b.md": (1, "Bo")}
    without = replace(settings, asking=Asking(moment=Moment(record=Record())))
    assert changes(without) == Changes()


def test_what_was_found_is_kept_by_commit(settings: FetchSettings, tree: WorkTreeBuilder) -> None:
    first = changes(settings)
    objects = tree.root / ".git" / "objects"
    for path in objects.rglob("*"):
        if path.is_file():
            path.unlink()
    assert changes(settings) == first
