"""Names that nothing can write: files that have them are left out, and somebody hears of it."""

import os
from collections.abc import Callable

from portalgen.crawl import Crawl
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
from tests.builders.repositories import RepositoryBuilder


def test_names_that_are_no_text_are_told_of_once_a_source(
    make_repository: Callable[[str], RepositoryBuilder], crawl: Callable[..., Crawl], settings: FetchSettings
) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": "", "b.yaml": ""})
    blob = pay.git("rev-parse", "main:b.yaml")
    rows = b"".join(f"100644 blob {blob}\t".encode() + name + b"\0" for name in (b"a.yaml", b"caf\xe9", b"x\x1b[2J"))
    tree = pay.git("mktree", "-z", given=rows)
    head = pay.git("cat-file", "commit", pay.head).replace(pay.git("rev-parse", "main^{tree}"), tree)
    commit = pay.git("hash-object", "-t", "commit", "-w", "--stdin", given=f"{head}\n".encode())
    pay.git("update-ref", "refs/heads/main", commit)
    folder = settings.folder / "shop"
    folder.mkdir()
    for name in (b"a.yaml", b"caf\xe9"):
        (folder / os.fsdecode(name)).touch()
    places = [("git", pay.url, ("a.yaml",)), ("git", pay.url, ("*.yaml",)), ("file", "shop", ("a.yaml",))]
    found = crawl(*(Location(kind, target, paths=paths) for kind, target, paths in places))
    assert [[file.path for file in snapshot.files] for snapshot in found.snapshots] == [["a.yaml"]] * 3
    assert [(row.code, row.message.rpartition("/")[2]) for row in found.diagnostics] == [
        ("name-unreadable", r"pay.git: caf\xe9 and 1 more: the name is not readable, so it is left out"),
        ("name-unreadable", r"shop: caf\xe9: the name is not readable, so it is left out"),
    ]
