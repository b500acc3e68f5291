"""The answer to a deep-linking request: links, signed by us, for the platform that asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import jwt
from flask import current_app
from pylti1p3.deep_link import DeepLink
from pylti1p3.deep_link_resource import DeepLinkResource

from plugin import clock
from plugin.lti import cookies, keys, queries, refusals
from plugin.lti.deep_links.schemas import CLAIM, DeepLinkRequest
from plugin.lti.queries import Known
from plugin.lti.registrations import Registered

ICON, ICON_SIZE = "/static/tandem.svg", 48  # pixels
LIVES = timedelta(minutes=10)  # without scripts somebody has to press a button first


@dataclass(frozen=True, slots=True)
class Item:
    """A link as it was chosen; `content` is found again by the launches of that link, '' for the whole course.

    `opens` and `due` are moments of ISO 8601, '' for none; `points` above 0 ask for a column of the gradebook, which is
    found again by `resource_id`.
    """

    title: str
    text: str = ""
    content: str = ""
    opens: str = ""
    due: str = ""
    points: int = 0
    resource_id: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """A signed answer, and the one address that it goes to."""

    return_url: str
    token: str


class Link(DeepLinkResource):
    """PyLTI1p3's item, with the parts that it does not know and without those that are empty (Deep Linking 2.0, 4.3)."""

    def __init__(self, item: Item, base_url: str) -> None:
        self.set_title(item.title).set_url(f"{base_url}/lti/launch")
        if item.content:
            self.set_custom_params({"content": item.content})
        self.item, self.icon = item, {"url": f"{base_url}{ICON}", "width": ICON_SIZE, "height": ICON_SIZE}

    def to_dict(self) -> dict[str, object]:
        """What is said of the link."""
        item = self.item
        said = {
            **super().to_dict(),
            "text": item.text,
            "icon": self.icon,
            "available": {"startDateTime": item.opens} if item.opens else None,
            "submission": {"endDateTime": item.due} if item.due else None,
            "lineItem": self._column() if item.points else None,
        }
        return {name: value for name, value in said.items() if value}

    def _column(self) -> dict[str, object]:
        item = self.item
        return {"label": item.title, "scoreMaximum": item.points, "resourceId": item.resource_id}


class Response(DeepLink):
    """PyLTI1p3's answer, signed by the key that signs now. `data` goes back only where it came: there null is sent."""

    def __init__(self, platform: Known, asked: DeepLinkRequest, nonce: str) -> None:
        self.nonce, self.audience = nonce, platform.issuer
        settings: Any = {"deep_link_return_url": asked.return_url, "data": asked.data}
        super().__init__(Registered(platform), asked.deployment_id, settings)

    def get_message_jwt(self, resources: Sequence[DeepLinkResource]) -> dict[str, object]:
        """The claims of the answer."""
        now = clock.now()
        said = super().get_message_jwt(resources)
        times = {"iat": int(now.timestamp()), "exp": int((now + LIVES).timestamp())}
        said |= {"aud": self.audience, "nonce": self.nonce, **times}
        return {name: value for name, value in said.items() if name != f"{CLAIM}data" or value is not None}

    def encode_jwt(self, message: Mapping[str, object]) -> str:
        """Signed; the library would have the private key in its registration."""
        kid, private = keys.signing_key()
        return jwt.encode(dict(message), private, algorithm="RS256", headers={"kid": kid})

    def get_response_form_html(self, jwt_val: str) -> str:
        """Not used: our page escapes the address and needs no inline script."""
        raise NotImplementedError


def answer(
    platform_id: UUID, asked: DeepLinkRequest, items: Sequence[Item], nonce: str | None = None
) -> Answer:
    """Sign what was chosen. Call it inside a transaction; raises Refused where the platform is switched off."""
    platform = queries.platform_now(platform_id)
    if platform is None or platform.disabled:
        raise refusals.PlatformDisabled()
    base_url = current_app.config["TANDEM"].base_url
    response = Response(platform, asked, nonce or cookies.fresh())
    return Answer(asked.return_url, response.get_response_jwt([Link(item, base_url) for item in items]))


def as_kept(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Items as a row holds them."""
    return [asdict(item) for item in items]
