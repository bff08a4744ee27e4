"""Makers of directories: what each server says about itself, and identities as they are written."""

import pytest

from portalgen.discover.ldap_org.settings import Vendor
from portalgen.discover.ldap_org.vendors import names_of, text_of


@pytest.mark.parametrize(
    ("root", "dn", "uuid"),
    [
        ("supportedcontrol", "entryDN", "entryUUID"),
        ("forestfunctionality", "distinguishedName", "objectGUID"),
        ("ipadomainlevel", "dn", "ipaUniqueID"),
        ("aeroot", "dn", "entryUUID"),
    ],
)
def test_names_are_the_makers(root: str, dn: str, uuid: str) -> None:
    names = names_of({root: (b"7",)}, Vendor())
    assert (names.dn, names.uuid) == (dn, uuid)


def test_settings_come_before_the_makers() -> None:
    settings = Vendor.model_validate({"uuidAttributeName": "nsUniqueId", "dnCaseSensitive": True})
    names = names_of({"forestfunctionality": ()}, settings)
    assert (names.dn, names.uuid, names.is_lower) == ("distinguishedName", "nsUniqueId", True)


def test_identities_of_active_directory_are_written_as_its_tools_do() -> None:
    assert text_of("objectguid", bytes(range(16))) == "03020100-0504-0706-0809-0a0b0c0d0e0f"
    assert text_of("objectGUID", b"short") == "short"


def test_binary_values_are_no_text() -> None:
    assert text_of("jpegPhoto", b"\xff\xd8\xff") == ""
    assert text_of("cn", "Jürgen".encode()) == "Jürgen"
