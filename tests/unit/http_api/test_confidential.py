"""What a client of an API was told in confidence: never in a message, never on disk."""

from collections.abc import Mapping

import pytest

from portalgen.discover.authorization import with_password
from portalgen.http_api import ApiClient, ApiError, Form
from tests.builders.api_server import ApiServer, Reply, Request

PROOF = "s3cret-token"
KEPT = frozenset({"id", "owner"})


class Memory(dict[str, str]):
    """A place for answers."""

    def put(self, key: str, text: str) -> None:
        self[key] = text


def test_an_unchanged_answer_is_not_sent_again(server: ApiServer) -> None:
    def answer(request: Request) -> Reply:
        same = request.headers.get("if-none-match") == '"one"'
        rows = [{"id": 1, "token": "hush", "owner": {"id": 2, "mail": "a@b.example"}}]
        return Reply(None, 304) if same else Reply(rows, headers={"ETag": '"one"', "Link": '<y>; rel="next"'})

    server.answer = answer
    memory = Memory()
    for is_first in (True, False):
        with ApiClient(server.url, lambda: {"Authorization": PROOF}, kept=memory) as client:
            found = client.get("x", {"page": 1}, fields=KEPT)
            assert (found.value, found.next) == ([{"id": 1, "owner": {"id": 2}}], f"{server.url}/y")
            assert bool(client.asked.received) == is_first
    assert not any(secret in str(memory) for secret in (PROOF, "hush", "a@b.example"))
    for name in memory:
        memory[name] = "damaged"
    with ApiClient(server.url, kept=memory) as client:
        assert client.get("x", {"page": 1}, fields=KEPT).value == [{"id": 1, "owner": {"id": 2}}]


def test_what_nobody_named_is_not_kept(server: ApiServer) -> None:
    server.answer = lambda _: Reply([{"mail": "a@b.example"}], headers={"ETag": '"one"'})
    memory = Memory()
    with ApiClient(server.url, kept=memory) as client:
        assert client.get("x").value == [{"mail": "a@b.example"}]
    assert memory == {}


def test_a_token_is_not_sent_without_encryption() -> None:
    with (
        ApiClient("http://git.example.org", lambda: {"PRIVATE-PROOF": PROOF}) as client,
        pytest.raises(ApiError, match="not sent without encryption"),
    ):
        client.get("x")


@pytest.mark.parametrize(
    ("proof", "said"),
    [
        ({"Authorization": f"Bearer {PROOF}"}, {"message": f"{'x' * 190} {PROOF}"}),
        ({"PRIVATE-TOKEN": PROOF}, {"error": {"message": PROOF}}),
        (with_password("bob", PROOF)(), {"message": f"wrong password {PROOF} of bob"}),
        (with_password("", PROOF)(), {"errors": [{"message": "no"}, {"message": f"token {PROOF}"}]}),
        (with_password("bob", "a&b c")(), {"message": "no user with password=a%26b%20c or a%26b+c or a&b c"}),
    ],
    ids=["cut in two", "in a header of its own", "password", "the second fault", "in a URL"],
)
def test_what_a_host_repeats_of_a_secret_is_not_shown(
    server: ApiServer, proof: Mapping[str, str], said: object
) -> None:
    server.answer = lambda _: Reply(said, 401)
    with ApiClient(server.url, lambda: proof) as client:
        with pytest.raises(ApiError) as caught:
            client.get("x")
        assert "…" in str(caught.value)
        assert not any(secret[:5] in str(caught.value) for secret in (PROOF, "a&b c", "a%26b"))
        if "bob" in str(said):
            assert "of bob" in str(caught.value)


def test_a_form_and_a_path_that_are_repeated(server: ApiServer) -> None:
    server.answer = lambda _: Reply({"error": f"no client for {PROOF}\x1b[2J\n"}, 401)
    with ApiClient(server.url) as client, pytest.raises(ApiError, match=r"\(no client for … \[2J\)$"):
        client.post("token", Form({"client_id": "app", "client_secret": PROOF}))
    server.answer = lambda _: Reply({}, 404)
    server.first = [Reply({}, 302, {"Location": f"/at/{PROOF}/x"})]
    with (
        ApiClient(server.url, lambda: {"PRIVATE-TOKEN": PROOF}) as client,
        pytest.raises(ApiError, match=r"for GET /at/…/x$"),
    ):
        client.get("x")


def test_a_token_that_no_header_can_hold_is_an_error(server: ApiServer) -> None:
    with ApiClient(server.url, lambda: {"PRIVATE-TOKEN": "tök…"}) as client:
        with pytest.raises(ApiError, match="what proves who asks is not valid") as caught:
            client.get("x")
        assert "tök" not in str(caught.value)
