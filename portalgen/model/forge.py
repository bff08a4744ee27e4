"""Forges: how each kind of Git host writes the URL of a file, a folder and an edit page.

Forms as in Backstage's `packages/integration` (resolveUrl, resolveEditUrl), checked against its answers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Flavour:
    """URL forms of one host software; `{base}` is the repository's web address, `{ref}` a branch, tag or commit."""

    name: str
    file: str
    folder: str
    edit: str
    pattern: re.Pattern[str]
    """Matches the path of a repository, file or folder URL with the groups `project`, `ref` and `path`."""
    user: str
    """User name that goes with an access token over https."""


_OWNER_AND_NAME = "[^/]+/[^/]+?"


def _pattern(project: str, before_ref: str) -> re.Pattern[str]:
    return re.compile(rf"/(?P<project>{project})(?:\.git)?/?(?:{before_ref}/(?P<ref>[^/]+)(?:/(?P<path>.*))?)?")


FLAVOURS = {
    flavour.name: flavour
    for flavour in (
        Flavour(
            "github",
            user="x-access-token",
            file="{base}/blob/{ref}/{path}",
            folder="{base}/tree/{ref}/{path}",
            edit="{base}/edit/{ref}/{path}",
            pattern=_pattern(_OWNER_AND_NAME, "/(?:blob|tree|edit|raw)"),
        ),
        Flavour(
            "gitlab",
            user="oauth2",
            file="{base}/-/blob/{ref}/{path}",
            folder="{base}/-/blob/{ref}/{path}",  # Backstage resolves "./" against the file's blob URL
            edit="{base}/-/edit/{ref}/{path}",
            pattern=_pattern("[^/]+(?:/(?!-/)[^/]+)*?", "(?:/-)?/(?:blob|tree|edit|raw)"),
        ),
        Flavour(
            "bitbucketCloud",
            user="x-token-auth",
            file="{base}/src/{ref}/{path}",
            folder="{base}/src/{ref}/{path}",
            edit="{base}/src/{ref}/{path}?mode=edit&at={ref}",
            pattern=_pattern(_OWNER_AND_NAME, "/src"),
        ),
        Flavour(
            "gitea",
            user="oauth2",
            file="{base}/src/branch/{ref}/{path}",
            folder="{base}/src/branch/{ref}/{path}",
            edit="{base}/_edit/{ref}/{path}",
            pattern=_pattern(_OWNER_AND_NAME, "/src/(?:branch|tag|commit)"),
        ),
    )
}

PUBLIC_HOSTS = {
    "github.com": "github",
    "gitlab.com": "gitlab",
    "bitbucket.org": "bitbucketCloud",
    "codeberg.org": "gitea",
}
"""Hosts that need no configuration."""

_SCP = re.compile(r"(?:[^@/]+@)?(?P<host>[^:/@]+):/?(?P<path>[^/].*)")


@dataclass(frozen=True, slots=True)
class RepositoryFile:
    """A file or folder in a hosted repository: what a browser's address bar says about it."""

    repository: str
    """Clone URL over https."""
    ref: str
    path: str


@dataclass(frozen=True, slots=True)
class Forges:
    """The Git hosts that a portal knows, by host name."""

    hosts: tuple[tuple[str, str], ...] = tuple(PUBLIC_HOSTS.items())

    @classmethod
    def of(cls, extra: Iterable[tuple[str, str]]) -> "Forges":
        """Return the public hosts and the given (host, flavour) pairs; later ones win."""
        return cls(tuple({**PUBLIC_HOSTS, **dict(extra)}.items()))

    def flavour(self, host: str) -> Flavour | None:
        """Return how a host writes its URLs, or None for one that is not known; a port need not be configured."""
        hosts = {name.lower(): flavour for name, flavour in self.hosts}
        authority = host.lower()
        name = hosts.get(authority) or hosts.get(authority.partition(":")[0])
        return FLAVOURS.get(name) if name else None

    def parse(self, url: str) -> RepositoryFile | None:
        """Read the URL of a repository, or of a file or folder in one; None if it is no such URL of a known host.

        A repository's own page has no ref and no path. Credentials, query and fragment are left out.
        """
        parts = _split(url)
        host = parts.netloc.rpartition("@")[2] if parts else ""
        flavour = self.flavour(host)
        served = parts is not None and parts.scheme in {"http", "https"}
        found = flavour.pattern.fullmatch(parts.path) if parts and flavour and served else None
        if not parts or not found or _climbs(found["project"]):
            return None
        repository = f"{parts.scheme}://{host}/{found['project']}.git"
        return RepositoryFile(repository, unquote(found["ref"] or ""), unquote(found["path"] or ""))

    def web(self, repository: str) -> str | None:
        """Return the web address of a repository from its clone URL (https or ssh); None for an unknown host."""
        scp = _SCP.fullmatch(repository) if "://" not in repository else None
        parts = _split(f"ssh://{scp['host']}/{scp['path']}" if scp else repository)
        if not parts or parts.scheme not in {"http", "https", "ssh"}:
            return None
        host = parts.netloc.rpartition("@")[2]
        if parts.scheme == "ssh":
            host = host.partition(":")[0]  # a port of SSH is not one of the web
        if not self.flavour(host):
            return None
        scheme = "http" if parts.scheme == "http" else "https"
        return f"{scheme}://{host}{parts.path.rstrip('/').removesuffix('.git')}"

    def file_url(self, repository: str, ref: str, path: str) -> str | None:
        """Return the page that shows a file."""
        return self._fill("file", repository, ref, path)

    def folder_url(self, repository: str, ref: str, path: str) -> str | None:
        """Return the page that shows a folder; it ends with a slash."""
        url = self._fill("folder", repository, ref, path)
        return url.rstrip("/") + "/" if url else None

    def edit_url(self, repository: str, ref: str, path: str) -> str | None:
        """Return the page that edits a file."""
        return self._fill("edit", repository, ref, path)

    def _fill(self, form: str, repository: str, ref: str, path: str) -> str | None:
        base = self.web(repository)
        flavour = self.flavour(urlsplit(base).netloc) if base else None
        if not flavour or not ref:
            return None
        template: str = getattr(flavour, form)
        return template.format(base=base, ref=quote(ref, safe=""), path=quote(path, safe="/"))


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # `https://[`
        return None


def _climbs(path: str) -> bool:
    """Say whether a path leaves its place: no repository's name has such a segment."""
    return any(unquote(part) in {".", ".."} or "/" in unquote(part) for part in path.split("/"))
