"""Forges: the Git hosts that a portal knows, and what their URLs say (`forge_flavours` has the forms)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import SplitResult, parse_qs, quote, unquote, urlsplit

from portalgen.model.forge_flavours import FLAVOURS, PUBLIC_HOSTS, Flavour

_SCP = re.compile(r"(?:[^@/]+@)?(?P<host>[^:/@]+):/?(?P<path>[^/].*)")
_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
_PLAIN = "/!$&'()*+,;=:@[]|"
"""Characters that stay as they are in the path of a URL (WHATWG)."""
_USUAL_PORT = {"http": ":80", "https": ":443"}


@dataclass(frozen=True, slots=True)
class RepositoryFile:
    """A file or folder in a hosted repository: what a browser's address bar says about it."""

    repository: str
    """Clone URL over https, in the form of `Forges.canonical`."""
    ref: str
    path: str


@dataclass(frozen=True, slots=True)
class IssueForm:
    """The page of a host where a new issue is written; its address can fill it in."""

    url: str
    title: str
    """Name of the parameter with the title."""
    body: str
    """Name of the parameter with the text."""


@dataclass(frozen=True, slots=True)
class _Place:
    """A repository on a known host."""

    flavour: Flavour
    root: str
    """Scheme and host: `https://git.example.org`."""
    project: str

    def fill(self, form: str, **words: str) -> str:
        owner, _, name = self.project.rpartition("/")
        return form.format(root=self.root, project=self.project, owner=owner, name=name, **words)


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

        A repository's own page has no ref and no path. Credentials and fragment are left out.
        """
        parts = _split(url)
        root = _root(parts) if parts and parts.scheme != "ssh" else ""
        flavour = self.flavour(root.partition("://")[2])
        found = flavour.pattern.fullmatch(parts.path) if parts and flavour else None
        if not parts or not flavour or not found:
            return None
        words = {"ref": "", "path": "", **{name: text for name, text in found.groupdict().items() if text}}
        project = words.get("project") or f"{words['owner']}/{words['name']}"
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        path = asked.get(flavour.query[0], unquote(words["path"]))
        ref = flavour.before_ref.sub("", asked.get(flavour.query[1], unquote(words["ref"])), count=1)
        repository = _Place(flavour, root, project).fill(flavour.clone)
        return None if _climbs(project) else RepositoryFile(repository, ref, path.lstrip("/"))

    def canonical(self, repository: str) -> str:
        """Return the one form of a clone URL over http(s) on a known host; any other URL as it is.

        `https://GitHub.com:443/o/r/` and `https://github.com/o/r` are `https://github.com/o/r.git`.
        """
        place = self._place(repository)
        served = repository.lower().startswith(("http://", "https://"))
        return place.fill(place.flavour.clone) if place and served else repository

    def identity(self, repository: str) -> str:
        """Return what all clone URLs of one repository have in common, over whatever transport; for comparing only."""
        place = self._place(repository)
        web = place.fill(place.flavour.base) if place else repository
        return web.lower() if place and place.flavour.folds_case else web

    def web(self, repository: str) -> str | None:
        """Return the web address of a repository from its clone URL (https or ssh); None for an unknown host."""
        place = self._place(repository)
        return place.fill(place.flavour.base) if place else None

    def flavour_name(self, repository: str) -> str:
        """Return what the host of a repository runs (`github`), empty for an unknown host."""
        place = self._place(repository)
        return place.flavour.name if place else ""

    def file_url(self, repository: str, ref: str, path: str) -> str | None:
        """Return the page that shows a file."""
        return self._fill("file", repository, ref, path)

    def location_url(self, repository: str, ref: str, path: str) -> str | None:
        """Return the URL of a file as Backstage's location refs have it: on GitHub, `tree` where pages have `blob`."""
        place = self._place(repository)
        form = "folder" if place and place.flavour.name == "github" else "file"
        return self._fill(form, repository, ref, path)

    def folder_url(self, repository: str, ref: str, path: str) -> str | None:
        """Return the page that shows a folder; its path ends with a slash."""
        folder = path.strip("/")
        return self._fill("folder", repository, ref, f"{folder}/" if folder else "")

    def edit_url(self, repository: str, ref: str, path: str) -> str | None:
        """Return the page that edits a file."""
        return self._fill("edit", repository, ref, path)

    def commit_page(self, repository: str) -> str:
        """Return the page of a commit, with `{commit}` for its name; empty if the host is not known."""
        place = self._place(repository)
        if not place:
            return ""
        return place.fill(place.flavour.commit, base=place.fill(place.flavour.base), ref="{commit}")

    def issue_form(self, repository: str) -> IssueForm | None:
        """Return where a new issue of a repository is written; None if its host is not known or has no such page."""
        place = self._place(repository)
        if not place or not place.flavour.issue:
            return None
        base = place.fill(place.flavour.base)
        return IssueForm(place.fill(place.flavour.issue, base=base), *place.flavour.issue_fields)

    def _fill(self, form: str, repository: str, ref: str, path: str) -> str | None:
        place = self._place(repository)
        if not place or not ref:
            return None
        template: str = getattr(place.flavour, form)
        kind = place.flavour.kinds[1 if _COMMIT.fullmatch(ref) else 0]
        base = place.fill(place.flavour.base)
        safe = "/" if "{path}&" in template else _PLAIN  # in a query & and + mean something else
        return place.fill(template, base=base, kind=kind, ref=quote(ref, safe=""), path=quote(path, safe=safe))

    @lru_cache(maxsize=4096)  # noqa: B019 - each file of a repository asks for it; there are one or two of these
    def _place(self, repository: str) -> _Place | None:
        scp = _SCP.fullmatch(repository) if "://" not in repository else None
        parts = _split(f"ssh://{scp['host']}/{scp['path']}" if scp else repository)
        root = _root(parts) if parts else ""
        flavour = self.flavour(root.partition("://")[2])
        found = flavour.cloned.fullmatch(parts.path) if parts and flavour else None
        return _Place(flavour, root, found["project"]) if flavour and found else None


def _split(url: str) -> SplitResult | None:
    try:
        return urlsplit(url)
    except ValueError:  # `https://[`
        return None


def _root(parts: SplitResult) -> str:
    """Return scheme and host of a host's web pages, empty for what is not asked over the network."""
    host = parts.netloc.rpartition("@")[2].lower()
    if parts.scheme == "ssh":
        return f"https://{host.partition(':')[0]}"  # a port of SSH is not one of the web
    usual = _USUAL_PORT.get(parts.scheme)
    return f"{parts.scheme}://{host.removesuffix(usual)}" if usual else ""


def _climbs(path: str) -> bool:
    """Say whether a path leaves its place: no repository's name has such a segment."""
    return any(unquote(part) in {".", ".."} or "/" in unquote(part) for part in path.split("/"))
