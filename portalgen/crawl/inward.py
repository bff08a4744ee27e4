"""Inward addresses: where a name may lead that descriptors can write, so that none of them looks around inside.

Whoever rules a name's zone decides what it stands for: a service of this machine, the metadata of a cloud's machines, a
printer. Names are allowed in portal.yaml; this is about what they stand for at the moment of asking.
"""

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_METADATA = frozenset(map(ip_address, ("100.100.100.200", "192.0.0.192", "fd00:ec2::254")))
"""Where clouds tell a machine its secrets, besides link-local addresses."""
_TRANSLATED = IPv6Network("64:ff9b::/96")


def may_reach(host: str, address: str, *, is_named: bool) -> bool:
    """Say whether a host may be asked at an address that its name stands for.

    One that is named itself (`is_named`), rather than by `*.`, may be in a private network: an admin has put it there.
    This machine is `localhost`, or written as a number; link-local addresses and clouds' metadata only as a number.
    """
    found = _plain(address)
    if _number(host) == found:
        return True
    if found.is_loopback:
        return host == "localhost" or host.endswith(".localhost")
    if found.is_link_local or found.is_multicast or found.is_unspecified or found in _METADATA:
        return False
    return is_named or found.is_global


def _plain(address: str) -> IPv4Address | IPv6Address:
    """Return an address, of one that stands for another that one."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv4Address):
        return found
    if found in _TRANSLATED:
        return IPv4Address(int(found) & 0xFFFF_FFFF)
    return found.ipv4_mapped or found.sixtofour or found


def _number(host: str) -> IPv4Address | IPv6Address | None:
    try:
        return _plain(host.strip("[]"))
    except ValueError:
        return None
