"""The data of `test_xss`: many published attacks, each with an id of its own and where it comes from."""

from collections import Counter

from tests.builders.vectors import OWN, vectors


def test_there_are_hundreds_of_published_vectors() -> None:
    assert sum(not vector.origin.startswith(OWN) for vector in vectors()) >= 700


def test_each_has_an_id_a_text_and_an_origin() -> None:
    assert max(Counter((vector.place, vector.name) for vector in vectors()).values()) == 1
    assert [vector.name for vector in vectors() if not vector.text or len(vector.origin) < len("OWASP")] == []


def test_characters_that_editors_hide_are_written_as_codes() -> None:
    (found,) = (vector.text for vector in vectors("events") if vector.name == "null-in-handler")
    assert "\0" in found
