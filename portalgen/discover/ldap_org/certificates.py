"""Certificates: the files that portal.yaml names in, what verifies an LDAP server out."""

import ssl
from pathlib import Path

from portalgen.discover.ldap_org.settings import Tls
from portalgen.errors import DiscoveryError


def certificates(tls: Tls, folder: Path) -> ssl.SSLContext:
    """Return settings of encryption that demand a valid certificate with the host's name. Raises `DiscoveryError`."""
    context = ssl.create_default_context()
    key = "ca"
    try:
        if tls.ca:
            context = ssl.create_default_context(cafile=str(folder / tls.ca))
        key = "certs"
        if tls.certs:
            context.load_cert_chain(folder / tls.certs, folder / tls.keys if tls.keys else None)
    except (OSError, ValueError):
        hint = "name a file in PEM form, from the folder of portal.yaml on"
        raise DiscoveryError(f"tls.{key}: the file cannot be read", hint=hint) from None
    return context
