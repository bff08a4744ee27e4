"""Two builds into one folder: the first goes on, the second is told."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from portalgen.errors import PublishError
from portalgen.model.site import SiteFile
from portalgen.publish import check_folder, publish_folder

MARKER = SiteFile("build.json", b'{"generator": "portalgen"}')
SITE = (SiteFile("a", b"second"), MARKER)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out" / "public"


def test_a_second_build_into_the_folder_is_refused_and_the_first_goes_on(target: Path) -> None:
    def files() -> Iterator[SiteFile]:
        yield SiteFile("a", b"first")
        for second in (lambda: publish_folder(SITE, target), lambda: check_folder(target)):
            with pytest.raises(PublishError, match=f"another build is writing {target}") as caught:
                second()
            assert "--output" in caught.value.hint
        publish_folder(SITE, target.with_name("other"))
        yield MARKER

    publish_folder(files(), target)
    assert (target / "a").read_bytes() == b"first"
    assert sorted(path.name for path in target.parent.iterdir()) == ["other", "public"]


def test_a_lock_that_a_killed_build_left_is_no_lock(target: Path) -> None:
    target.parent.mkdir()
    target.with_name(".public.lock").touch()
    check_folder(target)
    target.with_name(".public.lock").touch()
    publish_folder(SITE, target)
    assert [path.name for path in target.parent.iterdir()] == ["public"]
