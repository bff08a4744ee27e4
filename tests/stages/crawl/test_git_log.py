"""Git's log as it is read: merges, odd names of files and authors, and what no page may show."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portalgen.crawl.git_command import SilentError
from portalgen.crawl.git_log import read_log
from portalgen.model.change import Changes
from tests.builders.repositories import FIRST_DAY, Content, RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]

ADA, BO, CY = (f"{name} <{name.lower()}@larkspur.example>" for name in ("Ada", "Bo", "Cy"))


@pytest.fixture
def pay(make_repository: Make) -> RepositoryBuilder:
    return make_repository("pay")


def log(made: RepositoryBuilder, *paths: str, mailmap: Path | None = None) -> Changes:
    return read_log(made.path, made.head, paths or ("docs/a.md",), mailmap)


def authors(made: RepositoryBuilder, path: str = "docs/a.md") -> list[tuple[str, ...]]:
    """Return who made the changes of a file, latest first."""
    return [one.authors for one in log(made, path).by_path.get(path, ())]


def test_of_a_merge_the_merged_commits_count_and_not_who_merged(pay: RepositoryBuilder) -> None:
    pay.commit({"docs/a.md": "1"}, author=ADA)
    pay.git("branch", "topic")
    pay.commit({"docs/a.md": "2"}, author=BO, branch="topic").commit({"src/x": "1"}, author=ADA)
    pay.commit({"docs/a.md": "2"}, author=CY, merging="topic")
    assert authors(pay) == [("Bo",), ("Ada",)]


def test_a_merge_that_changes_a_file_itself_counts(pay: RepositoryBuilder) -> None:
    pay.commit({"docs/a.md": "1"}, author=ADA)
    pay.git("branch", "topic")
    pay.commit({"docs/a.md": "2"}, author=BO, branch="topic").commit({"docs/a.md": "3"}, author=ADA)
    pay.commit({"docs/a.md": "both"}, author=CY, merging="topic")
    assert authors(pay) == [("Cy",), ("Ada",), ("Bo",), ("Ada",)]


def test_another_file_does_not_decide_which_commits_are_looked_at(pay: RepositoryBuilder) -> None:
    pay.commit({"docs/a.md": "1", "README.md": "1"}, author=ADA).commit({"README.md": "2"}, author=BO)
    assert log(pay, "README.md", "docs/a.md").by_path["docs/a.md"] == log(pay, "docs/a.md").by_path["docs/a.md"]


def test_a_file_has_the_history_of_its_name_only(pay: RepositoryBuilder) -> None:
    pay.commit({"docs/old.md": "1"}, author=ADA).commit({"docs/old.md": None, "docs/a.md": "1"}, author=BO)
    assert authors(pay) == [("Bo",)]


def test_a_commit_has_the_first_line_of_its_message_without_what_redraws_it(pay: RepositoryBuilder) -> None:
    pay.commit({"docs/a.md": "1"}, message="Give it \u202eto\x1b[31m web\n\nLong story").commit(
        {"docs/a.md": "2"}, message=""
    )
    assert [one.subject for one in log(pay).by_path["docs/a.md"]] == ["", "Give it to [31m web"]


def test_files_at_many_places_are_found(pay: RepositoryBuilder) -> None:
    paths = ["a.yaml", "b/c/d.yaml", "b/e.yaml", *(f"f{number}/x.yaml" for number in range(250))]
    pay.commit(dict.fromkeys(paths, "1"))
    assert sorted(log(pay, *paths).by_path) == sorted(paths)
    assert sorted(log(pay, *paths[:3]).by_path) == paths[:3]


@pytest.mark.parametrize(
    "path", [":100644 100644 M", "docs/*.md", ":(top)docs/a.md", "-x.md", "ä 'b\".md", f"{'a' * 40}", "docs/[a].md"]
)
def test_any_name_of_a_file_is_itself(pay: RepositoryBuilder, path: str) -> None:
    name = '"' + path.replace("\\", "\\\\").replace('"', '\\"') + '"'
    odd: dict[str, Content] = {name: "1", '"docs/\\033.md"': "", '"docs/\\377.md"': ""}
    pay.commit({"docs/a.md": "1"}, author=ADA).commit(odd, author=BO).commit({"docs/b.md": "1"}, author=CY)
    assert authors(pay, path) == [("Bo",)]
    assert authors(pay) == [("Ada",)]


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("Ünal Çelik <u@x.example>", ("Ünal Çelik",)),
        ("<u@x.example>", ()),
        ("u.celik@x.example <u@x.example>", ("u.celik",)),
        ("Bo (bo@x.example) <u@x.example>", ("Bo (bo)",)),
        ("renovate[bot] <bot@x.example>", ("renovate[bot]",)),
        ("\u202eevil\u2066 \x1b[31mred\x07 <u@x.example>", ("evil [31mred",)),
        ('Bo "&amp; {{ 7 * 7 }} <u@x.example>', ('Bo "&amp; {{ 7 * 7 }}',)),
        (f"{'n' * 200} <u@x.example>", ("n" * 79 + "…",)),
    ],
)
def test_a_name_is_one_short_line_without_an_address(
    pay: RepositoryBuilder, author: str, shown: tuple[str, ...]
) -> None:
    raw = f"tree {pay.commit({'docs/a.md': '1'}).git('rev-parse', 'main^{tree}')}\n"
    raw += f"author {author} {FIRST_DAY} +0000\ncommitter {ADA} {FIRST_DAY} +0000\n\nWrite\n"
    pay.commits.append(pay.git("hash-object", "-t", "commit", "-w", "--stdin", "--literally", given=raw.encode()))
    assert authors(pay) == [shown]


def test_a_name_in_another_encoding_is_read_as_its_commit_says(pay: RepositoryBuilder) -> None:
    raw = f"tree {pay.commit({'docs/a.md': '1'}).git('rev-parse', 'main^{tree}')}\n"
    raw += f"author Ünal <u@x> {FIRST_DAY} +0000\ncommitter U <u@x> {FIRST_DAY} +0000\nencoding ISO-8859-1\n\nx\n"
    content = raw.encode("iso-8859-1")
    pay.commits.append(pay.git("hash-object", "-t", "commit", "-w", "--stdin", given=content))
    assert authors(pay) == [("Ünal",)]


def test_who_helped_is_an_author_too(pay: RepositoryBuilder) -> None:
    trailers = (
        "Co-authored-by: Bo <bo@x.example>\nco-authored-by: Ada <ada@x.example>\nSigned-off-by: Di <di@x.example>"
    )
    pay.commit({"docs/a.md": "1"}, author=ADA, message=f"Write\n\n{trailers}")
    assert authors(pay) == [("Ada", "Bo")]


def test_names_are_those_of_the_mailmap_that_is_given_and_no_other(pay: RepositoryBuilder, tmp_path: Path) -> None:
    pay.commit({"docs/a.md": "1", ".mailmap": "Zoe <ada@larkspur.example>\n"}, author=ADA)
    given = tmp_path / "names"
    given.write_text("Ada Lovelace <ada@larkspur.example>\n")
    assert authors(pay) == [("Ada",)]
    assert log(pay, mailmap=given).by_path["docs/a.md"][0].authors == ("Ada Lovelace",)


def test_nothing_that_the_repository_configures_is_run(pay: RepositoryBuilder, tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    for key in ("gpg.program", "diff.x.textconv", "diff.external", "core.fsmonitor", "core.pager"):
        pay.git("config", key, f"touch {ran}; false")
    pay.git("config", "log.showSignature", "true")
    pay.commit({"docs/a.md": "1", ".gitattributes": "*.md diff=x\n"}).commit({"docs/a.md": "2"})
    assert len(authors(pay)) == 2
    assert not ran.exists()


def test_a_commit_of_no_known_time_counts_from_the_beginning(pay: RepositoryBuilder) -> None:
    raw = f"tree {pay.commit({'docs/a.md': '1'}).git('rev-parse', 'main^{tree}')}\n"
    raw += "author Ada <a@x> 99999999999999999999 +0000\ncommitter Ada <a@x> 99999999999999999999 +0000\n\nx\n"
    literal = ("hash-object", "-t", "commit", "-w", "--stdin", "--literally")
    pay.commits.append(pay.git(*literal, given=raw.encode()))
    [change] = log(pay).by_path["docs/a.md"]
    assert 0 <= change.time <= 253_402_300_799


def test_a_history_without_end_ends(pay: RepositoryBuilder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portalgen.crawl.git_log.LONGEST", 0.5)
    tree = pay.commit({"docs/a.md": "1"}).git("mktree", given=b"")
    for _ in range(12):
        rows = "".join(f"040000 tree {tree}\t{number}\n" for number in range(10))
        tree = pay.git("mktree", given=rows.encode())
    commit = ("-c", "user.name=Ada", "-c", "user.email=ada@x", "commit-tree")
    bomb = pay.git(*commit, pay.git("mktree", given=f"040000 tree {tree}\tdocs\n".encode()))
    pay.commits.append(pay.git(*commit, "-p", bomb, f"{pay.head}^{{tree}}"))
    with pytest.raises(SilentError):
        log(pay)
