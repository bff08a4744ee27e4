"""Entries of an LDAP directory in, users and groups out."""

import re
from collections.abc import Iterator

from portalgen.discover.directory import Entry
from portalgen.discover.ldap_org.directory import LdapEntry
from portalgen.discover.ldap_org.set_paths import with_values
from portalgen.discover.ldap_org.settings import GroupMap, Groups, UserMap, Users
from portalgen.discover.ldap_org.vendors import Names, text_of
from portalgen.discover.people import Document, group, user

_AROUND = re.compile(r"(?<!\\)\s*([,=+])\s*")


class _Reader:
    """Reads what one entry has."""

    def __init__(self, entry: LdapEntry, names: Names) -> None:
        self._entry = entry
        own = self.text(names.dn) or entry.dn
        self.dn = own.lower() if names.is_lower else own
        self.uuid = self.text(names.uuid)

    def text(self, name: str) -> str:
        """Return the value of an attribute, the first of several in alphabetical order."""
        return min(self.all(name), default="")

    def all(self, name: str) -> tuple[str, ...]:
        """Return the values of an attribute that are text."""
        found = (text_of(name, value) for value in self._entry.values.get(name.lower(), ()))
        return tuple(text for text in found if text)

    def keys(self, name: str) -> tuple[str, ...]:
        """Return the values of an attribute that names other entries."""
        return tuple(map(_key, self.all(name)))


def as_user(found: LdapEntry, where: Users, names: Names) -> Iterator[Entry]:
    """Yield the user that an entry is; nothing for one without a name."""
    entry = _Reader(found, names)
    if name := entry.text(where.map.name):
        document = _filled(with_values(user(name, {}), where.set), entry, where.map)
        yield Entry(_named(document, name), _keys(entry, where.map), entry.keys(where.map.member_of))


def as_group(found: LdapEntry, where: Groups, names: Names) -> Iterator[Entry]:
    """Yield the group that an entry is; nothing for one without a name."""
    entry = _Reader(found, names)
    if name := entry.text(where.map.name):
        document = _filled(with_values(group(name, "unknown", {}), where.set), entry, where.map)
        if kind := entry.text(where.map.type):
            document["spec"]["type"] = kind
        parents, members = (entry.keys(attribute) for attribute in (where.map.member_of, where.map.members))
        yield Entry(_named(document, name), _keys(entry, where.map), parents, members)


def _filled(document: Document, entry: _Reader, names: UserMap | GroupMap) -> Document:
    """Write into a document what an entry has; what it has not stays as it was set."""
    annotations = {"ldap-rdn": entry.text(names.rdn), "ldap-uuid": entry.uuid, "ldap-dn": entry.dn}
    document["metadata"]["annotations"] |= {f"backstage.io/{key}": text for key, text in annotations.items() if text}
    if description := entry.text(names.description):
        document["metadata"]["description"] = description
    profile = {"displayName": names.display_name, "email": names.email, "picture": names.picture}
    document["spec"]["profile"] |= {key: text for key, name in profile.items() if (text := entry.text(name))}
    return document


def _named(document: Document, name: str) -> Document:
    document["metadata"]["name"] = name
    return document


def _keys(entry: _Reader, names: UserMap | GroupMap) -> tuple[str, ...]:
    found = (entry.dn, entry.uuid, entry.text(names.rdn))
    return tuple(_key(text) for text in found if text)


def _key(text: str) -> str:
    """Return what two spellings of one DN have in common; anything else in lower case."""
    return _AROUND.sub(r"\1", text).lower()
