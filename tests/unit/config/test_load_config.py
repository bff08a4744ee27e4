"""portal.yaml and an environment in: a Config, or every fault at once."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from portalgen.config import Config, load_config
from portalgen.diagnostics import Severity
from portalgen.errors import ConfigError
from portalgen.model.verdict import Verdict

NOT_A_TYPE = "'http' is not a type of location; write 'type: url' (a file) or 'type: git'"


def load(folder: Path, text: str, environ: Mapping[str, str] | None = None, **flags: object) -> Config:
    path = folder / "portal.yaml"
    path.write_text(dedent(text))
    return load_config(path, environ or {}, flags={f"--{name}": value for name, value in flags.items()})


def faults(folder: Path, text: str, environ: Mapping[str, str] | None = None, **flags: object) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load(folder, text, environ, **flags)
    assert caught.value.exit_code == 2
    rows = str(caught.value).splitlines()[1:]
    return [" ".join(row.replace(f"{folder}/", "").split()) for row in rows]


def test_every_fault_is_listed_with_its_place_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = """\
        organisation:
          name: X
        site:
          acent: "#123456"
          accent: red
          title: 2024
          base_url: https://x
        catalog:
          rules:
            - allow: [Component, {knd: API}]
          locations:
            - {type: http, target: a, presence: maybe}
            - target: b
              catalogPath: []
        integrations:
          gitea: [{token: abc}]
        build: {failOn: eror, jobs: 0}
        backend: {baseUrl: http://localhost, reading: {allow: [{host: "https://x"}]}}
        auth: {}
        """
    assert faults(tmp_path, text) == [
        "portal.yaml:1:1 organisation: unknown key; did you mean 'organization'?",
        "portal.yaml:4:3 site.acent: unknown key; did you mean 'accent'?",
        'portal.yaml:5:3 site.accent: must be a colour in quotes, like "#0b6e99"',
        "portal.yaml:6:3 site.title: must be text (put it in quotes if it looks like a number or a date)",
        "portal.yaml:7:3 site.base_url: unknown key; did you mean 'baseUrl'?",
        "portal.yaml:10:26 catalog.rules[0].allow[1].kind: is missing",
        "portal.yaml:10:27 catalog.rules[0].allow[1].knd: unknown key; did you mean 'kind'?",
        f"portal.yaml:12:8 catalog.locations[0].type: {NOT_A_TYPE}",
        "portal.yaml:12:31 catalog.locations[0].presence: must be 'required' or 'optional'",
        "portal.yaml:13:7 catalog.locations[1].type: is missing",
        "portal.yaml:14:7 catalog.locations[1].catalogPath: must not be empty",
        "portal.yaml:16:3 integrations.gitea: every entry needs a 'host'",
        "portal.yaml:17:9 build.failOn: must be 'error', 'warning', 'info', 'never', 'failed' or 'stale'",
        "portal.yaml:17:23 build.jobs: must be at least 1",
        "portal.yaml:18:11 backend.baseUrl: is for Backstage's server; remove it",
        "portal.yaml:18:57 backend.reading.allow[0].host: must be a host name, like docs.example.org or localhost:8080",
        "portal.yaml:19:1 auth: is for Backstage's server; remove it",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [1\n", "portal.yaml:1:4"),
        ("site: {}\nsite: {}\n", "portal.yaml:2:1"),
        ("site: {}\n---\nsite: {}\n", "portal.yaml:2:1 a second YAML document; portal.yaml is one document"),
        ("- a\n", "portal.yaml:1:1 must hold keys and values"),
    ],
)
def test_a_file_that_is_not_one_mapping_is_refused_with_its_line(tmp_path: Path, text: str, fault: str) -> None:
    found = faults(tmp_path, text)
    assert len(found) == 1
    assert found[0].startswith(fault)


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file") as caught:
        load_config(tmp_path / "portal.yaml", {})
    assert "portalgen init" in caught.value.hint


def test_variables_are_replaced_as_in_backstage(tmp_path: Path) -> None:
    text = """\
        organization: {name: "${NAME} and ${OTHER:-friends}", description: "$${NAME} ${EMPTY:-was empty}"}
        integrations:
          github: [{token: {$env: TOKEN}}]
        build: {jobs: "${JOBS}"}
        """
    config = load(tmp_path, text, {"NAME": "Larkspur", "EMPTY": "", "TOKEN": "hush", "JOBS": "3"})
    assert config.settings.organization.name == "Larkspur and friends"
    assert config.settings.organization.description == "${NAME} was empty"
    assert config.fetch_settings().tokens == (("github.com", "hush"),)
    assert config.jobs == 3


def test_a_missing_variable_is_a_fault_with_its_place(tmp_path: Path) -> None:
    text = (
        "catalog:\n  locations:\n    - {type: git, target: '${GONE}'}\nintegrations: {github: [{token: '${AWAY}'}]}\n"
    )
    assert faults(tmp_path, text) == [
        "portal.yaml:3:19 catalog.locations[0].target: the environment variable GONE is not set",
        "3 │ target: ${GONE}",
        "portal.yaml:4:26 integrations.github[0].token: the environment variable AWAY is not set",
        "4 │ token: ${AWAY}",
    ]


def test_a_missing_variable_is_found_below_any_key(tmp_path: Path) -> None:
    text = """git: {mirrors: {"https://a~b/": "${GONE}", "²": "${AWAY}", "7": "${LOST}"}}"""
    assert faults(tmp_path, text)[::2] == [
        "portal.yaml:1:18 git.mirrors.https://a~b/: the environment variable GONE is not set",
        "portal.yaml:1:45 git.mirrors.²: the environment variable AWAY is not set",
        "portal.yaml:1:61 git.mirrors.7: the environment variable LOST is not set",
    ]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("integrations: {github: [{token: hush, host: '${GONE}'}]}", "host: ${GONE}"),
        ("integrations: {github: [{token: 'hush${GONE}hush'}]}", "token: **********${GONE}**********"),
        ("integrations: {github: [{token: '${GONE} ${NO:-hush}'}]}", "token: ${GONE}**********"),
        ("integrations: {github: [{token: {$env: GONE}}]}", "token: ${GONE}"),
        ("git: {mirrors: {my-credentials: 'hush ${GONE}'}}", "my-credentials: **********${GONE}"),
        ("git: {mirrors: {a: 'https://me:hush@b/${GONE}'}}", "a: https://**********@b/${GONE}"),
        ("git: {mirrors: {'https://me:hush@b/': '${GONE}'}}", "https://**********@b/: ${GONE}"),
        ("site: {title: 'a\u2028 b ${GONE}'}", "title: a b ${GONE}"),
        ("catalog: {locations: [{type: git, target: a, catalogPath: ['${GONE}']}]}", "catalogPath: ${GONE}"),
    ],
)
def test_what_is_shown_of_a_fault_holds_no_secret(tmp_path: Path, text: str, shown: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert "hush" not in str(caught.value)
    assert f" │ {shown}\n" in f"{caught.value}\n"


def test_lines_are_those_of_an_editor(tmp_path: Path) -> None:
    (tmp_path / "portal.yaml").write_text("# \u2028\x85\r\nsite:\n  title: 'a\u2028'\n  acent: x\n", newline="")
    with pytest.raises(ConfigError, match=r"portal.yaml:4:3  site.acent: unknown key"):
        load_config(tmp_path / "portal.yaml", {})


def test_a_flag_does_not_hide_that_its_section_is_wrong(tmp_path: Path) -> None:
    assert faults(tmp_path, "site: 5", output=Path("public"))[0].endswith("site: must hold keys and values")


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "integrations:\n  github:\n    - host: a.example\n      token: ${AWAY}\n",
            "export AWAY=…, or write ${AWAY:-} to read without a token",
        ),
        ("site: {title: '${AWAY}'}", "export AWAY=…, or write ${AWAY:-default}"),
        ("site: {title: a: b}", "write a comma between two items, and } after the last one"),
        ("site: {titel: x}", "`portalgen config schema` has every key with its meaning"),
        ("site: {title: {$file: x}}", "write the value here, or ${NAME} and set the variable"),
    ],
)
def test_a_hint_is_about_the_fault(tmp_path: Path, text: str, hint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, text)
    assert hint in caught.value.hint


def test_a_github_app_needs_its_number_and_its_key(tmp_path: Path) -> None:
    text = "integrations: {github: [{apps: [{appId: 5}, {appId: '6', privateKey: '${KEY}', clientId: x}]}]}"
    assert faults(tmp_path, text) == [
        "portal.yaml:1:33 integrations.github[0].apps[0].privateKey: is missing",
        "portal.yaml:1:58 integrations.github[0].apps[1].privateKey: the environment variable KEY is not set",
        "1 │ privateKey: ${KEY}",
    ]
    (host, *_) = load(tmp_path, text.replace("{appId: 5}, ", ""), {"KEY": "hush"}).git_hosts()
    assert (host.host, host.entry["apps"]) == ("github.com", [{"appId": "6", "privateKey": "hush", "clientId": "x"}])
    assert "hush" not in repr(host)


def test_a_variable_may_be_missing_where_nothing_reads_it(tmp_path: Path) -> None:
    text = """\
        integrations: {github: [{host: github.com, apps: [{appId: 1, privateKey: x, clientSecret: "${KEY}"}]}]}
        techdocs: {publisher: {awsS3: {bucketName: "${BUCKET}"}}}
        """
    assert load(tmp_path, text).settings.integrations.github[0].host == "github.com"


@pytest.mark.parametrize(
    "text",
    [
        "site: {accent: '${SECRET}'}",
        "build: {failOn: '${SECRET}'}",
        "build: {jobs: '${SECRET}'}",
        "site: {baseUrl: '${SECRET}'}",
        "catalog: {locations: [{type: '${SECRET}', target: '${SECRET}', presence: '${SECRET}'}]}",
        "integrations: {github: '${SECRET}'}",
    ],
)
def test_no_message_holds_the_value_of_a_variable(tmp_path: Path, text: str) -> None:
    assert "hunter2" not in " ".join(faults(tmp_path, text, {"SECRET": "hunter2"}))


def test_tokens_are_masked_wherever_the_configuration_is_shown(tmp_path: Path) -> None:
    text = """\
        catalog:
          providers: {github: {token: plainly-written}}
          locations: [{type: git, target: "https://me:${TOKEN}@git.example.org/a.git"}]
        integrations: {gitlab: [{host: git.example.org, token: "${TOKEN}", clientSecret: plainly-written}]}
        """
    config = load(tmp_path, text, {"TOKEN": "hunter2"})
    shown = str(config.shown())
    assert "hunter2" not in shown
    assert "plainly-written" not in shown
    assert "https://**********@git.example.org/a.git" in shown
    assert "hunter2" not in repr(config.fetch_settings())
    assert config.fetch_settings().tokens == (("git.example.org", "hunter2"),)


def test_a_flag_wins_over_its_variable_and_that_over_the_file(tmp_path: Path) -> None:
    text = "site: {output: a}\nbuild: {jobs: 1, failOn: info}\n"
    assert load(tmp_path, text).output == tmp_path / "a"
    assert load(tmp_path, text, {"PORTALGEN_OUTPUT": "b"}).output == Path("b").absolute()
    assert load(tmp_path, text, {"PORTALGEN_OUTPUT": "b"}, output=tmp_path / "c").output == tmp_path / "c"
    assert load(tmp_path, text, {"PORTALGEN_JOBS": "2"}).jobs == 2
    assert load(tmp_path, text, {"PORTALGEN_JOBS": "2"}, jobs=5).jobs == 5
    assert load(tmp_path, text, {"PORTALGEN_FAIL_ON": "warning"}).fail_on("never") == Verdict(Severity.WARNING)
    assert load(tmp_path, text, strict=True).strict


def test_a_wrong_flag_or_variable_is_named(tmp_path: Path) -> None:
    found = faults(tmp_path, "site: {titel: x}", {"PORTALGEN_FAIL_ON": "often"}, jobs=0)
    assert found == [
        "--jobs: must be at least 1",
        "PORTALGEN_FAIL_ON: must be 'error', 'warning', 'info', 'never', 'failed' or 'stale'",
        "portal.yaml:1:8 site.titel: unknown key; did you mean 'title'?",
    ]


def test_a_command_says_what_fails_it_when_nobody_else_does(tmp_path: Path) -> None:
    config = load(tmp_path, "site: {}")
    assert config.fail_on("never") == Verdict()
    assert config.fail_on("error") == Verdict(Severity.ERROR)
    assert load(tmp_path, "build: {failOn: never}").fail_on("error") == Verdict()


def test_what_has_no_effect_is_said_and_is_no_error(tmp_path: Path) -> None:
    text = """\
        catalog:
          locations: [{type: file, target: .}]
          readonly: true
          import: {entityFilename: catalog-info.yaml}
        techdocs: {builder: external}
        """
    found = {(row.code, str(row.where)): row.message for row in load(tmp_path, text).diagnostics}
    assert found == {
        ("config-ignored", "portal.yaml:3:13"): "catalog.readonly is ignored: this portal is always read-only",
        ("config-ignored", "portal.yaml:4:11"): "catalog.import is ignored: settings of Backstage's import wizard",
        (
            "config-ignored",
            "portal.yaml:5:21",
        ): "techdocs.builder is ignored: documentation is always built with the site",
    }


def test_no_location_is_a_warning(tmp_path: Path) -> None:
    assert [row.code for row in load(tmp_path, "").diagnostics] == ["config-no-locations"]


def test_sections_without_a_value_mean_what_leaving_them_out_means(tmp_path: Path) -> None:
    config = load(tmp_path, "organization:\nsite:\n  title:\ncatalog:\n  rules:\n  locations:\nbuild:\n")
    assert config.settings == load(tmp_path, "").settings
