"""Mending: each fault goes, nothing else does, and a second time there is nothing to do."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portalgen.fix import mend_text
from portalgen.model.kinds import BUILT_IN
from portalgen.yaml12 import parse_documents

HEAD = "apiVersion: backstage.io/v1alpha1\n"
COMPONENT = (
    HEAD
    + "kind: Component\nmetadata:\n  name: shop\n{}spec:\n  type: website\n  lifecycle: production\n  owner: web\n{}"
)
GROUP = HEAD + "kind: Group\nmetadata: {{name: web}}\nspec:\n{}"


DOMAIN = HEAD + "kind: Domain\n"


def metadata(rows: str) -> str:
    return COMPONENT.format(rows, "")


def spec(rows: str) -> str:
    return COMPONENT.format("", rows)


def mended(text: str) -> str:
    return mend_text(text, BUILT_IN).text


FAULTS = {
    "null list": (metadata("  tags:\n"), metadata("")),
    "null list with a comment": (metadata("  tags:  # none yet\n"), metadata("  # none yet\n")),
    "null map written out": (metadata("  labels: ~\n"), metadata("")),
    "null text": (metadata("  description: null\n"), metadata("")),
    "null list of a spec": (spec("  dependsOn:\n  system: x\n"), spec("  system: x\n")),
    "null in a flow map": (DOMAIN + "metadata: {name: a, tags: }\n", DOMAIN + "metadata: {name: a}\n"),
    "null at the start of a flow map": (
        DOMAIN + "metadata: {title: null, 'tags': , name: a}\n",
        DOMAIN + "metadata: {name: a}\n",
    ),
    "null in a flow map of many lines": (
        DOMAIN + "metadata: {\n  tags: null, # none\n  name: a }\n",
        DOMAIN + "metadata: {\n  tags: [], # none\n  name: a }\n",
    ),
    "null alone in a flow map": (
        GROUP.format("  type: x\n  children: []\n  profile: {email: }\n"),
        GROUP.format("  type: x\n  children: []\n  profile: {}\n"),
    ),
    "required list without value": (
        GROUP.format("  type: team\n  children:\n"),
        GROUP.format("  type: team\n  children: []\n"),
    ),
    "required list is missing": (GROUP.format("  type: team\n"), GROUP.format("  type: team\n  children: []\n")),
    "required list is missing, with a comment": (
        GROUP.format("  type: team  # of ten\n  # more\n"),
        GROUP.format("  type: team  # of ten\n  children: []\n  # more\n"),
    ),
    "required list is missing after a map": (
        HEAD + "kind: User\nmetadata: {name: a}\nspec:\n  profile:\n    email: a@b.c\n",
        HEAD + "kind: User\nmetadata: {name: a}\nspec:\n  memberOf: []\n  profile:\n    email: a@b.c\n",
    ),
    "required list is missing at the very end": (
        HEAD + "kind: Group\nmetadata: {name: web}\nspec:\n  type: team",
        HEAD + "kind: Group\nmetadata: {name: web}\nspec:\n  type: team\n  children: []",
    ),
    "required list is missing in a flow map": (
        HEAD + "kind: User\nmetadata: {name: a}\nspec: {}\n",
        HEAD + "kind: User\nmetadata: {name: a}\nspec: {memberOf: []}\n",
    ),
    "JSON": (
        '{"kind": "User", "metadata": {"name": "a"}, "spec": {"profile": {}}}',
        '{"kind": "User", "metadata": {"name": "a"}, "spec": {"memberOf": [], "profile": {}}}',
    ),
    "namespace": (metadata("  namespace: 'Payments' # ours\n"), metadata("  namespace: 'payments' # ours\n")),
    "tags": (
        metadata('  tags:\n  - My Tag # a\n  - "C++ Lib"\n  - ok\n'),
        metadata('  tags:\n  - my-tag # a\n  - "c++-lib"\n  - ok\n'),
    ),
    "tag that YAML would read as something else": (
        metadata("  tags: [True, No_1, 8]\n"),
        metadata('  tags: ["true", no-1, "8"]\n'),
    ),
    "number as annotation": (metadata("  annotations: {a/b: 1.10}\n"), metadata('  annotations: {a/b: "1.10"}\n')),
    "truth as label": (metadata("  labels:\n    live: true # yes\n"), metadata('  labels:\n    live: "true" # yes\n')),
    "text for a list": (spec("  dependsOn: component:pay\n"), spec("  dependsOn: [component:pay]\n")),
    "quoted text for a list": (spec("  providesApis: 'a'  # one\n"), spec("  providesApis: ['a']  # one\n")),
    "list without the space behind its dash": (
        spec("  providesApis:\n    -fares # one\n"),
        spec("  providesApis:\n    - fares # one\n"),
    ),
    "list without the space behind each dash": (
        metadata("  tags:\n    -java\n    -web\n"),
        metadata("  tags:\n    - java\n    - web\n"),
    ),
    "version": (HEAD.replace("1alpha1", "1alpha") + "kind: Domain\n", HEAD + "kind: Domain\n"),
    "group of the version": (HEAD.replace("backstage", "backstag") + "kind: Domain\n", HEAD + "kind: Domain\n"),
    "kind in lower case": (HEAD + "kind: domain\n", HEAD + "kind: Domain\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_mended_and_nothing_else_changes(name: str) -> None:
    before, after = FAULTS[name]
    found = mend_text(before, BUILT_IN)
    assert found.text == after
    assert found.changes
    assert mend_text(after, BUILT_IN).changes == ()


@pytest.mark.parametrize("name", FAULTS)
def test_line_ends_and_byte_order_mark_stay(name: str) -> None:
    before, after = ("\ufeff" + text.replace("\n", "\r\n") for text in FAULTS[name])
    assert mended(before) == after


UNSURE = {
    "another version": HEAD.replace("v1alpha1", "v2alpha1") + "kind: Domain\n",
    "a version between two": HEAD.replace("v1alpha1", "v1") + "kind: Domain\n",
    "unknown kind": HEAD + "kind: Widget\nmetadata:\n  name: a\nspec:\n  owner:\n",
    "a list in one text": spec("  dependsOn: a, b\n"),
    "a dash without a space on the line of its key": spec("  providesApis: -fares\n"),
    "two dashes on one line": spec("  providesApis:\n    -a -b\n"),
    "one dash of two without a space": metadata("  tags:\n    - java\n     -web\n"),
    "a folded text for a list": spec("  dependsOn: >\n    component:a\n"),
    "required text without value": COMPONENT.format("", "").replace("type: website", "type:"),
    "a tag of nothing usable": metadata("  tags: ['!!!']\n"),
    "annotations that Backstage allows": metadata("  annotations:\n"),
    "no YAML": "kind: [\n",
    "not a map": "- tags:\n",
    "a value by its alias": metadata("  title: &x 5\n  labels: {a: *x}\n"),
    "an anchor nobody uses": metadata("  title: &x 5\n"),
    "a tag": metadata("  title: !!int 5\n"),
    "another YAML": "%YAML 1.1\n---\n" + metadata("  tags:\n"),
    "nothing": "",
}


@pytest.mark.parametrize("name", sorted(set(UNSURE) - {"a value by its alias"}))
def test_what_only_its_author_knows_stays(name: str) -> None:
    assert mend_text(UNSURE[name], BUILT_IN).changes == ()
    assert mended(UNSURE[name]) == UNSURE[name]


def test_an_alias_is_followed_nowhere() -> None:
    (document,) = parse_documents(mended(UNSURE["a value by its alias"]))
    assert document.fault is None
    assert document.value["metadata"]["name"] == "shop"


def test_repairs_that_touch_each_other_are_done_one_after_the_other() -> None:
    before, after = (DOMAIN + f"metadata: {{name: a{rest}}}\n" for rest in (", tags: , labels: , title: ", ""))
    assert mended(before) == after


def test_what_cannot_be_mended_costs_little() -> None:
    rows = "".join(f"    a{number}: &k{number} {number}\n    b{number}: *k{number}\n" for number in range(1_000))
    values = ", ".join("&a A b" if not number else "*a" for number in range(1_000))
    for text in (f"  annotations:\n{rows}", f"  tags: [{values}]\n"):
        began = time.process_time()
        assert mend_text(metadata(text), BUILT_IN).changes == ()
        assert time.process_time() - began < 5  # halving on and on would take minutes


def test_other_documents_and_comments_stay_byte_for_byte() -> None:
    before, after = FAULTS["tags"]
    around = "# first\n\n--- # odd\nkind: [\n---\na:   b # c\n...\n"
    assert mended(around + "---\n" + before + "---\n\n# end\n") == around + "---\n" + after + "---\n\n# end\n"


def test_many_faults_of_one_document_are_mended_together() -> None:
    rows = "".join(f"    k{number}: {number}\n" for number in range(5_000))
    odd = "  tags:\n    - Good One\n    - >\n      Folded Tag\n"
    began = time.perf_counter()
    found = mend_text(metadata(f"{odd}  annotations:\n{rows}"), BUILT_IN)
    assert len(found.changes) == 5_001
    assert "- good-one\n    - >\n      Folded Tag\n" in found.text
    assert time.perf_counter() - began < 20  # each on its own would take many minutes


ROWS = st.sampled_from(
    [
        "tags:", "tags: [A b, c]", "tags: x", "tags:\n  - 5\n  - 'B'", "labels:", "labels: {a: 1, b: yes}", "title: 5",
        "links: []", "description: ", "description: |\n    text\n    more", "annotations: {x: true}", "namespace: ABC",
        "# comment", "other: {tags: }", "tags: &a\n  - *a", 'title: "\\u00e9"', "labels: # c", "",
    ]
)  # fmt: skip
SPECS = st.sampled_from(
    [
        "spec:", "spec: {}", "spec: {type: team}", "spec:\n  type: team", "spec:\n  members:\n  type: x # y",
        "spec:\n  profile:\n    displayName: 7\n    picture:", "spec:\n  members: a\n  children: ~", "",
        "spec: {type: x, members: , profile: {email: ~, picture: }}", "spec: {members: ,\n  children: null} # c",
    ]
)  # fmt: skip
KINDS = st.sampled_from(["Group", "User", "user", "Component", "Location", "Odd", "API"])


@settings(max_examples=150, deadline=None)
@given(kind=KINDS, rows=st.lists(ROWS, max_size=4), end=SPECS, crlf=st.booleans(), healthy=st.booleans())
def test_mending_twice_is_mending_once(kind: str, rows: list[str], end: str, *, crlf: bool, healthy: bool) -> None:
    text = f"{HEAD}kind: {kind}\nmetadata:\n  name: a\n" + "".join(f"  {row}\n" for row in rows) + end
    text = text + ("\n---\n" + COMPONENT.format("", "") if healthy else "")
    text = text.replace("\n", "\r\n") if crlf else text
    once = mend_text(text, BUILT_IN)
    assert mend_text(once.text, BUILT_IN).changes == ()
    assert (once.text == text) is not bool(once.changes)
    assert re.findall(r"#[^\r\n]*", once.text) == re.findall(r"#[^\r\n]*", text)
    assert ("\r\n" in once.text) is crlf
    assert once.text.count("\n") == once.text.count("\r\n" if crlf else "\n")
    faults = [document.fault for document in parse_documents(text)]
    assert [document.fault for document in parse_documents(once.text)] == faults
    if healthy:
        assert once.text.replace("\r\n", "\n").endswith(COMPONENT.format("", ""))


@given(st.text(max_size=200))
def test_any_text_survives(text: str) -> None:
    assert mended(text) == text
