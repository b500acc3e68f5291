"""Taking a picture in: drawn anew and smaller, so that it tells nothing but what is to be seen."""

from __future__ import annotations

import hashlib
import tempfile
from dataclasses import dataclass
from typing import BinaryIO, cast

from flask import current_app
from flask_babel import gettext as _
from PIL import Image, ImageOps

from plugin.courses.resources.files import intake
from plugin.courses.resources.files.actions import Brought
from plugin.courses.resources.files.kinds import kind_of
from plugin.courses.resources.files.looking import BROKEN, TOO_MANY, looked_through
from plugin.courses.resources.files.storage import store
from plugin.errors import Invalid
from plugin.member import Member

SIDE = 1600  # pixels of the longer one: as wide as any page of ours on a fine screen
MOST_PIXELS = 30_000_000  # as it comes, but for JPEG, which is read smaller than it is
LARGEST_MB = 25
NAME = "picture.webp"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture that lies in the store, `width` by `height` pixels; its row comes with the change."""

    brought: Brought
    width: int
    height: int


def bring(member: Member) -> Drawn | Invalid | None:
    """The door's errand: take a picture in, for somebody who may; None where none was sent."""
    return intake.arrived(member, drawn_anew, largest_mb() * 1_000_000)


def largest_mb() -> int:
    """How large a picture may be as it comes, in MB: more than a good camera makes."""
    return min(LARGEST_MB, int(current_app.config["TANDEM"].largest_file_mb))


def drawn_anew(member: Member, source: BinaryIO, name: str, _size: int, _digest: str) -> Drawn | Invalid:
    """What has come, drawn anew and kept; or what is wrong with it."""
    try:
        kind = kind_of(looked_through(source, name))
        if kind.shown != "image":
            return Invalid(_("Please choose a picture: PNG, JPEG, GIF or WebP."), "file")
        with tempfile.SpooledTemporaryFile(max_size=intake.IN_MEMORY) as spool:
            return _kept(member, source, cast(BinaryIO, spool), kind.name)
    except Invalid as fault:
        return fault
    except (*BROKEN, *TOO_MANY):
        return Invalid(_("This picture cannot be read. Please save it anew and try again."), "file")


def _kept(member: Member, source: BinaryIO, out: BinaryIO, kind: str) -> Drawn:
    """Where it was taken, with what and when goes: nothing but pixels is carried over, turned as the camera was held."""
    source.seek(0)
    with Image.open(source, formats=[kind]) as given:
        given.draft("RGB", (SIDE, SIDE))
        if given.width * given.height > MOST_PIXELS:
            raise Invalid(
                _(
                    "This picture has too many pixels to be shown. Please make it smaller: 30 megapixels at most."
                ),
                "file",
            )
        turned = ImageOps.exif_transpose(given)
        clear = turned.has_transparency_data
        drawn = turned.convert("RGBA" if clear else "RGB")
    drawn.thumbnail((SIDE, SIDE))
    bare = Image.frombytes(drawn.mode, drawn.size, drawn.tobytes())
    bare.save(out, "WEBP", quality=82)
    size = out.tell()
    out.seek(0)
    digest = hashlib.sha256(out.read()).hexdigest()
    store().keep(member.company_id, digest, out)
    return Drawn(Brought(digest, size, "image/webp", NAME), bare.width, bare.height)
