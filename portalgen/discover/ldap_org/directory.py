"""Asks an LDAP server: a place and a filter in, entries with their attributes out."""

import ssl
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from portalgen.discover.ldap_org.certificates import certificates
from portalgen.discover.ldap_org.reasons import reason
from portalgen.discover.ldap_org.settings import LdapOrgProvider, Options, Paging
from portalgen.errors import DiscoveryError
from portalgen.http_api import Budget

with warnings.catch_warnings():
    warnings.simplefilter("ignore", DeprecationWarning)  # of a name in pyasn1 that ldap3 still uses
    import ldap3
    from ldap3.core.exceptions import LDAPException

_PAGED = "1.2.840.113556.1.4.319"
_SCOPES: dict[str, Literal["BASE", "LEVEL", "SUBTREE"]] = {"base": "BASE", "one": "LEVEL", "sub": "SUBTREE"}
_ALIASES: tuple[Literal["NEVER", "SEARCH", "FINDING_BASE", "ALWAYS"], ...] = (
    "NEVER",
    "SEARCH",
    "FINDING_BASE",
    "ALWAYS",
)
_CONNECT, _SILENCE = 10, 60
"""Seconds until a server counts as silent."""
_USUAL_PAGE = 500


@dataclass(frozen=True, slots=True)
class LdapEntry:
    """An entry of a directory."""

    dn: str
    values: Mapping[str, tuple[bytes, ...]]
    """Attributes, names in lower case."""


class _Encryption(ldap3.Tls):
    """Encrypts as the standard library does, which looks at names of hosts and at IP addresses in certificates."""

    def __init__(self, context: ssl.SSLContext, host: str) -> None:
        super().__init__(validate=ssl.CERT_REQUIRED)
        self._context, self._host = context, host

    def wrap_socket(self, connection: Any, do_handshake: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002 - ldap3
        """Put encryption around the connection's socket; the handshake is made at once."""
        del do_handshake
        connection.socket = self._context.wrap_socket(connection.socket, server_hostname=self._host)


class LdapDirectory:
    """One server, connected and bound."""

    def __init__(self, connection: ldap3.Connection) -> None:
        self._connection = connection
        self._budget = Budget()
        self.root = next(self._pages("", Options(scope="base"), 0), [LdapEntry("", {})])[0].values
        """What the server says about itself."""

    def search(self, dn: str, options: Options) -> Iterator[LdapEntry]:
        """Yield the entries that a search finds, all of them. Raises `LDAPException` and `DiscoveryError`."""
        size = _USUAL_PAGE if self._has_pages() else 0
        if isinstance(options.paged, Paging):
            size = options.paged.page_size
        elif options.paged is not None:
            size = 100 if options.paged else 0
        for page in self._pages(dn, options, size):
            yield from page

    def _has_pages(self) -> bool:
        return _PAGED.encode() in self.root.get("supportedcontrol", ())

    def _pages(self, dn: str, options: Options, size: int) -> Iterator[list[LdapEntry]]:
        cookie: Any = None
        while True:
            with _understood():
                self._connection.search(
                    dn,
                    options.filter,
                    _SCOPES[options.scope],
                    _ALIASES[options.deref_aliases],
                    [*options.attributes],
                    size_limit=options.size_limit,
                    time_limit=options.time_limit,
                    paged_size=size or None,
                    paged_cookie=cookie,
                )
            result = self._connection.result
            if result["result"]:  # a limit or a referral, which ldap3 does not raise
                raise DiscoveryError(f"{dn}: the server does not list all: {result['description']}")
            page = [_entry(row) for row in self._connection.response or () if row["type"] == "searchResEntry"]
            self._budget.spend(dn, sum(map(_size, page)))
            yield page
            cookie = (((result.get("controls") or {}).get(_PAGED) or {}).get("value") or {}).get("cookie")
            if not cookie:
                return


@contextmanager
def connected(settings: LdapOrgProvider, folder: Path) -> Iterator[LdapDirectory]:
    """Connect, and bind if portal.yaml says as whom. Raises `DiscoveryError`, also for what fails meanwhile."""
    try:
        connection = _connection(settings, folder)
        try:
            with _understood():
                connection.open()
                if settings.uses_start_tls:
                    connection.start_tls()
                connection.bind()
            yield LdapDirectory(connection)
        finally:
            _close(connection)
    except (LDAPException, OSError) as error:
        raise reason(error, settings) from None


def _connection(settings: LdapOrgProvider, folder: Path) -> ldap3.Connection:
    server = ldap3.Server(
        settings.host,
        settings.port,
        use_ssl=settings.is_ldaps,
        tls=_Encryption(certificates(settings.tls, folder), settings.host),
        get_info=ldap3.NONE,
        connect_timeout=_CONNECT,
        allowed_referral_hosts=[],
    )
    bind = settings.bind
    return ldap3.Connection(
        server,
        bind.dn if bind else None,
        bind.secret.get_secret_value() if bind else None,
        authentication=ldap3.SIMPLE if bind else ldap3.ANONYMOUS,
        auto_referrals=False,  # another server is not told the password
        check_names=False,
        raise_exceptions=True,
        read_only=True,
        receive_timeout=_SILENCE,
    )


@contextmanager
def _understood() -> Iterator[None]:
    """Say so when ldap3 trips over what is no LDAP."""
    try:
        yield
    except OSError:  # of which a certificate that is not valid is one, and a ValueError, too
        raise
    except (AttributeError, LookupError, TypeError, ValueError):
        raise DiscoveryError("the server of 'target' does not speak LDAP", hint="check its port") from None


def _close(connection: ldap3.Connection) -> None:
    with suppress(LDAPException, OSError):
        connection.unbind()
    if connection.socket:
        connection.socket.close()  # where it was never opened, ldap3 leaves it


def _size(entry: LdapEntry) -> int:
    return sum(len(value) for values in entry.values.values() for value in values)


def _entry(row: Mapping[str, Any]) -> LdapEntry:
    values = {name.lower(): tuple(found) for name, found in row["raw_attributes"].items()}
    return LdapEntry(row["dn"], values)
