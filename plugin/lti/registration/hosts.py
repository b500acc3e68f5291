"""Which hosts may speak for an issuer: its own, and those of the few hosted LMSs whose issuer is one name for all."""

from __future__ import annotations

from urllib.parse import urlsplit

from plugin.lti.origins import origin_of
from plugin.lti.services.quirks import hosts_of


def speaks_for(issuer: str, address: str) -> bool:
    """Whether what stands at `address` may be said in the name of `issuer`.

    Strict, since whoever can put a file on some host could otherwise register in the name of another LMS.
    """
    if origin_of(address) and origin_of(address) == origin_of(issuer):
        return True
    parts = urlsplit(origin_of(address))
    host = parts.hostname or ""
    return parts.scheme == "https" and parts.port is None and any(map(host.endswith, hosts_of(issuer)))
