"""A host's name becomes the addresses that may be connected to: all of them on the public network, or none.

It imports the standard library only.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from urllib.request import getproxies, proxy_bypass

Resolve = Callable[[str, int], list[str]]
"""Returns the addresses of a host, the likeliest first; raises OSError for a host nobody knows."""
Allowed = Callable[[str], bool]
"""Returns whether an address may be connected to."""

_THROUGH_IPV4 = ipaddress.ip_network("64:ff9b::/96")
"""Addresses that a gateway takes for the IPv4 one in their last four bytes."""


def resolve(host: str, port: int) -> list[str]:
    """Return what the system knows of a host."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(info[4][0]) for info in found))


def is_public(address: str) -> bool:
    """Return whether an address is of the public network, and holds none inside it that is not."""
    one = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(one, ipaddress.IPv6Address):
        inner = [one.ipv4_mapped, one.sixtofour, *(one.teredo or ())]
        if one in _THROUGH_IPV4:
            inner.append(ipaddress.IPv4Address(int(one) & 0xFFFFFFFF))
        if any(not is_public(str(inside)) for inside in inner if inside is not None):
            return False
        if one.is_site_local or (one.is_reserved and one not in _THROUGH_IPV4):
            return False
    return one.is_global and not one.is_multicast


def has_proxy(scheme: str, host: str) -> bool:
    """Return whether the environment has a proxy for such addresses, which then connects in our place."""
    proxies = getproxies()
    return bool(proxies.get(scheme) or proxies.get("all")) and not proxy_bypass(host)
