"""The index holds exactly what lunr's own builder would have weighed."""

from hypothesis import given
from lunr.builder import Builder

from portalgen.model.contributions import SearchDocument
from portalgen.search import build_index
from portalgen.search.analysis import count_words, is_stop_word, stem
from portalgen.search.tier import FIELDS
from tests.stages.search.reading import read_index
from tests.stages.search.test_build_index import DOCUMENTS


@given(DOCUMENTS)
def test_weights_are_those_of_one_unsplit_lunr_index(documents: list[SearchDocument]) -> None:
    for kind, tier in read_index(build_index(documents)).items():
        assert tier.weights() == lunr_weights([document for document in documents if document.type == kind])


def lunr_weights(documents: list[SearchDocument]) -> dict[tuple[int, str], dict[str, float]]:
    """Return (document, field) -> stem -> weight, by lunr's builder, of the same documents in the index's order."""
    builder = lunr_builder(documents)
    names = {posting["_index"]: term for term, posting in builder.inverted_index.items()}
    found = {}
    for ref, vector in builder.field_vectors.items():
        field, number = ref.split("/")
        numbers, weights = vector.elements[::2], vector.elements[1::2]
        if numbers:
            found[int(number), field] = {names[i]: weight for i, weight in zip(numbers, weights, strict=True)}
    return found


def lunr_builder(documents: list[SearchDocument]) -> Builder:
    """Return lunr's builder after it has built an index of the documents, with our words."""
    builder = Builder()
    builder.ref("id")
    for name, boost in FIELDS.items():
        builder.field(name, boost)
    for number, document in enumerate(sorted(set(documents), key=_key)):
        builder.add({"id": number, **{name: _terms(document, name) for name in FIELDS}})
    builder.build()
    return builder


def _key(document: SearchDocument) -> tuple[object, ...]:
    names = ("location", "title", "type", "text", "kind", "name", "owner", "tags", "context")
    return tuple(getattr(document, name) for name in names)


def _terms(document: SearchDocument, name: str) -> list[str]:
    text = " ".join(document.tags) if name == "tags" else getattr(document, name)
    counts = count_words(text)
    return [
        stem(word) for word, count in counts.items() for _ in range(count) if name != "text" or not is_stop_word(word)
    ]
