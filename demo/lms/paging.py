"""Lists of the services in pages: who asked for which, and how the next one is named."""

from typing import Any, TypeVar
from urllib.parse import urlencode

from flask import Response, jsonify, request

from demo.lms import signed_in
from demo.lms.tokens import said_plainly

MOST = 500
Item = TypeVar("Item")


def accepts(media_type: str) -> Response | None:
    """A refusal unless exactly this type is asked for: a real Moodle does not take anything else either."""
    asked = {part.partition(";")[0].strip() for part in request.headers.get("Accept", "").split(",")}
    return None if media_type in asked else said_plainly(400, f"Accept must name {media_type}.")


def page_of(items: list[Item], usual: int) -> tuple[list[Item], int, bool]:
    """The page that is asked for, its number, and whether others follow. `limit` is honoured up to MOST."""
    size = min(_number("limit", usual), MOST)
    number = _number("page", 1)
    begin = (number - 1) * size
    return items[begin : begin + size], number, begin + size < len(items)


def _number(name: str, otherwise: int) -> int:
    said = request.args.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 7 and int(said) > 0 else otherwise


def answered(said: Any, media_type: str, following: int | None = None) -> Response:
    """A service's answer; `following` is the number of the page that comes after."""
    answer = jsonify(said)
    answer.content_type = media_type
    if following:
        answer.headers["Link"] = _link(page_address(following))
    return answer


def page_address(number: int) -> str:
    asked = {**request.args.to_dict(), "page": str(number)}
    return f"{signed_in.world().issuer}{request.path}?{urlencode(asked)}"


def _link(address: str) -> str:
    if not signed_in.world().faults.odd_links:
        return f'<{address}>; rel="next"'
    # As Moodle 5.1 writes it: escaped for HTML, and quoted like a book.
    odd = f"<{address.replace('&', '&amp;')}>; rel=“next”"
    return odd.encode().decode("latin-1")
