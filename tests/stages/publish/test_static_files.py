"""A folder beside portal.yaml: its files are on the site as they are, and never in place of the portal's own."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from portalgen.errors import ConfigError
from portalgen.model.site import SiteFile
from portalgen.publish import with_static

PORTAL = [SiteFile("index.html", b"home"), SiteFile("docs/a/index.html", b"page")]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "static").mkdir()
    return tmp_path / "static"


def published(folder: Path | None) -> Iterator[SiteFile]:
    return with_static(PORTAL, folder, Path("public"))


def put(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(name)
    return folder


def test_files_follow_those_of_the_portal_in_a_fixed_order(folder: Path) -> None:
    put(folder, "robots.txt", "CNAME", ".well-known/security.txt", "docs/extra.pdf", ".gitkeep", "img/.DS_Store")
    found = [*published(folder)]
    assert found[:2] == PORTAL
    assert [(file.path, file.content.decode()) for file in found[2:]] == [
        (name, name) for name in ("CNAME", "robots.txt", ".well-known/security.txt", "docs/extra.pdf")
    ]


def test_no_folder_adds_nothing(folder: Path) -> None:
    assert [*published(None)] == PORTAL
    assert [*published(folder)] == PORTAL


@pytest.mark.parametrize("name", ["index.html", "INDEX.html", "index.html/x", "docs/a", "build.json"])
def test_a_page_of_the_portal_is_never_replaced(folder: Path, name: str) -> None:
    put(folder, name)
    with pytest.raises(ConfigError, match=f"static/{name} is ") as caught:
        [*published(folder)]
    assert "rename it" in caught.value.hint


@pytest.mark.parametrize("target", ["../secret", "../away", "/etc/passwd", "gone"])
def test_a_link_out_of_the_folder_is_refused_before_anything_is_rendered(folder: Path, target: str) -> None:
    put(folder.parent, "secret", "away/secret")
    put(folder, "a/b").joinpath("a", "link").symlink_to(folder / target)
    with pytest.raises(ConfigError, match="static/a/link is a link that leads elsewhere"):
        next(published(folder))


def test_a_link_to_a_file_of_the_folder_is_that_file(folder: Path) -> None:
    put(folder, "a/icon.svg").joinpath("favicon.svg").symlink_to("a/icon.svg")
    assert SiteFile("favicon.svg", b"a/icon.svg") in [*published(folder)]


def test_a_folder_that_is_named_and_missing_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"site\.static: gone is no folder"):
        [*published(tmp_path / "gone")]


def test_a_name_that_no_site_can_have_is_told(folder: Path) -> None:
    put(folder, "a\\b")
    with pytest.raises(ConfigError, match="has a name that no site can have"):
        [*published(folder)]


def test_a_file_that_cannot_be_read_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> bytes:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    put(folder, "CNAME")
    monkeypatch.setattr(Path, "read_bytes", refuse)  # root may read everything
    with pytest.raises(ConfigError, match=r"static/CNAME cannot be read: Permission denied"):
        [*published(folder)]


def test_the_site_itself_is_never_copied_into_the_site(folder: Path) -> None:
    with pytest.raises(ConfigError, match="holds the site itself"):
        [*with_static(PORTAL, folder, folder / "public")]
