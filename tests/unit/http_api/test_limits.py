"""How long a client of an API waits, and how much it takes, from real servers that give no end."""

import ssl
import time
from pathlib import Path

import pytest

from portalgen.http_api import MOST_TRIES, MOST_WAIT, Answer, ApiClient, ApiError, Budget, Patience, transport
from tests.builders.api_server import ApiServer, Reply
from tests.builders.certificates import make_certificate
from tests.builders.dripping import HEAD, dripping
from tests.builders.waits import Waits

PROOF = "s3cret-token"


def test_a_limit_is_waited_for_by_the_clock_of_the_host(api: ApiClient, server: ApiServer, waits: Waits) -> None:
    reset = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(server.clock) + 30)}
    server.first = [Reply({"message": "API rate limit exceeded"}, 403, reset)]
    assert api.get("x").status == 200
    assert waits == [31]


def test_who_has_no_requests_left_is_not_asked_until_then(api: ApiClient, server: ApiServer, waits: Waits) -> None:
    reset = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(server.clock) + 10)}
    server.first = [Reply({}, headers=reset)]
    api.get("x")
    assert waits == []
    api.get("x")
    assert waits == [11]


def test_a_secondary_limit_without_a_time_is_a_minute(api: ApiClient, server: ApiServer, waits: Waits) -> None:
    said = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes."}
    server.first = [Reply(said, 403)]
    api.get("x")
    assert waits == [60]


def test_it_waits_no_longer_than_it_may_in_all(api: ApiClient, server: ApiServer, waits: Waits) -> None:
    server.answer = lambda _: Reply({}, 429, {"Retry-After": "50"})
    with pytest.raises(ApiError, match="it would take 50 seconds more, which is too long to wait"):
        api.get("x")
    assert waits == [50, 50]


def test_a_host_that_is_slow_or_sends_too_much_is_given_up(
    server: ApiServer, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "SILENCE", 0.05)
    monkeypatch.setattr(transport, "MOST_BYTES", 1000)
    with ApiClient(server.url, patience=waits.patience()) as client:
        server.answer = lambda _: Reply([], delay=0.2)
        with pytest.raises(ApiError, match="the host stopped answering"):
            client.get("x")
        server.answer = lambda _: Reply("x" * 2000)
        with pytest.raises(ApiError, match="more than 1,000 bytes"):
            client.get("x")
    assert len(waits) == MOST_TRIES - 1


def test_many_wait_as_long_as_one() -> None:
    slept: list[float] = []
    patience = Patience(sleep=slept.append, clock=lambda: 7.0)
    refused = Answer("https://x.example/", 429, headers={"retry-after": "20"})
    for _ in range(8):  # eight threads that were refused at the same time
        patience.note(refused)
        patience.wait(patience.again_after(refused, 1) or 0, "x.example", "why")
    patience.before("x.example")
    assert slept == [20.0] * 9
    assert patience.left == MOST_WAIT - 20


def test_who_waits_makes_the_others_wait(server: ApiServer, waits: Waits) -> None:
    patience = waits.patience(left=15)
    server.first = [Reply({}, 429, {"Retry-After": "10"})]
    with ApiClient(server.url, patience=patience) as client:
        client.get("a")
        assert (waits, patience.left) == ([10], 5)
        server.first = [Reply({}, 503, {"Retry-After": "10"})]
        with pytest.raises(ApiError, match="too long to wait"):
            client.get("b")
        with pytest.raises(ApiError, match="its limit of requests is used up"):
            client.get("c")
    assert len(server.asked) == 3


@pytest.mark.parametrize(
    ("budget", "unit"),
    [
        (Budget(requests=5), "5 requests"),
        (Budget(received=900), "900 bytes"),
        (Budget(seconds=-1), "-1 seconds"),
    ],
)
def test_pages_without_an_end_come_to_one(server: ApiServer, budget: Budget, unit: str) -> None:
    server.answer = lambda _: Reply("x" * 198, headers={"Link": '</x>; rel="next"'})
    with ApiClient(server.url, budget=budget) as one, ApiClient(server.url, budget=budget) as other:
        with pytest.raises(ApiError, match=f"its listing has no end: it takes more than {unit}"):
            list(zip(one.pages("x"), other.pages("x"), strict=False))
        assert one.asked.requests + other.asked.requests <= 6


@pytest.mark.parametrize(
    ("begin", "drop"),
    [(HEAD + b"X: ", b"a"), (HEAD + b"Transfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n0\r\n", b"T: x\r\n")],
    ids=["heads", "trailers"],
)
def test_what_drips_around_an_answer_has_no_more_time(
    monkeypatch: pytest.MonkeyPatch, begin: bytes, drop: bytes
) -> None:
    monkeypatch.setattr(transport, "DEADLINE", 0.5)
    with dripping(begin, drop) as url, ApiClient(url) as client:
        started = time.monotonic()
        with pytest.raises(ApiError, match="took more than"):
            client.get("x")
        assert time.monotonic() - started < 5


def test_the_clock_starts_anew_on_an_old_connection(server: ApiServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "DEADLINE", 0.5)
    with ApiClient(server.url) as client:
        assert client.get("x").status == 200
        time.sleep(0.6)
        assert client.get("x").status == 200


def test_what_drips_in_secret_has_no_more_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    certificate = make_certificate(tmp_path / "certificate.pem")
    context = ssl.create_default_context(cafile=certificate)
    monkeypatch.setattr(transport, "_certificates", lambda: context)  # which are read once
    monkeypatch.setattr(transport, "DEADLINE", 0.5)
    with (
        dripping(HEAD + b"X: ", b"a", certificate=certificate) as url,
        ApiClient(url) as client,
        pytest.raises(ApiError, match="took more than"),
    ):
        client.get("x")
