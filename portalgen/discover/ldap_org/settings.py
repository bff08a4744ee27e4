"""What portal.yaml says to the provider `ldapOrg`, with Backstage's keys."""

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import BeforeValidator, Field, SecretStr, field_validator, model_validator

from portalgen.config import Section, Text
from portalgen.discover.directory import DirectorySettings
from portalgen.discover.ldap_org.set_paths import Paths

_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_PORTS = {"ldap": 389, "ldaps": 636}


def _one_or_more(value: Any) -> Any:  # noqa: ANN401  (a file as written can hold anything)
    return [value] if isinstance(value, dict | str) else value


class Tls(Section):
    """How the server proves who it is."""

    reject_unauthorized: bool = True
    """Only true: the server's certificate is always verified."""
    ca: Text | None = None
    """File beside portal.yaml with the certificates of those whose word counts, in PEM form; absent: the machine's.
    Only portalgen has this key."""
    certs: Text | None = None
    """File with the certificate that portalgen shows, in PEM form."""
    keys: Text | None = None
    """File with the private key for it, in PEM form."""
    start_tls: bool | None = None
    """Whether a connection over `ldap://` is encrypted before anything is said. Absent: yes, except on this machine.
    Only portalgen has this key."""

    @field_validator("reject_unauthorized")
    @classmethod
    def _is_true(cls, value: bool) -> bool:  # noqa: FBT001 - pydantic calls it
        if not value:
            raise ValueError("must be true: name the server's certificate authority under 'ca' instead")
        return value


class Bind(Section):
    """Who asks."""

    dn: Text
    """DN of the user."""
    secret: SecretStr
    """Password, from the environment: `${LDAP_SECRET}`."""


class Paging(Section):
    """How much is asked for at once."""

    page_size: Annotated[int, Field(ge=1)] = 100
    """Entries."""
    page_pause: bool = False
    """No effect."""


class Options(Section):
    """How entries are searched."""

    scope: Literal["base", "one", "sub"] = "one"
    """The entry itself, those directly below it, or it and all below it."""
    filter: Text = "(objectClass=*)"
    """Which entries count."""
    attributes: Annotated[tuple[Text, ...], BeforeValidator(_one_or_more)] = ("*", "+")
    """Attributes to ask for."""
    size_limit: Annotated[int, Field(ge=0)] = 0
    """Most entries; 0: as many as the server gives. One more is an error: people are listed as a whole."""
    time_limit: Annotated[int, Field(ge=0)] = 0
    """Seconds that the server may take; 0: as it likes."""
    deref_aliases: Annotated[int, Field(ge=0, le=3)] = 0
    """Aliases are followed: 0 never, 1 below the entry, 2 in finding it, 3 always."""
    types_only: Literal[False] = False
    """Only false: without values there are no people."""
    paged: bool | Paging | None = None
    """Ask in pages. Absent: if the server can."""

    @field_validator("filter")
    @classmethod
    def _on_one_line(cls, value: str) -> str:
        return "".join(line.strip() for line in value.splitlines())


class UserMap(Section):
    """Attributes that become what a User has."""

    rdn: Text = "uid"
    """Annotation `backstage.io/ldap-rdn`."""
    name: Text = "uid"
    """Name; an entry without it is not a user."""
    description: str = ""
    """Description."""
    display_name: str = "cn"
    """Full name."""
    email: str = "mail"
    """E-mail address."""
    picture: str = ""
    """URL of a picture, over https."""
    member_of: str = "memberOf"
    """Groups: DNs, UUIDs or names."""


class GroupMap(Section):
    """Attributes that become what a Group has."""

    rdn: Text = "cn"
    """Annotation `backstage.io/ldap-rdn`."""
    name: Text = "cn"
    """Name; an entry without it is not a group."""
    description: str = "description"
    """Description."""
    type: str = "groupType"
    """Type; absent there: `unknown`."""
    display_name: str = "cn"
    """Full name."""
    email: str = ""
    """E-mail address."""
    picture: str = ""
    """URL of a picture, over https."""
    member_of: str = "memberOf"
    """Parents: DNs, UUIDs or names."""
    members: str = "member"
    """Members, users and groups: DNs, UUIDs or names."""


class Users(Section):
    """Where users are."""

    dn: Text
    """Entry below which they are."""
    options: Options = Options()
    """How they are searched."""
    set: Paths = Field(default_factory=dict)
    """Values that every User has: `metadata.namespace: ldap`."""
    map: UserMap = UserMap()
    """Attributes."""


class Groups(Section):
    """Where groups are."""

    dn: Text
    """Entry below which they are."""
    options: Options = Options()
    """How they are searched."""
    set: Paths = Field(default_factory=dict)
    """Values that every Group has."""
    map: GroupMap = GroupMap()
    """Attributes."""


class Vendor(Section):
    """Names that a directory has for what others name otherwise; absent: those of its maker."""

    dn_attribute_name: Text | None = None
    """Attribute with an entry's DN."""
    uuid_attribute_name: Text | None = None
    """Attribute with its identity."""
    dn_case_sensitive: bool = False
    """True: DNs are written in lower case. They are compared in lower case anyway."""


class LdapOrgProvider(DirectorySettings):
    """An entry of `catalog.providers.ldapOrg`."""

    target: Text
    """Server: `ldaps://ds.example.net`."""
    tls: Tls = Tls()
    """How the server proves who it is."""
    bind: Bind | None = None
    """Who asks; absent: anybody."""
    users: Annotated[tuple[Users, ...], BeforeValidator(_one_or_more)] = ()
    """Where users are, one place or several."""
    groups: Annotated[tuple[Groups, ...], BeforeValidator(_one_or_more)] = ()
    """Where groups are, one place or several."""
    vendor: Vendor = Vendor()
    """Names that a directory has for what others name otherwise."""

    @field_validator("target")
    @classmethod
    def _is_a_server(cls, value: str) -> str:
        parts = urlsplit(value.rstrip("/"))
        if parts.scheme not in _PORTS or not parts.hostname or parts.path or "@" in parts.netloc:
            raise ValueError("must be the address of a server: ldaps://host")
        return value.rstrip("/")

    @model_validator(mode="after")
    def _keeps_the_password(self) -> "LdapOrgProvider":
        if self.bind and not self.is_ldaps and self.tls.start_tls is False and self.host not in _LOOPBACK:
            raise ValueError("sends a password without encryption: write ldaps:// or leave 'tls.startTls' out")
        return self

    @property
    def is_ldaps(self) -> bool:
        """Say whether the connection is encrypted from its first byte."""
        return self.target.startswith("ldaps:")

    @property
    def uses_start_tls(self) -> bool:
        """Say whether it is encrypted before anything is said."""
        wanted = self.tls.start_tls
        return not self.is_ldaps and (self.host not in _LOOPBACK if wanted is None else wanted)

    @property
    def host(self) -> str:
        """Host of the server."""
        return urlsplit(self.target).hostname or ""

    @property
    def port(self) -> int:
        """Port of the server."""
        parts = urlsplit(self.target)
        return parts.port or _PORTS[parts.scheme]
