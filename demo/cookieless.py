"""Browsers that keep no cookies for a tool in another site's frame, played where the tool's requests come in."""

from collections.abc import Callable, Iterable
from typing import Any

from demo.lms.faults import Faults

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def refusing_cookies(tool: Wsgi, faults: Faults) -> Wsgi:
    """The tool, to whose frames no cookie comes and from whose frames none goes while the fault is on.

    Only pages in frames are meant: a window of the tool's own keeps its cookies, as it does in such browsers.
    """

    def answering(asked: dict[str, Any], begin: Callable[..., Any]) -> Iterable[bytes]:
        if not faults.no_cookies or asked.get("HTTP_SEC_FETCH_DEST") not in ("iframe", "frame"):
            return tool(asked, begin)
        asked.pop("HTTP_COOKIE", None)

        def begin_without(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            return begin(status, [each for each in headers if each[0].lower() != "set-cookie"], *fault)

        return tool(asked, begin_without)

    return answering
