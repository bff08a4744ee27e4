"""The size of a site: how many sources it will have and what the last one had in, files and bytes out."""

from dataclasses import dataclass

from portalgen.estimate.last_site import LastSite


@dataclass(frozen=True, slots=True)
class SiteSize:
    """What a build is expected to write."""

    files: int
    folders: int
    bytes: int
    largest: int
    """Bytes of the largest file."""
    fullest: int
    """Files directly in the fullest folder."""
    scaled: float
    """Sources that are expected for each one of the last site; 0: there is none, and averages are taken."""


ALWAYS = SiteSize(files=60, folders=30, bytes=1_000_000, largest=150_000, fullest=30, scaled=0)
"""What any site has: start pages, lists, theme, search."""
EACH = SiteSize(files=10, folders=6, bytes=260_000, largest=1_200, fullest=1, scaled=0)
"""What a source adds where nothing is known of it: measured with 300 repositories of one component and two pages of
documentation, 20 teams and 40 systems between them: 2,850 files in 1,669 folders, 77.3 MB, the largest of 362 kB."""


def site_size(sources: int, last: LastSite | None) -> SiteSize:
    """Return the size of a site of so many sources, the last one's scaled or from averages."""
    if last is None:
        return SiteSize(
            ALWAYS.files + sources * EACH.files,
            ALWAYS.folders + sources * EACH.folders,
            ALWAYS.bytes + sources * EACH.bytes,
            ALWAYS.largest + sources * EACH.largest,
            ALWAYS.fullest + sources * EACH.fullest,
            scaled=0,
        )
    ratio = sources / len(last.sources)
    files, size = last.constant
    return SiteSize(
        files + round((len(last.sizes) - files) * ratio),
        round(last.folders * ratio),
        size + round((sum(last.sizes.values()) - size) * ratio),
        round(max(last.sizes.values()) * max(ratio, 1)),
        round(last.most_in_a_folder * max(ratio, 1)),
        scaled=round(ratio, 3),
    )
