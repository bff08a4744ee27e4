"""Discovery as a stage: providers of portal.yaml in, locations and diagnostics out, whatever the hosts do."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

import pytest

from portalgen.cache import Cache
from portalgen.config import ProviderSettings, Section, load_config
from portalgen.discover import BUILT_IN_PROVIDERS, Discovered, Listings, discover_locations, make_providers
from portalgen.errors import ConfigError, DiscoveryError
from portalgen.hookspecs import ProviderMaker
from portalgen.model.credentials import NoCredentials
from portalgen.model.discovery import Ask, Found, Listed, Provider, Roster
from portalgen.model.source import Location
from tests.builders.api_server import ApiServer, Reply, Request, api_server


class Team(Section):
    """Settings of a made-up host."""

    host: str
    team: str
    branch: str = "main"


def find(scheme: str, settings: Team, ask: Ask) -> Iterator[Found]:
    for page in ask(f"{scheme}://{settings.host}").pages(f"teams/{settings.team}"):
        for name in page.value:
            yield Location("url", f"https://{settings.host}/{name}/blob/{settings.branch}/catalog-info.yaml")


def make(settings: ProviderSettings) -> Iterable[Provider]:
    return [entry.provider(partial(find, "http")) for entry in settings.read_as(Team)]


MAKERS: Mapping[str, ProviderMaker] = {"forge": make}


def providers(folder: Path, text: str, makers: Mapping[str, ProviderMaker] = MAKERS) -> tuple[Provider, ...]:
    path = folder / "portal.yaml"
    path.write_text(text)
    return make_providers(makers, load_config(path, {}), NoCredentials())


def listed(request: Request) -> Reply:
    return Reply([f"{request.path.rpartition('/')[2]}/b", "x/a"])


def run(folder: Path, found: tuple[Provider, ...], *, offline: bool = False) -> Discovered:
    return discover_locations(found, Listings(Cache(folder / "cache")), offline=offline)


@pytest.fixture
def server() -> Iterator[ApiServer]:
    with api_server(listed) as found:
        yield found


def test_what_is_listed_becomes_locations_sorted_within_each_provider(tmp_path: Path, server: ApiServer) -> None:
    host = server.host
    text = f"""\
catalog:
  providers:
    forge:
      second: {{host: "{host}", team: zebra}}
      first: {{host: "{host}", team: acme, branch: dev, schedule: {{frequency: PT1H}}}}
"""
    found = run(tmp_path, providers(tmp_path, text))
    assert [location.target.removeprefix(f"https://{host}/") for location in found.locations] == [
        "x/a/blob/main/catalog-info.yaml",
        "zebra/b/blob/main/catalog-info.yaml",
        "acme/b/blob/dev/catalog-info.yaml",
        "x/a/blob/dev/catalog-info.yaml",
    ]
    assert [str(location.where) for location in found.locations[1:3]] == ["portal.yaml:4:15", "portal.yaml:5:14"]
    assert (found.diagnostics, found.requests) == ((), 2)


def test_a_host_that_fails_costs_only_its_own(tmp_path: Path, server: ApiServer) -> None:
    text = "catalog: {providers: {forge: {a: {host: '%s', team: a}, b: {host: 'localhost:1', team: b}}}}"
    found = run(tmp_path, providers(tmp_path, text % server.host))
    assert len(found.locations) == 2
    (problem,) = found.diagnostics
    assert (problem.code, str(problem.where)) == (
        "source-unreachable",
        f"portal.yaml:1:{(text % server.host).index(', b: {') + 6}",
    )
    assert problem.message.startswith("forge/b: localhost:1: ")


def test_the_last_good_listing_is_used_when_the_host_fails_and_offline(tmp_path: Path, server: ApiServer) -> None:
    text = f"catalog: {{providers: {{forge: {{host: '{server.host}', team: a}}}}}}"
    good = run(tmp_path, providers(tmp_path, text))
    server.answer = lambda _: Reply({"message": "gone"}, 404)
    stale = run(tmp_path, providers(tmp_path, text))
    assert stale.locations == good.locations
    (problem,) = stale.diagnostics
    assert problem.code == "source-stale"
    assert "forge/default: " in problem.message
    assert "what was listed 20" in problem.message
    asked = len(server.asked)
    assert run(tmp_path, providers(tmp_path, text), offline=True).locations == good.locations
    assert len(server.asked) == asked
    other = run(tmp_path, providers(tmp_path, text.replace("team: a", "team: b")), offline=True)
    assert [row.code for row in other.diagnostics] == ["source-unreachable"]


def test_heads_of_an_old_listing_are_not_believed(tmp_path: Path) -> None:
    trouble: list[Exception] = []

    def find_heads(_: Team, __: Ask) -> Iterator[Found]:
        yield from (Location("git", "https://x.org/a", commit="0" * 40) for _ in range(not trouble))
        for error in trouble:
            raise error

    def make_heads(settings: ProviderSettings) -> Iterable[Provider]:
        return [entry.provider(find_heads) for entry in settings.read_as(Team)]

    text = "catalog: {providers: {forge: {host: x, team: a}}}"
    heads = []
    for error in (None, DiscoveryError("down"), KeyError("bug")):
        trouble[:] = [error] if error else []
        heads += [one.commit for one in run(tmp_path, providers(tmp_path, text, {"forge": make_heads})).locations]
    assert heads == ["0" * 40, "", ""]


def test_people_become_a_location_with_their_text(tmp_path: Path) -> None:
    def people(_: Team, __: Ask) -> Iterator[Found]:
        yield Roster("https://git.example.org/acme", ({"kind": "User", "metadata": {"name": "1e3"}}, {"kind": "Group"}))

    def make_people(settings: ProviderSettings) -> Iterable[Provider]:
        return [entry.provider(people) for entry in settings.read_as(Team)]

    text = "catalog: {providers: {forge: {host: x, team: a}}}"
    (location,) = run(tmp_path, providers(tmp_path, text, {"forge": make_people})).locations
    assert (location.type, location.target) == ("roster", "https://git.example.org/acme")
    assert location.content == 'kind: User\nmetadata:\n  name: "1e3"\n---\nkind: Group\n'
    (kept,) = run(tmp_path, providers(tmp_path, text, {"forge": make_people}), offline=True).locations
    assert kept.content == location.content


def test_a_plug_in_that_fails_is_said_and_costs_only_itself(tmp_path: Path) -> None:
    def broken(_: Team, __: Ask) -> Iterator[Found]:
        yield Location("url", "https://x/y")
        raise KeyError("nodes")

    def make_broken(settings: ProviderSettings) -> Iterable[Provider]:
        return [entry.provider(broken) for entry in settings.read_as(Team)]

    text = "catalog: {providers: {forge: {host: x, team: a}}}"
    found = run(tmp_path, providers(tmp_path, text, {"forge": make_broken}))
    assert found.locations == ()
    assert [(row.code, row.message) for row in found.diagnostics] == [
        ("plugin-failed", "forge/default failed: KeyError: 'nodes'")
    ]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (
            "{froge: {host: x, team: a}}",
            "catalog.providers.froge: no plug-in has such a provider; did you mean 'forge'?",
        ),
        ("{zzz: {}}", "catalog.providers.zzz: no plug-in has such a provider; known are: forge"),
        ("{forge: {host: x, taem: a}}", "catalog.providers.forge.taem: unknown key; did you mean 'team'?"),
        ("{forge: {one: {host: x}}}", "portal.yaml:1:36  catalog.providers.forge.one.team: is missing"),
        ("{forge: [{id: one, host: 5, team: x}]}", "catalog.providers.forge[0].host: must be text"),
        ("{forge: 5}", "catalog.providers.forge: must hold keys and values"),
        ("{forge: {hosts: x}}", "catalog.providers.forge.hosts: unknown key; did you mean 'host'?"),
    ],
)
def test_wrong_settings_are_said_with_their_place(tmp_path: Path, written: str, expected: str) -> None:
    with pytest.raises(ConfigError) as caught:
        providers(tmp_path, f"catalog: {{providers: {written}}}")
    assert expected in str(caught.value)


@pytest.mark.parametrize(
    ("found", "said", "hint"),
    [
        ((), "forge/default: nothing found: its host lists nothing", "check the names"),
        ((Listed(), Listed(2)), "forge/default: nothing found among 3 repositories", "check its filters"),
        ((Listed(),), "forge/default: nothing found among 1 repository", "check its filters"),
        ((Roster("https://x.org/a", ()),), "forge/default: nothing found: its host lists nothing", "check the names"),
    ],
)
def test_a_provider_that_finds_nothing_says_so(tmp_path: Path, found: tuple[Found, ...], said: str, hint: str) -> None:
    def maker(settings: ProviderSettings) -> Iterable[Provider]:
        return [entry.provider(lambda _, __: found) for entry in settings.read_as(Team)]

    text = "catalog:\n  providers:\n    forge:\n      {host: x.org, team: acme}\n"
    [problem] = run(tmp_path, providers(tmp_path, text, {"forge": maker})).diagnostics
    assert (problem.code, str(problem.severity), problem.message) == ("nothing-discovered", "warning", said)
    assert (problem.where.path, problem.where.line, problem.hint.startswith(hint)) == ("portal.yaml", 4, True)
    person = {"kind": "User"}
    found = (*found, Roster("https://x.org/b", (person,)))
    assert run(tmp_path, providers(tmp_path, text, {"forge": maker})).diagnostics == ()


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    for name in ("shop", "web"):
        (tmp_path / "repositories" / name / ".git").mkdir(parents=True)
    text = "catalog: {providers: {folder: {path: repositories, repository: none}}}\n"
    [problem] = run(tmp_path, providers(tmp_path, text, BUILT_IN_PROVIDERS)).diagnostics
    assert problem.message == "folder/default: nothing found among 2 repositories"
