import os
from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.crawl import Crawl, FolderFetcher, SourceBlobs
from portalgen.diagnostics import Where
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location, Source, SourceFile

CrawlAll = Callable[..., Crawl]

PLACE = Where("", "portal.yaml", 7, 5)
ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@pytest.fixture
def org(settings: FetchSettings) -> Path:
    """A folder `org` beside portal.yaml."""
    folder = settings.folder / "org"
    for path in ("catalog-info.yaml", "teams/web.yaml", "teams/pay.yaml", ".git/config", ".env"):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("abc")
    return folder


@pytest.mark.usefixtures("org")
def test_a_folder_becomes_a_snapshot(crawl: CrawlAll) -> None:
    location = Location("file", "./org")
    [snapshot] = crawl(location).snapshots
    assert (snapshot.location, snapshot.source) == (location, Source("./org"))
    paths = (".env", "catalog-info.yaml", "teams/pay.yaml", "teams/web.yaml")
    assert snapshot.files == tuple(SourceFile(path, ABC, 3) for path in paths)
    assert snapshot.entries == ("catalog-info.yaml",)


@pytest.mark.parametrize(
    ("target", "source", "entries"),
    [
        ("org/catalog-info.yaml", "org", ("catalog-info.yaml",)),
        ("org/teams/web.yaml", "org/teams", ("web.yaml",)),
        ("./org/teams/*.yaml", "org/teams", ("pay.yaml", "web.yaml")),
        ("org/**/*.yaml", "org", ("catalog-info.yaml", "teams/pay.yaml", "teams/web.yaml")),
        ("*/catalog-info.yaml", ".", ("org/catalog-info.yaml",)),
    ],
)
@pytest.mark.usefixtures("org")
def test_a_file_or_a_glob_is_read_in_its_folder(
    crawl: CrawlAll, target: str, source: str, entries: tuple[str, ...]
) -> None:
    outcome = crawl(Location("file", target), Location("file", target, paths=()))
    assert outcome.diagnostics == ()
    assert [(snapshot.source.url, snapshot.entries) for snapshot in outcome.snapshots] == [
        (source, entries),
        (source, ()),
    ]


def test_links_are_not_followed(org: Path, crawl: CrawlAll, tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("secret")
    (org / "secret.yaml").symlink_to(tmp_path / "secret.yaml")
    (org / "all").symlink_to(tmp_path)
    [snapshot] = crawl(Location("file", "org")).snapshots
    assert not [file.path for file in snapshot.files if "secret" in file.path]


def test_names_that_are_not_text_are_not_listed(org: Path, crawl: CrawlAll) -> None:
    for name in (b"\xff.yaml", b"\x1b[2J.yaml"):
        (org / os.fsdecode(name)).touch()
    assert len(crawl(Location("file", "org")).snapshots[0].files) == 4


def test_the_cache_is_not_part_of_the_folder(settings: FetchSettings, crawl: CrawlAll) -> None:
    (settings.folder / "kept").mkdir()
    (settings.folder / "kept" / "x.yaml").touch()
    (settings.folder / "catalog-info.yaml").touch()
    [snapshot] = crawl(Location("file", "."), cache=settings.folder / "kept").snapshots
    assert [file.path for file in snapshot.files] == ["catalog-info.yaml"]


@pytest.mark.parametrize("target", ["orgs", "orgs/catalog-info.yaml", "org/catalog-info.yml", "org/*.json"])
@pytest.mark.usefixtures("org")
def test_what_is_missing_costs_a_diagnostic(crawl: CrawlAll, target: str) -> None:
    outcome = crawl(Location("file", target, where=PLACE))
    [found] = outcome.diagnostics
    assert found.code in {"source-unreachable", "location-not-found"}
    assert found.where == PLACE
    assert found.hint


def test_names_that_no_file_can_have_cost_a_diagnostic(settings: FetchSettings, crawl: CrawlAll) -> None:
    (settings.folder / "loop").symlink_to("loop")
    for target in ("a" * 5000, "loop/x", "a\0b"):
        [found] = crawl(Location("file", target, where=PLACE)).diagnostics
        assert found.code in {"location-unsupported", "source-unreachable"}  # newer Pythons resolve circles of links
        assert found.where == PLACE


@pytest.mark.usefixtures("org")
def test_an_admin_may_name_a_folder_above_the_portal(crawl: CrawlAll, tmp_path: Path) -> None:
    (tmp_path / "common").mkdir()
    (tmp_path / "common" / "catalog-info.yaml").touch()
    [snapshot] = crawl(Location("file", "../common")).snapshots
    assert (snapshot.source.url, snapshot.entries) == ("../common", ("catalog-info.yaml",))


@pytest.mark.usefixtures("org")
def test_a_file_entity_may_name_its_neighbours(crawl: CrawlAll) -> None:
    [snapshot] = crawl(Location("file", "org/teams/web.yaml", origin="file:org/catalog-info.yaml")).snapshots
    assert snapshot.entries == ("web.yaml",)


def test_a_file_entity_stays_in_the_work_tree_of_what_the_admin_named(crawl: CrawlAll, tmp_path: Path) -> None:
    for path in ("work/.git/HEAD", "work/catalog/all.yaml", "work/services/web.yaml", "other/x.yaml"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).touch()
    (tmp_path / "work" / "away").symlink_to(tmp_path / "other")
    origin = "file:../work/catalog/all.yaml"
    [snapshot] = crawl(Location("file", "../work/services/web.yaml", origin=origin)).snapshots
    assert (snapshot.source.url, snapshot.entries) == ("../work/services", ("web.yaml",))
    for target in ("../other/x.yaml", "../work/away/x.yaml", "/etc/hosts", "../work/../other/x.yaml"):
        [found] = crawl(Location("file", target, origin=origin, where=PLACE)).diagnostics
        assert (found.code, found.where) == ("location-unsupported", PLACE)
    [found] = crawl(Location("file", "../work/services/web.yaml", origin="file:../other/x.yaml")).diagnostics
    assert found.code == "location-unsupported"


def test_the_site_is_not_part_of_the_folder_that_it_was_built_from(settings: FetchSettings, crawl: CrawlAll) -> None:
    for path in ("public/catalog-info.yaml", "catalog-info.yaml"):
        (settings.folder / path).parent.mkdir(exist_ok=True)
        (settings.folder / path).touch()
    [snapshot] = crawl(Location("file", "."), output=settings.folder / "public").snapshots
    assert [file.path for file in snapshot.files] == ["catalog-info.yaml"]


@pytest.mark.parametrize("path", ["link.yaml", "all/x.yaml"])
def test_a_descriptor_that_is_a_link_is_said_to_be_one(org: Path, crawl: CrawlAll, tmp_path: Path, path: str) -> None:
    (tmp_path / "x.yaml").touch()
    (org / "link.yaml").symlink_to(tmp_path / "x.yaml")
    (org / "all").symlink_to(tmp_path)
    outcome = crawl(Location("file", "org", paths=(path,), where=PLACE))
    [found] = outcome.diagnostics
    assert found.message == f"org: {path.partition('/')[0]} is a symbolic link, which is not followed"
    assert outcome.snapshots[0].links == ("all", "link.yaml")


def test_bytes_are_those_that_were_listed(org: Path, settings: FetchSettings) -> None:
    fetcher = FolderFetcher(settings)
    snapshot = fetcher.fetch(Location("file", "org")).snapshot
    assert snapshot
    blobs = SourceBlobs([fetcher])
    assert blobs.read(snapshot.source, snapshot.files[:1]) == {".env": b"abc"}
    (org / ".env").write_text("changed")
    with pytest.raises(CrawlError, match=r"org: \.env changed while it was read"):
        blobs.read(snapshot.source, snapshot.files)
    (org / ".env").unlink()
    with pytest.raises(CrawlError, match=r"org: \.env is gone"):
        blobs.read(snapshot.source, snapshot.files)


def test_reading_does_not_leave_the_folder(org: Path, settings: FetchSettings) -> None:
    fetcher = FolderFetcher(settings)
    (settings.folder / "secret").write_text("abc")
    (org / "link").symlink_to("../secret")
    for path in ("../secret", "link"):
        with pytest.raises(CrawlError):
            fetcher.read(Source("org"), [SourceFile(path, ABC, 3)])


def test_links_that_lead_nowhere_cost_nothing(org: Path, crawl: CrawlAll) -> None:
    (org / "loop").symlink_to("loop")
    (org / "long").symlink_to("x" * 300)
    (org / "gone").symlink_to("nothing")
    (snapshot,) = crawl(Location("file", "org", paths=())).snapshots
    assert snapshot.links == ("gone", "long", "loop")
