"""Remotes: where git really asks for a repository, after mirrors, and what it may show there."""

import base64
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from portalgen.crawl.credential_helper import ask_helper
from portalgen.errors import CrawlError
from portalgen.model.fetch_settings import FetchSettings
from portalgen.model.source import without_credentials

PROTOCOLS = frozenset({"https", "http", "ssh", "file"})

_SCP = re.compile(r"(?:[\w.+-]+@)?[\w.-]+:(?!//).+")
"""`git@host:path`; no slash before the colon, or git takes it for a folder."""
_SSH_PLACE = re.compile(r"(?:\w[\w.+-]*@)?(?:\w[\w.-]*|\[[0-9a-f:.]+\])(?::\d+)?", re.ASCII | re.IGNORECASE)
"""`git@host:22`. What is written otherwise could be an option of ssh, or a command where `~/.ssh/config` starts one."""
_HELPER = re.compile(r"[\w+.-]+::")
"""`ext::command` and its like start a program."""
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Remote:
    """One repository: the name that readers know, and how git gets at it."""

    url: str
    """Without credentials; on a known host in its one form (`Forges.canonical`), elsewhere as written."""
    address: str
    """URL without credentials, or absolute path of a folder."""
    local: bool
    """True: the address is a folder of this machine; no server is asked."""
    authorization: str = ""
    """`user:password` for the address's host, empty for none."""

    @property
    def host(self) -> str:
        """Host and port that are asked, empty for a folder."""
        if self.local:
            return ""
        if "://" not in self.address:
            return self.address.partition(":")[0].rpartition("@")[2]
        return urlsplit(self.address).netloc.rpartition("@")[2]

    @property
    def environment(self) -> Mapping[str, str]:
        """Variables for git: the one protocol that it needs, and a header that only this host gets."""
        scheme = "file" if self.local else scheme_of(self.address)
        found = {"GIT_ALLOW_PROTOCOL": scheme}
        for name, value in self.headers.items():
            parts = urlsplit(self.address)
            found |= {
                "GIT_CONFIG_COUNT": "1",
                "GIT_CONFIG_KEY_0": f"http.{parts.scheme}://{parts.netloc}/.extraHeader",
                "GIT_CONFIG_VALUE_0": f"{name}: {value}",
            }
        return found

    @property
    def headers(self) -> Mapping[str, str]:
        """What this host alone gets with each question over http(s)."""
        if not self.authorization:
            return {}
        encoded = base64.b64encode(self.authorization.encode()).decode()
        return {"Authorization": f"Basic {encoded}"}


def scheme_of(target: str) -> str:
    """Return `https`, `ssh`, …; the empty text for a folder."""
    if "://" in target:
        return target.partition("://")[0].lower()
    return "ssh" if _SCP.fullmatch(target) else ""


def find_remote(target: str, settings: FetchSettings, *, trusted: bool = True) -> Remote:
    """Return where a repository is. Raises `CrawlError` when git must not be given such a target.

    A target is `trusted` when an admin wrote it; others may name known hosts only, and no folder of this machine.
    """
    _refuse_tricks(target)
    url = settings.forges.canonical(without_credentials(target))
    mirrored = _mirrored(url, settings)
    address = without_credentials(mirrored or url)
    scheme = scheme_of(address)
    if scheme and scheme not in PROTOCOLS:
        hint = "git:// is not encrypted: use https or ssh" if scheme == "git" else "use https, ssh, file or a folder"
        raise CrawlError(f"{scheme} is not a protocol that portalgen uses", hint=hint)
    if scheme == "ssh":
        _refuse_ssh_tricks(address)
    if not (trusted or mirrored or _is_known(address, settings)):
        raise CrawlError(
            "a Location entity may only name repositories on hosts of the configuration",
            hint="add the host to integrations, or the repository to catalog.locations",
        )
    if not scheme:
        folder = _existing(settings.folder / address)
        return Remote(url, str(folder), local=True)
    authorization = _authorization(mirrored or target, settings)
    return Remote(url, address, local=scheme == "file", authorization=authorization)


def _refuse_tricks(target: str) -> None:
    """Refuse what git or a shell reads as something else, and hosts that two readers of a URL would not agree on."""
    authority = target.partition("://")[2].partition("/")[0]
    if any(mark in authority for mark in "#?\\") or not authority.isprintable():
        raise CrawlError("its host is not clear", hint="write it as https://host/group/name.git")
    if target.startswith("-") or _HELPER.match(target) or _CONTROL.search(target) or not target.strip():
        raise CrawlError("not the URL or folder of a Git repository", hint="write it as https://host/group/name.git")


def _refuse_ssh_tricks(address: str) -> None:
    """Refuse users, hosts and paths that are no names; ssh reads them as options, its configuration in a shell."""
    is_url = "://" in address
    place, _, path = address.partition("://")[2].partition("/") if is_url else address.partition(":")
    if not _SSH_PLACE.fullmatch(place) or path.startswith("-"):
        form = "ssh://git@host/group/name.git" if is_url else "git@host:group/name.git"
        raise CrawlError("not a user, host and path that ssh may be given", hint=f"write it as {form}")


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError as error:
        raise CrawlError("not a valid URL", hint="write it as https://host/group/name.git") from error


def _mirrored(url: str, settings: FetchSettings) -> str:
    """Return what stands for a URL, or the empty text; the longest prefix comes first and ends at a slash.

    On a known host a prefix may be in any form of the URL: without `.git`, and in other case.
    """
    known = settings.forges.web(url) is not None
    names = (url, url.removesuffix(".git")) if known else (url,)
    for (prefix, replacement), name in product(settings.mirrors, names):
        start, rest = name[: len(prefix)], name[len(prefix) :]
        same = start.lower() == prefix.lower() if known else start == prefix
        if not same or (rest and rest[0] != "/" and prefix[-1:] not in {"/", ":"}):
            continue
        if ".." in rest.split("/"):
            raise CrawlError("a repository's URL must not hold '..'", hint="write the URL in full")
        return f"{(replacement or '.').removesuffix('/')}/{rest.lstrip('/')}".removesuffix("/")
    return ""


def _existing(folder: Path) -> Path:
    names = (folder, folder.with_name(f"{folder.name}.git"), folder.with_name(folder.name.removesuffix(".git")))
    return next((path for path in names if path.is_dir()), folder).resolve()


def _is_known(address: str, settings: FetchSettings) -> bool:
    return settings.forges.web(address) is not None


def _authorization(target: str, settings: FetchSettings) -> str:
    """Return `user:password`; a token travels encrypted, or not beyond this machine."""
    parts = _split(target)
    if not _is_private(parts):
        return ""
    if parts.password or parts.username:
        return f"{unquote(parts.username or '')}:{unquote(parts.password or '')}"
    host = parts.netloc.rpartition("@")[2].lower()
    token = dict(settings.tokens).get(host)
    if token:
        return _login(host, token, settings)
    return next((f"{user}:{password}" for name, user, password in settings.logins if name.lower() == host), "")


def _login(host: str, token: str, settings: FetchSettings) -> str:
    flavour = settings.forges.flavour(host)
    return f"{flavour.user if flavour else 'git'}:{token}"


def with_token(remote: Remote, settings: FetchSettings) -> Remote:
    """Return a remote with the token that is made for it now, if one is; for https, and on this machine.

    Raises `CrawlError` when its host does not give one that it should.
    """
    parts = None if remote.local or "://" not in remote.address else _split(remote.address)
    if parts is None or not _is_private(parts):
        return remote
    host = parts.netloc.lower()
    if token := settings.credentials.token(remote.address):
        return replace(remote, authorization=_login(host, token, settings))
    if remote.authorization or not settings.credential_helper:
        return remote
    return replace(remote, authorization=ask_helper(settings.credential_helper, parts.scheme, host))


def _is_private(parts: SplitResult) -> bool:
    """Say whether a secret may travel there: encrypted, or not beyond this machine."""
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOOPBACK)
