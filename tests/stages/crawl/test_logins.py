"""Who a fetch says it is: users with passwords, and tokens that are made when they are needed."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from portalgen.config import load_config
from portalgen.crawl import Crawl
from portalgen.errors import CrawlError
from portalgen.model.credentials import NoCredentials
from portalgen.model.source import Location
from portalgen.model.source_state import SourceState
from tests.builders.git_server import GitServer, serving
from tests.builders.repositories import RepositoryBuilder

CrawlAll = Callable[..., Crawl]
Make = Callable[[str], RepositoryBuilder]


def basic(text: str) -> str:
    return "Basic " + base64.b64encode(text.encode()).decode()


@dataclass
class Maker(NoCredentials):
    """Makes tokens, or fails to."""

    made: str = "fresh"
    asked: list[str] = field(default_factory=list)

    def token(self, url: str) -> str:
        self.asked.append(url)
        if not self.made:
            raise CrawlError("the App is not installed there", hint="install it")
        return self.made


def test_a_user_with_a_password_opens_the_repositories_of_a_host(
    make_repository: Make, crawl: CrawlAll, tmp_path: Path
) -> None:
    make_repository("pay").commit({"catalog-info.yaml": ""})
    with serving(GitServer(tmp_path / "repositories", needs=basic("ann:s3cret"))) as server:
        location = Location("git", f"{server.url}/pay.git")
        assert crawl(location, logins=((server.host, "ann", "s3cret"),)).snapshots
        assert not crawl(location, logins=(("elsewhere", "ann", "s3cret"),), cache=tmp_path / "empty").snapshots


def test_a_token_that_is_made_comes_before_those_that_are_given(
    make_repository: Make, crawl: CrawlAll, tmp_path: Path
) -> None:
    make_repository("pay").commit({"catalog-info.yaml": ""})
    maker = Maker()
    with serving(GitServer(tmp_path / "repositories", needs=basic("git:fresh"))) as server:
        location = Location("git", f"{server.url}/pay.git")
        assert crawl(location, tokens=((server.host, "old"),), credentials=maker).snapshots
        assert maker.asked == [f"{server.url}/pay.git"]
        assert set(server.authorizations) == {basic("git:fresh")}
        (problem,) = crawl(location, credentials=Maker(""), cache=tmp_path / "empty").diagnostics
    assert problem.message.endswith("the App is not installed there")
    assert problem.hint == "install it"


@pytest.mark.parametrize(
    ("entry", "login"),
    [
        ("{host: git.x.org, username: ann, password: s3cret}", (("git.x.org", "ann", "s3cret"),)),
        ("{host: git.x.org, username: ann, appPassword: s3cret}", (("git.x.org", "ann", "s3cret"),)),
        ("{host: git.x.org, credentials: [{personalAccessToken: s3cret}]}", (("git.x.org", "git", "s3cret"),)),
        ("{host: git.x.org, username: ann}", ()),
        ("{host: git.x.org, credentials: {a: b}}", ()),
        ("{host: git.x.org}", ()),
    ],
)
def test_logins_are_those_of_the_integrations(tmp_path: Path, entry: str, login: tuple[tuple[str, ...], ...]) -> None:
    path = tmp_path / "portal.yaml"
    path.write_text(f"integrations: {{bitbucketServer: [{entry}]}}\n")
    settings = load_config(path, {}).fetch_settings()
    assert settings.logins == login
    assert "s3cret" not in repr(settings)


def test_an_empty_repository_that_may_lack_a_descriptor_is_no_fault(
    make_repository: Make, crawl: CrawlAll, tmp_path: Path
) -> None:
    make_repository("empty")
    target = str(tmp_path / "repositories" / "empty.git")
    optional = crawl(Location("git", target, optional=True))
    assert (optional.snapshots, optional.diagnostics, optional.failed) == ((), (), ())
    assert [found.code for found in crawl(Location("git", target)).diagnostics] == ["ref-not-found"]


def test_gits_own_credential_helper_is_asked_if_portal_yaml_says_so(
    make_repository: Make, crawl: CrawlAll, tmp_path: Path
) -> None:
    make_repository("pay").commit({"catalog-info.yaml": "kind: API\n"})
    with serving(GitServer(tmp_path / "repositories", needs=basic("ann:hunter2"))) as server:
        location = Location("git", f"{server.url}/pay.git")
        kept = tmp_path / "credentials"
        kept.write_text(f"http://ann:hunter2@localhost%3a{server.port}\nhttp://eve:other@elsewhere\n")
        helper = f"store --file {kept}"
        assert not crawl(location).snapshots
        found = crawl(location, credential_helper=helper)
        assert [row.state for row in found.snapshots] == [SourceState.FRESH]
        assert "hunter2" not in repr(found)
        unknown = crawl(Location("git", f"{server.url}/other.git"), credential_helper=f"store --file {tmp_path}/none")
        assert [row.code for row in unknown.diagnostics] == ["source-unreachable"]
    written = [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]
    assert written
    assert not any(b"hunter2" in path.read_bytes() for path in written)
