"""Hosts that do not answer, a machine without git, a cache that cannot be written."""

import errno
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NoReturn

import pytest

from portalgen.crawl import Crawl
from portalgen.crawl.mirror import Mirror
from portalgen.errors import CacheError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_a_mute_host_is_asked_once(crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch, scheme: str) -> None:
    monkeypatch.setattr("portalgen.crawl.git_command.QUESTION", 0.5)
    with socket.create_server(("localhost", 0), backlog=16) as mute:
        base = f"{scheme}://localhost:{mute.getsockname()[1]}"
        outcome = crawl(*(Location("git", f"{base}/{name}.git") for name in "abcdef"), jobs=1)
        mute.settimeout(0.1)
        assert len(list(callers(mute))) <= 2  # curl may knock twice for one question
    assert outcome.snapshots == ()
    said = [found.message.partition(".git: ") for found in outcome.diagnostics]
    assert [url for url, _, _ in said] == [f"{base}/{name}" for name in "abcdef"]
    assert len({reason for _, _, reason in said}) == 1  # the answer of the first stands for all


def callers(server: socket.socket) -> Iterator[str]:
    try:
        while True:
            connection, _ = server.accept()
            connection.close()
            yield "call"
    except TimeoutError:
        return


def test_a_repository_that_is_missing_does_not_silence_its_host(
    make_repository: Make, crawl: CrawlAll, tmp_path: Path
) -> None:
    make_repository("pay").commit({"catalog-info.yaml": ""})
    with serving(GitServer(tmp_path / "repositories")) as server:
        outcome = crawl(Location("git", f"{server.url}/gone.git"), Location("git", f"{server.url}/pay.git"), jobs=1)
    assert [snapshot.source.url for snapshot in outcome.snapshots] == [f"{server.url}/pay.git"]


def test_git_that_is_missing_is_said_of_every_location(
    make_repository: Make, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    locations = [Location("git", make_repository(name).commit({"a": ""}).url) for name in ("pay", "shop")]
    monkeypatch.setenv("PATH", "")
    outcome = crawl(*locations)
    assert [found.message.rpartition(": ")[2] for found in outcome.diagnostics] == [
        "git is not installed, or not on the PATH"
    ] * 2


def read_only(_: Mirror) -> NoReturn:
    raise OSError(errno.EROFS, os.strerror(errno.EROFS))


def test_a_cache_that_is_no_folder_stops_the_crawl(
    make_repository: Make, crawl: CrawlAll, settings: FetchSettings
) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    settings.cache.write_text("a file")
    with pytest.raises(CacheError, match=f"the cache folder {settings.cache} cannot be written: ") as caught:
        crawl(Location("git", pay.url))
    assert "--cache or PORTALGEN_CACHE" in caught.value.hint
    assert caught.value.exit_code == 3


def test_a_cache_that_is_read_only_is_used_as_it_is(
    make_repository: Make, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    with serving(GitServer(tmp_path / "repositories")) as server:
        hosted, local = Location("git", f"{server.url}/pay.git"), Location("git", pay.url)
        first = crawl(hosted, local)
        monkeypatch.setattr(Mirror, "_locked", read_only)  # root may write everywhere
        assert crawl(hosted, local) == first
        assert crawl(hosted, local, offline=True) == first
        pay.commit({"more.yaml": ""})
        assert crawl(hosted, offline=True).snapshots == first.snapshots[:1]
        with pytest.raises(CacheError, match="Read-only file system"):
            crawl(hosted)
