"""Reads the people of an LDAP directory: settings in, entries out."""

from pathlib import Path

from portalgen.discover.directory import Entry
from portalgen.discover.ldap_org.as_entry import as_group, as_user
from portalgen.discover.ldap_org.directory import connected
from portalgen.discover.ldap_org.settings import LdapOrgProvider
from portalgen.discover.ldap_org.vendors import names_of


def read_people(settings: LdapOrgProvider, folder: Path) -> list[Entry]:
    """Return all users and groups; files of `tls` are looked for from a folder on. Raises `DiscoveryError`."""
    with connected(settings, folder) as directory:
        names = names_of(directory.root, settings.vendor)
        users = [
            entry
            for where in settings.users
            for found in directory.search(where.dn, where.options)
            for entry in as_user(found, where, names)
        ]
        groups = [
            entry
            for where in settings.groups
            for found in directory.search(where.dn, where.options)
            for entry in as_group(found, where, names)
        ]
    return [*users, *groups]
