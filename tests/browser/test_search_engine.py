"""The engine in a real browser: it cuts words as the index does, and scores as lunr does."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lunr.query import Query
from playwright.sync_api import Browser, Page

from portalgen.model.contributions import SearchDocument
from portalgen.search.analysis import count_words, is_stop_word, stem
from tests.browser.search_site import entity, make_site, section
from tests.stages.search.test_scores import lunr_builder

pytestmark = pytest.mark.browser

TEXTS = (
    "Payments",
    "PaymentGateway acme-payments orders.v1.OrderCreated snake_case_name",
    "HTTPServer2 parseXMLFile v1.2.3 OAuth2Client iOS GitHub e.g. a-b",
    "component:default/acme-payments GET /orders/{id}?x=1&y=2",
    "Café Ångström ÉtatInitial naïve re\u0301sume\u0301 \ufb01nance ①② Straße İstanbul ΟΔΟΣ",
    "日本語のドキュメント данные сервиса नमस्ते 한국어",
    "don't stop — it's (fine) #1 100% 3.14 ... --- __init__ \U0001d400\U0001d401",
    "x" * 60,
    "\U0001f600 \U00010400" + "\U00010428" * 50,
    "configuration configures configured try tries friday relational happiness running",
)

DOCUMENTS = [
    entity("component", "acme-payments", "Takes card payments and settles them.", tags="java", context="service"),
    entity("component", "payment-gateway", "Talks to networks; pays out.", title="Payment Gateway"),
    entity("system", "payments", "Everything that moves money."),
    entity("api", "orders.v1.OrderCreated", "An event.", owner="Orders team"),
    entity("group", "who", "The people.", owner=""),
    section("Runbook", "Retry a stuck settlement", "Replay the message with settlectl; idempotency keys expire."),
    section("Runbook", "Rotate keys", "Ask the vault for new keys. Keys, keys, keys."),
]


@pytest.fixture(scope="module")
def engine(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with the engine loaded and the tiers of DOCUMENTS open in `portalgen.search.tiers`; no test changes it."""
    page = chromium.new_page()
    page.goto((make_site(tmp_path_factory.mktemp("engine") / "site", DOCUMENTS) / "index.html").as_uri())
    page.evaluate(LOAD)
    yield page
    page.close()


LOAD = """async () => {
  const { search } = portalgen;
  await search.ready();
  await search.load(({ tiers }) => { search.tiers = tiers; });
}"""


def found(page: Page, query: str, **wanted: Any) -> list[str]:  # noqa: ANN401  (JSON)
    """Return the titles that a query finds, best first."""
    result: list[str] = page.evaluate(
        "([query, wanted]) => portalgen.search.engine.find(portalgen.search.tiers, query, wanted).groups"
        ".flatMap(({hits}) => hits.map(({tier, document}) => tier.columns.title[document]))",
        [query, wanted],
    )
    return result


def test_words_stems_and_stop_words_are_those_of_the_index(engine: Page) -> None:
    cut = engine.evaluate("texts => texts.map(text => portalgen.search.analysis.words(text))", list(TEXTS))
    for text, words in zip(TEXTS, cut, strict=True):
        counted = {word: words.count(word) for word in words}
        assert counted == count_words(text), text
    words = sorted({word for text in TEXTS for word in count_words(text)} | {"the", "of", "constructor"})
    told = engine.evaluate(
        "words => words.map((word) => ['stem', 'isStopWord'].map((name) => portalgen.search.analysis[name](word)))",
        words,
    )
    assert told == [[stem(word), is_stop_word(word)] for word in words]


def test_lunr_loads_the_index_of_lunr_py_and_all_three_score_alike(engine: Page) -> None:
    documents = sorted((one for one in DOCUMENTS if one.type == "entity"), key=lambda one: one.location)
    index = lunr_builder(documents).build()
    engine.add_script_tag(url="assets/vendor/lunr.min.js")
    index_text = json.dumps(index.serialize())
    for term in map(stem, ("payments", "gateway", "money", "component", "acme")):
        query = Query(index.fields)
        query.term(term, use_pipeline=False)
        by_python = {documents[int(hit["ref"])].title: hit["score"] for hit in index.query(query)}
        by_lunr, by_engine = engine.evaluate(SCORES, [index_text, term])
        assert by_python
        assert by_engine == pytest.approx(by_python)
        assert by_lunr == pytest.approx(by_python)
    engine.evaluate("() => { delete window.lunr; }")


SCORES = """([text, term]) => {
  const index = lunr.Index.load(JSON.parse(text));
  const tier = portalgen.search.tiers[0];
  const title = (document) => tier.columns.title[document];
  const hits = index.query((query) => query.term(term, { usePipeline: false }));
  const scores = portalgen.search.engine.score(tier, new Map([[tier.stems.get(term), { boost: 1, named: false }]]));
  return [
    Object.fromEntries(hits.map(({ ref, score }) => [title(ref), score])),
    Object.fromEntries([...scores].map(([document, score]) => [title(document), score])),
  ];
}"""


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("payments", "payments"),  # the whole name before longer ones
        ("pay", "payments"),  # as you type
        ("ments", "payments"),  # inside a name
        ("acme pay", "acme-payments"),
        ("acmepayments", "acme-payments"),
        ("component:default/acme-payments", "acme-payments"),
        ("default/acme-payments", "acme-payments"),
        ("payment gateway", "Payment Gateway"),
        ("PaymentGateway", "Payment Gateway"),
        ("paymnet gatway", "Payment Gateway"),  # a typo in each word
        ("OrderCreated", "orders.v1.OrderCreated"),
        ("orders.v1", "orders.v1.OrderCreated"),
        ("order", "orders.v1.OrderCreated"),
        ("settled", "acme-payments"),  # same stem
        ("idempotency", "Runbook \u203a Retry a stuck settlement"),
        ("idempotancy keys", "Runbook \u203a Retry a stuck settlement"),
        ("rotate the keys", "Runbook \u203a Rotate keys"),
        ("who", "who"),  # a stop word that is a name
        ("java", "acme-payments"),
    ],
)
def test_a_query_finds_first(engine: Page, query: str, first: str) -> None:
    assert found(engine, query)[:1] == [first]


def test_documents_with_all_words_push_out_those_with_some(engine: Page) -> None:
    assert found(engine, "payments java") == ["acme-payments"]
    assert "acme-payments" in found(engine, "java zzzz")


def test_types_and_kinds_narrow(engine: Page) -> None:
    assert all("\u203a" in title for title in found(engine, "keys payments settlement", types=["docs"]))
    assert found(engine, "payment", kinds=["system"]) == ["payments"]


@pytest.mark.parametrize("query", ["", "   ", "***", "qqqqqqqq", "…", "\u0000", "x" * 5_000, "( [ \\"])
def test_what_finds_nothing_is_an_empty_answer(engine: Page, query: str) -> None:
    assert found(engine, query) == []


def test_near_words_are_offered_when_nothing_is_found(engine: Page) -> None:
    offers = engine.evaluate("() => portalgen.search.engine.suggest(portalgen.search.tiers, 'zzgatewoy')")
    assert offers == ["gateway"]


def test_scripts_leave_one_global(engine: Page) -> None:
    added = engine.evaluate("() => ['lunr', 'portalgen'].filter((name) => name in window)")
    assert added == ["portalgen"]


@pytest.mark.parametrize("documents", [[], [SearchDocument("x/", "", "entity")]], ids=["none", "one without words"])
def test_an_index_of_nothing_answers(
    browser_page: Page, served: str, tmp_path: Path, documents: list[SearchDocument]
) -> None:
    make_site(tmp_path / "site", documents)
    browser_page.goto(served)
    browser_page.evaluate(LOAD)
    assert found(browser_page, "anything") == []
