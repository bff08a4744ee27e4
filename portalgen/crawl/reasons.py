"""Reasons: git's complaint in a few words that a reader can act on, without credentials or paths of this machine."""

import re
import shlex
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import urlsplit

from portalgen.crawl.git_command import GitError
from portalgen.crawl.remote import Remote
from portalgen.errors import CrawlError
from portalgen.model.forge import Forges
from portalgen.model.forge_flavours import FLAVOURS

_CREDENTIALS = re.compile(r"(?<=://)[^/\s'\"]*@")
_MACHINE_PATH = re.compile(r"(?<![\w:/.-])/(?:[^/\s'\":]+/)*[^/\s'\":]+/?")
_LINE = re.compile(r"^(?:fatal|error|ssh|ERROR|remote): *(?:error: *|fatal: *|ERROR: *)?(?P<text>.+)$", re.MULTILINE)
_HOST_FIRST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?/[^/]", re.IGNORECASE)
"""`github.com/acme/billing`"""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a remote did not answer, and what to do."""

    text: str
    hint: str
    silent: bool = False
    """True: it is the host that does not answer, whatever the repository."""


_UNREACHED = "check the URL, and that this machine reaches the host"
_NEW_KEY = "ask who runs the host; if it is right, write the new key into ~/.ssh/known_hosts"
_ONE_KEY = "load only the host's key into the agent, or name it in ~/.ssh/config (IdentityFile, IdentitiesOnly)"
_LATER = "build again later, or ask who runs the host"
_KNOWN = (
    ("No space left on device", "the disk of the cache is full", "free space, or name another folder with --cache"),
    ("ended with code -25", "a file of the cache would be larger than this machine lets it", "raise `ulimit -f`"),
    ("ut of memory", "its files need more memory than git may take", "keep large files out of it"),
    ("Could not resolve host", "its host is not known", _UNREACHED),
    ("HOST IDENTIFICATION HAS CHANGED", "its host key is not the one that is known", _NEW_KEY),
    ("Host key verification failed", "its host key is not known", "add the host's key to ~/.ssh/known_hosts"),
    ("Too many authentication failures", "the SSH agent has more keys than the host tries", _ONE_KEY),
    ("Permission denied (", "the host accepts no key of this machine", "load a deploy key into the SSH agent"),
    ("ssh: not found", "ssh is not installed, or not on the PATH", "install OpenSSH's client, or write https://…"),
    ("cannot run ssh", "ssh is not installed, or not on the PATH", "install OpenSSH's client, or write https://…"),
    ("could not read Username", "it asks for credentials", "give a token for the host in integrations"),
    ("Authentication failed", "the host refuses the credentials", "check the token of the host in integrations"),
    ("error: 401", "the host refuses the credentials", "check the token of the host in integrations"),
    ("error: 403", "the host forbids it", "check that the token of the host in integrations may read the repository"),
    ("error: 404", "no repository there, or the token may not see it", "check the URL and the token in integrations"),
    ("error: 30", "it has moved", "write the repository's new URL; redirects are not followed"),
    ("update url base from redirection", "it has moved", "write the repository's new URL; redirects are not followed"),
    ("epository not found", "no repository there, or the token may not see it", "check the URL and the token"),
    ("could not be found", "no repository there, or the key may not see it", "check the URL and the key"),
    ("itory does not exist", "no repository there, or the key may not see it", "check the URL and the key"),
    (" not found", "no repository there", "check the URL"),
    ("does not appear to be a git repository", "no Git repository there", "check the path; type file needs no Git"),
    ("Failed to connect", "its host cannot be reached", "check the URL, and that the server is up"),
    ("No route to host", "its host cannot be reached", _UNREACHED),
    ("Network is unreachable", "its host cannot be reached", _UNREACHED),
    ("Connection refused", "its host refuses the connection", "check the URL, and that the server is up"),
    ("timed out", "its host does not answer", _UNREACHED),
    ("Timeout: ls-remote", "its host does not answer", _UNREACHED),
    ("git ls-remote ended with code -9", "its host does not answer", _UNREACHED),  # killed before it could say why
    ("Timeout:", "git made no end and was stopped", "check the connection and the size of the repository"),
    ("Timeout, server", "its host does not answer", _UNREACHED),  # ssh, when its questions get no answer
    ("Connection closed by", "its host closed the connection", _LATER),
    ("Connection reset by", "its host closed the connection", _LATER),
    ("early EOF", "the connection broke off", _LATER),
    ("unexpected disconnect", "the connection broke off", _LATER),
    ("hung up unexpectedly", "the connection broke off", _LATER),
    ("bad line length character", "its answer is not Git's", "see that its login prints nothing: `ssh host true`"),
    ("protocol error", "its answer is not Git's", _LATER),
    ("expected flush after", "the connection broke off", _LATER),
    ("Operation too slow", "the connection is too slow", "try again, or name a mirror in git.mirrors"),
)
_SILENT = {
    "its host is not known",
    "its host cannot be reached",
    "its host refuses the connection",
    "its host does not answer",
}


def explain(error: CrawlError, remote: Remote) -> Reason:
    """Return the reason for what git complained about; one that is not known is cut to its first line."""
    if not isinstance(error, GitError):
        return Reason(str(error), error.hint)
    complaint = str(error)
    if "could not read Username" in complaint and remote.authorization:  # git wants to ask after a refusal
        complaint = "Authentication failed"
    for mark, text, hint in _KNOWN:
        if mark in complaint:
            return Reason(text, _hint_for_folder(remote) or hint, text in _SILENT)
    found = _LINE.search(complaint)
    line = (found["text"] if found else complaint).strip().splitlines() or ["git says no more"]
    if line[0] == "Could not read from remote repository.":
        return Reason("its host ended the connection without a word", _LATER)
    return Reason(clean(line[0], remote)[:200], f"try `git ls-remote {shlex.quote(remote.url)}`")


def _hint_for_folder(remote: Remote) -> str:
    """Guess what a target without a scheme, which is taken for a folder, was to be."""
    is_folder = remote.local and "://" not in remote.url
    return f"did you mean https://{remote.url}?" if is_folder and _HOST_FIRST.match(remote.url) else ""


def clean(text: str, remote: Remote) -> str:
    """Return text with the remote under its own name and nothing of this machine."""
    named = text.replace(remote.address, remote.url)
    return _MACHINE_PATH.sub("…", _CREDENTIALS.sub("", named))


def used_since(seconds: int) -> str:
    """Say that a source is as it was fetched last, in seconds since 1970."""
    return f"what was fetched last is used, {datetime.fromtimestamp(seconds, UTC):of %Y-%m-%d %H:%M UTC}"


def hint_for_url(url: str, forges: Forges) -> str:
    """Say what is missing in integrations if the URL looks like one of a host that is not known."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:  # `https://[`
        return "write it as https://host/…"
    for name in ("gitlab", *FLAVOURS):  # `/-/` is GitLab's alone, the others would take it for a name
        found = None if forges.flavour(host) else Forges(((host, name),)).parse(url)
        if found and found.ref:
            return f"if {host} is a {name} host, name it under integrations.{name}"
    if forges.flavour(host):
        return "write it as the host's web pages do, or use type git with the URL of the repository"
    return "name a Git host in integrations, a plain web site in backend.reading.allow"
