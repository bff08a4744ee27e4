"""States: how a crawl ends for a source."""

from enum import StrEnum


class SourceState(StrEnum):
    """How a crawl ends for a source."""

    FRESH = "fresh"
    """It has something new, or keeps nothing between builds."""
    UNCHANGED = "unchanged"
    STALE = "stale"
    """It does not answer; what was fetched last is used."""
    FAILED = "failed"
    """It does not answer, or has not what is asked for, and nothing is known of it."""
