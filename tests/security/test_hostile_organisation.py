"""One organisation whose every text is an attack: nothing of it runs, and every page stands."""

from collections.abc import Callable
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from portalgen import pipeline
from portalgen.config import load_config
from portalgen.report import NullReporter
from portalgen.tools import prepare
from tests.builders.repositories import Link, RepositoryBuilder

ATTACK = "</script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}]]>"
ENTITY = f"""
apiVersion: backstage.io/v1alpha1
kind: Component
metadata:
  name: evil
  title: '{ATTACK}'
  description: '[x](javascript:alert(1)) {ATTACK}'
  annotations:
    backstage.io/view-url: 'javascript:alert(1)'
    backstage.io/edit-url: 'data:text/html,<script>alert(1)</script>'
    backstage.io/techdocs-ref: dir:.
    own/key: '{ATTACK}'
  links:
    - {{url: 'javascript:alert(1)', title: '{ATTACK}'}}
    - {{url: 'vbscript:x', title: two}}
spec:
  type: '{ATTACK}'
  lifecycle: '{ATTACK}'
  owner: 'user:{ATTACK}'
  dependsOn: ['component:evil', 'component:{ATTACK}']
---
apiVersion: backstage.io/v1alpha1
kind: User
metadata: {{name: mallory}}
spec:
  memberOf: []
  profile: {{displayName: '{ATTACK}', email: 'a@b"><script>alert(1)</script>', picture: 'javascript:alert(1)'}}
"""
PAGE = f"""# {ATTACK}

<script>alert(1)</script><svg onload=alert(1)></svg><base href="https://evil.example/"><style>*{{display:none}}</style>
<a href="javascript:alert(1)" onclick="alert(1)">x</a> <iframe src="https://evil.example"></iframe>

--8<-- "/etc/passwd"

![](secret.md)
"""
MKDOCS = "site_name: x\nhooks: [hook.py]\ntheme: {name: material, custom_dir: over}\nx: !!python/name:os.system\n"


@pytest.fixture
def site(make_repository: Callable[[str], RepositoryBuilder], tmp_path: Path) -> Path:
    repository = make_repository("evil").commit(
        {
            "catalog-info.yaml": ENTITY,
            "mkdocs.yml": MKDOCS,
            "hook.py": f"open({str(tmp_path / 'ran')!r}, 'w')",
            "docs/index.md": PAGE,
            "docs/secret.md": Link("/etc/passwd"),
            "docs/a.txt": "one",
            "docs/A.TXT": "two",
        }
    )
    config = tmp_path / "portal.yaml"
    config.write_text(f"catalog: {{locations: [{{type: git, target: '{repository.path}'}}]}}\n")
    environ = {"PORTALGEN_CACHE": str(tmp_path / "cache")}
    tools = prepare(load_config(config, environ), reporter=NullReporter())
    pipeline.build(tools, tmp_path / "site")
    return tmp_path / "site"


def test_nothing_of_a_source_runs_or_leaves_its_place(site: Path, tmp_path: Path) -> None:
    assert not (tmp_path / "ran").exists()
    pages = list(site.rglob("*.html"))
    assert site / "docs/default/component/evil/index.html" in pages
    for path in pages:
        page = LexborHTMLParser(path.read_text())
        assert page.css("script:not([src]), style, iframe, base, object, embed") == [], path
        assert [key for node in page.css("*") for key in node.attributes if key.startswith("on")] == [], path
        links = [node.attributes[key] or "" for key in ("href", "src") for node in page.css(f"[{key}]")]
        assert [link for link in links if link.strip().lower().startswith(("javascript:", "data:", "vbscript:"))] == []
        assert "root:x:0" not in path.read_text(), path
    for script in site.glob("search/**/*.js"):
        assert "</script" not in script.read_text().lower(), script
