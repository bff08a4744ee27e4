"""Blocks: what was put together comes apart again, and is written as one piece where it was one."""

from hypothesis import given
from hypothesis import strategies as st

from portalgen.read.blocks import Block, blocks, joined

TEXTS = st.text(st.characters(exclude_categories=()))  # half surrogates, too
ROWS = st.lists(st.tuples(TEXTS, st.text("abcdef0123456789"), st.lists(TEXTS), TEXTS, st.lists(TEXTS)), max_size=5)


@given(ROWS)
def test_round_trip(rows: list[tuple[str, str, list[str], str, list[str]]]) -> None:
    data = b"".join(joined(Block.of(*row) for row in rows))
    found = list(blocks(data))
    assert [(path, digest, one.facts, one.text, one.documents) for path, digest, one in found] == rows
    assert [bytes(part) for part in joined(block for _, _, block in found)] == [data] * bool(rows)


def test_what_does_not_stand_side_by_side_stays_apart() -> None:
    data = b"".join(joined(Block.of(name, "", [], "", []) for name in "abc"))
    first, _, third = (block for _, _, block in blocks(data))
    assert b"".join(joined([third, first])) == bytes(third.part) + bytes(first.part)
    assert len(list(joined([first, Block.of("d", "", [], "", []), third]))) == 3
