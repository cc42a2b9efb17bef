"""What this machine is called and where it is in the local network.

Only private addresses count: a laptop with a public one (some universities give them out) would
otherwise stand open to the whole internet. Link-local IPv6 addresses do not count either, since
neither a link nor a certificate can name the network interface that they need.
"""

from __future__ import annotations

import re
import socket
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import TypeAlias

import ifaddr

Address: TypeAlias = IPv4Address | IPv6Address
Network: TypeAlias = IPv4Network | IPv6Network

PRIVATE_NETWORKS: tuple[Network, ...] = tuple(
    map(
        ip_network,
        (
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",  # RFC 1918
            "100.64.0.0/10",  # RFC 6598: providers' and Tailscale's
            "169.254.0.0/16",  # RFC 3927: two machines and one cable
            "fc00::/7",  # RFC 4193
        ),
    )
)  # fmt: skip
"""All that we listen on and certify; the certificate authority is held to the same list."""
ADDRESSES_MAX = 16
"""Virtual machines and containers bring networks of their own; a certificate lists them all."""
LABEL_CHARS_MAX = 63
"""RFC 1035."""


def is_private(address: Address) -> bool:
    return any(address in network for network in PRIVATE_NETWORKS)


def lan_addresses() -> list[Address]:
    """This machine's private addresses now, IPv4 first: those are the ones that people type."""
    found = {
        ip_address(each.ip if isinstance(each.ip, str) else each.ip[0])
        for adapter in ifaddr.get_adapters()
        for each in adapter.ips
    }
    private = [address for address in found if is_private(address)]
    return sorted(private, key=lambda address: (address.version, int(address)))[:ADDRESSES_MAX]


def mdns_name(host: str) -> str:
    """`<host>.local`, of a host name as the system has it: `Kim's Mac.lan` → `kim-s-mac.local`."""
    label = re.sub(r"[^a-z0-9]+", "-", host.partition(".")[0].lower()).strip("-")
    return f"{label[:LABEL_CHARS_MAX].strip('-') or 'infoview'}.local"


def in_url(address: Address) -> str:
    """As a link and a Host header write it."""
    return f"[{address}]" if address.version == 6 else str(address)


def resolves_to(name: str, addresses: list[Address]) -> bool:
    """Whether the system's own resolver finds one of these under the name. May take seconds."""
    try:
        found = {each[4][0] for each in socket.getaddrinfo(name, None)}
    except OSError:
        return False
    return bool(found & {str(address) for address in addresses})
