"""Documentation of a folder says who changed its pages, and a record of the site brings back what it said."""

import json
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from tests.builders.work_trees import WorkTreeBuilder
from tests.commands.conftest import PEOPLE, SHOP, Run

DOCUMENTED = SHOP.replace("metadata:\n", "metadata:\n  annotations: {backstage.io/techdocs-ref: dir:.}\n")


def foot(folder: str, path: str = "") -> str:
    page = Path(folder, "docs/default/component/shop", path, "index.html").read_text()
    found = LexborHTMLParser(page).css_first(".docs-foot")
    return " ".join(found.text().split()) if found else ""


def tree(folder: str) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def test_a_folder_in_a_work_tree_has_its_history_and_a_record_keeps_it(run: Run) -> None:
    work = WorkTreeBuilder(Path("work").absolute())
    files = {"shop/catalog-info.yaml": DOCUMENTED + "---\n" + PEOPLE, "shop/docs/index.md": "# Shop"}
    head = work.commit({**files, "shop/docs/b.md": "# B"})
    Path("portal.yaml").write_text(
        "organization: {name: Acme}\ncatalog:\n  locations:\n    - {type: file, target: ./work/shop}\n"
    )
    work.write({"shop/docs/new.md": "# New"})
    assert run("build", "--output", "first").exit_code == 0
    assert foot("first", "b").startswith("Last changed 1 Jan 2026 by Ada")
    assert "changed" not in foot("first", "new")
    [source] = json.loads(Path("first/build.json").read_text())["sources"]
    assert (source["url"], source["head"], source["commit"]) == ("./work/shop", head, "")

    work.commit({}, "Bo")  # the files are the same, and Bo has now committed one of them
    assert run("build", "--output", "second").exit_code == 0
    assert foot("second", "new").startswith("Last changed 2 Jan 2026 by Bo")
    for cache in ((), ("--cache", "other")):
        result = run("build", "--locked", "first/build.json", "--output", "again", *cache)
        assert result.exit_code == 0, result.output
        assert tree("again") == tree("first")
