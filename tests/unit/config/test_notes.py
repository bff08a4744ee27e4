"""What portal.yaml says and nobody acts upon: warnings with the place and the name that was meant."""

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from portalgen.config import Config, load_config
from portalgen.errors import ConfigError


def load(folder: Path, text: str, environ: Mapping[str, str] | None = None) -> Config:
    path = folder / "portal.yaml"
    path.write_text(dedent(text))
    return load_config(path, environ or {})


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("tokn", "did you mean token?"),
        ("api_base_url", "did you mean apiBaseUrl?"),
        ("Username", "did you mean username?"),
        ("zone", "remove it; keys that are read: apiBaseUrl, apps, host, token"),
    ],
)
def test_a_key_of_a_git_host_that_nobody_knows_is_said(tmp_path: Path, key: str, hint: str) -> None:
    text = (
        "catalog: {locations: [{type: file, target: .}]}\nintegrations:\n  gitlab:\n    - host: git.example.org\n"
        f"      username: me\n      commitSigningKey: ${{KEY}}\n      {key}: ${{GONE}}\n"
    )
    [found] = load(tmp_path, text).diagnostics
    assert (found.code, str(found.where), found.hint) == ("config-unknown", "portal.yaml:7:7", hint)
    assert found.message == f"integrations.gitlab[0].{key}: nothing reads this key"


def test_variables_are_replaced_in_keys_that_only_backstage_reads(tmp_path: Path) -> None:
    text = 'integrations: {gitlab: [{host: git.example.org, baseUrl: "${BASE}", clientSecret: "${GONE}"}]}'
    config = load(tmp_path, text, {"BASE": "https://git.example.org/sub"})
    kept = {"baseUrl": "https://git.example.org/sub", "clientSecret": "${GONE}"}
    assert config.settings.integrations.gitlab[0].model_extra == kept
    assert "git.example.org/sub" not in str(config.shown())


def test_a_kind_that_looks_like_a_known_one_is_said_wherever_it_is_named(tmp_path: Path) -> None:
    text = """\
        catalog:
          rules: [{allow: [Componet, component, Anything]}]
          locations: [{type: file, target: ., rules: [{allow: [Systm]}]}]
        model:
          kinds:
            - {name: Cluster, relations: [{field: spec.on, type: dependsOn, defaultKind: Clustre}]}
        """
    found = load(tmp_path, text).diagnostics
    assert [(one.code, one.message.partition(":")[0], one.hint) for one in found] == [
        ("config-unknown", "catalog.rules[0].allow[0]", "did you mean Component?"),
        ("config-unknown", "catalog.locations[0].rules[0].allow[0]", "did you mean System?"),
        ("config-unknown", "model.kinds[0].relations[0].defaultKind", "did you mean Cluster?"),
    ]


@pytest.mark.parametrize(("closed", "count"), [("additionalProperties: false, ", 1), ("", 0)])
def test_a_relation_by_a_field_that_the_schema_forbids_is_said(tmp_path: Path, closed: str, count: int) -> None:
    schema = f"{{{closed}properties: {{runs: {{}}}}}}"
    (tmp_path / "cluster.yaml").write_text(schema)
    relations = "relations: [{field: spec.rnus, type: dependsOn}, {field: spec.runs, type: dependsOn}]"
    kinds = f"{{name: A, schema: {schema}, {relations}}}, {{name: B, schema: cluster.yaml, {relations}}}"
    text = f"catalog: {{locations: [{{type: file, target: .}}]}}\nmodel: {{kinds: [{kinds}]}}\n"
    found = load(tmp_path, text).diagnostics
    assert [(one.code, one.hint) for one in found] == [("config-unknown", "did you mean spec.runs?")] * 2 * count


@pytest.mark.parametrize(
    ("code", "says"),
    [("orfan-entity", "did you mean 'orphan-entity'?"), ("zzz", "`portalgen config schema` lists every")],
)
def test_a_code_that_does_not_exist_leads_to_one_that_does(tmp_path: Path, code: str, says: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load(tmp_path, f"diagnostics: {{{code}: off}}\n")
    assert says in f"{caught.value} {caught.value.hint}"
    assert "docs/" not in caught.value.hint
