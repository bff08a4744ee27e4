"""People of an LDAP directory, as Backstage's LDAP module has them: OpenLDAP, Active Directory, FreeIPA and others.

In: `catalog.providers.ldapOrg`.  Out: Provider*.  Pure: no, it asks.  Kept: no.
Not its job: other directories; anything that is not read.
"""

from portalgen.discover.ldap_org.make_ldap_org import make_ldap_org

__all__ = ["make_ldap_org"]
