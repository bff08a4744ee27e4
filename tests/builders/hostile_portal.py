"""A portal of an attacker's repository: the vectors of `tests/security/vectors` in all their places, built for real."""

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.report import NullReporter
from portalgen.tools import prepare
from tests.builders.repositories import Content, RepositoryBuilder
from tests.builders.vectors import SVG_HEAD, Vector, vectors

PAGES = ("diagrams", "drawings", "events", "front_matter", "html", "markdown", "mutation", "style", "urls")
"""Places whose vectors are the text of a page."""
LOGO = bytes.fromhex("89504e470d0a1a0a0000000d4948445200000001000000010804000000b51c0c02") + bytes.fromhex(
    "0000000b4944415478da6364f80f00010501012718e3660000000049454e44ae426082"
)
EXTENSIONS = [
    "attr_list",
    "md_in_html",
    "pymdownx.blocks.html",
    "pymdownx.critic",
    {"pymdownx.arithmatex": {"generic": True}},
    {"toc": {"permalink": True}},
]
TOGETHER = 6
"""Vectors that share one further page: some only meet there."""
SNIPPETS = {
    "snippets/script.md": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "snippets/quote.md": '"><img src=x onerror=alert(1)>',
}


def build_hostile_portal(folder: Path) -> Path:
    """Build the portal below a folder and return that of its site."""
    RepositoryBuilder.at(folder / "repositories" / "evil.git").commit(dict(_files()))
    config = folder / "portal.yaml"
    config.write_text(
        "organization: {name: Larkspur}\n"
        "git: {mirrors: {'https://github.com/acme/': repositories/}}\n"
        "catalog: {rules: [{allow: [Component, API, User, Group]}],"
        " locations: [{type: git, target: https://github.com/acme/evil}]}\n"
    )
    made = prepare(load_config(config, {"PORTALGEN_CACHE": str(folder / "cache")}), reporter=NullReporter())
    pipeline.build(made, folder / "site")
    return folder / "site"


def page_of(vector: Vector) -> str:
    """Return the route of the page that is made of a vector alone."""
    return f"docs/default/component/{vector.place.replace('_', '-')}/{vector.name}/"


def _files() -> Iterator[tuple[str, Content]]:
    documents = [*_components(), *_people(), _targets(), *_apis()]
    yield "catalog-info.yaml", "\n---\n".join(json.dumps(one) for one in documents)
    for place in PAGES:
        yield from _site(place, vectors(place))
    for vector in vectors("svg_files"):
        picture = vector.text.replace("$", SVG_HEAD, 1) if vector.text.startswith("$") else vector.text
        yield f"svg_files/docs/{vector.name}.svg", picture
        yield f"svg_files/docs/{vector.name}.md", f"![picture]({vector.name}.svg) [open]({vector.name}.svg)"
    yield "svg_files/docs/index.md", "# Pictures"
    yield "svg_files/docs/page.html", "<script>alert(1)</script>"
    yield "svg_files/docs/page.xhtml", "<html xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></html>"
    yield "svg_files/docs/text.txt", "<script>alert(1)</script>"
    yield from _settings()


def _site(place: str, rows: Iterable[Vector]) -> Iterator[tuple[str, Content]]:
    rows = list(rows)
    yield f"{place}/mkdocs.yml", json.dumps({"plugins": ["techdocs-core"], "markdown_extensions": EXTENSIONS})
    yield f"{place}/docs/index.md", f"# {place}"
    yield f"{place}/docs/logo.png", LOGO
    for name, text in SNIPPETS.items():
        yield f"{place}/{name}", text
    for row in rows:
        yield f"{place}/docs/{row.name}.md", row.text
    for start in range(0, len(rows), TOGETHER):
        texts = (row.text for row in rows[start : start + TOGETHER])
        yield f"{place}/docs/together/{start}.md", "\n\n".join(texts)


def _settings() -> Iterator[tuple[str, Content]]:
    """Yield a site whose mkdocs.yml and file names are made of vectors."""
    words = [vector.text for vector in vectors("words")]
    targets = {vector.name: vector.text for vector in vectors("targets")}
    nav: list[object] = ["index.md", *({word: f"page-{number}.md"} for number, word in enumerate(words))]
    nav += [{word: {words[0]: "index.md"}} for word in words]
    nav += [{f"To {name}": target} for name, target in targets.items()]
    maps = {f"old/{name}.md": target for name, target in targets.items()} | dict.fromkeys(words, "index.md")
    config = {
        "site_name": words[6],
        "site_description": words[2],
        "site_author": words[1],
        "site_url": targets["javascript"],
        "repo_url": targets["javascript"],
        "repo_name": words[1],
        "edit_uri": targets["javascript"],
        "copyright": words[1],
        "theme": {"name": words[0], "favicon": targets["javascript"], "logo": words[2], "palette": words[3]},
        "extra": {"homepage": targets["javascript"], "social": [{"icon": words[2], "link": targets["data"]}]},
        "extra_css": ["https://evil.example/x.css"],
        "extra_javascript": ["https://evil.example/x.js"],
        "nav": nav,
        "plugins": [{"redirects": {"redirect_maps": maps}}],
        "markdown_extensions": [
            {"toc": {"permalink": words[1], "title": words[2], "permalink_title": words[4]}},
            {"wikilinks": {"base_url": "javascript:alert(1)//", "html_class": words[4]}},
            {"footnotes": {"BACKLINK_TEXT": words[1], "BACKLINK_TITLE": words[2] + "{}"}},
            {
                "pymdownx.highlight": {
                    "css_class": words[2],
                    "line_anchors": words[4],
                    "auto_title_map": {"Python": words[0]},
                }
            },
            {"pymdownx.keys": {"separator": words[1], "class": words[2]}},
            {"pymdownx.tasklist": {"custom_checkbox": True}},
            {
                "pymdownx.superfences": {
                    "custom_fences": [{"name": words[2], "class": words[2]}, {"name": "x", "class": "y"}]
                }
            },
        ],
    }
    yield "settings/mkdocs.yml", json.dumps(config)
    fences = "```python\nx\n```\n\n```x\n</code>\n```\n"
    yield (
        "settings/docs/index.md",
        f"# Home\n\n## Second\n\n[TOC]\n\n[[x]] ++ctrl+a++ note[^1]\n\n[^1]: text\n\n{fences}",
    )
    for number in range(len(words)):
        yield f"settings/docs/page-{number}.md", f"Page {number}"
    yield from ((f"names/docs/{_usable(word)}.md", "text") for word in words)
    yield from ((f"names/docs/files/{_usable(word)}.txt", "text") for word in words)
    yield "names/docs/index.md", "# Names"


def _usable(word: str) -> str:
    shown = "".join(character for character in word if ord(character) >= ord(" "))
    return "/".join(filter(None, (part.strip() for part in shown[:100].split("/")))) or "empty"


def _entity(kind: str, name: str, metadata: Mapping[str, object], spec: Mapping[str, object]) -> dict[str, object]:
    body = {"name": name, **metadata}
    return {"apiVersion": "backstage.io/v1alpha1", "kind": kind, "metadata": body, "spec": spec}


def _components() -> Iterator[dict[str, object]]:
    spec = {"type": "service", "lifecycle": "production", "owner": "user:word-script"}
    for place in (*PAGES, "svg_files", "settings", "names"):
        notes = {"annotations": {"backstage.io/techdocs-ref": f"dir:./{place}"}}
        yield _entity("Component", place.replace("_", "-"), notes, spec)
    for vector in vectors("words"):
        text = vector.text
        links = [{"url": "https://example.com/", "title": text, "icon": text, "type": text}]
        noted = {"github.com/project-slug": text, "backstage.io/view-url": text, "own/note": text}
        metadata = {"title": text, "description": text, "annotations": noted, "links": links, "labels": {"a": text}}
        free = {"type": text, "lifecycle": text, "owner": text, "dependsOn": [f"component:{text}"]}
        yield _entity("Component", f"word-{vector.name}", metadata, free)


def _people() -> Iterator[dict[str, object]]:
    for vector in vectors("words"):
        profile = {"displayName": vector.text, "email": vector.text, "picture": vector.text}
        spec = {"profile": profile, "memberOf": []}
        yield _entity("User", f"word-{vector.name}", {"description": vector.text}, spec)


def _targets() -> dict[str, object]:
    links = [{"url": vector.text, "title": vector.name} for vector in vectors("targets")]
    metadata = {"description": " ".join(f"[x](<{row['url']}>)" for row in links), "links": links}
    return _entity("Component", "targets", metadata, {"type": "x", "lifecycle": "x", "owner": "user:word-script"})


def _apis() -> Iterator[dict[str, object]]:
    for vector in vectors("words")[:4]:
        paths = {
            f"/{vector.text}": {"get": {"summary": vector.text, "description": vector.text, "tags": [vector.text]}}
        }
        info = {"title": vector.text, "version": vector.text, "description": vector.text}
        definition = json.dumps({"openapi": "3.0.0", "info": info, "paths": paths})
        spec = {"type": "openapi", "lifecycle": "x", "owner": "user:word-script", "definition": definition}
        yield _entity("API", f"word-{vector.name}", {}, spec)
