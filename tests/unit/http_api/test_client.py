"""The client of JSON APIs, against a real server that does what hosts do."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from portalgen.http_api import MOST_TRIES, ApiClient, ApiError
from tests.builders.api_server import ApiServer, Reply, Request, api_server, not_found
from tests.builders.waits import Waits

PROOF = "s3cret-token"


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


def test_a_page_for_people_and_a_gerrits_prefix(api: ApiClient, server: ApiServer) -> None:
    server.first = [Reply(b")]}'\n[1]")]
    assert api.get("x").value == [1]
    server.first = [Reply(b"<html>sign in</html>", headers={"Content-Type": "text/html"})]
    with pytest.raises(ApiError, match="answers with a web page"):
        api.get("x")


def test_a_host_that_is_not_there_is_an_error(waits: Waits) -> None:
    with (
        ApiClient("http://localhost:1", patience=waits.patience()) as client,
        pytest.raises(ApiError, match="localhost:1: the host cannot be reached"),
    ):
        client.get("x")


@pytest.mark.parametrize(
    "base", ["git.example.org", "ftp://x", "https://", "https://me:pw@x", "http://[", "http://x:y"]
)
def test_what_is_no_address_is_refused(base: str) -> None:
    with pytest.raises(ApiError, match="not the address of an API"):
        ApiClient(base)


def test_many_threads_share_one_client(api: ApiClient, server: ApiServer) -> None:
    with ThreadPoolExecutor(12) as pool:
        found = list(pool.map(lambda number: api.get(str(number)).value["path"], range(40)))
    assert found == [f"/api/v3/{number}" for number in range(40)]
    assert (api.asked.requests, len(server.asked)) == (40, 40)


@pytest.mark.parametrize("onward", ["http://[::1/x", "http://\x7f/", "//a:b:c/", "http://x:99999999/"])
def test_an_address_that_is_none_is_an_error(server: ApiServer, waits: Waits, onward: str) -> None:
    server.answer = lambda _: Reply([], 302, {"Location": onward})
    with ApiClient(server.url, patience=waits.patience()) as client, pytest.raises(ApiError):
        client.get("x")
    server.answer = lambda _: Reply([], headers={"Link": f'<{onward}>; rel="next"'})
    with ApiClient(server.url, patience=waits.patience()) as client, pytest.raises(ApiError):
        list(client.pages("x"))
