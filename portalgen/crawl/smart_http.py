"""Smart HTTP: asks in this process, on connections that are kept, what git would ask at twenty times the price.

Whatever is odd is left to git itself, which knows more servers, and says in its own words what is wrong: a server of
another protocol, a redirect, a refusal, an answer that is cut off. Only a server that says nothing is not asked twice.
"""

import os
import re
import ssl
import weakref
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from functools import cached_property
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import MappingProxyType
from typing import TYPE_CHECKING

from portalgen.crawl import git_command
from portalgen.crawl.advertised import Advertised, read_advertised
from portalgen.crawl.git_command import SilentError
from portalgen.crawl.pkt_line import DELIMITER, FLUSH, pkt, split_pkts
from portalgen.crawl.remote import Remote
from portalgen.http_api import TIMED, deadline

if TYPE_CHECKING:
    import httpx2

MOST_REFS = 2_000_000
"""Bytes of a list of refs; of a longer one, HEAD alone is taken from it."""
MOST_PACK = 4_000_000
"""Bytes of a pack that is held in memory; a larger one is left to git."""
_OWN_RULES = re.compile(r"GIT_(?!SSL_CA(INFO|PATH)$)(SSL|HTTP|PROXY|CURL)_\w+")
"""Variables that only git understands."""
_KEPT = 32
"""Connections that wait for the next question."""
_POST: Mapping[str, str] = MappingProxyType(
    {
        "Content-Type": "application/x-git-upload-pack-request",
        "Accept": "application/x-git-upload-pack-result",
        "Git-Protocol": "version=2",
    }
)
_END = re.compile(rb"shallow ([0-9a-f]{40}|[0-9a-f]{64})\n?")
_OK = 200
_PACK, _FAULT = 1, 3
"""Bands of an answer."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A server's answer to the question for a commit."""

    content: bytes = b""
    """Empty: git is to ask."""
    large: bool = False
    """True: the pack is larger than `MOST_PACK`, and the server can leave out the files' contents."""
    ends: tuple[str, ...] = ()
    """Commits whose parents stay there, of a history."""


@dataclass(frozen=True)
class SmartHttp:
    """Asks servers, from any thread. Where nothing is asked, nothing is loaded; connections end with this object."""

    _filtering: dict[str, bool] = field(default_factory=dict)
    """Address of a repository -> whether its server can leave out files' contents, as far as it has been asked."""

    def refs(self, remote: Remote) -> Advertised | None:
        """Return the refs of a repository; None: git is to ask. Raises `SilentError`."""
        if not _is_ours(remote):
            return None
        data = self._ask(remote, "GET", "/info/refs?service=git-upload-pack", b"", MOST_REFS)
        found = read_advertised(data) if data is not None else None
        if found:
            self._filtering[remote.address] = "filter" in found.capabilities
        return found

    def was_filtering(self, remote: Remote) -> bool | None:
        """Say the same of a server that this build has asked something already; None: it has not, or git is to."""
        return self._filtering.get(remote.address)

    def is_filtering(self, remote: Remote) -> bool | None:
        """Say whether a server can leave out files' contents; None: git is to find out. Raises `SilentError`."""
        if not _is_ours(remote):
            return None
        if remote.address not in self._filtering:
            self.refs(remote)
        return self._filtering.get(remote.address)

    def pack(self, remote: Remote, commit: str, have: str = "") -> Pack:
        """Return the objects of a commit, less those of one that is `have`d; its history stays there.

        Raises `SilentError`.
        """
        if not _is_ours(remote):
            return Pack()
        known = ("thin-pack\n", f"shallow {have}\n", f"have {have}\n") if have else ()
        data = self._ask(remote, "POST", "/git-upload-pack", _question(commit, 1, known), MOST_PACK)
        if data is not None and len(data) > MOST_PACK:
            return Pack(large=self._filtering.get(remote.address, False))
        return Pack(_pack_of(data) if data else b"")

    def history(self, remote: Remote, commit: str, depth: int) -> Pack:
        """Return the commits that led to one, with their lists of files and no contents, of a server that can do so.

        Raises `SilentError`.
        """
        if not _is_ours(remote) or not self._filtering.get(remote.address):
            return Pack()
        body = _question(commit, depth, ("filter blob:none\n",))
        data = self._ask(remote, "POST", "/git-upload-pack", body, MOST_PACK)
        if data is None or len(data) > MOST_PACK:
            return Pack()
        return Pack(_pack_of(data), ends=_ends_of(data))

    def _ask(self, remote: Remote, method: str, path: str, body: bytes, most: int) -> bytes | None:
        """Return the body of an answer, up to some more than the limit; None if it is no plain success."""
        import httpx2  # noqa: PLC0415 - slow to import, and not needed for folders

        try:
            return self._received(remote, method, path, body, most)
        except httpx2.TimeoutException:
            raise SilentError("connection timed out") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, ValueError, OSError):
            return None

    def _received(self, remote: Remote, method: str, path: str, body: bytes, most: int) -> bytes | None:
        seconds = git_command.QUESTION if method == "GET" else git_command.SILENCE
        end = seconds if method == "GET" else git_command.TIMEOUT
        content = bytearray()
        url = remote.address.removesuffix("/") + path
        headers = {**remote.headers, **(_POST if body else {})}
        request = self._client.build_request(
            method, url, content=body or None, headers=headers, timeout=seconds, extensions=TIMED
        )
        with deadline(end), closing(self._client.send(request, stream=True)) as answer:
            if answer.status_code != _OK:
                return None
            for part in answer.iter_raw():
                content += part
                if len(content) > most:
                    break
        return bytes(content)

    @cached_property
    def _client(self) -> "httpx2.Client":
        """Proxies are those of the environment, as git takes them; who is trusted, too."""
        import httpx2  # noqa: PLC0415

        file, folder = (os.environ.get(name) or None for name in ("GIT_SSL_CAINFO", "GIT_SSL_CAPATH"))
        client = httpx2.Client(
            verify=ssl.create_default_context(cafile=file, capath=folder),
            headers={"User-Agent": "git/2 (portalgen)", "Accept-Encoding": "identity"},
            limits=httpx2.Limits(max_connections=None, max_keepalive_connections=_KEPT),
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            follow_redirects=False,
        )
        weakref.finalize(self, client.close)
        return client


def _is_ours(remote: Remote) -> bool:
    is_plain = remote.address.startswith(("https://", "http://")) and "?" not in remote.address
    return is_plain and not any(map(_OWN_RULES.fullmatch, os.environ))


def _question(commit: str, depth: int, more: Sequence[str]) -> bytes:
    """Return a `fetch` of protocol 2: any commit may be asked for, and every server with it knows these words."""
    is_long = len(commit) == 64  # noqa: PLR2004 - hexadecimal digits of SHA-256
    head = ("command=fetch\n", *(("object-format=sha256\n",) if is_long else ()))
    rows = ("no-progress\n", "ofs-delta\n", f"deepen {depth}\n", f"want {commit}\n", *more, "done\n")
    return b"".join((*map(pkt, head), DELIMITER, *map(pkt, rows), FLUSH))


def _ends_of(data: bytes) -> tuple[str, ...]:
    """Return the commits of an answer whose parents are not in it."""
    with suppress(ValueError):
        found = (_END.fullmatch(frame) for frame in split_pkts(data) if frame)
        return tuple(match[1].decode() for match in found if match)
    return ()


def _pack_of(data: bytes) -> bytes:
    """Return the pack of an answer, or nothing if it is not whole."""
    with suppress(ValueError):
        frames = split_pkts(data)
        if data.endswith(FLUSH) and b"packfile\n" in frames:  # goes on behind it
            bands = [(frame[0], frame[1:]) for frame in frames if frame]
            is_whole = all(band != _FAULT for band, _ in bands)
            return b"".join(part for band, part in bands if band == _PACK) if is_whole else b""
    return b""
