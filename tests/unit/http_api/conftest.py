"""A server, and a client that proves who asks and waits without waiting."""

from collections.abc import Iterator

import pytest

from portalgen.http_api import ApiClient
from tests.builders.api_server import ApiServer, Reply, api_server
from tests.builders.waits import Waits

PROOF = "s3cret-token"


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
    with ApiClient(f"{server.url}/api/v3/", lambda: proof, patience=waits.patience()) as client:
        yield client
