"""Limits of common hosts of static sites: the size of a site in, whether it fits on each out.

A megabyte of a host is taken as 10**6 bytes, the smaller reading. The numbers are of November 2026, from the hosts' own
pages (`Host.source`). Two are theirs, but stated elsewhere: 200,000 entries on gitlab.com in gitlab-org/gitlab issues
405048 and 500273, 15,000 files on Azure in Azure/static-web-apps issue 520. `docs/how-to/run-in-ci.md` has this table.
"""

from dataclasses import dataclass
from enum import StrEnum

from portalgen.estimate.site_size import SiteSize

_MB = 10**6
_CLOSE = 0.8


class Verdict(StrEnum):
    """Whether a site can be there."""

    FITS = "fits"
    CLOSE = "close"
    """Over 80 % of a limit."""
    TOO_LARGE = "too large"


@dataclass(frozen=True, slots=True)
class Host:
    """What a host takes; None: no limit that matters."""

    name: str
    source: str
    """Page that says so."""
    bytes: int | None = None
    files: int | None = None
    entries: int | None = None
    """Files and folders."""
    largest: int | None = None
    """Bytes of one file."""
    fullest: int | None = None
    """Files directly in one folder."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a site does on a host."""

    host: Host
    verdict: Verdict
    limit: str = ""
    """Name of the limit of which it takes the most (`bytes`), empty if there is none."""
    share: float = 0
    """How much it takes of that; 1 is all."""


HOSTS = (
    Host(
        "GitHub Pages",
        "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits",
        bytes=1000 * _MB,
    ),
    Host(
        "GitLab Pages, gitlab.com",
        "https://docs.gitlab.com/user/gitlab_com/#gitlab-pages",
        bytes=1000 * _MB,
        entries=200_000,
    ),
    Host(
        "Cloudflare Pages, free",
        "https://developers.cloudflare.com/pages/platform/limits/",
        files=20_000,
        largest=25 * 2**20,
    ),
    Host(
        "Cloudflare Pages, paid",
        "https://developers.cloudflare.com/pages/platform/limits/",
        files=100_000,
        largest=25 * 2**20,
    ),
    Host("Netlify", "https://docs.netlify.com/site-deploys/overview/#files-per-directory-limit", fullest=54_000),
    Host(
        "Azure Static Web Apps, free",
        "https://learn.microsoft.com/azure/static-web-apps/quotas",
        bytes=250 * _MB,
        files=15_000,
    ),
    Host(
        "Azure Static Web Apps, standard",
        "https://learn.microsoft.com/azure/static-web-apps/quotas",
        bytes=500 * _MB,
        files=15_000,
    ),
    Host(
        "S3, GCS, a web server",
        "https://docs.aws.amazon.com/AmazonS3/latest/userguide/BucketRestrictions.html",
    ),
)
"""The hosts, those that Git hosts bring along first."""


def fits(site: SiteSize, host: Host) -> Fit:
    """Say whether a site fits on a host, by the limit of which it takes the most."""
    found = {
        "bytes": (site.bytes, host.bytes),
        "files": (site.files, host.files),
        "entries": (site.files + site.folders, host.entries),
        "largest": (site.largest, host.largest),
        "fullest": (site.fullest, host.fullest),
    }
    shares = {name: size / limit for name, (size, limit) in found.items() if limit}
    if not shares:
        return Fit(host, Verdict.FITS)
    name = max(shares, key=shares.__getitem__)
    verdict = Verdict.TOO_LARGE if shares[name] > 1 else Verdict.CLOSE if shares[name] > _CLOSE else Verdict.FITS
    return Fit(host, verdict, name, round(shares[name], 4))
