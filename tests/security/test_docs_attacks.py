"""Attacks on builds of documentation that are public: paths, links, requests, and texts that explode."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.model.docs import DocsSite
from portalgen.report import NullReporter
from portalgen.techdocs import Limits, build_many
from portalgen.techdocs.build_one import build_one
from portalgen.techdocs.child import ChildError, LimitError
from portalgen.techdocs.isolate import run_isolated
from portalgen.tools import prepare
from tests.builders.docs import Contents, DocsJob, build, docs_job, places
from tests.builders.repositories import Content, Link, RepositoryBuilder
from tests.builders.web_server import web_site

SHOP = """apiVersion: backstage.io/v1alpha1
kind: Component
metadata: {name: shop, annotations: {backstage.io/techdocs-ref: 'dir:.'}}
spec: {type: service, lifecycle: production, owner: web}
"""
CONFIDENTIAL = "s3cr3t-beside-the-docs"
SHORT = Limits(seconds=0.5, memory=1 << 28)
EXTENSIONS = "markdown_extensions: [attr_list, md_in_html, abbr, pymdownx.blocks.html, pymdownx.arithmatex]"


def built(folder: Path, files: dict[str, Content]) -> Path:
    """Build a portal of one repository and return its folder."""
    RepositoryBuilder.at(folder / "repositories" / "shop.git").commit({"catalog-info.yaml": SHOP, **files})
    config = folder / "portal.yaml"
    config.write_text(
        "organization: {name: Acme}\ngit: {mirrors: {'https://github.com/acme/': repositories/}}\n"
        "catalog: {locations: [{type: git, target: https://github.com/acme/shop}]}\n"
    )
    environ = {"PORTALGEN_CACHE": str(folder / "cache")}
    pipeline.build(prepare(load_config(config, environ), reporter=NullReporter()), folder / "site")
    return folder / "site"


def test_symbolic_links_of_a_repository_lead_nowhere(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "index.md").write_text(CONFIDENTIAL)
    links = {
        "docs/file.md": str(tmp_path / "outside" / "index.md"),
        "docs/picture.png": str(tmp_path / "outside" / "index.md"),
        "docs/folder": str(tmp_path / "outside"),
        "docs/relative": "../../../../outside",
        "docs/loop": ".",
        "docs/a": "b",
        "docs/b": "a",
        "docs/self.md": "self.md",
        "docs/environ.md": "/proc/self/environ",
        "snippets": str(tmp_path / "outside"),
    }
    text = '# Home\n\n--8<-- "snippets/index.md"\n\n--8<-- "docs/folder/index.md"\n\n![x](picture.png) [x](file.md)\n'
    site = built(tmp_path, {"docs/index.md": text, **{path: Link(target) for path, target in links.items()}})
    docs = site / "docs/default/component/shop"
    assert [path.name for path in docs.rglob("*") if path.is_file()] == ["index.html"]
    assert not [path for path in site.rglob("*") if path.is_symlink()]
    assert all(CONFIDENTIAL.encode() not in path.read_bytes() for path in site.rglob("*") if path.is_file())


def test_a_configuration_or_folder_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text(f"site_name: {CONFIDENTIAL}")
    site = built(tmp_path, {"mkdocs.yml": Link(str(tmp_path / "mkdocs.yml")), "docs": Link("/etc"), "x/index.md": "x"})
    text = (site / "docs/default/component/shop/index.html").read_text()
    assert CONFIDENTIAL not in text
    assert not list(site.rglob("passwd*"))


def test_nothing_of_a_build_asks_a_web_server() -> None:
    with web_site({"/x.md": b"# From the web", "/x.yml": b"site_name: web"}) as server:
        url = server.url
        config = (
            f"INHERIT: {url}/x.yml\nextra_css: ['{url}/x.css']\nplugins: [privacy, social, {{redirects: "
            f"{{redirect_maps: {{old.md: '{url}/x'}}}}}}]\n"
            f"nav: [index.md, '!include {url}/x.yml', '*include {url}/*']\n"
            f"markdown_extensions:\n- pymdownx.snippets: {{base_path: ['{url}'], url_download: true}}\n"
            f"- plantuml_markdown: {{server: '{url}'}}\n- pymdownx.emoji: {{options: {{image_path: '{url}'}}}}\n"
            f"- pymdownx.b64: {{base_path: /}}\n- pymdownx.pathconverter: {{base_path: /}}\n"
        )
        text = f'--8<-- "{url}/x.md"\n\n![x]({url}/x.png)\n\n```plantuml\n!include {url}/x.md\n```\n\n:smile:\n'
        text += f'```dot\ndigraph {{ a [image="{url}/x.png"] }}\n```\n\n<svg><image href="{url}/x.png"/></svg>\n'
        site = build({"mkdocs.yml": config, "docs/index.md": f"# Home\n\n{text}"})
    assert server.paths == []
    assert "From the web" not in site.pages[0].html


def open_socket() -> None:
    socket.socket()


def look_up() -> None:
    socket.getaddrinfo("docs.example", 443)


def run_program() -> None:
    subprocess.run([sys.executable, "--version"], check=False)


def run_shell() -> None:
    os.system("true")  # noqa: S605  (it must not run)


@pytest.mark.parametrize("function", [open_socket, look_up, run_program, run_shell])
def test_a_child_has_no_network_and_runs_no_program(function: Callable[[], None]) -> None:
    with pytest.raises(ChildError, match="PermissionError"):
        run_isolated(function, limits=Limits(seconds=8))


@pytest.mark.parametrize(
    "old", ["../out.md", "/etc/out.md", "a/../../out.md", "..", "./x.md", "a//b.md", "a\\..\\b.md"]
)
def test_a_redirect_stays_in_its_folder(old: str) -> None:
    config = f"plugins: [redirects: {{redirect_maps: {{'{old}': index.md}}}}]"
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home"})
    assert all(".." not in path and not path.startswith("/") for path, _ in site.redirects)


def test_an_include_of_itself_ends() -> None:
    config = "site_name: shop\nnav: [index.md, '!include mkdocs.yml', {Again: '!include ./mkdocs.yml'}]"
    site = build({"mkdocs.yml": config, "docs/index.md": "# Home"})
    assert {code.split()[0] for code in places(site)} <= {"docs-config", "docs-broken-link", "docs-left-out"}
    assert "Home" in [page.title for page in site.pages]


def test_aliases_that_multiply_in_a_head_or_a_configuration_are_refused() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 9)}]" for number in range(1, 9)]
    bomb = "\n".join(rows)
    site = build({"mkdocs.yml": bomb, "docs/index.md": f"---\n{bomb}\n---\n# Home\n"})
    assert places(site) == ["docs-config docs/index.md:5", "docs-config mkdocs.yml:4"]


def test_snippets_that_name_each_other_end() -> None:
    files = {"docs/a.md": '--8<-- "docs/b.md"', "docs/b.md": '--8<-- "docs/a.md"\n\n--8<-- "docs/b.md"'}
    site = build({**files, "docs/index.md": '# Home\n\n--8<-- "docs/a.md"'})
    assert "" in [page.path for page in site.pages]


def many(text: str, number: int) -> str:
    return "\n".join(text.format(one) for one in range(number))


EXPLODING = {
    "quotes": many("{0}", 1) + "\n".join(">" * depth + " x" for depth in range(1_500)),
    "lists": "\n".join("  " * depth + "* x" for depth in range(1_500)),
    "brackets": "[" * 60_000 + "]" * 60_000,
    "emphasis": "*a" * 60_000,
    "strong": "a**b" * 60_000,
    "critic": "{~~a" * 60_000,
    "tables": "|a" * 20_000 + "\n" + "|-" * 20_000 + "\n" + "|b\n" * 5_000,
    "footnotes": many("[^{0}]: x\n", 30_000) + "".join(f"[^{one}]" for one in range(30_000)),
    "abbreviations": many("*[w{0}]: x", 20_000) + "\n\n" + many("w{0}", 20_000),
    "tabs": many('=== "{0}"\n\n    x\n', 30_000),
    "elements": "<div>" * 200_000,
    "spaces": " " * 2_000_000 + "x",
}


def exploding() -> Iterator[DocsJob]:
    for name, text in EXPLODING.items():
        yield docs_job({"mkdocs.yml": EXTENSIONS, "docs/index.md": f"# {name}\n\n{text}\n"}, name=name)
    excluded = {"mkdocs.yml": f"exclude_docs: '{'*a' * 30}b'", f"docs/{'a' * 200}.md": "# x", "docs/index.md": "# x"}
    yield docs_job(excluded, name="patterns")


def test_texts_that_explode_cost_themselves_only() -> None:
    """Each is of a repository of its own; whether it is over its limits or only slow, the others are there."""
    jobs = [docs_job({"docs/index.md": "# First"}), *exploding(), docs_job({"docs/index.md": "# Last"})]
    named = [
        replace(source, source=replace(source.source, url=f"https://git.example/{number}"))
        for number, (source, _) in enumerate(jobs)
    ]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        fine = list(build_many([named[0], named[-1]], Contents(jobs), executor=executor))
        sites = list(build_many(named[1:-1], Contents(jobs), executor=executor, limits=SHORT))
        again = list(build_many([named[0], named[-1]], Contents(jobs), executor=executor))
    assert [site.pages[0].title for site in (*fine, *again)] == ["First", "Last"] * 2
    assert [is_whole(site) for site in sites] == [True] * len(sites)


def is_whole(site: DocsSite) -> bool:
    """Say whether a site has pages, or says why it has none."""
    return bool(site.pages) or [row.code for row in site.diagnostics] == ["docs-failed"]


def test_pages_that_multiply_their_source_are_over_the_limits() -> None:
    pages = {f"docs/{number}.md": '--8<-- "docs/big.txt"' for number in range(8)}
    job = docs_job({**pages, "docs/big.txt": "word\n" * 30_000})
    with pytest.raises(LimitError, match="its pages have more than 1 MB"):
        build_one(*job, Limits(answer=1_000_000))
