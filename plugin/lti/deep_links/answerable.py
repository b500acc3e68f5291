"""Whether a deep-linking request can be answered: it takes links, and its answer goes to the platform that asked."""

from __future__ import annotations

from urllib.parse import urlsplit

from plugin.lti.deep_links.refusals import ForeignReturn, NoLinkWanted
from plugin.lti.deep_links.schemas import LINK, DeepLinkRequest
from plugin.lti.origins import origin_of, origins_of
from plugin.lti.queries import Known
from plugin.lti.registration.hosts import speaks_for


def check(asked: DeepLinkRequest, platform: Known, launched_from: str) -> None:
    """Raises Refused. `launched_from` is the way back in the same signed message: hosted LMSs show their pages on each
    school's own host, which nothing else names."""
    if LINK not in asked.accepts:
        raise NoLinkWanted(accepts=", ".join(asked.accepts))
    origin = origin_of(asked.return_url)
    ours = origins_of((*platform.frame_origins, launched_from))
    if not origin or not (origin in ours or speaks_for(platform.issuer, asked.return_url)):
        raise ForeignReturn(host=urlsplit(origin).netloc or "no address", issuer=platform.issuer)
