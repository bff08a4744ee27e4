import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.crawl import GitFetcher
from portalgen.crawl.mirror import Mirror
from portalgen.crawl.objects import Objects
from portalgen.crawl.remote import find_remote
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location, SourceFile
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]


@pytest.fixture
def brought(make_repository: Make, settings: FetchSettings) -> Callable[[str], tuple[Mirror, tuple[SourceFile, ...]]]:
    """Return the mirror and the files of a new repository."""

    def bring(name: str) -> tuple[Mirror, tuple[SourceFile, ...]]:
        files = {f"{number}.txt": f"{name} {number}" * number for number in range(5)}
        repository = make_repository(name).commit({**files, "binary": b"\x00\n\xff"})
        snapshot = GitFetcher(settings).fetch(Location("git", repository.url)).snapshot
        assert snapshot
        return Mirror.of(find_remote(snapshot.source.url, settings), settings.cache), snapshot.files

    return bring


Bring = Callable[[str], tuple[Mirror, tuple[SourceFile, ...]]]


def children() -> set[str]:
    return set(Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text().split())


def test_files_of_one_repository_are_read_by_one_process(brought: Bring) -> None:
    mirror, files = brought("pay")
    before, objects = children(), Objects()
    content = {path: data for file in files for path, data in objects.read(mirror, [file]).items()}
    assert len(children() - before) == 1
    assert content == Objects().read(mirror, files)
    assert content["1.txt"] == b"pay 1"
    del objects
    assert children() - before == set()


def test_few_processes_stay_open(brought: Bring) -> None:
    places = [brought(f"r{number}") for number in range(6)]
    before, objects = children(), Objects()
    for mirror, files in places * 2:
        assert len(objects.read(mirror, files)) == 6
    assert len(children() - before) == 4


def test_a_process_that_ended_is_replaced(brought: Bring) -> None:
    mirror, files = brought("pay")
    before, objects = children(), Objects()
    assert objects.read(mirror, ()) == {}
    first = objects.read(mirror, files)
    [process] = children() - before
    os.kill(int(process), signal.SIGKILL)
    assert objects.read(mirror, files) == first


@pytest.mark.parametrize("digest", ["1" * 40, "HEAD", "not an id"])
def test_an_object_that_is_not_there_is_an_error(brought: Bring, digest: str) -> None:
    mirror, files = brought("pay")
    objects = Objects()
    with pytest.raises(CrawlError):
        objects.read(mirror, [SourceFile("x", digest)])
    assert len(objects.read(mirror, files)) == 6
