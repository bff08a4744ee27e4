"""Which texts are URLs in a browser."""

import pytest

from portalgen.read.urls import is_url


@pytest.mark.parametrize(
    "text", ["https://a.example/x", "http://xn--bcher-kva.example", "http://XN--fa-hia.de/", "mailto:a@b", "x:xn--a"]
)
def test_urls(text: str) -> None:
    assert is_url(text)


@pytest.mark.parametrize("text", ["", "a.example", "http://", "http://xn--a", "https://a.xn--/", "http://xn--a-ecp.ru"])
def test_no_urls(text: str) -> None:
    assert not is_url(text)
