"""Estimates what a build will ask, bring and write, before any of it is done.

In: KnownSource*, what the listings cost, LastSite.  Out: Estimate, and how a site of that size does on common hosts.
Pure: yes.  Kept: no.
Not its job: asking listings, looking into the cache, words for people.
"""

from portalgen.estimate.download import Download, Requests
from portalgen.estimate.estimate import Estimate, Listed, Sources, estimate
from portalgen.estimate.hosts import HOSTS, Fit, Host, Verdict, fits
from portalgen.estimate.last_site import LastSite
from portalgen.estimate.site_size import SiteSize, site_size

__all__ = [
    "HOSTS",
    "Download",
    "Estimate",
    "Fit",
    "Host",
    "LastSite",
    "Listed",
    "Requests",
    "SiteSize",
    "Sources",
    "Verdict",
    "estimate",
    "fits",
    "site_size",
]
