"""Asking: what of its sources one build brings up to date, and of which time they are."""

import re
from dataclasses import dataclass

from portalgen.model.moment import NOW, Moment


@dataclass(frozen=True, slots=True)
class Asking:
    """What the command line says of it; by default everything is asked, and is of now."""

    offline: bool = False
    """Use what the cache has, ask no server."""
    only: tuple[str, ...] = ()
    """Repositories that are asked, by URL or the end of it; of others, what the cache has is used if there is any."""
    lazily: bool = False
    """Ask servers for what the cache does not have, and for nothing else; what lies on this machine is looked at."""
    moment: Moment = NOW
    """Of which time the sources are."""

    def may_ask(self, url: str, *, local: bool = False) -> bool:
        """Say whether a source is to be brought up to date, whatever the cache has of it; a local one needs no line."""
        named = not self.only or any(is_named(url, name) for name in self.only)
        return named and (local or not (self.offline or self.lazily))


EVERYTHING = Asking()


def is_named(url: str, name: str) -> bool:
    """Say whether a name is a source's URL in any spelling, or the end of it from a slash on (`larkspur/pay`)."""
    whole, end = _place(url), _place(name)
    return bool(end) and (whole == end or whole.endswith(f"/{end.lstrip('/')}"))


def _place(url: str) -> str:
    """Return host and path, in lower case: without what says how to get there, or as whom."""
    text = url.strip().lower().rstrip("/").removesuffix(".git")
    scheme, mark, rest = text.rpartition("://")
    if not mark:
        scp = _SCP.fullmatch(text)
        return f"{scp['host']}/{scp['path'].lstrip('/')}" if scp else text
    authority, slash, path = rest.partition("/")
    host = authority.rpartition("@")[2]
    return f"{host.partition(':')[0] if scheme.endswith('ssh') else host}{slash}{path}"


_SCP = re.compile(r"(?:[^@/:]+@)?(?P<host>[^/:]+):(?P<path>.+)")
"""`git@host:group/name`."""
