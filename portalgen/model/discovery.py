"""Discovery: what hosts list, and the providers that ask them; the stage is `portalgen.discover`."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from portalgen.diagnostics import NOWHERE, Diagnostic, Where
from portalgen.http_api import ApiClient, Authorization, nobody
from portalgen.model.source import Location


@dataclass(frozen=True, slots=True, order=True)
class Repository:
    """A repository as its host lists it: what filters look at."""

    url: str
    """Web page, without `.git`."""
    path: str
    """Name with what is before it: `acme/shop/api`."""
    branch: str = ""
    """Default branch; empty for a repository without a commit."""
    commit: str = ""
    """Head of that branch, if the listing has it."""
    archived: bool = False
    fork: bool = False
    visibility: str = ""
    """`public`, `internal` or `private`; empty if the host does not say."""
    topics: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Roster:
    """People and groups of a host, as the documents that a descriptor would hold."""

    source: str
    """URL of the organisation; readers know it by that."""
    documents: tuple[Mapping[str, Any], ...]
    """Users and Groups, in the order in which they are to be read."""


@dataclass(frozen=True, slots=True)
class Listed:
    """How many repositories a host lists, before filters leave any out; for whoever wonders where they are."""

    repositories: int = 1


Found = Location | Roster | Listed | Diagnostic
"""Of a location, type, target, ref, paths, optional and commit count; the stage says what asked for it, and what a
diagnostic is about, unless that has a place of its own in a file beside portal.yaml. A diagnostic is for what the host,
or the file, says besides; where nothing can be listed, `DiscoveryError` is raised."""


class Ask(Protocol):
    """Opens APIs for a provider; the stage closes them, and keeps what need not be sent again."""

    def __call__(self, base: str, authorization: Authorization = nobody, /) -> ApiClient:
        """Return a client for the API below a URL. Raises `ApiError` if it is none."""
        ...


@dataclass(frozen=True, slots=True)
class Provider:
    """One entry of `catalog.providers`: finds repositories, or people."""

    name: str
    """`github/default`: its key and its id."""
    discover: Callable[[Ask], Iterable[Found]]
    """Asks the host. Raises `DiscoveryError` (an `ApiError` is one) when it does not list what it has, as a whole."""
    where: Where = NOWHERE
    """Its place in portal.yaml."""
    made_of: str = field(default="", repr=False)
    """Changes with its settings: what was found with others is not used again."""
    local: bool = False
    """It asks no host, so it is asked when a build may ask none, too."""


@dataclass(frozen=True, slots=True)
class GitHost:
    """An entry of `integrations`."""

    kind: str
    """`github`, `gitlab`, `bitbucketCloud`, `bitbucketServer`, `gitea`, `gerrit`, `azure`."""
    host: str
    entry: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """Its keys as written, secrets in clear: never for a message, a log or the cache."""

    def text(self, key: str) -> str:
        """Return a key that holds text, empty if it is not there."""
        value = self.entry.get(key)
        return value if isinstance(value, str) else ""

    @property
    def api(self) -> str:
        """`apiBaseUrl` without its last slash, empty if it is not there."""
        return self.text("apiBaseUrl").rstrip("/")

    @property
    def token(self) -> str:
        """The access token, empty for none."""
        return self.text("token")
