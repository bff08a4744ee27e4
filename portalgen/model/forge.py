"""Forges: how each kind of Git host writes the URL of a file, a folder and an edit page.

Forms as in Backstage's `packages/integration` (resolveUrl, resolveEditUrl), checked against its answers.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit


@dataclass(frozen=True, slots=True)
class Flavour:
    """URL forms of one host software; `{base}` is the repository's web address, `{ref}` a branch, tag or commit."""

    name: str
    file: str
    folder: str
    edit: str
    pattern: re.Pattern[str]
    """Matches the path of a file or folder URL with the groups `project`, `ref` and `path`."""
    user: str
    """User name that goes with an access token over https."""


FLAVOURS = {
    flavour.name: flavour
    for flavour in (
        Flavour(
            "github",
            user="x-access-token",
            file="{base}/blob/{ref}/{path}",
            folder="{base}/tree/{ref}/{path}",
            edit="{base}/edit/{ref}/{path}",
            pattern=re.compile(r"/(?P<project>[^/]+/[^/]+)/(?:blob|tree|edit|raw)/(?P<ref>[^/]+)(?:/(?P<path>.*))?"),
        ),
        Flavour(
            "gitlab",
            user="oauth2",
            file="{base}/-/blob/{ref}/{path}",
            folder="{base}/-/blob/{ref}/{path}",  # Backstage resolves "./" against the file's blob URL
            edit="{base}/-/edit/{ref}/{path}",
            pattern=re.compile(r"/(?P<project>.+?)/-/(?:blob|tree|edit|raw)/(?P<ref>[^/]+)(?:/(?P<path>.*))?"),
        ),
        Flavour(
            "bitbucketCloud",
            user="x-token-auth",
            file="{base}/src/{ref}/{path}",
            folder="{base}/src/{ref}/{path}",
            edit="{base}/src/{ref}/{path}?mode=edit&at={ref}",
            pattern=re.compile(r"/(?P<project>[^/]+/[^/]+)/src/(?P<ref>[^/]+)(?:/(?P<path>.*))?"),
        ),
        Flavour(
            "gitea",
            user="oauth2",
            file="{base}/src/branch/{ref}/{path}",
            folder="{base}/src/branch/{ref}/{path}",
            edit="{base}/_edit/{ref}/{path}",
            pattern=re.compile(r"/(?P<project>[^/]+/[^/]+)/src/(?:branch|tag|commit)/(?P<ref>[^/]+)(?:/(?P<path>.*))?"),
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

_SCP = re.compile(r"(?:[^@/]+@)?(?P<host>[^:/@]+):(?P<path>[^/].*)")


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
        """Return how a host writes its URLs, or None for a host that is not known."""
        name = dict(self.hosts).get(host)
        return FLAVOURS.get(name) if name else None

    def parse(self, url: str) -> RepositoryFile | None:
        """Read the URL of a file or folder in a repository; None if it is not of that form or the host is unknown."""
        parts = urlsplit(url)
        flavour = self.flavour(parts.netloc) if parts.scheme in {"http", "https"} else None
        match = flavour.pattern.fullmatch(parts.path) if flavour else None
        if not match:
            return None
        repository = f"{parts.scheme}://{parts.netloc}/{match['project'].removesuffix('.git')}.git"
        return RepositoryFile(repository, unquote(match["ref"]), unquote(match["path"] or ""))

    def web(self, repository: str) -> str | None:
        """Return the web address of a repository from its clone URL (https or ssh); None for an unknown host."""
        scp = _SCP.fullmatch(repository)
        parts = urlsplit(f"ssh://{scp['host']}/{scp['path']}" if scp and "://" not in repository else repository)
        host = parts.hostname or ""
        if not self.flavour(parts.netloc.rpartition("@")[2]) and not self.flavour(host):
            return None
        authority = host if parts.scheme == "ssh" else parts.netloc.rpartition("@")[2]
        scheme = "http" if parts.scheme == "http" else "https"
        return f"{scheme}://{authority}{parts.path.rstrip('/').removesuffix('.git')}"

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
        return template.format(base=base, ref=quote(ref, safe="/"), path=quote(path, safe="/"))
