"""Sources and Location entities are not trusted; tokens reach their host only, and no text."""

import base64
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from portalgen.crawl import Crawl
from portalgen.crawl.git_command import GitError
from portalgen.crawl.reasons import clean, explain
from portalgen.crawl.remote import find_remote
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.forge import Forges
from portalgen.model.source import Location
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

Make = Callable[[str], RepositoryBuilder]
CrawlAll = Callable[..., Crawl]

TOKEN = "glpat-do-not-show"  # noqa: S105 - the test looks for it


def _basic(text: str) -> str:
    return f"Basic {base64.b64encode(text.encode()).decode()}"


@pytest.fixture
def canary(tmp_path: Path) -> Path:
    """A file that exists only if something was run."""
    return tmp_path / "ran"


@pytest.mark.parametrize(
    "target",
    [
        "ext::sh -c 'touch {canary}'",
        "--upload-pack=touch {canary}",
        "-oProxyCommand=touch {canary}",
        "ssh://-oProxyCommand=touch%20{canary}/x",
        "fd::17",
        "git://localhost/x",
        "https://localhost/x\n--upload-pack=touch {canary}",
        "x\0y",
        " ",
    ],
)
def test_targets_that_are_commands_run_nothing(crawl: CrawlAll, canary: Path, target: str) -> None:
    outcome = crawl(Location("git", target.format(canary=canary)))
    assert outcome.snapshots == ()
    assert [found.code for found in outcome.diagnostics] in (["location-unsupported"], ["source-unreachable"])
    assert not canary.exists()


@pytest.mark.parametrize("ref", ["--upload-pack=touch {canary}", "-x", "a:b", "+main", "main^{{}}", "x\0", "@{{1}}"])
def test_refs_that_are_options_run_nothing(make_repository: Make, crawl: CrawlAll, canary: Path, ref: str) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    outcome = crawl(Location("git", pay.url, ref=ref.format(canary=canary)))
    assert outcome.snapshots == ()
    assert [found.code for found in outcome.diagnostics] == ["ref-not-found"]
    assert not canary.exists()


def test_a_repositorys_own_settings_run_nothing(make_repository: Make, crawl: CrawlAll, canary: Path) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": "", ".gitattributes": "* filter=evil\n"})
    pay.git("config", "uploadpack.packObjectsHook", f"touch {canary}; false")
    pay.git("config", "core.fsmonitor", f"touch {canary}")
    pay.git("config", "filter.evil.smudge", f"touch {canary}")
    for name in ("post-update", "reference-transaction", "pre-auto-gc"):
        hook = pay.path / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\ntouch {canary}\n")
        hook.chmod(0o755)
    assert len(crawl(Location("git", pay.url)).snapshots) == 1
    assert not canary.exists()


def test_variables_of_the_calling_process_decide_nothing(
    make_repository: Make, crawl: CrawlAll, monkeypatch: pytest.MonkeyPatch
) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    other = make_repository("other").commit({"other.yaml": ""})
    monkeypatch.setenv("GIT_DIR", str(other.path))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other.path / "objects"))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", f"url.{other.url}.insteadOf")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", pay.url)
    [snapshot] = crawl(Location("git", pay.url)).snapshots
    assert snapshot.source.commit == pay.head


GITLAB = Forges.of([("git.larkspur.example", "gitlab")])


@pytest.mark.parametrize(
    "location",
    [
        Location("git", "../repositories/secret.git", origin="url:https://git.larkspur.example/x"),
        Location("git", "https://169.254.169.254/secret.git", origin="url:https://git.larkspur.example/x"),
        Location("git", "file:///etc", origin="url:https://git.larkspur.example/x"),
        Location("file", "catalog-info.yaml", origin="url:https://git.larkspur.example/x"),
        Location("file", "../repositories", origin="file:catalog-info.yaml"),
        Location("file", "/etc/passwd", origin="file:catalog-info.yaml"),
    ],
)
def test_a_location_entity_reaches_no_folder_and_no_unknown_host(
    make_repository: Make, crawl: CrawlAll, location: Location
) -> None:
    make_repository("secret").commit({"catalog-info.yaml": ""})
    outcome = crawl(location, forges=GITLAB)
    assert outcome.snapshots == ()
    assert [found.code for found in outcome.diagnostics] == ["location-unsupported"]


@pytest.mark.parametrize(
    "project", ["../secret", "team/../../secret", "%2e%2e/secret", "team/%2e%2e%2f%2e%2e%2fsecret"]
)
def test_a_url_does_not_climb_out_of_a_mirror(make_repository: Make, crawl: CrawlAll, project: str) -> None:
    make_repository("secret").commit({"catalog-info.yaml": ""})
    mirrors = (("https://git.larkspur.example/", "../repositories/public/"),)
    url = f"https://git.larkspur.example/{project}/-/blob/main/catalog-info.yaml"
    for location in (Location("url", url, origin="url:x"), Location("git", url.partition("/-/")[0])):
        assert crawl(location, forges=GITLAB, mirrors=mirrors).snapshots == ()


def test_smart_http_brings_a_repository(make_repository: Make, crawl: CrawlAll, tmp_path: Path) -> None:
    pay = make_repository("pay").commit({"old": "1"}).commit({"catalog-info.yaml": ""})
    with serving(GitServer(tmp_path / "repositories")) as server:
        [snapshot] = crawl(Location("git", f"{server.url}/pay.git")).snapshots
    assert snapshot.source.commit == pay.head
    assert snapshot.source.url == f"{server.url}/pay.git"


def test_the_token_of_a_host_opens_its_repositories(make_repository: Make, crawl: CrawlAll, tmp_path: Path) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    with serving(GitServer(tmp_path / "repositories", needs=_basic(f"oauth2:{TOKEN}"))) as server:
        location = Location("git", f"{server.url}/pay.git")
        known = Forges.of([(server.host, "gitlab")])
        [snapshot] = crawl(location, tokens=((server.host, TOKEN),), forges=known).snapshots
        [refused] = crawl(location, tokens=((server.host, "old"),), cache=tmp_path / "empty").diagnostics
        [asked] = crawl(location, cache=tmp_path / "empty").diagnostics
    assert snapshot.source.commit == pay.head
    assert refused.hint == "check the token of the host in integrations"
    assert asked.hint == "give a token for the host in integrations"


def test_a_redirect_takes_no_token_along(make_repository: Make, crawl: CrawlAll, tmp_path: Path) -> None:
    make_repository("pay").commit({"catalog-info.yaml": ""})
    with (
        serving(GitServer(tmp_path / "repositories")) as evil,
        serving(GitServer(tmp_path / "repositories", redirect=evil.url)) as server,
    ):
        outcome = crawl(Location("git", f"{server.url}/pay.git"), tokens=((server.host, TOKEN),))
        assert set(server.authorizations) == {_basic(f"git:{TOKEN}")}
        assert evil.paths == []
    assert outcome.snapshots == ()
    assert [found.message for found in outcome.diagnostics] == [f"{server.url}/pay.git: it has moved"]


def test_a_token_goes_to_its_own_host_only(make_repository: Make, crawl: CrawlAll, tmp_path: Path) -> None:
    make_repository("pay").commit({"catalog-info.yaml": ""})
    with serving(GitServer(tmp_path / "repositories")) as server:
        assert crawl(Location("git", f"{server.url}/pay.git"), tokens=(("github.com", TOKEN),)).snapshots
    assert set(server.authorizations) == {""}


def test_a_token_is_never_sent_in_the_clear_to_another_machine(settings: FetchSettings) -> None:
    known = replace(settings, tokens=(("git.larkspur.example", TOKEN),))
    for url in ("http://git.larkspur.example/pay.git", "http://me:secret@git.larkspur.example/pay.git"):
        assert find_remote(url, known).environment == {"GIT_ALLOW_PROTOCOL": "http"}


def test_a_token_is_bound_to_its_host(settings: FetchSettings) -> None:
    known = replace(settings, tokens=(("git.larkspur.example", TOKEN),))
    environment = find_remote("https://git.larkspur.example/pay.git", known).environment
    assert environment["GIT_CONFIG_KEY_0"] == "http.https://git.larkspur.example/.extraHeader"
    assert environment["GIT_CONFIG_VALUE_0"] == f"Authorization: {_basic(f'git:{TOKEN}')}"
    assert environment["GIT_ALLOW_PROTOCOL"] == "https"


def test_credentials_in_a_url_work_and_are_never_shown(
    make_repository: Make, crawl: CrawlAll, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    make_repository("pay").commit({"catalog-info.yaml": ""})
    caplog.set_level("DEBUG")
    with serving(GitServer(tmp_path / "repositories", needs=_basic(f"me:{TOKEN}"))) as server:
        base = server.url.replace("://", f"://me:{TOKEN}@")
        outcome = crawl(*(Location("git", f"{base}/{name}") for name in ("pay.git", "pya.git")))
        bad = crawl(Location("git", f"{base}/pay.git", ref="mian"), Location("url", f"{base}/x/-/blob/main/y.yaml"))
    [snapshot] = outcome.snapshots
    assert snapshot.source.url == f"{server.url}/pay.git"
    assert len((*outcome.diagnostics, *bad.diagnostics)) == 3
    assert TOKEN not in repr((snapshot.source, outcome.diagnostics, bad.diagnostics))
    assert TOKEN not in caplog.text
    kept = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert kept
    assert all(TOKEN.encode() not in path.read_bytes() for path in kept)


def test_reasons_hold_no_path_of_the_machine(settings: FetchSettings, tmp_path: Path) -> None:
    remote = find_remote("../repositories/pay", settings)
    complaint = f"fatal: cannot mkdir '{tmp_path}/cache/x': https://u:p@h/x odd {remote.address}/config"
    reason = explain(GitError(complaint), remote)
    assert reason.text == "cannot mkdir '…': https://h/x odd ../repositories/pay/config"
    assert clean("not found in /var/lib/x", remote) == "not found in …"


@pytest.mark.parametrize("mark", ["#", "?", "\\"])
def test_a_token_goes_to_no_host_that_two_readers_of_a_url_disagree_on(settings: FetchSettings, mark: str) -> None:
    secret = replace(settings, tokens=(("github.com", "t0ken"),))
    with pytest.raises(CrawlError, match="its host is not clear"):
        find_remote(f"https://github.com{mark}@evil.example/a/b.git", secret)


@pytest.mark.parametrize("kind", ["git", "url"])
@pytest.mark.parametrize("name", ["token", "private_token", "X-Amz-Credential", "api_key", "sig"])
def test_a_secret_in_a_url_is_refused_and_never_shown(crawl: CrawlAll, kind: str, name: str) -> None:
    found = crawl(Location(kind, f"https://files.example/a.yaml?a=1&{name}=hunter2#x"))
    assert [row.code for row in found.diagnostics] == ["location-unsupported"]
    assert "hunter2" not in repr(found.diagnostics)
    assert "hunter2" not in Location(kind, f"https://files.example/a.yaml?{name}=hunter2").ref_text
