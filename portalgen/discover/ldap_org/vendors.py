"""Vendors: what a directory says about itself in, the names of its attributes out."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from portalgen.discover.ldap_org.settings import Vendor

_GUID = "objectGUID"
_GUID_BYTES = 16


@dataclass(frozen=True, slots=True)
class Names:
    """Names of attributes that every maker of directories has his own for."""

    dn: str
    uuid: str
    is_lower: bool = False
    """DNs are written in lower case."""


_MAKERS = (
    ("forestfunctionality", Names("distinguishedName", _GUID)),
    ("ipadomainlevel", Names("dn", "ipaUniqueID")),
    ("aeroot", Names("dn", "entryUUID")),
)
"""Attribute that only one maker's servers have about themselves, in lower case -> the names."""
_USUAL = Names("entryDN", "entryUUID")


def names_of(root: Mapping[str, object], settings: Vendor) -> Names:
    """Return the names for a server that says this about itself, unless the settings say otherwise."""
    usual = next((names for key, names in _MAKERS if key in root), _USUAL)
    return Names(
        settings.dn_attribute_name or usual.dn,
        settings.uuid_attribute_name or usual.uuid,
        settings.dn_case_sensitive,
    )


def text_of(name: str, value: bytes) -> str:
    """Return a value as text: the identities of Active Directory as they are written, nothing for other binary data."""
    if name.lower() == _GUID.lower() and len(value) == _GUID_BYTES:
        return str(uuid.UUID(bytes_le=value))
    try:
        return value.decode()
    except UnicodeDecodeError:
        return ""
