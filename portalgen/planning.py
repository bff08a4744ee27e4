"""Plans: asks listings, and nothing else, and looks into the cache and the last site; an estimate of a build comes out.

In: Tools.  Out: Plan.  Pure: no, it asks the hosts of providers, as a build does.  Kept: listings, as a build keeps
them.  Not its job: arithmetic (`estimate`), what a mirror is (`crawl`), words.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from portalgen.crawl import KnownSource, known_sources, require_named
from portalgen.diagnostics import Diagnostic
from portalgen.estimate import Estimate, LastSite, Listed, estimate
from portalgen.model.source import Location
from portalgen.pipeline import discover
from portalgen.tools import Tools


@dataclass(frozen=True, slots=True)
class Plan:
    """What is expected of a build."""

    estimate: Estimate
    last: LastSite | None
    """What it was compared with."""
    diagnostics: tuple[Diagnostic, ...]
    """Of listings, and of locations that nothing can read."""


def plan_build(tools: Tools, output: Path) -> Plan:
    """Estimate a build that writes to a folder; no repository is asked, and nothing is written but listings."""
    found = discover(tools)
    named, refused = known_sources((*tools.config.locations(), *found.locations), tools.fetchers)
    last = LastSite.in_folder(output)
    led = tuple(_led(last, {(one.url, one.ref) for one in named}, tools)) if last else ()
    if not tools.config.settings.techdocs.history:
        named, led = (tuple(replace(one, documented=False) for one in some) for some in (named, led))
    require_named(tools.asking.only, [one.url for one in (*named, *led)], (), tools.policy.forges)
    listed = Listed(found.requests, found.received)
    expected = estimate(named, led, listed, last, unreadable=len(refused))
    return Plan(expected, last, (*found.diagnostics, *refused))


def _led(last: LastSite, named: AbstractSet[tuple[str, str]], tools: Tools) -> Iterator[KnownSource]:
    """Yield the repositories of the last site that nobody names, and the refs of others."""
    for url, ref in last.repositories:
        if (url, ref) not in named:
            yield from known_sources([Location("git", url, ref)], tools.fetchers)[0]
