"""The page of the hooks: every hook with its signature and an example that registers and is accepted.

To write the table and the signatures afresh: `PORTALGEN_ACCEPT=1 pytest tests/docs/test_hooks_reference.py`.
"""

import inspect
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from portalgen import hookspecs
from portalgen.crawl import SourceBlobs, crawl_locations
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import Location
from portalgen.plugins import load_extensions
from tests.builders.pages import ACCEPT, ROOT, Page

PAGE = Page(ROOT / "docs" / "reference" / "hooks.md")
HOOKS: dict[str, Callable[..., Any]] = {
    name: value for name, value in vars(hookspecs).items() if name.startswith("register_")
}
HEAD = "| hook | gives | stage |\n| --- | --- | --- |\n"


def table() -> str:
    rows = []
    for name, hook in HOOKS.items():
        gives, _, stage = inspect.cleandoc(hook.__doc__ or "").rpartition(" Stage: ")
        rows.append(f"| [`{name}`](#{name}) | {gives.rstrip('.')} | {stage.rstrip('.')} |\n")
    return HEAD + "".join(rows)


def signature(name: str) -> str:
    """Return the line of a hook as hookspecs.py has it."""
    source = inspect.getsource(HOOKS[name])
    found = re.search(r"^def .*?:(?=\s+#|$)", source, re.MULTILINE)
    assert found
    return f"{found[0]} ...\n"


def test_table_has_every_hook_in_order() -> None:
    text = PAGE.path.read_text(encoding="utf-8")
    if ACCEPT:
        text = re.sub(rf"{re.escape(HEAD)}(?:\|.*\n)*", lambda _: table(), text)
        PAGE.path.write_text(text, encoding="utf-8")
    assert table() in text


def test_every_hook_has_a_part_in_order() -> None:
    assert PAGE.headings(2) == list(HOOKS)


@pytest.mark.parametrize("name", HOOKS)
def test_signature_is_the_hooks(name: str) -> None:
    written = next(block for block in PAGE.blocks("python") if block.heading == name)
    if ACCEPT:
        PAGE.replace(written, signature(name))
    assert written.text == signature(name)


def example_of(name: str) -> ModuleType:
    """Return the page's last example of a hook as a module."""
    example = [block for block in PAGE.blocks("python") if block.heading == name][-1]
    module = ModuleType("example")
    module.__file__ = str(ROOT / "example.py")
    exec(compile(example.text, "example", "exec"), vars(module))  # noqa: S102  (the page's own example)
    return module


@pytest.mark.parametrize("name", HOOKS)
def test_example_is_a_plug_in(name: str) -> None:
    module = example_of(name)
    (without, found) = (load_extensions(extra=extra) for extra in ((), (module,)))
    given = name.removeprefix("register_")
    if name == "register_fetchers":
        settings = FetchSettings(ROOT, ROOT)
        assert len(found.fetchers(settings)) == len(without.fetchers(settings)) + 1
    else:
        assert len(getattr(found, given)) == len(getattr(without, given)) + 1


def test_fetcher_of_the_example_crawls() -> None:
    fetchers = load_extensions(extra=(example_of("register_fetchers"),)).fetchers(FetchSettings(ROOT, ROOT))
    crawl = crawl_locations([Location("shelf", "tools"), Location("shelf", "gone")], fetchers)
    (snapshot,) = crawl.snapshots
    assert snapshot.entries == ("catalog-info.yaml",)
    assert b"kind: Domain" in SourceBlobs(fetchers).read(snapshot.source, snapshot.files)["catalog-info.yaml"]
    assert [row.code for row in crawl.diagnostics] == ["location-unsupported"]
