"""What a bucket holds, and whose buckets there are."""

import ipaddress
from dataclasses import dataclass

from athar.foundation.core.crypto import lookup_hash

WINDOW = 60  # seconds; a bucket holds what may be asked in this time
OF_AN_ADDRESS = 5  # times as much as of one account: a school or an office shares one
SITE_OF_A_NETWORK = 64  # bits: whoever has one address of version 6 has all that begin with these


@dataclass(frozen=True)
class Bucket:
    """``many`` requests a minute may be made in this name, all at once if need be."""

    kind: str
    name: str
    many: int

    @property
    def key(self) -> bytes:
        return lookup_hash(f"{self.kind}:{self.name}", purpose="gate.bucket")

    @property
    def every(self) -> float:
        """Seconds in which the bucket gains one request."""
        return WINDOW / self.many


def of_account(kind: str, account: int | str, many: int) -> Bucket:
    return Bucket(f"{kind} of an account", str(account), many)


def of_address(kind: str, address: str, many: int) -> Bucket:
    return Bucket(f"{kind} of an address", neighbourhood(address), many * OF_AN_ADDRESS)


def neighbourhood(address: str) -> str:
    """The part of a network address that belongs to one household or body; what is no address is left as it is."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.ip_network((known, SITE_OF_A_NETWORK), strict=False))
