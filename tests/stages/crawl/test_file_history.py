"""Histories of files: who changed what, of servers that leave contents out, and what is asked of them again."""

import shutil
from collections.abc import Callable, Iterator

import pytest

from portalgen.crawl import Crawl, FolderFetcher, GitFetcher
from portalgen.crawl.bring_changes import Asked, bring_changes
from portalgen.errors import CrawlError
from portalgen.model.asking import Asking
from portalgen.model.change import Change, Changes
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.moment import Moment
from portalgen.model.source import Location, Source
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import FIRST_DAY, RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]

DAY = 86_400
DOCS = ("docs/a.md", "docs/b.md")
ADA, BO = "Ada <ada@larkspur.example>", "Bo <bo@larkspur.example>"


@pytest.fixture
def pay(make_repository: Make) -> RepositoryBuilder:
    made = make_repository("pay")
    made.git("config", "uploadpack.allowFilter", "true")
    made.commit({"docs/a.md": "1", "docs/b.md": "1"}, author=ADA)
    made.commit({"src/x.py": "1"}, author=BO)
    return made.commit({"docs/a.md": "2"}, author=BO)


@pytest.fixture
def server(pay: RepositoryBuilder) -> Iterator[GitServer]:
    with serving(GitServer(pay.path.parent)) as started:
        yield started


@pytest.fixture
def location(server: GitServer) -> Location:
    return Location("git", f"{server.url}/pay.git")


def source_of(found: Crawl) -> Source:
    [snapshot] = found.snapshots
    return snapshot.source


def few(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    for module in ("git_log", "file_history"):
        monkeypatch.setattr(f"portalgen.crawl.{module}.MOST_COMMITS", count)


def several(server: GitServer, names: str) -> Iterator[Location]:
    """Yield the places of copies of the repository."""
    for name in names:
        shutil.copytree(server.root / "pay.git", server.root / f"{name}.git")
        yield Location("git", f"{server.url}/{name}.git")


def days(changes: Changes) -> dict[str, list[int]]:
    """Return path -> days of its changes."""
    return {path: [(one.time - FIRST_DAY) // DAY for one in found] for path, found in changes.by_path.items()}


def test_each_file_has_the_commits_that_changed_it(
    pay: RepositoryBuilder, location: Location, crawl: CrawlAll, settings: FetchSettings
) -> None:
    first, _, last = pay.commits
    changes = GitFetcher(settings).changes(source_of(crawl(location)), DOCS)
    ada, bo = (
        Change(commit, FIRST_DAY + day * DAY, (name,), "Change")
        for commit, day, name in ((first, 0, "Ada"), (last, 2, "Bo"))
    )
    assert changes == Changes({"docs/a.md": (bo, ada), "docs/b.md": (ada,)})


@pytest.mark.parametrize(("is_old", "by_id"), [(True, True), (True, False), (False, True)])
def test_every_server_that_leaves_contents_out_tells_the_history(
    pay: RepositoryBuilder, crawl: CrawlAll, settings: FetchSettings, *, is_old: bool, by_id: bool
) -> None:
    pay.git("config", "uploadpack.allowAnySHA1InWant", str(by_id).lower())
    with serving(GitServer(pay.path.parent, is_old=is_old)) as server:
        source = source_of(crawl(Location("git", f"{server.url}/pay.git")))
        changes = GitFetcher(settings).changes(source, DOCS)
    assert days(changes) == {"docs/a.md": [2, 0], "docs/b.md": [0]}


@pytest.mark.parametrize("form", ["{url}", "{path}"], ids=["file url", "folder"])
def test_a_repository_of_this_machine_has_a_history_too(
    pay: RepositoryBuilder, crawl: CrawlAll, settings: FetchSettings, form: str
) -> None:
    location = Location("git", form.format(url=pay.url, path=pay.path))
    fetcher = GitFetcher(settings)
    assert days(fetcher.changes(source_of(crawl(location)), DOCS)) == {"docs/a.md": [2, 0], "docs/b.md": [0]}


def test_contents_of_files_are_not_asked_for(
    pay: RepositoryBuilder, server: GitServer, location: Location, crawl: CrawlAll, settings: FetchSettings
) -> None:
    pay.commit({"docs/a.md": "3", "src/large.bin": bytes(range(256)) * 400}).commit({"src/large.bin": None})
    source = source_of(crawl(location))
    before = server.sent
    GitFetcher(settings).changes(source, DOCS)
    assert server.sent - before < 5_000


def test_an_unchanged_repository_is_asked_nothing(
    server: GitServer, location: Location, crawl: CrawlAll, settings: FetchSettings
) -> None:
    source = source_of(crawl(location))
    first = GitFetcher(settings).changes(source, DOCS)
    server.paths.clear()
    assert GitFetcher(settings).changes(source, DOCS) == first
    assert server.paths == []


def test_the_answer_does_not_depend_on_what_was_brought_before(
    pay: RepositoryBuilder,
    location: Location,
    crawl: CrawlAll,
    settings: FetchSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few(monkeypatch, 4)
    fetcher = GitFetcher(settings)
    fetcher.changes(source_of(crawl(location)), DOCS)
    for day in range(3, 9):
        pay.commit({"docs/a.md": f"{day}"}, author=ADA)
        source = source_of(crawl(location))
        grown = fetcher.changes(source, DOCS)
        shutil.rmtree(settings.cache)
        assert GitFetcher(settings).changes(source, DOCS) == grown
        assert days(grown)["docs/a.md"] == [one for one in range(day, day - 4, -1) if one != 1]


def test_what_is_older_than_the_commits_that_are_looked_at_is_told_as_that(
    location: Location,
    crawl: CrawlAll,
    settings: FetchSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    few(monkeypatch, 2)
    changes = GitFetcher(settings).changes(source_of(crawl(location)), DOCS)
    assert (days(changes), changes.since) == ({"docs/a.md": [2]}, FIRST_DAY + DAY)


def test_a_clone_without_its_past_does_not_count_as_the_beginning(
    pay: RepositoryBuilder, make_repository: Make, crawl: CrawlAll, settings: FetchSettings
) -> None:
    shallow = make_repository("shallow")
    shallow.git("fetch", "--quiet", "--depth=2", pay.url, "+main:main")
    changes = GitFetcher(settings).changes(source_of(crawl(Location("git", shallow.url))), DOCS)
    assert (days(changes), changes.since) == ({"docs/a.md": [2]}, FIRST_DAY + DAY)


def test_the_history_of_an_earlier_time_is_that_of_its_commit(
    location: Location, crawl: CrawlAll, settings: FetchSettings
) -> None:
    source = source_of(crawl(location, moment=Moment(at=FIRST_DAY + DAY)))
    assert days(GitFetcher(settings).changes(source, DOCS)) == {"docs/a.md": [0], "docs/b.md": [0]}


def test_names_are_joined_as_the_repository_wants(
    pay: RepositoryBuilder, location: Location, crawl: CrawlAll, settings: FetchSettings
) -> None:
    pay.commit({".mailmap": "Ada Lovelace <ada@larkspur.example>\n"})
    [snapshot] = crawl(location).snapshots
    changes = GitFetcher(settings).changes(snapshot.source, DOCS, snapshot.file(".mailmap"))
    assert [one.authors for one in changes.by_path["docs/a.md"]] == [("Bo",), ("Ada Lovelace",)]


def test_a_damaged_history_is_brought_again(
    pay: RepositoryBuilder, location: Location, crawl: CrawlAll, settings: FetchSettings
) -> None:
    GitFetcher(settings).changes(source_of(crawl(location)), DOCS)
    for pack in settings.cache.glob("file-histories/*/objects/pack/*.pack"):
        pack.chmod(0o600)
        pack.write_bytes(b"PACK" + bytes(200))
    pay.commit({"docs/b.md": "2"})
    assert days(GitFetcher(settings).changes(source_of(crawl(location)), DOCS))["docs/b.md"] == [3, 0]


def test_without_the_network_what_is_kept_is_told_and_nothing_is_wrong_about_the_rest(
    pay: RepositoryBuilder, server: GitServer, location: Location, crawl: CrawlAll, settings: FetchSettings
) -> None:
    old = source_of(crawl(location))
    known = GitFetcher(settings).changes(old, DOCS)
    pay.commit({"docs/b.md": "2"})
    new = source_of(crawl(location))
    server.paths.clear()
    alone = GitFetcher(FetchSettings(settings.folder, settings.cache, asking=Asking(offline=True)))
    assert (alone.changes(old, DOCS), alone.changes(new, DOCS)) == (known, Changes())
    assert server.paths == []


def test_a_server_that_leaves_nothing_out_is_not_asked_for_its_history(
    pay: RepositoryBuilder, server: GitServer, location: Location, crawl: CrawlAll, settings: FetchSettings
) -> None:
    pay.git("config", "uploadpack.allowFilter", "false")
    source = source_of(crawl(location))
    before = server.sent
    found = bring_changes({source: Asked(DOCS)}, [GitFetcher(settings)])
    [said] = found.diagnostics
    assert (dict(found.changes), said.code, str(said.severity)) == ({}, "history-unread", "info")
    assert said.message == (
        f"{location.target}: its server cannot leave out the contents of files; "
        "pages do not say who changed them, and when"
    )
    assert server.sent - before < 1_000


class _Killed(BaseException):
    """Nobody waits for it."""


def test_what_a_killed_build_has_left_is_not_taken_for_a_history(
    pay: RepositoryBuilder,
    location: Location,
    crawl: CrawlAll,
    settings: FetchSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pay.git("config", "uploadpack.allowFilter", "false")
    monkeypatch.setenv("GIT_SSL_CERT", "")  # so git asks, and what the server can do is not known before
    source = source_of(crawl(location))

    def killed(*_: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr("portalgen.crawl.bring_history.missing_of", killed)
        with pytest.raises(_Killed):
            GitFetcher(settings).changes(source, DOCS)
    assert list((settings.cache / "file-histories").rglob("*.pack"))
    with pytest.raises(CrawlError, match="cannot leave out the contents"):
        GitFetcher(settings).changes(source, DOCS)
    assert not list((settings.cache / "file-histories").rglob("*.pack"))


@pytest.mark.parametrize("fault", ["cut", "garbage"])
def test_many_histories_that_cannot_be_had_cost_one_note(
    server: GitServer, crawl: CrawlAll, settings: FetchSettings, fault: str
) -> None:
    found = crawl(*several(server, "abcde"))
    server.faults["POST"] = fault
    told = bring_changes({one.source: Asked(DOCS) for one in found.snapshots}, [GitFetcher(settings)])
    [said] = told.diagnostics
    assert (dict(told.changes), "c.git and 2 more: " in said.message) == ({}, True)


def test_a_host_that_says_nothing_is_asked_once(
    server: GitServer, crawl: CrawlAll, settings: FetchSettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = crawl(*several(server, "ab"))
    monkeypatch.setattr("portalgen.crawl.git_command.QUESTION", 0.2)
    server.faults["GET"] = "mute"
    server.paths.clear()
    told = bring_changes({one.source: Asked(DOCS) for one in found.snapshots}, [GitFetcher(settings)], jobs=1)
    assert (dict(told.changes), len(told.diagnostics), len(server.paths)) == ({}, 1, 1)


def test_a_folder_outside_of_git_has_no_history(crawl: CrawlAll, settings: FetchSettings) -> None:
    (settings.folder / "docs").mkdir()
    (settings.folder / "docs" / "a.md").write_text("# A")
    source = source_of(crawl(Location("file", ".", paths=())))
    assert bring_changes({source: Asked(DOCS)}, [FolderFetcher(settings)]).changes == {source: Changes()}
