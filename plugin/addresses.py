"""Which addresses on the network we may call, and which lead where we have no business."""

import contextlib
import ipaddress
import re
import socket
import threading
from urllib.parse import SplitResult, quote, urlsplit

from flask_babel import gettext as _

# Where clouds keep a machine's keys, written as if in a private network: Amazon's and Google's over IPv6.
_KEPT_KEYS = (ipaddress.IPv6Network("fd00:ec2::/32"), ipaddress.IPv6Network("fd20:ce::254/128"))
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f\\]")
_NUMBER = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)")
_HOME = re.compile(r"(?:.*\.)?(?:localhost|local|internal|localdomain|home\.arpa)\.?\Z")

IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address


class Refused(Exception):
    """An address that we will not call; the message is a sentence for an administrator."""


def parsed(url: str, *, private: bool) -> SplitResult:
    """The address taken apart, without its fragment; `private` allows http and names of this network."""
    try:
        if _UNWRITABLE.search(url):
            raise ValueError("white space, backslash or control character")
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port is not None else ""
    except (ValueError, UnicodeError) as fault:
        raise Refused(_("An address that we were given cannot be read.")) from fault
    if parts.scheme != "https" and not (private and parts.scheme == "http"):
        raise Refused(_("The address at '%(host)s' does not begin with https.", host=host))
    if not host or "@" in parts.netloc:
        raise Refused(_("An address that we were given names no host, or has a password in it."))
    if not private and _HOME.match(host):
        raise Refused(_("'%(host)s' is a name inside this network, which we do not call.", host=host))
    named = f"[{host}]" if ":" in host else host
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._") or "/"
    return SplitResult(
        parts.scheme, named + port, path, quote(parts.query, safe="/?%:@!$&'()*+,;=~-._[]"), ""
    )


def origin(parts: SplitResult) -> tuple[str, str, int]:
    """Scheme, host and port: what browsers call an origin."""
    return parts.scheme, parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80)


def site_of(url: str) -> tuple[str, str, int] | None:
    """The same of an address that somebody else named; None where it is none that we would ever call."""
    try:
        return origin(parsed(url, private=True))
    except Refused:
        return None


def resolved(host: str, port: int, *, within: float) -> list[IPAddress]:
    """What the name stands for now, looked up once; nothing when nobody knows it in `within` seconds."""
    found: list[IPAddress] = []

    def look() -> None:
        with contextlib.suppress(OSError, UnicodeError):
            found.extend(
                ipaddress.ip_address(place[0])
                for *_rest, place in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            )

    # In a thread, since the system's resolver knows no limit of ours.
    thread = threading.Thread(target=look, daemon=True)
    thread.start()
    thread.join(within)
    return list(dict.fromkeys(found))


def may_call(address: IPAddress, *, private: bool) -> bool:
    """Whether this address is for us to call; an IPv6 address that wraps an IPv4 one is judged by that."""
    address = _inner(address)
    # Link-local is where clouds keep a machine's keys: closed even where private networks are open.
    if address.is_link_local or address.is_multicast or address.is_unspecified:
        return False
    if any(address in network for network in _KEPT_KEYS):
        return False
    if private and (address.is_private or address.is_loopback):
        return True
    site_local = isinstance(address, ipaddress.IPv6Address) and address.is_site_local
    return address.is_global and not address.is_reserved and not site_local


def may_name(host: str, *, private: bool) -> bool:
    """Whether a host that is written as a number may be called; names are looked up when they are called.

    2130706433, 0x7f.1 and 017700000001 are numbers too: browsers and resolvers read them as 127.0.0.1.
    """
    try:
        return may_call(ipaddress.ip_address(host), private=private)
    except ValueError:
        return not _NUMBER.fullmatch(host.rstrip(".").rpartition(".")[2])


def _inner(address: IPAddress) -> IPAddress:
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or address
