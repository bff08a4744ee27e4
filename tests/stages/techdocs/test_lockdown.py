"""Attacks on a build with real files: a marker that must not appear, a secret that must not leak."""

import os
import sys
import tempfile
from pathlib import Path

import pytest

from portalgen.model.docs import DocsSite
from tests.builders.docs import Files, build

CONFIDENTIAL = "s3cr3t-of-the-building-machine"


def everything(site: DocsSite) -> str:
    assets = b"".join(asset.content for asset in site.assets).decode(errors="replace")
    return repr(site.pages) + repr(site.nav) + repr(site.redirects) + repr(site.diagnostics) + assets


@pytest.fixture
def marker(tmp_path: Path) -> Path:
    return tmp_path / "marker"


@pytest.fixture
def secret(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "secret.md"
    path.write_text(f"# {CONFIDENTIAL}\n")
    monkeypatch.setenv("DEPLOY_TOKEN", CONFIDENTIAL)
    return path


def evil_files(marker: Path) -> Files:
    code = f"import pathlib\npathlib.Path({str(marker)!r}).touch()\ndef makeExtension(**k): pass\n"
    template = f"{{{{ ''.__class__.__mro__[1].__subclasses__() }}}}{CONFIDENTIAL}"
    return {
        "docs/index.md": "# Home\n\n{{ macro() }}\n",
        "docs/evil.py": code,
        "evil.py": code,
        "hooks.py": code,
        "main.py": code,
        "overrides/main.html": template,
        "overrides/evil.py": code,
        "overrides/mkdocs_theme.yml": f"hooks: [{code!r}]",
    }


@pytest.mark.parametrize(
    "config",
    [
        "hooks: [hooks.py, docs/evil.py]",
        "theme: {name: null, custom_dir: overrides}",
        "theme: {name: evil}",
        "theme: {name: material, custom_dir: overrides, static_templates: [main.html]}",
        "plugins: [macros, {macros: {module_name: main}}, gen-files: {scripts: [evil.py]}]",
        "plugins: {evil: {}}",
        "plugins: [{group: {enabled: true, plugins: [{exclude: {}}, {evil: {}}]}}]",
        "markdown_extensions: [evil, 'docs.evil', 'evil:makeExtension', {evil: {}}]",
        "markdown_extensions: {evil: {}}",
        "markdown_extensions:\n- toc: {slugify: !!python/name:evil.makeExtension ''}",
        "markdown_extensions:\n- pymdownx.emoji: {emoji_index: !!python/name:evil.makeExtension ''}",
        "markdown_extensions: {pymdownx.superfences: {custom_fences: [{name: x, class: x, format: !!python/name:e }]}}",
        "markdown_extensions:\n- plantuml_markdown: {plantuml_cmd: 'touch marker'}",
        "site_name: !!python/object/apply:os.system ['touch $MARKER']",
        "site_name: !!python/object/new:evil {}",
        "extra: !!python/module:evil",
        "INHERIT: evil.py",
        "extra_templates: [overrides/main.html]",
        "extra_javascript: [evil.py]",
    ],
)
def test_nothing_of_a_repository_runs(
    config: str, marker: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = evil_files(marker)
    for name in ("evil.py", "main.py"):
        (tmp_path / name).write_bytes(str(files[name]).encode())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.setenv("MARKER", str(marker))
    site = build({**files, "mkdocs.yml": config.replace("$MARKER", str(marker))})
    assert [page.title for page in site.pages] == ["Home"]
    assert not marker.exists()
    assert CONFIDENTIAL not in everything(site)


@pytest.mark.parametrize(
    ("config", "code"),
    [
        ("hooks: [hooks.py]", "docs-config mkdocs.yml:1"),
        ("site_name: x\ntheme:\n  custom_dir: overrides", "docs-config mkdocs.yml:3"),
        ("plugins:\n- search\n- macros", "docs-config mkdocs.yml:3"),
        ("markdown_extensions:\n- toc\n- evil", "docs-config mkdocs.yml:3"),
        ("markdown_extensions:\n- toc:\n    slugify: !!python/name:evil.x ''", "docs-config mkdocs.yml:3"),
    ],
)
def test_what_is_dropped_is_named_with_its_line(config: str, code: str) -> None:
    site = build({"docs/index.md": "# Home", "mkdocs.yml": config})
    (found,) = site.diagnostics
    assert f"{found.code} {found.where.path}:{found.where.line}" == code


@pytest.mark.parametrize("folder", ["/etc", "..", "../..", "docs/../../x", "/", "C:\\Windows", "a:b", "[x]"])
def test_docs_folder_outside_of_the_source_fails(folder: str) -> None:
    site = build({"docs/index.md": "# Home", "mkdocs.yml": f"docs_dir: {folder}"})
    assert site.pages == ()
    assert [one.code for one in site.diagnostics] == ["docs-failed"]


def test_environment_does_not_leak(secret: Path) -> None:
    config = "site_name: !ENV DEPLOY_TOKEN\ncopyright: !ENV [DEPLOY_TOKEN]\nnav: [{x: !ENV DEPLOY_TOKEN}, index.md]"
    text = "---\ntitle: !ENV DEPLOY_TOKEN\n---\n$DEPLOY_TOKEN ${DEPLOY_TOKEN}\n"
    assert CONFIDENTIAL not in everything(build({"docs/index.md": text, "mkdocs.yml": config}))
    assert secret.exists()


@pytest.mark.parametrize("base", ["/", "/etc", "..", "../../..", "docs/../../.."])
def test_snippets_never_leave_the_source(base: str, secret: Path) -> None:
    config = (
        f"markdown_extensions:\n- pymdownx.snippets:\n    base_path: ['{base}', '{secret.parent}']\n"
        f"    restrict_base_path: false\n    url_download: true\n    check_paths: no\n    auto_append: ['{secret}']\n"
    )
    lines = ["/etc/passwd", str(secret), f"../{secret.name}", f"../../../../../../..{secret}", f"file://{secret}"]
    text = "\n\n".join(f'--8<-- "{line}"' for line in lines)
    found = everything(build({"docs/index.md": f"# Home\n\n{text}\n", "mkdocs.yml": config}))
    assert CONFIDENTIAL not in found
    assert "root:" not in found


def test_files_whose_paths_leave_the_folder_are_never_written(tmp_path: Path) -> None:
    names = [
        "../out.md",
        "docs/../../out.md",
        f"docs/{tmp_path}/out.md",
        "docs//out.md",
        "docs/./o.md",
        "docs/a\\..\\b.md",
    ]
    before = sorted(tmp_path.parent.rglob("out.md"))
    site = build({"docs/index.md": "# Home", "/out.md": "x", **dict.fromkeys(names, "# Out")})
    assert [page.path for page in site.pages] == [""]
    assert sorted(tmp_path.parent.rglob("out.md")) == before


def test_links_of_the_file_system_are_not_followed_because_nothing_writes_them(secret: Path) -> None:
    # Git's symbolic links are blobs with a path as their content; crawling lists none, and here one is only text.
    found = everything(build({"docs/index.md": "# Home", "docs/link.md": str(secret)}))
    assert CONFIDENTIAL not in found


def test_includes_stay_in_the_folder(secret: Path) -> None:
    config = f"nav:\n- index.md\n- A: '!include {secret}'\n- B: '!include ../../{secret.name}'\n- '*include /etc/*'\n"
    site = build({"docs/index.md": "# Home", "mkdocs.yml": config})
    assert CONFIDENTIAL not in everything(site)
    assert [one.code for one in site.diagnostics] == ["docs-config"] * 3


def test_machine_paths_are_in_no_message() -> None:
    files = {"docs/index.md": '--8<-- "gone.md"\n\n```dot\nx {\n```\n', "docs/x.md": "[y](http://[)"}
    found = everything(build({**files, "mkdocs.yml": "nav: [gone.md]"}))
    assert tempfile.gettempdir() not in found
    assert os.getcwd() not in found  # noqa: PTH109  (as text)


def test_deep_yaml_is_refused_not_followed() -> None:
    deep = "[" * 30_000
    site = build({"mkdocs.yml": f"extra: {deep}", "docs/index.md": f"---\na: {deep}\n---\n# Home\n"})
    assert [one.code for one in site.diagnostics] == ["docs-config", "docs-config"]


@pytest.mark.parametrize(
    ("config", "words"),
    [
        ("theme: [material]", "'theme' is not used: it is neither a name nor a map"),
        ("site_name: [Shop]", "'site_name' is not used: it is no text"),
        ("exclude_docs: {a: b}", "'exclude_docs' is not used: it is no text"),
        ("plugins: search", "'plugins' is not used: it is neither a list nor a map"),
        ("plugins: [search, 5]", "an entry of 'plugins' is not used: it is no name"),
        ("plugins: [techdocs-core: yes]", "the options of 'techdocs-core' are not used: they are no map"),
        ("plugins: [group: {plugins: 7}]", "'plugins' is not used: it is neither a list nor a map"),
        ("plugins: [redirects: {redirect_maps: [a.md]}]", "'redirect_maps' is not used: it is no map"),
        ("plugins: [redirects: {redirect_maps: {a.md: 1}}]", "the redirect from 'a.md' is not used"),
        ("markdown_extensions: toc", "'markdown_extensions' is not used: it is neither a list nor a map"),
        ("markdown_extensions: [toc: 2]", "the options of 'toc' are not used: they are no map"),
    ],
)
def test_a_value_of_an_odd_type_is_reported_and_costs_itself(config: str, words: str) -> None:
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home"})
    assert [page.title for page in site.pages] == ["Home"]
    (found,) = site.diagnostics
    assert (found.code, found.where.path, found.where.line) == ("docs-config", "mkdocs.yml", 1)
    assert words in found.message
