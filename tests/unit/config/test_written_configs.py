"""The files that `portalgen init` writes load as they are."""

import os
from pathlib import Path

import pytest

from portalgen.config import Config, from_app_config, load_config, starter_config
from portalgen.errors import ConfigError
from portalgen.model.credentials import NoCredentials
from portalgen.model.web import ReadingRule

APP_CONFIG = """\
app: {title: Scaffolded Portal, baseUrl: http://localhost:3000}
organization: {name: My Company}
backend: {database: {client: better-sqlite3}}
integrations:
  github:
    - host: github.com
      token: ${GITHUB_TOKEN}
  awsS3: [{accessKeyId: x}]
catalog:
  import: {entityFilename: catalog-info.yaml}
  rules:
    - allow: [Component, System, API, Resource, Location]
  locations:
    - type: file
      target: ../../examples/entities.yaml
    - type: url
      target: https://github.com/acme/people/blob/main/org.yaml
      rules:
        - allow: [User, Group]
  providers: {github: {acme: {organization: acme, schedule: {frequency: {minutes: 30}}}}}
"""


def loaded(folder: Path, text: str, *variables: str) -> Config:
    path = folder / "portal.yaml"
    path.write_text(text)
    return load_config(path, dict.fromkeys(variables, "hush"))


def test_the_starter_loads_and_names_what_it_was_given(tmp_path: Path) -> None:
    config = loaded(
        tmp_path,
        starter_config("Müller & Söhne: Werk", [("file", "./catalog"), ("git", "https://git.example.org/a.git")]),
    )
    assert config.settings.organization.name == "Müller & Söhne: Werk"
    assert [(row.type, row.target) for row in config.locations()] == [
        ("file", "./catalog"),
        ("git", "https://git.example.org/a.git"),
    ]


def test_the_starter_without_locations_loads_too(tmp_path: Path) -> None:
    assert loaded(tmp_path, starter_config()).locations() == ()


PROSE = (
    "Configuration of",
    "${NAME} is",
    "Kinds that",
    "Places to",
    "Private",
    "A whole",
    "One file",
    "A folder",
    "Fetch",
)


def test_every_setting_that_the_starter_has_in_a_comment_works_when_it_is_uncommented(tmp_path: Path) -> None:
    rows = [row for row in starter_config("X", [("file", ".")]).splitlines() if not any(word in row for word in PROSE)]
    text = "\n".join(row.replace("# ", "", 1) for row in rows)
    config = loaded(tmp_path, text, "GITHUB_TOKEN", "GITLAB_TOKEN")
    assert len(config.locations()) == 4
    assert config.rules is not None
    assert config.settings.build.fail_on == "error"
    assert config.fetch_settings().mirrors == (("https://github.com/example/", "/srv/mirrors/"),)
    assert [host for host, _ in config.fetch_settings().tokens] == ["github.com", "gitlab.example.org"]


def test_an_app_config_keeps_what_has_a_meaning_here(tmp_path: Path) -> None:
    taken = from_app_config(APP_CONFIG, providers=["github"])
    assert "token: ${GITHUB_TOKEN}" in taken.text
    config = loaded(tmp_path, taken.text, "GITHUB_TOKEN")
    assert config.settings.organization.name == "My Company"
    assert config.settings.site.title == "Scaffolded Portal"
    assert [row.target for row in config.locations()] == [
        "examples/entities.yaml",
        "https://github.com/acme/people/blob/main/org.yaml",
    ]
    assert config.fetch_settings().tokens == (("github.com", "hush"),)
    assert config.rules is not None
    assert len(config.rules) == 2
    (found,) = config.providers(["github"], NoCredentials())
    assert found.values == {"acme": {"organization": "acme", "schedule": {"frequency": {"minutes": 30}}}}


def test_what_is_left_out_of_an_app_config_is_said_in_the_file_too() -> None:
    taken = from_app_config(APP_CONFIG, providers=["github", "gitlab"])
    assert [sentence.partition(":")[0] for sentence in taken.left] == [
        "integrations.awsS3, catalog.import, app.baseUrl, backend",
    ]
    assert [sentence.partition(":")[0] for sentence in taken.changed] == ["catalog.locations"]
    assert all(f"#   {sentence}" in taken.text for sentence in taken.left + taken.changed)


def test_what_has_to_be_looked_for_is_left_out_and_people_are_missed_first(tmp_path: Path) -> None:
    taken = from_app_config(
        "catalog:\n"
        "  providers: {github: {}, gitlab: {a: {group: x}}, githubOrg: {orgs: [a]}, ldapOrg: {}}\n"
        "  locations:\n"
        "    - {type: gitlab-discovery, target: https://gitlab.com/a/blob/*/catalog-info.yaml}\n"
        "    - {type: url, target: https://github.com/acme/*/blob/main/catalog-info.yaml}\n"
        "    - {type: url, target: https://github.com/acme/a/blob/main/*/catalog-info.yaml}\n"
        "    - {type: github-org, target: https://github.com/acme}\n",
        providers=["github"],
    )
    people, repositories = taken.left
    assert people == (
        "catalog.providers.githubOrg, catalog.providers.ldapOrg, catalog.locations[3] (github-org): nothing here "
        "fetches these users and groups; until something brings them, owners lead nowhere"
    )
    assert repositories.startswith("catalog.providers.gitlab, catalog.locations[0] (gitlab-discovery), catalog.")
    assert "catalog.locations[1] (url): nothing here finds repositories so" in repositories
    (kept,) = loaded(tmp_path, taken.text).locations()
    assert kept.target == "https://github.com/acme/a/blob/main/*/catalog-info.yaml"


def test_the_plain_web_sites_of_an_app_config_are_taken_over(tmp_path: Path) -> None:
    allow = "[{host: docs.example.org, paths: [/catalog]}, {host: '*.internal:8443'}]"
    taken = from_app_config(f"backend: {{reading: {{allow: {allow}}}, baseUrl: http://localhost}}\n")
    assert taken.left == ("backend: for Backstage's server",)
    path = tmp_path / "portal.yaml"
    path.write_text(taken.text)
    assert load_config(path, {}).fetch_settings().reading == (
        ReadingRule("docs.example.org", ("/catalog",)),
        ReadingRule("*.internal:8443"),
    )


def test_what_an_app_config_has_and_we_have_not_is_named_with_its_place(tmp_path: Path) -> None:
    taken = from_app_config(
        "techdocs: {builder: external}\n"
        "integrations:\n"
        "  github: [{apps: [{$include: app.yaml}]}, {host: a.example, token: {$env: TOKEN}}]\n"
        "  gitlab: [{token: {$file: token.txt}}]\n"
    )
    assert [sentence.partition(";")[0] for sentence in taken.left] == [
        "integrations.github[0].apps[0]: $include is not supported",
        "integrations.gitlab[0].token: $file is not supported",
        "techdocs: for Backstage's server",
    ]
    assert loaded(tmp_path, taken.text, "TOKEN").fetch_settings().tokens == (("a.example", "hush"),)


@pytest.mark.parametrize("name", ["true", "Null", "No", "1e5", "", "-", "a: b", "it's #1"])
def test_the_starter_keeps_any_name(tmp_path: Path, name: str) -> None:
    assert loaded(tmp_path, starter_config(name)).settings.organization.name == name


def test_locations_of_an_app_config_that_are_no_list_are_left_out() -> None:
    taken = from_app_config("catalog: {locations: 5}")
    assert taken.left == ("catalog.locations: it is not a list",)


def test_an_app_config_that_is_no_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(ConfigError, match=r"app-config\.yaml:2:"):
        from_app_config("a: 1\n b: [")


@pytest.mark.corpus
@pytest.mark.skipif("PORTALGEN_CORPUS" not in os.environ, reason="PORTALGEN_CORPUS names no real catalogs")
def test_real_app_configs_become_files_that_load(tmp_path: Path) -> None:
    class Everything(dict[str, str]):
        def get(self, name: str, default: object = None) -> object:  # type: ignore[override]
            return default if name.startswith("PORTALGEN") else "value"

    found = sorted(Path(os.environ["PORTALGEN_CORPUS"]).rglob("app-config*.yaml"))
    assert found
    for file in found:
        path = tmp_path / "portal.yaml"
        path.write_text(from_app_config(file.read_text()).text)
        load_config(path, Everything())
