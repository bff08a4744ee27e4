"""The provider `ldapOrg`: entries of an LDAP directory as Groups and Users."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from portalgen.config import ProviderSettings
from portalgen.discover.directory import Entry, make_rosters
from portalgen.discover.ldap_org.settings import LdapOrgProvider
from portalgen.model.discovery import Ask, Found, Provider

Read = Callable[[LdapOrgProvider, Path], list[Entry]]


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
        yield entry.provider(partial(_find, read_people, settings.folder))


def _find(read: Read, folder: Path, wanted: LdapOrgProvider, _: Ask) -> Iterator[Found]:
    entries = read(wanted, folder)
    place = (wanted.groups or wanted.users)[0].dn
    yield from make_rosters(f"{wanted.target}/{place}", entries, wanted.emails)
