"""The provider `ldapOrg`: entries of an LDAP directory as Groups and Users."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from portalgen.config import ProviderSettings
from portalgen.discover.directory import Entry, make_rosters
from portalgen.discover.directory.settings import Emails
from portalgen.discover.ldap_org.settings import LdapOrgProvider
from portalgen.discover.people import managed
from portalgen.model.discovery import Ask, Found, Provider

Read = Callable[[LdapOrgProvider, Path], list[Entry]]
_PLAIN = "!*'()"
"""Characters that JavaScript's `encodeURIComponent` leaves as they are, besides those that Python does."""


def make_ldap_org(settings: ProviderSettings) -> Iterable[Provider]:
    """Return the providers of all entries. Raises `ConfigError`, also where ldap3 is not installed."""
    entries = settings.read_as(LdapOrgProvider)
    if not entries:
        return
    if not find_spec("ldap3"):
        raise settings.wrong("needs an extra: pip install 'portalgen[ldap]'")
    read_people = import_module("portalgen.discover.ldap_org.read_people").read_people  # few have ldap3
    for entry in entries:
        if not (entry.settings.users or entry.settings.groups):
            raise settings.wrong("needs 'users' or 'groups'")
        identifier = entry.name.partition("/")[2]
        yield entry.provider(partial(_find, read_people, settings.folder, identifier))


def _find(read: Read, folder: Path, identifier: str, wanted: LdapOrgProvider, _: Ask) -> Iterator[Found]:
    entries = [_placed(entry, identifier, wanted.emails) for entry in read(wanted, folder)]
    place = (wanted.groups or wanted.users)[0].dn
    yield from make_rosters(f"{wanted.target}/{place}", entries, wanted.emails)


def _placed(entry: Entry, identifier: str, emails: Emails) -> Entry:
    metadata = entry.document["metadata"]
    name = metadata["annotations"].get("backstage.io/ldap-dn") or metadata["name"]
    plain = _PLAIN if emails == "show" else f"{_PLAIN}@"  # or an address would not be found, and stay
    place = f"ldap://{identifier}/{quote(name, safe=plain)}"
    return replace(entry, document=managed(entry.document, place))
