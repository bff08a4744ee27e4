"""The grammar of references, as Backstage's `entity/ref.ts` has it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portalgen.model.ref import EntityRef, RefError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("foo", "group:default/foo"),
        ("API:Foo", "api:default/foo"),
        ("pay/Ledger", "group:pay/ledger"),
        ("api:pay/ledger", "api:pay/ledger"),
        ("a:b:c", "a:default/b:c"),
        ("n/a:b", "group:n/a:b"),
        ("b:n/a/c", "b:n/a/c"),
        ("me@example.com", "group:default/me@example.com"),
    ],
)
def test_parts_are_found_and_lowered(text: str, expected: str) -> None:
    assert str(EntityRef.parse(text, kind="Group")) == expected


@pytest.mark.parametrize("text", ["", ":x", "x:", "a:/b", "/x", "n/", "a:n/"])
def test_an_empty_part_is_refused(text: str) -> None:
    with pytest.raises(RefError, match="not a reference"):
        EntityRef.parse(text, kind="group")


def test_a_missing_kind_is_refused_with_the_fix() -> None:
    with pytest.raises(RefError, match="write it as component:db or resource:db"):
        EntityRef.parse("db")


@pytest.mark.parametrize(
    ("ref", "kind", "short"),
    [
        ("group:default/web", "group", "web"),
        ("group:eu/web", "group", "eu/web"),
        ("user:default/ada", "group", "user:ada"),
    ],
)
def test_short_form_leaves_out_what_the_context_says(ref: str, kind: str, short: str) -> None:
    assert EntityRef.parse(ref).short(kind=kind) == short


PART = st.text(alphabet="abcXYZ019-_.", min_size=1)


@given(PART, PART, PART)
def test_canonical_form_round_trips(kind: str, namespace: str, name: str) -> None:
    ref = EntityRef(kind, namespace, name)
    assert EntityRef.parse(str(ref)) == ref
