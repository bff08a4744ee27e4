"""Repositories over ssh: an sshd on this machine, a key in an agent, and all that can go wrong with them."""

import hashlib
import os
import pty
import select
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portalgen.crawl import Crawl, GitFetcher, SourceBlobs
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
from portalgen.model.source_state import SourceState
from tests.builders.repositories import FIRST_DAY, Link, RepositoryBuilder
from tests.builders.ssh_server import SshServer, agent, make_key, prepare, reason_to_skip, serving

CrawlAll = Callable[..., Crawl]
Make = Callable[[str], RepositoryBuilder]

FILES = {"catalog-info.yaml": "kind: API\n", "docs/index.md": "# Pay\n" * 400}


@pytest.fixture
def pay(make_repository: Make) -> RepositoryBuilder:
    return make_repository("pay").commit(FILES)


def _client(server: SshServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{server.client}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def server(pay: RepositoryBuilder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SshServer]:
    """A server that the machine's `ssh` knows; nobody has a key for it."""
    server = SshServer(tmp_path / "ssh", pay.path.parent)
    prepare(server)
    if reason := reason_to_skip(server.folder):
        pytest.skip(reason)
    _client(server, monkeypatch)
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    with serving(server) as started:
        yield started


@pytest.fixture
def key(server: SshServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The client's key in an agent."""
    with agent(server.folder / "client_key") as place:
        monkeypatch.setenv("SSH_AUTH_SOCK", place)
        yield


def said(found: Crawl) -> list[tuple[str, str, str]]:
    """Return code, what follows the URL, and hint of each diagnostic."""
    return [(row.code, row.message.partition(".git: ")[2], row.hint) for row in found.diagnostics]


@pytest.mark.usefixtures("key")
def test_the_history_of_files_comes_over_ssh_too_without_their_contents_and_once(
    pay: RepositoryBuilder, server: SshServer, crawl: CrawlAll, settings: FetchSettings
) -> None:
    pay.git("config", "uploadpack.allowFilter", "true")
    pay.commit({"docs/index.md": "# Paid\n", "x.bin": os.urandom(100_000)}, author="Bo <bo@larkspur.example>")
    pay.commit({"x.bin": None})
    location = Location("git", server.url("pay.git"))
    for added in (0, 1):
        [snapshot] = crawl(location).snapshots
        before = server.connections
        changes, again = (GitFetcher(settings).changes(snapshot.source, ["docs/index.md"]) for _ in range(2))
        assert again == changes
        days = [((one.time - FIRST_DAY) // 86_400, one.authors) for one in changes.by_path["docs/index.md"]]
        assert days == [*([(3, ("Robin",))] if added else []), (1, ("Bo",)), (0, ("Robin",))]
        assert server.connections - before == (1 if added else 2)  # whether it can leave contents out is seen first
        pay.commit({"docs/index.md": "# More\n"})
    kept = (settings.cache / "file-histories").rglob("*.pack")
    assert sum(pack.stat().st_size for pack in kept) < 10_000


@pytest.mark.usefixtures("key")
def test_a_server_that_cannot_leave_contents_out_does_not_send_the_whole_past(
    pay: RepositoryBuilder, server: SshServer, crawl: CrawlAll, settings: FetchSettings
) -> None:
    pay.git("config", "uploadpack.allowFilter", "false")
    [snapshot] = crawl(Location("git", server.url("pay.git"))).snapshots
    kept = settings.cache / "file-histories"
    for connections in (1, 0, 1):  # it is asked once, and again when what is known of it is gone
        before = server.connections
        with pytest.raises(CrawlError, match="cannot leave out the contents"):
            GitFetcher(settings).changes(snapshot.source, ["docs/index.md"])
        assert server.connections - before == connections
        assert not list(kept.rglob("*.pack"))
        if not connections:
            shutil.rmtree(kept)


@pytest.mark.usefixtures("key")
def test_a_key_of_the_agent_opens_a_repository(
    pay: RepositoryBuilder, server: SshServer, crawl: CrawlAll, settings: FetchSettings
) -> None:
    location = Location("git", server.url("pay.git"))
    [fresh] = crawl(location).snapshots
    assert (fresh.source.commit, fresh.source.ref, fresh.state) == (pay.head, "main", SourceState.FRESH)
    contents = SourceBlobs([GitFetcher(settings)]).read(fresh.source, fresh.files)
    assert contents == {path: text.encode() for path, text in FILES.items()}
    before = server.connections
    [again] = crawl(location).snapshots
    assert (again.state, server.connections - before) == (SourceState.UNCHANGED, 1)
    assert {command.partition(" ")[0] for command in server.asked} == {"git-upload-pack"}
    pay.commit({"catalog-info.yaml": "kind: System\n"})
    [changed] = crawl(location).snapshots
    assert (changed.source.commit, changed.state) == (pay.head, SourceState.FRESH)
    [listed] = crawl(Location("git", location.target, commit=pay.head)).snapshots
    assert (listed.source, server.connections - before) == (changed.source, 3)


@pytest.mark.usefixtures("key")
def test_a_repository_that_is_not_there(server: SshServer, crawl: CrawlAll) -> None:
    found = crawl(Location("git", server.url("nothing.git")))
    assert said(found) == [("source-unreachable", "no Git repository there", "check the path; type file needs no Git")]


def test_without_the_right_key_nothing_comes(
    server: SshServer, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    location = Location("git", server.url("pay.git"))
    refusal = ("source-unreachable", "the host accepts no key of this machine", "load a deploy key into the SSH agent")
    assert said(crawl(location)) == [refusal]
    with agent(make_key(tmp_path / "other")) as place:
        monkeypatch.setenv("SSH_AUTH_SOCK", place)
        assert said(crawl(location)) == [refusal]
    assert server.asked == []


@pytest.mark.usefixtures("key")
def test_a_host_whose_key_is_not_known_gets_no_question(server: SshServer, crawl: CrawlAll) -> None:
    location = Location("git", server.url("pay.git"))
    server.know_host("")
    unknown = "add the host's key to ~/.ssh/known_hosts"
    assert said(crawl(location)) == [("source-unreachable", "its host key is not known", unknown)]
    server.know_host((server.folder / "client_key.pub").read_text())
    changed = "ask who runs the host; if it is right, write the new key into ~/.ssh/known_hosts"
    assert said(crawl(location)) == [
        ("source-unreachable", "its host key is not the one that is known", changed),
    ]
    assert server.asked == []


@pytest.mark.usefixtures("key")
@pytest.mark.parametrize(
    ("faults", "reason"),
    [
        (("closed",), "its host closed the connection"),
        (("hang",), "its host does not answer"),
        (("", "cut"), "the connection broke off"),
        (("", "drip"), "git made no end and was stopped"),
    ],
)
def test_a_host_in_trouble_costs_nothing_that_is_known(
    server: SshServer, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch, faults: tuple[str, ...], reason: str
) -> None:
    location, pay = Location("git", server.url("pay.git")), RepositoryBuilder(server.root / "pay.git")
    [first] = crawl(location).snapshots
    pay.commit({"catalog-info.yaml": "kind: System\n"})
    server.faults = faults
    with monkeypatch.context() as patched:
        if name := {"hang": "QUESTION", "drip": "TIMEOUT"}.get(faults[-1]):
            patched.setattr(f"portalgen.crawl.git_command.{name}", 2.0)
        troubled = crawl(location)
    [(code, text, _)] = said(troubled)
    assert (code, text.partition(", of ")[0]) == ("source-stale", f"{reason}; what was fetched last is used")
    [stale] = troubled.snapshots
    assert (stale.source, stale.files, stale.state) == (first.source, first.files, SourceState.STALE)
    server.faults = ()
    [last] = crawl(location).snapshots
    assert (last.source.commit, last.state) == (pay.head, SourceState.FRESH)


def test_a_host_that_is_down_says_so(server: SshServer, crawl: CrawlAll) -> None:
    with socket.create_server(("localhost", 0)) as closed:
        port = closed.getsockname()[1]
    found = crawl(Location("git", server.url("pay.git").replace(server.host, f"localhost:{port}")))
    assert [row[1] for row in said(found)] == ["its host refuses the connection"]


@pytest.mark.parametrize(
    "target",
    [
        "ssh://-oProxyCommand=touch%20{canary}/x",
        "ssh://%2doProxyCommand=touch%20{canary}/x",
        "ssh://-oProxyCommand=touch%20{canary}@{host}/x",
        "ssh://-l@{host}/x",
        "ssh://$(touch {canary})@{host}/x",
        "ssh://`touch {canary}`/x",
        "ssh://a;touch {canary}/x",
        "ssh://localhost:-oProxyCommand=x/y",
        "ssh:///x",
        "git@-x:y",
        "-x@{host}:y",
        "git@localhost:-oProxyCommand=touch {canary}",
        "git@localhost:--upload-pack=touch {canary}",
    ],
)
def test_no_user_host_or_path_is_an_option(server: SshServer, crawl: CrawlAll, tmp_path: Path, target: str) -> None:
    canary = tmp_path / "ran"
    outcome = crawl(Location("git", target.format(canary=canary, host=server.host)))
    assert outcome.snapshots == ()
    [found] = outcome.diagnostics
    assert found.code == "location-unsupported"
    assert found.hint.startswith("write it as ")
    assert (canary.exists(), server.connections) == (False, 0)


CHILD = """
import os, sys
from pathlib import Path
from portalgen.crawl import GitFetcher, crawl_locations
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
terminal = os.open(sys.argv[1], os.O_RDWR)  # the first one that a session opens is its own
folder = Path(sys.argv[2])
found = crawl_locations([Location("git", sys.argv[3])], [GitFetcher(FetchSettings(folder, folder / "cache"))])
print(*(one.message for one in found.diagnostics))
"""


@pytest.mark.parametrize(("known", "reason"), [(True, "the host accepts no key"), (False, "its host key is not known")])
def test_nobody_is_asked_for_a_password_or_a_key(server: SshServer, tmp_path: Path, known: bool, reason: str) -> None:  # noqa: FBT001
    server.allow_passwords()
    if not known:
        server.know_host("")
    ours, theirs = pty.openpty()
    command = [sys.executable, "-c", CHILD, os.ttyname(theirs), str(tmp_path), server.url("pay.git")]
    try:
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, start_new_session=True, cwd=Path(__file__).parents[3]
        ) as child:
            output, _ = child.communicate(timeout=30)
        shown = os.read(ours, 1000) if select.select([ours], [], [], 0)[0] else b""
    finally:
        os.close(ours)
        os.close(theirs)
    assert shown == b""
    assert reason in output


@pytest.mark.usefixtures("key")
@pytest.mark.parametrize("filters", [True, False])
def test_a_small_repository_comes_whole_whatever_the_server_can_do(
    pay: RepositoryBuilder, server: SshServer, crawl: CrawlAll, settings: FetchSettings, *, filters: bool
) -> None:
    pay.commit({"link": Link("catalog-info.yaml")})
    pay.git("config", "uploadpack.allowFilter", str(filters).lower())
    [snapshot] = crawl(Location("git", server.url("pay.git"))).snapshots
    assert [file.size for file in snapshot.files] == [len(text) for text in FILES.values()]
    before = server.connections
    contents = SourceBlobs([GitFetcher(settings)]).read(snapshot.source, snapshot.files)
    assert (len(contents), server.connections) == (2, before)


@pytest.mark.usefixtures("key")
def test_of_a_large_repository_only_what_is_read_comes(
    pay: RepositoryBuilder,
    server: SshServer,
    crawl: CrawlAll,
    settings: FetchSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("portalgen.crawl.bring._FEW", 2)
    pay.commit({"big.bin": hashlib.shake_256(b"").digest(100_000)})
    pay.git("config", "uploadpack.allowFilter", "true")
    [snapshot] = crawl(Location("git", server.url("pay.git"))).snapshots
    assert sum(path.stat().st_size for path in (settings.cache / "mirrors").rglob("*") if path.is_file()) < 50_000
    before = server.connections
    fetcher = GitFetcher(settings)
    fetcher.ahead(snapshot.source, snapshot.files[1:])
    assert server.connections == before + 1
    contents = [fetcher.read(snapshot.source, [file])[file.path].decode() for file in snapshot.files[1:]]
    assert (contents, server.connections) == (list(FILES.values()), before + 1)
