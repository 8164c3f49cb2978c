"""Which network addresses a crawl may talk to: public ones. Everything else is somebody's inside."""

import ipaddress
import re
import socket
from ipaddress import IPv4Address, IPv6Address

Address = IPv4Address | IPv6Address

# Names that resolvers answer without asking anybody, or that exist inside of networks only.
_INSIDE_NAMES = re.compile(
    r"(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home\.arpa)\.?$", re.IGNORECASE
)
_LIKE_IPV4 = re.compile(r"[0-9a-fx.]+", re.IGNORECASE)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def refusal_of_host(host: str, *, allow_loopback: bool) -> str | None:
    """Return why a host of a URL may not be asked; None where it may, as far as its name tells.

    Reads every notation that the system's resolver takes: 127.1, 2130706433, 0x7f000001, [::1].
    """
    address = literal_address(host)
    if address is not None:
        return refusal_of_address(address, allow_loopback=allow_loopback)
    if _INSIDE_NAMES.search(host) and not (allow_loopback and host.lower() == "localhost"):
        return f"{host} is a name inside of a network"
    return None


def refusal_of_address(address: Address, *, allow_loopback: bool) -> str | None:
    """Return why an address may not be connected to; None where it may."""
    inner = _embedded(address)
    if inner is not None:
        return refusal_of_address(inner, allow_loopback=allow_loopback)
    if address.is_loopback and allow_loopback:
        return None
    if not address.is_global or address.is_multicast or address.is_reserved:
        return f"{address} is not a public address"
    return None


def literal_address(host: str) -> Address | None:
    """Return the address that a host of a URL spells; None where it is a name."""
    host = host.strip("[]").rstrip(".").partition("%")[0]
    try:
        if ":" in host:
            return IPv6Address(host)
        return IPv4Address(socket.inet_aton(host)) if _LIKE_IPV4.fullmatch(host) else None
    except (OSError, ValueError):
        return None


def _embedded(address: Address) -> IPv4Address | None:
    """Return the IPv4 address inside of an IPv6 one that reaches it through a gateway."""
    if isinstance(address, IPv4Address):
        return None
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo[1] if address.teredo else None
    return address.ipv4_mapped or address.sixtofour or teredo
