"""Before stage 1: providers of portal.yaml -> locations that hosts list, and people.

In: Provider*.  Out: Discovered(Location*, Diagnostic*); people are locations of type `roster` with their text.
Pure: no, it asks hosts.  Kept: in the cache folder, the last good listing a provider, and answers with an ETag.
Not its job: fetching repositories, reading descriptors.
"""

from portalgen.discover.built_in import BUILT_IN_PROVIDERS
from portalgen.discover.client_tokens import ClientTokens
from portalgen.discover.discover_locations import Discovered, discover_locations
from portalgen.discover.github.apps import AppTokens
from portalgen.discover.host_tokens import HostTokens
from portalgen.discover.listing import Listings
from portalgen.discover.local_places import LocalPlaces, local_places
from portalgen.discover.make_providers import make_providers

__all__ = [
    "BUILT_IN_PROVIDERS",
    "AppTokens",
    "ClientTokens",
    "Discovered",
    "HostTokens",
    "Listings",
    "LocalPlaces",
    "discover_locations",
    "local_places",
    "make_providers",
]
