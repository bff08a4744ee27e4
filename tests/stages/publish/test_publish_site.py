from collections.abc import Iterable
from pathlib import Path

import pytest

from portalgen.errors import PublishError
from portalgen.model.site import Publication, SiteFile, Written
from portalgen.publish import check_destination, publish_folder, publish_site


def _count(files: Iterable[SiteFile], target: Path) -> Publication:
    return Publication(f"count:{target.name}", tuple(Written.of(file) for file in files), 0, 0)


PUBLISHERS = {"folder": publish_folder, "count": _count}


def test_a_folder_is_the_usual_destination(tmp_path: Path) -> None:
    publish_site([SiteFile("build.json", b'{"generator": "portalgen"}')], tmp_path / "public", PUBLISHERS, "folder")
    assert (tmp_path / "public" / "build.json").is_file()


def test_a_registered_publisher_gets_the_files(tmp_path: Path) -> None:
    done = publish_site(iter([SiteFile("a", b"1")]), tmp_path / "x", PUBLISHERS, "count")
    assert (done.destination, [file.path for file in done.files]) == ("count:x", ["a"])


@pytest.mark.parametrize(("kind", "hint"), [("fodler", "did you mean 'folder'?"), ("s3", "known are: count, folder")])
def test_a_destination_that_nobody_knows_is_refused(tmp_path: Path, kind: str, hint: str) -> None:
    with pytest.raises(PublishError) as caught:
        publish_site([], tmp_path, PUBLISHERS, kind)
    assert caught.value.hint == hint
    with pytest.raises(PublishError, match=r"site\.publisher"):
        check_destination(tmp_path, PUBLISHERS, kind)


def test_only_a_folder_is_looked_at_before(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    check_destination(tmp_path, PUBLISHERS, "count")
    with pytest.raises(PublishError, match="did not write"):
        check_destination(tmp_path, PUBLISHERS, "folder")
