"""Tips: which commit a ref of a remote stands for now."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from portalgen.crawl import git_command
from portalgen.crawl.git_command import GitError, run_git
from portalgen.crawl.object_ids import OBJECT_ID
from portalgen.crawl.remote import Remote
from portalgen.crawl.smart_http import SmartHttp
from portalgen.errors import CrawlError

_BAD_REF = re.compile(r"[\x00-\x20\x7f~^:?*\[\\]|\.\.|@\{|^-|^/|/$|//|\.lock$")


class RefNotFoundError(CrawlError):
    """The repository answers, and has no such branch, tag or commit."""


class NoCommitError(RefNotFoundError):
    """There is nothing yet: no fault of a location that may be empty."""


@dataclass(frozen=True, slots=True)
class Tip:
    """A ref as the remote has it."""

    commit: str
    """Full object id of the commit."""
    name: str
    """Branch or tag as a reader writes it; empty if the remote does not say what its HEAD is."""
    wanted: str
    """What to ask git for: a full ref name, `HEAD` or an object id."""


def check_ref(ref: str) -> None:
    """Raise `RefNotFoundError` for what cannot be a ref; git never sees it."""
    if _BAD_REF.search(ref):
        raise RefNotFoundError(
            f"{ref!r} is not the name of a branch, tag or commit", hint="write a branch, tag or commit"
        )


def find_tip(remote: Remote, ref: str, server: SmartHttp) -> Tip:
    """Ask a remote for a ref ("" or `HEAD` for its default branch). Raises `GitError` or `RefNotFoundError`."""
    if OBJECT_ID.fullmatch(ref):
        return Tip(ref, ref, ref)
    listed = server.refs(remote)
    if ref in {"", "HEAD"}:
        return _default(remote, listed.found if listed else _ask(remote, "HEAD"))
    names = (ref,) if ref.startswith("refs/") else (f"refs/heads/{ref}", f"refs/tags/{ref}")
    is_known = listed and listed.whole
    found = listed.found if listed and is_known else _ask(remote, *names, *(f"{name}^{{}}" for name in names))
    for name in names:
        if name in found:
            return Tip(found.get(f"{name}^{{}}", found[name]), ref, name)
    raise RefNotFoundError(f"no branch or tag {ref!r}", hint=_nearest(listed.found if listed else _all(remote), ref))


def find_names(remote: Remote, server: SmartHttp) -> tuple[str, ...]:
    """Return the names of a remote's branches and tags, sorted. Raises `GitError`."""
    listed = server.refs(remote)
    return _names(listed.found if listed and listed.whole else _ask(remote, "refs/heads/*", "refs/tags/*"))


def _names(found: Iterable[str]) -> tuple[str, ...]:
    named = (name for name in found if name.startswith(("refs/heads/", "refs/tags/")))
    return tuple(sorted({name.removesuffix("^{}").split("/", 2)[-1] for name in named}))


def _default(remote: Remote, found: Mapping[str, str]) -> Tip:
    if "HEAD" not in found and remote.local and not _ask(remote):
        hint = "commit the files, or use type: file to read the folder as it lies there"
        raise NoCommitError("the repository has no commits yet", hint=hint)
    if "HEAD" not in found:
        raise NoCommitError("the repository has no default branch", hint="push a commit, or name a ref")
    return Tip(found["HEAD"], found.get("ref: HEAD", "").removeprefix("refs/heads/"), "HEAD")


def _all(remote: Remote) -> Mapping[str, str]:
    """Return what may be meant; nothing of a server that lists more than anybody can take."""
    with suppress(GitError):
        return _ask(remote, "refs/heads/*", "refs/tags/*")
    return {}


def _ask(remote: Remote, *patterns: str) -> Mapping[str, str]:
    """Return full ref name -> object id; `ref: HEAD` -> what HEAD points at."""
    arguments = ("ls-remote", "--quiet", "--symref", "--", remote.address, *patterns)
    output = run_git(arguments, environment=remote.environment, timeout=git_command.QUESTION)
    return dict(_rows(output.decode(errors="replace")))


def _rows(output: str) -> Iterator[tuple[str, str]]:
    for line in output.splitlines():
        value, _, name = line.partition("\t")
        if value.startswith("ref: "):
            yield f"ref: {name}", value.removeprefix("ref: ")
        else:
            yield name, value


def _nearest(found: Mapping[str, str], ref: str) -> str:
    names = _names(found)
    near = difflib.get_close_matches(ref, names[:1000], n=1, cutoff=0.5) or names[:1]
    return f"did you mean {near[0]!r}?" if near else "push the branch first"
