"""What a descriptor writes leads to no address inside, whatever a name stands for or a site sends on to."""

import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from portalgen.crawl import Crawl
from portalgen.crawl.inward import may_reach
from portalgen.http_api import ApiClient, ApiError
from portalgen.model.forge import Forges
from portalgen.model.source import Location
from portalgen.model.web import ReadingRule
from tests.builders.git_server import GitServer
from tests.builders.git_server import serving as serving_git
from tests.builders.repositories import RepositoryBuilder
from tests.builders.web_server import WebServer, web_site

CrawlAll = Callable[..., Crawl]
Make = Callable[[str], RepositoryBuilder]
Resolver = Callable[..., None]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Names of a zone that somebody else rules: what they stand for, one answer after the other; the last one lasts."""
    zone: dict[str, list[str]] = {}
    resolve = socket.getaddrinfo

    def resolved(host: str, port: int, family: int = 0, type: int = 0) -> list[Any]:  # noqa: A002 - it is named so
        answers = zone.get(host, [host])
        return resolve(answers.pop(0) if len(answers) > 1 else answers[0], port, family, type)

    monkeypatch.setattr(socket, "getaddrinfo", resolved)
    return zone


@pytest.fixture
def inside() -> Iterator[WebServer]:
    """A service of this machine that is not for everybody."""
    with web_site({"/secret": b"kind: Group\n", "/catalog-info.yaml": b"kind: API\n"}) as server:
        yield server


@pytest.mark.parametrize(
    ("host", "address", "named", "everybody"),
    [
        ("web.example", "93.184.215.14", True, True),
        ("web.example", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", True, True),
        ("git.corp.example", "10.1.2.3", True, False),
        ("git.corp.example", "192.168.1.4", True, False),
        ("git.corp.example", "100.64.0.9", True, False),
        ("git.corp.example", "fd12::7", True, False),
        ("git.corp.example", "::ffff:10.1.2.3", True, False),
        ("web.example", "127.0.0.1", False, False),
        ("web.example", "127.8.9.1", False, False),
        ("web.example", "::1", False, False),
        ("web.example", "::ffff:127.0.0.1", False, False),
        ("web.example", "64:ff9b::7f00:1", False, False),
        ("web.example", "2002:7f00:1::", False, False),
        ("web.example", "0.0.0.0", False, False),  # noqa: S104 - nothing is bound
        ("web.example", "169.254.169.254", False, False),
        ("web.example", "64:ff9b::a9fe:a9fe", False, False),
        ("web.example", "fe80::1%eth0", False, False),
        ("web.example", "fd00:ec2::254", False, False),
        ("web.example", "100.100.100.200", False, False),
        ("web.example", "224.0.0.1", False, False),
        ("localhost", "127.0.0.1", True, True),
        ("portal.localhost", "::1", True, True),
        ("localhost", "10.1.2.3", True, False),
        ("notlocalhost", "127.0.0.1", False, False),
        ("127.0.0.1", "127.0.0.1", True, True),
        ("::1", "::1", True, True),
        ("169.254.169.254", "169.254.169.254", True, True),
    ],
)
def test_what_a_name_may_stand_for(host: str, address: str, *, named: bool, everybody: bool) -> None:
    assert may_reach(host, address, is_named=True) == named
    assert may_reach(host, address, is_named=False) == everybody


@pytest.mark.parametrize("rule", ["web.example", "*.example"])
@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1"])
def test_a_name_that_stands_for_this_machine_is_not_asked(
    inside: WebServer, crawl: CrawlAll, names: dict[str, list[str]], rule: str, address: str
) -> None:
    names["web.example"] = [address]
    url = f"http://web.example:{inside.port}/secret"
    outcome = crawl(Location("url", url, origin="url:x"), reading=(ReadingRule(f"{rule}:{inside.port}"),))
    [found] = outcome.diagnostics
    assert (outcome.snapshots, inside.paths, found.code) == ((), [], "source-unreachable")
    assert "its name stands for an address of a private network or of this machine" in found.message
    assert found.hint == "name the host itself, or its address, in backend.reading.allow if it is meant"


def test_the_address_that_was_looked_at_is_the_one_that_is_asked(
    inside: WebServer, crawl: CrawlAll, names: dict[str, list[str]]
) -> None:
    names["web.example"] = ["192.0.2.1", "127.0.0.1"]  # nobody is at the first one
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("portalgen.http_get.SILENCE", 0.2)
        outcome = crawl(Location("url", f"http://web.example:{inside.port}/secret"), reading=_allow(inside))
    assert (outcome.snapshots, inside.paths, len(names["web.example"])) == ((), [], 1)


def _allow(server: WebServer) -> tuple[ReadingRule, ...]:
    return (ReadingRule(f"web.example:{server.port}"), ReadingRule(f"localhost:{server.port}"))


def test_a_placeholder_goes_no_further_than_its_descriptor(
    inside: WebServer, crawl: CrawlAll, names: dict[str, list[str]]
) -> None:
    names["web.example"] = ["127.0.0.1"]
    inside.files["/catalog-info.yaml"] = f"a: {{$text: 'http://web.example:{inside.port}/secret'}}\n".encode()
    [snapshot] = crawl(
        Location("url", f"http://localhost:{inside.port}/catalog-info.yaml"), reading=_allow(inside)
    ).snapshots
    assert [file.path for file in snapshot.files] == ["catalog-info.yaml"]
    assert inside.paths == ["/catalog-info.yaml"]


@pytest.mark.parametrize(
    "onward",
    [
        "http://web.example:{port}/secret",
        "http://web.ex%61mple:{port}/secret",
        "http://web%2Eexample:{port}/secret",
        "http://\uff57eb.example:{port}/secret",
        "http://127.0.0.1:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://0:{port}/secret",
        "http://0x7f.1:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://localhost.:{port}/secret",
        "http://localhost:{port}@127.0.0.1:{port}/secret",
        "http://localhost:{port}\\@127.0.0.1:{port}/secret",
        "http://user:pw@localhost:{port}/secret",
        "//127.0.0.1:{port}/secret",
        "file:///etc/passwd",
        "gopher://localhost:{port}/secret",
    ],
)
def test_a_redirect_leads_to_no_address_inside(
    inside: WebServer, crawl: CrawlAll, names: dict[str, list[str]], onward: str
) -> None:
    names["web.example"] = ["127.0.0.1"]
    inside.files["/catalog-info.yaml"] = f"302 {onward.format(port=inside.port)}"
    place = Location("url", f"http://localhost:{inside.port}/catalog-info.yaml")
    outcome = crawl(place, reading=_allow(inside))
    assert [found.code for found in outcome.diagnostics] == ["source-unreachable"]
    assert (outcome.snapshots, inside.paths) == ((), ["/catalog-info.yaml"])


def test_a_git_host_sends_nobody_on(make_repository: Make, crawl: CrawlAll, inside: WebServer) -> None:
    pay = make_repository("pay").commit({"catalog-info.yaml": ""})
    with serving_git(GitServer(pay.path.parent, redirect=f"{inside.url}/secret")) as server:
        known = Forges.of([(server.host, "gitlab")])
        place = Location("git", f"{server.url}/pay.git", origin="url:https://git.larkspur.example/x")
        [found] = crawl(place, forges=known, tokens=((server.host, "hush"),)).diagnostics
    assert (found.code, inside.paths) == ("source-unreachable", [])


def test_an_api_sends_nobody_on(inside: WebServer) -> None:
    with web_site({"/repos": f"302 {inside.url}/secret"}) as host, ApiClient(host.url) as api:
        with pytest.raises(ApiError, match="it sends on to another host"):
            api.get("/repos")
        with pytest.raises(ApiError, match="it sends on to another host"):
            api.get(f"{inside.url}/secret")
    assert inside.paths == []
