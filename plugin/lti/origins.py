"""Origins: scheme, host and port, as browsers compare them and as a header may hold them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from plugin import addresses

# Nothing else may reach a header: a ';' in a host would end one directive and begin another.
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|[0-9a-f:.]*:[0-9a-f:.]*")
_USUAL = {("http", 80), ("https", 443)}


def origin_of(address: object) -> str:
    r"""The origin of an address, or '' for anything that is no plain http or https address.

    Exact: 'https://evil\.ours.example' and 'https://ours.example@evil.example' have none.
    """
    if not isinstance(address, str):
        return ""
    scheme, host, port = addresses.site_of(address) or ("", "", 0)
    if not _HOST.fullmatch(host):
        return ""
    named = f"[{host}]" if ":" in host else host
    return f"{scheme}://{named}" if (scheme, port) in _USUAL else f"{scheme}://{named}:{port}"


def origins_of(found: Iterable[str]) -> tuple[str, ...]:
    """The origins of several addresses, each once, in their order."""
    return tuple(dict.fromkeys(origin for origin in map(origin_of, found) if origin))
