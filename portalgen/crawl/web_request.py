"""Asks a web site for one file of limited size, and says in the words of a crawl why there is none."""

from contextlib import closing

from portalgen.errors import CrawlError
from portalgen.http_get import AnswerError, HttpClient, InwardError, OnwardError, StatusError, UnreachableError

LIMIT = 5_000_000
"""Bytes of a file; more is no descriptor."""
_CHECK = "check the URL, and that this machine reaches the host"


class AbsentError(CrawlError):
    """The site answers, and has no such file."""


class SilentError(CrawlError):
    """The host does not answer, whatever the file."""


def request(client: HttpClient, url: str) -> bytes:
    """Return the bytes at a URL. Raises `AbsentError`, `SilentError`, or `CrawlError` for any other refusal."""
    content = bytearray()
    try:
        with closing(client.get(url)) as parts:
            for part in parts:
                content += part
                if len(content) > LIMIT:
                    raise CrawlError(f"it has more than {LIMIT:,} bytes", hint="name a descriptor")
    except AnswerError as error:
        raise _refusal(error) from None
    return bytes(content)


def _refusal(error: AnswerError) -> CrawlError:
    if isinstance(error, StatusError):
        return _status(error.status)
    if isinstance(error, OnwardError):
        hint = "write the new URL, and allow its host in backend.reading.allow"
        return CrawlError("it sends on to a place that backend.reading.allow does not name", hint=hint)
    if isinstance(error, InwardError):
        hint = "name the host itself, or its address, in backend.reading.allow if it is meant"
        return CrawlError("its name stands for an address of a private network or of this machine", hint=hint)
    kind = SilentError if isinstance(error, UnreachableError) else CrawlError
    return kind(str(error), hint=_CHECK)


def _status(status: int) -> CrawlError:
    if status in {404, 410}:
        return AbsentError("there is no such file", hint="correct the URL")
    if status in {401, 403}:
        return CrawlError("it asks for credentials, and a plain web site gets none", hint="use a Git host")
    if status in {301, 302, 303, 307, 308}:
        return CrawlError("it is sent on in a circle, or more than five times", hint="write the file's final URL")
    return CrawlError(f"the server answers with status {status}", hint="try again, or ask who runs the site")
