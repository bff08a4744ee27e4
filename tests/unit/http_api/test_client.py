"""The client of JSON APIs, against a real server that does what hosts do."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from portalgen.http_api import MOST_TRIES, ApiClient, ApiError, Patience, transport
from tests.builders.api_server import ApiServer, Reply, Request, api_server, not_found

PROOF = "s3cret-token"


class Waits(list[float]):
    """Seconds that were waited for."""


class Memory(dict[str, str]):
    """A place for answers."""

    def put(self, key: str, text: str) -> None:
        self[key] = text


@pytest.fixture
def server() -> Iterator[ApiServer]:
    with api_server(lambda request: Reply({"path": request.path, "query": dict(request.query)})) as found:
        yield found


@pytest.fixture
def waits() -> Waits:
    return Waits()


@pytest.fixture
def api(server: ApiServer, waits: Waits) -> Iterator[ApiClient]:
    proof = {"Authorization": f"Bearer {PROOF}"}
    with ApiClient(f"{server.url}/api/v3/", lambda: proof, patience=Patience(sleep=waits.append)) as client:
        yield client


def test_a_path_is_below_the_base_and_proves_who_asks(api: ApiClient, server: ApiServer) -> None:
    assert api.get("/orgs/acme", {"page": 2}).value == {"path": "/api/v3/orgs/acme", "query": {"page": "2"}}
    headers = server.asked[0].headers
    assert headers["authorization"] == f"Bearer {PROOF}"
    assert headers["user-agent"] == "portalgen"
    assert api.post("graphql", {"a": 1}).status == 200
    assert server.asked[1].body == {"a": 1}
    assert (api.asked.requests, api.asked.received > 0) == (2, True)


def test_pages_follow_the_header_link(api: ApiClient, server: ApiServer) -> None:
    def answer(request: Request) -> Reply:
        page = int(request.query.get("page", 1))
        link = f'<{server.url}/api/v3/x?page=1>; rel="prev", </api/v3/x?page={page + 1}>; rel="next"'
        return Reply([page], headers={"Link": link} if page < 3 else {})

    server.answer = answer
    assert [page.value for page in api.pages("x", {"page": 1})] == [[1], [2], [3]]


@pytest.mark.parametrize(
    "trouble",
    [
        Reply({"message": "oops"}, 500),
        Reply(b"<html>Bad gateway</html>", 502, {"Content-Type": "text/html"}),
        Reply({}, 503, {"Retry-After": "7"}),
        Reply({"message": "slow down"}, 429, {"Retry-After": "7"}),
        Reply({"value": "a long enough text"}, cut=5),
        Reply(b'{"value": ', headers={"Content-Length": "10"}),
    ],
    ids=["500", "502", "503", "429", "cut off", "half of a document"],
)
def test_what_passes_is_asked_again(api: ApiClient, server: ApiServer, waits: Waits, trouble: Reply) -> None:
    server.first = [trouble, trouble]
    assert api.get("x").status == 200
    assert len(server.asked) == 3
    assert waits == ([7, 7] if "Retry-After" in trouble.headers else [0.25, 0.5])


def test_it_gives_up_in_the_end_and_says_why(api: ApiClient, server: ApiServer) -> None:
    server.answer = lambda _: Reply({"message": f"broken, {PROOF}"}, 500)
    with pytest.raises(ApiError) as caught:
        api.get("x", {"private_token": PROOF})
    assert str(caught.value) == f"{server.host}: status 500 for GET /api/v3/x (broken, …)"
    assert caught.value.status == 500
    assert len(server.asked) == MOST_TRIES


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


@pytest.mark.parametrize(("status", "hint"), [(401, "the token"), (403, "may not read"), (404, "check the name")])
def test_what_is_refused_is_asked_once(api: ApiClient, server: ApiServer, status: int, hint: str) -> None:
    server.answer = lambda _: Reply({"message": "no"}, status)
    with pytest.raises(ApiError) as caught:
        api.get("x")
    assert caught.value.status == status
    assert hint in caught.value.hint
    assert len(server.asked) == 1


def test_whether_something_exists_is_asked_without_its_body(api: ApiClient, server: ApiServer) -> None:
    assert api.exists("x")
    server.answer = not_found
    assert not api.exists("x")
    assert [request.method for request in server.asked] == ["HEAD", "HEAD"]
    server.answer = lambda _: Reply({}, 401)
    with pytest.raises(ApiError):
        api.exists("x")


def test_a_redirect_on_the_same_host_is_followed_and_no_other(api: ApiClient, server: ApiServer) -> None:
    server.first = [Reply({}, 301, {"Location": "/api/v3/renamed?x=1"})]
    assert api.get("old").value == {"path": "/api/v3/renamed", "query": {"x": "1"}}
    with api_server(not_found) as other:
        server.first = [Reply({}, 302, {"Location": f"{other.url}/x"})]
        with pytest.raises(ApiError, match="sends on to another host"):
            api.get("old")
        assert other.asked == []
    server.answer = lambda _: Reply({}, 302, {"Location": "/api/v3/x"})
    with pytest.raises(ApiError, match="in a circle"):
        api.get("x")


def test_an_unchanged_answer_is_not_sent_again(server: ApiServer) -> None:
    def answer(request: Request) -> Reply:
        same = request.headers.get("if-none-match") == '"one"'
        return Reply(None, 304) if same else Reply([1], headers={"ETag": '"one"', "Link": '<y>; rel="next"'})

    server.answer = answer
    memory = Memory()
    for received in (3, 0):
        with ApiClient(server.url, lambda: {"Authorization": PROOF}, kept=memory) as client:
            found = client.get("x", {"page": 1})
            assert (found.value, found.next) == ([1], f"{server.url}/y")
            assert client.asked.received == received
    assert PROOF not in str(memory)
    memory[f"{server.url}/x?page=1"] = "damaged"
    with ApiClient(server.url, kept=memory) as client:
        assert client.get("x", {"page": 1}).value == [1]


def test_a_page_for_people_and_a_gerrits_prefix(api: ApiClient, server: ApiServer) -> None:
    server.first = [Reply(b")]}'\n[1]")]
    assert api.get("x").value == [1]
    server.first = [Reply(b"<html>sign in</html>", headers={"Content-Type": "text/html"})]
    with pytest.raises(ApiError, match="answers with a web page"):
        api.get("x")


def test_a_host_that_is_not_there_is_an_error(waits: Waits) -> None:
    with (
        ApiClient("http://localhost:1", patience=Patience(sleep=waits.append)) as client,
        pytest.raises(ApiError, match="localhost:1: the host cannot be reached"),
    ):
        client.get("x")


@pytest.mark.parametrize(
    "base", ["git.example.org", "ftp://x", "https://", "https://me:pw@x", "http://[", "http://x:y"]
)
def test_what_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(ApiError, match="not the address of an API"):
        ApiClient(base)


def test_a_token_is_not_sent_without_encryption() -> None:
    with (
        ApiClient("http://git.example.org", lambda: {"PRIVATE-PROOF": PROOF}) as client,
        pytest.raises(ApiError, match="not sent without encryption"),
    ):
        client.get("x")


def test_many_threads_share_one_client(api: ApiClient, server: ApiServer) -> None:
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda number: api.get(str(number)).value["path"], range(40)))
    assert found == [f"/api/v3/{number}" for number in range(40)]
    assert (api.asked.requests, len(server.asked)) == (40, 40)


def test_a_host_that_is_slow_or_sends_too_much_is_given_up(
    server: ApiServer, waits: Waits, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transport, "SILENCE", 0.05)
    monkeypatch.setattr(transport, "MOST_BYTES", 1000)
    with ApiClient(server.url, patience=Patience(sleep=waits.append)) as client:
        server.answer = lambda _: Reply([], delay=0.2)
        with pytest.raises(ApiError, match="the host stopped answering"):
            client.get("x")
        server.answer = lambda _: Reply("x" * 2000)
        with pytest.raises(ApiError, match="more than 1,000 bytes"):
            client.get("x")
    assert len(waits) == MOST_TRIES - 1
