import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.crawl import Crawl, GitFetcher, SourceBlobs
from portalgen.diagnostics import Where
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.forge import Forges
from portalgen.model.source import Location, Source
from tests.builders.repositories import FIRST_DAY, Content, Link, RepositoryBuilder, Submodule

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]

PLACE = Where("", "portal.yaml", 7, 5)


def test_a_repository_becomes_a_snapshot_of_its_default_branch(make_repository: Make, crawl: CrawlAll) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": "kind: API\n"}).commit({"docs/index.md": "# Pay\n"})
    location = Location("git", pay.url)
    [snapshot] = crawl(location).snapshots
    assert snapshot.location == location
    assert snapshot.source == Source(pay.url, pay.head, "main", FIRST_DAY + 86400)
    assert [(file.path, file.size) for file in snapshot.files] == [("catalog-info.yaml", 10), ("docs/index.md", 6)]
    assert snapshot.entries == ("catalog-info.yaml",)
    assert snapshot.stale_since is None


def test_files_are_read_from_git_objects(make_repository: Make, settings: FetchSettings) -> None:
    odd = "ä b'\"$\u00a0.bin"
    pay = make_repository("pay").commit({"a.txt": "same", "b.txt": "same", "empty": "", odd: b"\x00\r\n\xff\n"})
    fetcher = GitFetcher(settings)
    snapshot = fetcher.fetch(Location("git", pay.url)).snapshot
    assert snapshot
    assert SourceBlobs([fetcher]).read(snapshot.source, snapshot.files) == {
        "a.txt": b"same",
        "b.txt": b"same",
        "empty": b"",
        odd: b"\x00\r\n\xff\n",
    }
    assert fetcher.read(snapshot.source, ()) == {}


def test_the_same_mirror_is_read_by_another_process(make_repository: Make, settings: FetchSettings) -> None:
    pay = make_repository("pay").commit({"a.txt": "x"})
    snapshot = GitFetcher(settings).fetch(Location("git", pay.url)).snapshot
    assert snapshot
    assert GitFetcher(settings).read(snapshot.source, snapshot.files) == {"a.txt": b"x"}


def test_links_submodules_and_names_that_are_not_text_are_not_listed(make_repository: Make, crawl: CrawlAll) -> None:
    odd: dict[str, Content] = {"link": Link("/etc/passwd"), "sub": Submodule("1" * 40), '"\\377"': "", '"\\033[2J"': ""}
    pay = make_repository("pay").commit({"catalog-info.yaml": "", **odd})
    [snapshot] = crawl(Location("git", pay.url)).snapshots
    assert [file.path for file in snapshot.files] == ["catalog-info.yaml"]
    assert snapshot.links == ("link",)
    found = {row.code: row.message for row in crawl(Location("git", pay.url, paths=("link",))).diagnostics}
    assert found["location-not-found"] == f"{pay.url}: link is a symbolic link, which is not followed"
    assert "and 1 more: the name is not readable" in found["name-unreadable"]


@pytest.mark.parametrize("target", ["../repositories/pay.git", "../repositories/pay", "./../repositories/pay.git/"])
def test_a_folder_beside_the_portal_is_named_as_written(make_repository: Make, crawl: CrawlAll, target: str) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    [snapshot] = crawl(Location("git", target)).snapshots
    assert (snapshot.source.url, snapshot.source.commit) == (target, pay.head)


def test_a_checkout_is_read_at_its_last_commit(make_repository: Make, crawl: CrawlAll, tmp_path: Path) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    subprocess.run(["git", "clone", "--quiet", pay.url, str(tmp_path / "portal" / "pay")], check=True)
    (tmp_path / "portal" / "pay" / "draft.yaml").write_text("not committed")
    [snapshot] = crawl(Location("git", "pay")).snapshots
    assert [file.path for file in snapshot.files] == ["catalog-info.yaml"]


def test_a_shallow_checkout_is_read_too(make_repository: Make, crawl: CrawlAll, tmp_path: Path) -> None:
    pay = make_repository("pay").commit({"a": "1"}).commit({"catalog-info.yaml": ""})
    shallow = ["git", "clone", "--quiet", "--depth=1", pay.url, str(tmp_path / "portal" / "pay")]
    subprocess.run(shallow, check=True)
    [snapshot] = crawl(Location("git", "pay")).snapshots
    assert snapshot.source.commit == pay.head


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a repository to another user")
def test_a_repository_of_another_user_is_read(make_repository: Make, crawl: CrawlAll) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    for path in (pay.path, *pay.path.rglob("*")):
        os.chown(path, 65534, 65534)
    assert len(crawl(Location("git", pay.url)).snapshots) == 1


def test_branch_tag_and_commit_can_be_named(make_repository: Make, crawl: CrawlAll) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": "1"}).tag("v1").tag("v1-signed", annotated=True)
    pay.commit({"catalog-info.yaml": "2"}).commit({"catalog-info.yaml": "3"}, branch="feature/x").commit({"x": ""})
    first, _, third, _ = pay.commits
    refs = ("v1", "v1-signed", "feature/x", first, "refs/heads/feature/x", third)
    outcome = crawl(*(Location("git", pay.url, ref=ref) for ref in refs))
    assert [snapshot.source.commit for snapshot in outcome.snapshots] == [first, first, third, first, third, third]
    assert [snapshot.source.ref for snapshot in outcome.snapshots] == list(refs)


def test_a_branch_is_taken_before_a_tag_of_the_same_name(make_repository: Make, crawl: CrawlAll) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": "1"}).tag("next").commit({"a": ""}, branch="next")
    [snapshot] = crawl(Location("git", pay.url, ref="next", paths=())).snapshots
    assert snapshot.source.commit == pay.head


def test_only_exact_ref_names_count(make_repository: Make, crawl: CrawlAll) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""}, branch="team/main").commit({"a": ""})
    [snapshot] = crawl(Location("git", pay.url, ref="main", paths=())).snapshots
    assert snapshot.source.commit == pay.head


@pytest.mark.parametrize(
    ("ref", "text", "hint"),
    [
        ("mian", "no branch or tag 'mian'", "did you mean 'main'?"),
        ("a b", "'a b' is not the name of a branch, tag or commit", "write a branch, tag or commit"),
    ],
)
def test_a_ref_that_is_not_there(make_repository: Make, crawl: CrawlAll, ref: str, text: str, hint: str) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    outcome = crawl(Location("git", pay.url, ref=ref, where=PLACE))
    [found] = outcome.diagnostics
    assert outcome.snapshots == ()
    assert (found.code, found.message, found.hint, found.where) == ("ref-not-found", f"{pay.url}: {text}", hint, PLACE)


def test_a_commit_that_is_not_there(make_repository: Make, crawl: CrawlAll) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    [found] = crawl(Location("git", pay.url, ref="1" * 40)).diagnostics
    assert found.code == "ref-not-found"
    assert found.message == f"{pay.url}: no commit {'1' * 40}"


def test_an_empty_repository_costs_a_diagnostic(make_repository: Make, crawl: CrawlAll) -> None:
    new = make_repository("new")
    [found] = crawl(Location("git", new.url)).diagnostics
    assert (found.code, found.message) == ("ref-not-found", f"{new.url}: the repository has no commits yet")
    assert found.hint == "commit the files, or use type: file to read the folder as it lies there"


def test_a_repository_whose_default_branch_is_gone(make_repository: Make, crawl: CrawlAll) -> None:
    other = make_repository("other").commit({"catalog-info.yaml": ""}, branch="other")
    [found] = crawl(Location("git", other.url)).diagnostics
    assert (found.code, found.hint) == ("ref-not-found", "push a commit, or name a ref")


def test_a_url_without_its_scheme_is_guessed(crawl: CrawlAll) -> None:
    [found] = crawl(Location("git", "github.com/acme/billing")).diagnostics
    assert found.message == "github.com/acme/billing: no Git repository there"
    assert found.hint == "did you mean https://github.com/acme/billing?"


def test_a_wildcard_for_repositories_is_refused(crawl: CrawlAll) -> None:
    [found] = crawl(Location("url", "https://github.com/acme/*/blob/main/catalog-info.yaml")).diagnostics
    assert found.code == "location-unsupported"
    assert "looks for repositories, which is not supported yet" in found.message
    assert found.hint == "list them"


def test_a_repository_that_is_missing_costs_only_itself(make_repository: Make, crawl: CrawlAll) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    outcome = crawl(Location("git", "../repositories/pya", where=PLACE), Location("git", pay.url))
    [found] = outcome.diagnostics
    assert len(outcome.snapshots) == 1
    assert (found.code, found.where) == ("source-unreachable", PLACE)
    assert found.message == "../repositories/pya: no Git repository there"


GITLAB = {"forges": Forges.of([("git.larkspur.example", "gitlab")])}


def test_the_url_of_a_file_names_repository_ref_and_entry(
    make_repository: Make, crawl: CrawlAll, tmp_path: Path
) -> None:
    pay = make_repository("pay").commit({"a/x.yaml": "", "a/y.yaml": "", "z.yaml": ""})
    mirrors = (("https://git.larkspur.example/", str(tmp_path / "repositories")),)
    base = "https://git.larkspur.example/pay/-/"
    targets = [
        f"{base}blob/main/a/x.yaml",
        f"{base}blob/main/a/*.yaml",
        f"{base}tree/main/a/",
        base.removesuffix("/-/"),
    ]
    files = [Location("url", target) for target in targets[:2]]
    folders = [Location("url", target, paths=()) for target in targets[2:]]
    outcome = crawl(*files, *folders, mirrors=mirrors, **GITLAB)
    assert outcome.diagnostics == ()
    assert {snapshot.source.url for snapshot in outcome.snapshots} == {"https://git.larkspur.example/pay.git"}
    assert [snapshot.entries for snapshot in outcome.snapshots] == [("a/x.yaml",), ("a/x.yaml", "a/y.yaml"), (), ()]
    assert {snapshot.source.commit for snapshot in outcome.snapshots} == {pay.head}


def test_the_url_of_a_folder_is_no_descriptor(make_repository: Make, crawl: CrawlAll, tmp_path: Path) -> None:
    make_repository("pay").commit({"a/x.yaml": "", "z.yaml": ""})
    mirrors = (("https://git.larkspur.example/", str(tmp_path / "repositories")),)
    target = "https://git.larkspur.example/pay/-/tree/main"
    outcome = crawl(Location("url", target), Location("url", f"{target}/a"), mirrors=mirrors, **GITLAB)
    assert [found.code for found in outcome.diagnostics] == ["location-not-found", "location-not-found"]
    assert [found.hint for found in outcome.diagnostics] == ["did you mean z.yaml?", "did you mean a/x.yaml?"]


def test_a_url_of_an_unknown_host_says_how_to_make_it_known(crawl: CrawlAll) -> None:
    [found] = crawl(Location("url", "https://git.larkspur.example/pay/-/blob/main/x.yaml", where=PLACE)).diagnostics
    assert (found.code, found.where) == ("location-unsupported", PLACE)
    assert found.hint == "if git.larkspur.example is a gitlab host, name it under integrations.gitlab"


def test_the_longest_mirror_wins_and_ends_at_a_slash(make_repository: Make, crawl: CrawlAll) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    mirrors = (("https://git.larkspur.example/team", "../repositories"), ("https://git.larkspur.example", "nowhere"))
    hosted = "https://git.larkspur.example/team/pay.git"
    outcome = crawl(Location("git", hosted), Location("git", "https://git.larkspur.example/teams/pay"), mirrors=mirrors)
    [snapshot] = outcome.snapshots
    [found] = outcome.diagnostics
    assert (snapshot.source.url, snapshot.source.commit) == (hosted, pay.head)
    assert found.message == "https://git.larkspur.example/teams/pay: no Git repository there"


SPELLINGS = ("o/r.git", "o/r", "o/r/", "O/R.git")


def test_one_repository_on_a_known_host_is_fetched_once_however_it_is_spelt(
    make_repository: Make, crawl: CrawlAll
) -> None:
    shop = make_repository("shop").commit({"catalog-info.yaml": ""})
    roots = ("https://github.com", "https://GitHub.com", "https://github.com:443", "https://me:hush@github.com")
    places = [Location("git", f"{root}/{name}") for root in roots for name in SPELLINGS]
    places.append(Location("url", "https://github.com/o/r/blob/main/catalog-info.yaml"))
    found = crawl(*places, mirrors=(("https://github.com/o/r", shop.url),))
    assert {snapshot.source.url for snapshot in found.snapshots} == {"https://github.com/o/r.git"}
    assert (len(found.snapshots), found.diagnostics) == (len(places), ())


@pytest.mark.parametrize("prefix", ["https://github.com/o/r", "https://github.com/o/r.git", "https://GitHub.com/o/"])
@pytest.mark.parametrize("target", ["https://github.com/o/r.git", "https://github.com/o/r", "https://github.com/O/r/"])
def test_a_mirror_matches_any_spelling(make_repository: Make, crawl: CrawlAll, prefix: str, target: str) -> None:
    repository = make_repository("r").commit({"catalog-info.yaml": ""})
    instead = "../repositories" if prefix.endswith("/") else repository.url
    mirrors = ((prefix, instead), ("https://github.com/", "nowhere"))
    assert len(crawl(Location("git", target), mirrors=mirrors).snapshots) == 1


def test_ssh_is_another_way_to_a_repository(crawl: CrawlAll, make_repository: Make) -> None:
    shop = make_repository("shop").commit({"catalog-info.yaml": ""})
    urls = ("ssh://git@github.com/o/r.git", "https://github.com/o/r.git")
    found = crawl(*(Location("git", url) for url in urls), mirrors=tuple((url, shop.url) for url in urls))
    assert [snapshot.source.url for snapshot in found.snapshots] == list(urls)
