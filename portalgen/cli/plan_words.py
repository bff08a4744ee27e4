"""An estimate in words: the rows of the table that `portalgen plan` prints."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portalgen.estimate import Download, Estimate, Fit, LastSite, Requests, SiteSize, Sources

_OTHERS = {"file": "folder", "roster": "list of people", "web": "file of a web site"}
"""Kind of a source that is no repository -> what people call one."""
_MANY_OTHERS = {"file": "folders", "roster": "lists of people", "web": "files of web sites"}
_LIMITS = {"files": "files", "entries": "files and folders", "fullest": "files in one folder"}
"""Name of a limit -> what is counted."""


def rows(found: "Estimate", last: "LastSite | None", output: str) -> "Iterator[tuple[str, str]]":
    """Yield name and words of each part."""
    yield "sources", sources(found.sources, found.requests)
    if found.sources.led:
        yield (
            "unnamed",
            f"{found.sources.led:,} of them, from the last site: a Location entity led there, or it was named then",
        )
    yield "requests", requests(found.requests, found.sources)
    yield "download", download(found.download)
    yield "site", site(found.site)
    yield "based on", basis(found, last, output)


def sources(found: "Sources", asked: "Requests") -> str:
    """Return `18 repositories (15 unchanged, 2 changed, 1 new), 1 folder`."""
    from portalgen.report import count

    known = "to ask" if asked.heads else "known"
    states = {"unchanged": found.unchanged, "changed": found.changed, known: found.asked, "new": found.new}
    listed = ", ".join(f"{number:,} {word}" for word, number in states.items() if number)
    number = sum(states.values())
    refs = f" at {number:,} refs" if number != found.repositories else ""
    parts = [f"{count(found.repositories, 'repository')}{refs} ({listed})"] if found.repositories else []
    for kind, number in found.others.items():
        names = _OTHERS if number == 1 else _MANY_OTHERS
        parts.append(f"{number:,} {names.get(kind, f'of type {kind}')}")
    if found.unreadable:
        parts.append(f"{found.unreadable:,} that nothing can read")
    return ", ".join(parts) or "none"


def requests(found: "Requests", of: "Sources") -> str:
    """Return `1,026 at least (4 for listings, 1,000 for heads, 22 for packs), and 1 more for each that has changed`."""
    named = {
        "for listings": found.listings,
        "for heads": found.heads,
        "for packs": found.packs,
        "for files": found.files,
        "for names of versions": found.names,
        "for who changed pages": found.histories,
    }
    words = ", ".join(f"{number:,} {word}" for word, number in named.items() if number)
    if not words:
        return "none: no server has to be asked"
    if of.asked and found.heads:
        return f"{found.total:,} at least ({words}), and 1 more for each that has changed, 3 with documentation"
    return f"{found.total:,} ({words})"


def download(found: "Download") -> str:
    """Return `about 3.0 MB, a new repository at 300 kB (median of 990 in the cache)`."""
    if not found.if_all_changed:
        return "nothing"
    base = f"median of {found.compared:,} in the cache" if found.compared else "assumed, there is none in the cache"
    most = f"; {about_bytes(found.if_all_changed)} if all that is asked has changed"
    each = f", a new repository at {about_bytes(found.each)} ({base})" if found.new else ""
    return f"about {about_bytes(found.bytes)}{each}{most if found.if_all_changed > found.bytes else ''}"


def site(found: "SiteSize") -> str:
    """Return `about 9,800 files in 5,600 folders, 250 MB, the largest of 1.2 MB`."""
    files, folders = f"{about(found.files):,} files", f"{about(found.folders):,} folders"
    return f"about {files} in {folders}, {about_bytes(found.bytes)}, the largest of {about_bytes(found.largest)}"


def basis(found: "Estimate", last: "LastSite | None", output: str) -> str:
    """Say what the size of the site rests on."""
    from portalgen.report import count

    if last is None:
        return f"averages: there is no site in {output} yet to compare with"
    files = f"the site in {output} ({count(len(last.sources), 'source')}, {count(len(last.sizes), 'file')})"
    return files if found.site.scaled == 1 else f"{files}, times {found.site.scaled:,.3g}"


def fit(found: "Fit") -> str:
    """Return `fits: 2 % of 1.0 GB`."""
    if not found.limit:
        return f"{found.verdict}: no limit that matters"
    return f"{found.verdict}: {_percent(found.share)} of {_limit(found)}"


def _limit(found: "Fit") -> str:
    number = int(getattr(found.host, found.limit))
    if found.limit == "bytes":
        return about_bytes(number)
    if found.limit == "largest":
        return f"{number // 2**20} MiB for one file"
    return f"{number:,} {_LIMITS[found.limit]}"


def about(number: int) -> int:
    """Return a number to three digits: more would promise too much."""
    step: int = 10 ** max(0, len(str(number)) - 3)
    return round(number / step) * step


def about_bytes(number: int) -> str:
    """Return the same as `1.2 MB`."""
    from portalgen.report import size

    return size(about(number)).replace(".0 ", " ")


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %") if share >= 0.01 else "under 1 %"  # noqa: PLR2004  (one in a hundred)
