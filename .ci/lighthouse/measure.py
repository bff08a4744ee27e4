"""Prints what Lighthouse says of five pages of a built portal and fails if a figure is below 98: `make lighthouse`.

usage: measure.py LIGHTHOUSE CHROMIUM SITE
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tests.browser.conftest import serve

PAGES = {
    "home": "",
    "catalog": "catalog/",
    "entity": "catalog/default/component/booking-service/",
    "API": "catalog/default/api/booking-api/definition/",
    "docs": "docs/default/component/booking-service/",
}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LEAST = 98
FLAGS = "--headless=new --no-sandbox --disable-gpu --disable-background-networking --disable-component-update"


class Host(SimpleHTTPRequestHandler):
    """Compresses as hosts do: Lighthouse counts bytes on a slow line."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Send a file, compressed."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = gzip.compress(path.read_bytes(), mtime=0)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> int:
    """Measure each page on a desktop and on a telephone, print a table, tell what is too low."""
    lighthouse, chromium, site = sys.argv[1:]
    os.environ["CHROME_PATH"] = chromium
    low = []
    print(f"{'page':<20}{''.join(f'{name:>16}' for name in CATEGORIES)}")
    with serve(Path(site), Host) as url:
        for name, route in PAGES.items():
            for device, options in (("desktop", ["--preset=desktop"]), ("phone", [])):
                report = measure(lighthouse, url + route, options)
                scores = [round(100 * report["categories"][category]["score"]) for category in CATEGORIES]
                print(f"{name + ', ' + device:<20}{''.join(f'{score:>16}' for score in scores)}", flush=True)
                low += list(findings(report)) if min(scores) < LEAST else []
    print(*dict.fromkeys(low), sep="\n")
    return 1 if low else 0


def measure(lighthouse: str, url: str, options: Sequence[str]) -> dict[str, Any]:
    """Return Lighthouse's report of one page."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.json"
        where = ["--output=json", f"--output-path={path}", "--quiet", f"--chrome-flags={FLAGS}"]
        only = f"--only-categories={','.join(CATEGORIES)}"
        subprocess.run([lighthouse, url, *where, only, *options], check=True, stdout=subprocess.DEVNULL)
        report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return report


def findings(report: dict[str, Any]) -> Iterator[str]:
    """Yield the audits that cost something."""
    for category in CATEGORIES:
        for row in report["categories"][category]["auditRefs"]:
            audit = report["audits"][row["id"]]
            if row["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"  {report['finalDisplayedUrl']} {category}: {audit['title']} {audit.get('displayValue', '')}"


if __name__ == "__main__":
    sys.exit(main())
