"""Reasons: git's complaint in a few words that a reader can act on, without credentials or paths of this machine."""

import re
from dataclasses import dataclass

from portalgen.crawl.git_command import GitError
from portalgen.crawl.remote import Remote
from portalgen.errors import CrawlError

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
_KNOWN = (
    ("No space left on device", "the disk of the cache is full", "free space, or name another folder with --cache"),
    ("Could not resolve host", "its host is not known", _UNREACHED),
    ("Host key verification failed", "its host key is not known", "add the host's key to ~/.ssh/known_hosts"),
    (
        "Permission denied (publickey",
        "the host accepts no key of this machine",
        "load a deploy key into the SSH agent",
    ),
    ("could not read Username", "it asks for credentials", "give a token for the host in integrations"),
    ("Authentication failed", "the host refuses the credentials", "check the token of the host in integrations"),
    ("error: 401", "the host refuses the credentials", "check the token of the host in integrations"),
    ("error: 403", "the host forbids it", "check that the token of the host in integrations may read the repository"),
    ("error: 404", "no repository there, or the token may not see it", "check the URL and the token in integrations"),
    ("error: 30", "it has moved", "write the repository's new URL; redirects are not followed"),
    ("update url base from redirection", "it has moved", "write the repository's new URL; redirects are not followed"),
    ("epository not found", "no repository there, or the token may not see it", "check the URL and the token"),
    (" not found", "no repository there", "check the URL"),
    ("does not appear to be a git repository", "no Git repository there", "check the path; type file needs no Git"),
    ("Failed to connect", "its host cannot be reached", "check the URL, and that the server is up"),
    ("Connection refused", "its host refuses the connection", "check the URL, and that the server is up"),
    ("timed out", "its host does not answer", _UNREACHED),
    ('Timeout: the command "git ls-remote', "its host does not answer", _UNREACHED),
    ("git ls-remote ended with code -9", "its host does not answer", _UNREACHED),  # killed before it could say why
    ("Timeout:", "git made no end and was stopped", "check the connection and the size of the repository"),
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
    return Reason(clean(line[0], remote)[:200], f"try `git ls-remote {remote.url}`")


def _hint_for_folder(remote: Remote) -> str:
    """Guess what a target without a scheme, which is taken for a folder, was to be."""
    is_folder = remote.local and "://" not in remote.url
    return f"did you mean https://{remote.url}?" if is_folder and _HOST_FIRST.match(remote.url) else ""


def clean(text: str, remote: Remote) -> str:
    """Return text with the remote under its own name and nothing of this machine."""
    named = text.replace(remote.address, remote.url)
    return _MACHINE_PATH.sub("…", _CREDENTIALS.sub("", named))
