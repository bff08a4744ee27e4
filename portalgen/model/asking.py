"""Asking: what of its sources one build brings up to date, and of which time they are."""

from dataclasses import dataclass

from portalgen.model.moment import NOW, Moment


@dataclass(frozen=True, slots=True)
class Asking:
    """What the command line says of it; by default everything is asked, and is of now."""

    offline: bool = False
    """Use what the cache has, ask no server."""
    only: tuple[str, ...] = ()
    """Repositories that are asked, by URL or the end of it; of others, what the cache has is used if there is any."""
    moment: Moment = NOW
    """Of which time the sources are."""

    def may_ask(self, url: str, *, local: bool = False) -> bool:
        """Say whether a source is to be brought up to date, whatever the cache has of it; a local one needs no line."""
        return (local or not self.offline) and (not self.only or any(is_named(url, name) for name in self.only))


EVERYTHING = Asking()


def is_named(url: str, name: str) -> bool:
    """Say whether a name is a source's URL, or the end of it from a slash on (`larkspur/pay`), whatever its case."""
    whole, end = (text.lower().rstrip("/").removesuffix(".git") for text in (url, name))
    return whole == end or whole.endswith((f"/{end.lstrip('/')}", f":{end}"))
