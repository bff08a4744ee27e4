"""Every page of the sample portal is valid HTML, as the Nu checker has it; `make validate` brings the checker."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

CHECKER = os.environ.get("PORTALGEN_NU_CHECKER", "")
JAVA = shutil.which("java")
pytestmark = [
    pytest.mark.skipif(not CHECKER, reason="needs the Nu HTML checker: run `make validate`"),
    pytest.mark.skipif(not JAVA, reason="needs java, 11 or newer"),
]
NOT_PAGES = ("api", "assets")
"""Answers of the API are data; the frame that draws diagrams is Mermaid's script in an envelope."""
UNKNOWN = re.compile(
    r"Content Security Policy"  # a file has no host, so the checker takes 'self' for none
)


def test_every_page_is_valid(sample_portal: Path) -> None:
    folders = [path for path in sorted(sample_portal.iterdir()) if path.is_dir() and path.name not in NOT_PAGES]
    pages = [*map(str, sorted(sample_portal.glob("*.html"))), *map(str, folders)]
    options = ["--skip-non-html", "--errors-only", "--format", "json", "--stdout", "--exit-zero-always"]
    command = [str(JAVA), "-jar", CHECKER, *options, *pages]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    found = [
        f"{Path(row['url'].removeprefix('file:')).relative_to(sample_portal)}:{row.get('lastLine')} {row['message']}"
        for row in json.loads(done.stdout)["messages"]
        if not UNKNOWN.search(row["message"])
    ]
    assert found == []
