"""How long a smart HTTP server may take: all of an answer counts."""

import time

import pytest

from portalgen.crawl import git_command
from portalgen.crawl.git_command import SilentError
from portalgen.crawl.remote import Remote
from portalgen.crawl.smart_http import SmartHttp
from tests.builders.dripping import HEAD, dripping


@pytest.mark.parametrize(
    ("begin", "drop"),
    [(HEAD + b"X: ", b"a"), (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"T: x\r\n")],
    ids=["heads", "trailers"],
)
def test_what_drips_around_an_answer_has_no_more_time(
    monkeypatch: pytest.MonkeyPatch, begin: bytes, drop: bytes
) -> None:
    monkeypatch.setattr(git_command, "QUESTION", 0.5)
    with dripping(begin, drop) as url:
        started = time.monotonic()
        with pytest.raises(SilentError, match="timed out"):
            SmartHttp().refs(Remote(f"{url}/pay.git", f"{url}/pay.git", local=False))
        assert time.monotonic() - started < 5
