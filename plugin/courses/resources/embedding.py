"""Videos of other hosts: which hosts there are, and the address of the player that we make from a video's own."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, urlsplit

_YOUTUBE = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtu.be", "www.youtube-nocookie.com"}
_VIMEO = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}
_YOUTUBE_ID = re.compile(r"(?:/(?:embed|shorts|live|v)/|/)([\w-]{11})/?")
_VIMEO_ID = re.compile(
    r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d{4,14})(?:/([0-9a-f]{6,20}))?/?"
)
_PEERTUBE_ID = re.compile(r"/(?:w|videos/watch|videos/embed)/([\w-]{6,64})/?")
_PLAYER = re.compile(r"/(?:[\w.~-]+/){0,6}embed/[\w./~-]{1,200}")


@dataclass(frozen=True, slots=True)
class Player:
    """Where a video plays: the host that learns of it, and the whole address."""

    host: str
    address: str

    @property
    def origin(self) -> str:
        """As a page's policy names it."""
        return f"https://{self.host}"


def player_for(address: str | None, hosts: Collection[str], second: int = 0) -> Player | None:
    """The player for a video's address; None where its host is not one of `hosts`, or no video can be made out.

    Nothing of the address goes into the player's but the video's own id, so that nothing else can be smuggled along.
    Where the host knows how, it begins at `second`.
    """
    try:
        player = _player(urlsplit(address or ""), hosts)
    except ValueError:  # a port or a query that cannot be read
        return None
    return Player(player.host, player.address + _begins(player, second)) if player and second > 0 else player


def _begins(player: Player, second: int) -> str:
    if player.host == "player.vimeo.com":
        return f"#t={second}s"
    return f"&start={second}" if "?" in player.address else ""


def _player(parts: SplitResult, hosts: Collection[str]) -> Player | None:
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in {"http", "https"} or parts.port not in {None, 80, 443} or "@" in parts.netloc:
        return None
    if host in _YOUTUBE:
        return _youtube(parts) if "youtube.com" in hosts else None
    if host in _VIMEO:
        return _vimeo(parts) if "vimeo.com" in hosts else None
    return _of_their_own(host, parts) if host in hosts else None


def _youtube(parts: SplitResult) -> Player | None:
    watched = parse_qs(parts.query, max_num_fields=50).get("v", [""])[0] if parts.path == "/watch" else ""
    found = re.fullmatch(r"[\w-]{11}", watched, re.ASCII) and watched
    if not found and parts.path != "/watch":
        match = _YOUTUBE_ID.fullmatch(parts.path)
        found = match[1] if match and match[1].isascii() else None
    host = "www.youtube-nocookie.com"
    return Player(host, f"https://{host}/embed/{found}?rel=0") if found else None


def _vimeo(parts: SplitResult) -> Player | None:
    match = _VIMEO_ID.fullmatch(parts.path)
    if not match or not match[1].isascii():
        return None
    secret = match[2] or parse_qs(parts.query, max_num_fields=50).get("h", [""])[0]
    kept = f"&h={secret}" if re.fullmatch(r"[0-9a-f]{6,20}", secret) else ""
    host = "player.vimeo.com"
    return Player(host, f"https://{host}/video/{match[1]}?dnt=1{kept}")


def _of_their_own(host: str, parts: SplitResult) -> Player | None:
    """A PeerTube's video, or an address that is a player's already."""
    match = _PEERTUBE_ID.fullmatch(parts.path)
    if match and match[1].isascii():
        return Player(host, f"https://{host}/videos/embed/{match[1]}?p2p=0")
    if _PLAYER.fullmatch(parts.path) and parts.path.isascii() and ".." not in parts.path:
        return Player(host, f"https://{host}{parts.path}")
    return None
