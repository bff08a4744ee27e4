"""Laws of the index."""

import json
import random

from hypothesis import given
from hypothesis import strategies as st

from portalgen.model.contributions import SearchDocument
from portalgen.search import build_index
from portalgen.search.analysis import count_words, is_stop_word, stem
from tests.stages.search.reading import read_index, value_of

TEXTS = st.one_of(
    st.text(max_size=30),
    st.lists(
        st.sampled_from(["the", "PaymentGateway", "acme-payments", "orders.v1", "configures", "configuration", "Café"]),
        max_size=6,
    ).map(" ".join),
)
DOCUMENTS = st.lists(
    st.builds(
        SearchDocument,
        location=TEXTS,
        title=TEXTS,
        type=st.sampled_from(["entity", "docs", "operation"]),
        text=TEXTS,
        kind=st.sampled_from(["component", "api"]),
        name=TEXTS,
        owner=TEXTS,
        tags=st.lists(TEXTS, max_size=2).map(tuple),
        context=TEXTS,
    ),
    max_size=8,
)


@given(DOCUMENTS)
def test_every_document_is_found_by_each_word_of_its_fields(documents: list[SearchDocument]) -> None:
    tiers = read_index(build_index(documents))
    for document in documents:
        tier = tiers[document.type]
        postings, forms = tier.postings(), tier.forms()
        number = next(i for i in range(tier.size) if _has(tier.data["columns"], i, document))
        for field in ("title", "name", "owner", "context"):
            for word in count_words(getattr(document, field)):
                assert (number, field) in postings[stem(word)] or _twins(documents, document)
                assert word in forms[stem(word)]
        for word in count_words(document.text):
            assert is_stop_word(word) or any(field == "text" for _, field in postings[stem(word)])


def _has(columns: dict[str, list[str]], number: int, document: SearchDocument) -> bool:
    shown = {name: json.loads(json.dumps(getattr(document, name))) for name in columns}
    return all(columns[name][number] == _printed(value) for name, value in shown.items())


def _printed(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def _twins(documents: list[SearchDocument], one: SearchDocument) -> bool:
    """Tell whether another document looks the same in all columns; then either may have come first."""
    return sum(other.location == one.location and other.title == one.title for other in documents) > 1


@given(DOCUMENTS, st.randoms(use_true_random=False))
def test_the_order_of_documents_changes_no_byte(documents: list[SearchDocument], rng: random.Random) -> None:
    shuffled = [*documents, *documents[:2]]
    rng.shuffle(shuffled)
    assert list(build_index(shuffled)) == list(build_index(documents))


@given(DOCUMENTS)
def test_no_two_files_have_the_same_path(documents: list[SearchDocument]) -> None:
    paths = [file.path for file in build_index(documents)]
    assert len(set(paths)) == len(paths)


def test_types_come_entities_first_and_docs_last() -> None:
    documents = [SearchDocument("a/", "A", kind) for kind in ("operation", "docs", "adr", "entity")]
    assert list(read_index(build_index(documents))) == ["entity", "adr", "operation", "docs"]


def test_nothing_to_find_is_an_empty_manifest() -> None:
    (manifest,) = build_index([])
    assert value_of(manifest) == {"version": 1, "tiers": []}


def test_no_text_can_end_the_script_or_break_its_line() -> None:
    hostile = SearchDocument("x/", "</script><!--\u2028\u2029", "entity", text='"); alert(1); ("\udc80', name="\\u003c")
    for file in build_index([hostile]):
        text = file.content.decode("utf-8")
        assert text.count("\n") == len(text.splitlines())
        assert "<" not in text
    tier = read_index(build_index([hostile]))["entity"]
    assert tier.data["columns"]["title"] == [hostile.title]
    assert tier.data["columns"]["name"] == [hostile.name]


def test_a_change_renames_what_it_changes_and_nothing_else() -> None:
    one = [SearchDocument("a/", "A", "entity", "alpha"), SearchDocument("b/#b", "B", "docs", "beta")]
    two = [one[0], SearchDocument("b/#b", "B", "docs", "beta gamma")]
    before, after = ({file.path for file in build_index(documents)} for documents in (one, two))
    assert {path.split("-")[0] for path in before ^ after} == {"search/index/docs", "search/index/text"}
    assert len(before ^ after) == 4


def test_long_texts_are_findable_to_their_end_and_shown_from_their_beginning() -> None:
    text = "word " * 2_000 + "zebra"
    tier = read_index(build_index([SearchDocument("a/", "A", "docs", text)]))["docs"]
    assert "zebra" in tier.forms()
    assert len(tier.texts[0]) <= 2_000
    assert tier.texts[0].endswith("word")


def test_texts_are_split_into_shards_that_hold_them_all() -> None:
    documents = [SearchDocument(f"{number:03}/", "T", "docs", f"{number:03} " + "word " * 300) for number in range(60)]
    files = list(build_index(documents))
    tier = read_index(files)["docs"]
    assert 2 < len(tier.data["shards"]) < 10
    assert [text[:3] for text in tier.texts] == [f"{number:03}" for number in range(60)]


def test_documents_without_texts_need_no_shard() -> None:
    files = list(build_index([SearchDocument("a/", "A", "entity")]))
    assert len(files) == 2
