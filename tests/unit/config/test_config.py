"""What the stages get from a configuration."""

from pathlib import Path
from textwrap import dedent

import pytest

from portalgen.config import Config, load_config
from portalgen.diagnostics import Where
from portalgen.model.rules import is_allowed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


def configured(folder: Path, text: str, **flags: object) -> Config:
    path = folder / "portal.yaml"
    path.write_text(dedent(text))
    return load_config(path, {}, flags={f"--{name}": value for name, value in flags.items()})


def test_locations_keep_their_order_and_know_their_line(folder: Path) -> None:
    text = """\
        catalog:
          locations:
            - type: git
              target: https://git.example.org/shop.git
              ref: v1
              catalogPath: /services/*/catalog-info.yaml
            - {type: file, target: ./org, presence: optional, catalogPath: [a.yaml, b/c.yaml]}
        """
    first, second = configured(folder, text).locations()
    assert (first.type, first.target, first.ref) == ("git", "https://git.example.org/shop.git", "v1")
    assert first.paths == ("services/*/catalog-info.yaml",)
    assert first.where == Where("", "portal.yaml", 4, 15)
    assert not first.optional
    assert (second.paths, second.optional) == (("a.yaml", "b/c.yaml"), True)
    assert configured(folder, "catalog: {locations: [{type: git, target: x}]}").locations()[0].paths == (
        "catalog-info.yaml",
    )


def test_mirrors_come_longest_first_and_relative_ones_start_beside_portal_yaml(folder: Path) -> None:
    text = """\
        git:
          mirrors:
            https://git.example.org/: .mirrors/
            https://git.example.org/team/: ssh://git@near.example.org/
            https://other.example.org/: git@near.example.org:other/
            https://third.example.org/: /srv/git/
        """
    assert configured(folder, text).fetch_settings().mirrors == (
        ("https://git.example.org/team/", "ssh://git@near.example.org/"),
        ("https://other.example.org/", "git@near.example.org:other/"),
        ("https://third.example.org/", "/srv/git/"),
        ("https://git.example.org/", f"{folder}/.mirrors/"),
    )


def test_hosts_of_integrations_become_forges(folder: Path) -> None:
    text = "integrations: {gitlab: [{host: gl.example.org}], gitea: [{host: tea.example.org}], azure: [{token: x}]}"
    config = configured(folder, text)
    found = config.forges()
    assert found.web("git@gl.example.org:a/b.git") == "https://gl.example.org/a/b"
    assert found.web("https://github.com/a/b.git") == "https://github.com/a/b"
    assert found.web("https://dev.azure.com/a/b") is None
    assert config.fetch_settings().tokens == (("dev.azure.com", "x"),)


def test_without_rules_every_kind_is_allowed_and_strict_means_backstages_default(folder: Path) -> None:
    assert configured(folder, "").rules is None
    strict = configured(folder, "", strict=True).rules
    assert strict is not None
    allowed = [
        kind for kind in ("Component", "API", "Location", "System") if is_allowed(strict, kind, "", ("git", "x"))
    ]
    assert allowed == ["Component", "API", "Location"]


RULES = """\
    catalog:
      rules:
        - allow: [component, {kind: API, spec.type: openapi}]
        - allow: [Group]
          locations: [{type: git, pattern: "https://*.example.org/{people,teams}*"}]
        - allow: [User]
          locations: [{type: git, exact: https://git.example.org/people.git}]
        - allow: [Domain]
          locations: [{type: url, pattern: "**"}]
      locations:
        - {type: git, target: https://git.example.org/people.git}
        - {type: git, target: https://git.example.org/Teams.git}
        - {type: git, target: https://git.example.org/shop.git, rules: [{allow: [Template]}]}
    """
PEOPLE, TEAMS, SHOP = (f"https://git.example.org/{name}.git" for name in ("people", "Teams", "shop"))


@pytest.mark.parametrize(
    ("kind", "spec_type", "target", "expected"),
    [
        ("Component", "service", SHOP, True),
        ("API", "OpenAPI", SHOP, True),
        ("API", "grpc", SHOP, False),
        ("Group", "", PEOPLE, True),
        ("Group", "", TEAMS, True),
        ("Group", "", SHOP, False),
        ("User", "", PEOPLE, True),
        ("User", "", TEAMS, False),
        ("Domain", "", PEOPLE, False),
        ("Template", "", SHOP, True),
        ("Template", "", PEOPLE, False),
    ],
)
def test_rules_are_those_of_backstage(folder: Path, kind: str, spec_type: str, target: str, *, expected: bool) -> None:
    rules = configured(folder, RULES).rules
    assert rules is not None
    assert is_allowed(rules, kind, spec_type, ("git", target)) is expected


def test_a_pattern_stops_at_a_slash_unless_it_has_two_stars(folder: Path) -> None:
    text = """\
        catalog:
          rules:
            - {allow: [User], locations: [{type: url, pattern: "https://h/*.yaml"}]}
            - {allow: [Group], locations: [{type: url, pattern: "https://h/**/*.yaml"}]}
          locations: [{type: url, target: https://h/a/b.yaml}]
        """
    rules = configured(folder, text).rules
    assert rules is not None
    assert not is_allowed(rules, "User", "", ("url", "https://h/a/b.yaml"))
    assert is_allowed(rules, "Group", "", ("url", "https://h/a/b.yaml"))


def test_paths_start_at_the_folder_of_portal_yaml(folder: Path) -> None:
    config = configured(folder, "site: {output: site}\nbuild: {cache: .cache}\n")
    assert (config.folder, config.output, config.cache) == (folder, folder / "site", folder / ".cache")
    assert configured(folder, "").output == folder / "public"


def test_the_site_knows_its_organisation_and_the_version(folder: Path) -> None:
    text = "organization: {name: Larkspur Air, description: An airline}\nsite: {accent: '#0b6e99'}\n"
    settings = configured(folder, text).site_settings()
    assert (settings.organization, settings.description) == ("Larkspur Air", "An airline")
    assert (settings.title, settings.look.accent) == ("Developer portal", "#0b6e99")
    assert settings.version
