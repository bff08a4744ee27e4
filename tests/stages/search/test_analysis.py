"""Words and stems."""

import pytest

from portalgen.search.analysis import count_words, is_stop_word, stem


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ""),
        ("Payments", "payments"),
        ("PaymentGateway", "paymentgateway payment gateway"),
        ("acme-payments", "acmepayments acme payments"),
        ("snake_case", "snakecase snake case"),
        ("orders.v1.OrderCreated", "ordersv1ordercreated orders v1 order created"),
        ("HTTPServer2", "httpserver2 http server2"),
        ("component:default/x", "component default x"),
        ("GET /orders/{id}", "get orders id"),
        ("e.g. this", "eg this"),
        ("Café Ångström", "cafe angstrom"),
        ("ÉtatInitial", "etatinitial etat initial"),
        ("日本語 docs", "日本語 docs"),
        ("--- ... ///", ""),
        ("x" * 50, "x" * 40),
    ],
)
def test_a_text_has_these_words(text: str, words: str) -> None:
    assert " ".join(count_words(text)) == words


def test_words_are_counted_as_often_as_they_occur() -> None:
    assert count_words("pay PAY paying pay-day") == {"pay": 3, "paying": 1, "payday": 1, "day": 1}


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("configuration", "configur"), ("configures", "configur"), ("friday", "friday"), ("try", "tri"), ("api", "api")],
)
def test_a_stem_is_that_of_lunr_in_the_browser(word: str, stemmed: str) -> None:
    assert stem(word) == stemmed


def test_stop_words_are_those_of_lunr() -> None:
    assert [word for word in ("the", "of", "pay") if is_stop_word(word)] == ["the", "of"]
