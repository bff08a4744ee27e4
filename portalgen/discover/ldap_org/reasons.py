"""Reasons: what went wrong between an LDAP server and us in, a sentence without a secret or a path out."""

from portalgen.certificates import certificate_fault
from portalgen.discover.ldap_org.settings import LdapOrgProvider
from portalgen.errors import DiscoveryError

_REASONS = (
    ("LDAPInvalidCredentialsResult", "the server does not accept 'bind.dn' with its secret", "check both"),
    ("LDAPNoSuchObjectResult", "the server has no such entry", "check the 'dn' of users and groups"),
    ("LDAPInsufficientAccessRightsResult", "the server does not let this be read", "give 'bind' a user who may"),
    ("LDAPInvalidFilterError", "a filter cannot be read", "check 'options.filter'"),
    ("LDAPStartTLSError", "the connection cannot be encrypted", "write ldaps://, or let the server offer StartTLS"),
    ("LDAPSocketReceiveError", "the server stopped answering", "build again later"),
)
"""Name of an exception of ldap3 (and of nothing below it) -> what it means."""


def reason(error: Exception, settings: LdapOrgProvider) -> DiscoveryError:
    """Return the error that says why a server does not list its people."""
    place = settings.target
    if fault := certificate_fault(error):
        hint = "name the file of its certificate authority under 'tls.ca', and the server as its certificate does"
        return DiscoveryError(f"{place}: the server's {fault}", hint=hint)
    name = type(error).__name__
    found = next(((text, hint) for key, text, hint in _REASONS if key == name), None)
    if found:
        return DiscoveryError(f"{place}: {found[0]}", hint=found[1])
    description = getattr(error, "description", None)
    if isinstance(description, str):
        return DiscoveryError(f"{place}: the server answers {description}")
    return DiscoveryError(f"{place}: the server cannot be reached", hint="check 'target', and the network")
