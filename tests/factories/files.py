"""Files that people bring: small whole ones of each kind, and resources that hold them."""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import Any

from PIL import Image

from plugin.courses.outline.models import Section
from plugin.courses.resources.files.actions import About, Brought, add_file
from plugin.courses.resources.files.looking import looked_through
from plugin.courses.resources.files.storage import store
from plugin.courses.resources.models import Resource
from plugin.member import Member

TYPES = "[Content_Types].xml"
OOXML = "application/vnd.openxmlformats-officedocument"


def pdf(*pages: str) -> bytes:
    """One page for each line of words."""
    words = pages or ("One page",)
    kids = " ".join(f"{3 + 2 * number} 0 R" for number in range(len(words)))
    font = 3 + 2 * len(words)
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(words)}>>"]
    for number, line in enumerate(words):
        stream = f"BT /F1 24 Tf 40 300 Td ({line}) Tj ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Contents {4 + 2 * number} 0 R"
            f"/Resources<</Font<</F1 {font} 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(stream)}>>stream\n{stream}\nendstream")
    objects.append("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
    made, places = b"%PDF-1.7\n", []
    for number, said in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj{said}endobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R>>"
    return made + f"{end}\nstartxref\n{len(made)}\n%%EOF".encode()


def picture(kind: str = "PNG", size: tuple[int, int] = (6, 4), **told: Any) -> bytes:
    """A picture as Pillow writes it."""
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind, **told)
    return out.getvalue()


def archive(parts: dict[str, bytes | str], packed: bool = True) -> bytes:
    """A zip with these entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def office(what: str = "wordprocessingml.document", **more: bytes | str) -> bytes:
    """The least that is an Office file: a list of types, and what else is put in."""
    return archive({TYPES: f'<Types><Override ContentType="{OOXML}.{what}.main+xml"/></Types>', **more})


def open_document(what: str = "text") -> bytes:
    """The least that is an OpenDocument file."""
    return archive({"mimetype": f"application/vnd.oasis.opendocument.{what}"}, packed=False)


GOOD: dict[str, bytes] = {
    "handbook.pdf": pdf(),
    "board.png": picture(),
    "board.jpg": picture("JPEG"),
    "board.jpeg": picture("JPEG"),
    "board.gif": picture("GIF"),
    "board.webp": picture("WEBP"),
    "letter.docx": office(),
    "numbers.xlsx": office("spreadsheetml.sheet"),
    "talk.pptx": office("presentationml.presentation"),
    "letter.odt": open_document(),
    "numbers.ods": open_document("spreadsheet"),
    "talk.odp": open_document("presentation"),
    "call.mp3": b"ID3\x04\x00\x00\x00\x00\x00\x00" + bytes(200),
    "call-plain.mp3": b"\xff\xf3\x90\x64" + bytes(200),
    "call.m4a": b"\x00\x00\x00\x20ftypM4A \x00\x00\x00\x00M4A mp42isom" + bytes(200),
    "call.ogg": b"OggS\x00\x02" + bytes(200),
    "call.wav": b"RIFF\xe8\x00\x00\x00WAVEfmt " + bytes(200),
    "talk.mp4": b"\x00\x00\x00\x20ftypisom\x00\x00\x02\x00isomiso2avc1mp41" + bytes(200),
    "talk.webm": b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webmB\x87\x81\x04",
    "notes.txt": "Grüße, and what we said".encode(),
    "notes.md": b"# What we said\n\n- first\n",
    "people.csv": "mentor,mentee\r\nJürgen,Mei\r\n".encode("cp1252"),
}


def brought(name: str, content: bytes, by: Member) -> Brought:
    """Bytes looked through and kept, as an upload keeps them."""
    source = io.BytesIO(content)
    digest = hashlib.sha256(content).hexdigest()
    media_type = looked_through(source, name)
    store().keep(by.company_id, digest, source)
    return Brought(digest, len(content), media_type, name)


def a_file(
    section: Section | None,
    by: Member,
    name: str = "handbook.pdf",
    content: bytes | None = None,
    **about: Any,
) -> Resource:
    """A resource that holds a file."""
    return add_file(section, About(**about), brought(name, content or GOOD[name], by), by=by)


def sent(name: str, content: bytes | None = None, **fields: Any) -> dict[str, Any]:
    """The fields of an upload form, the file last."""
    return {**fields, "file": (io.BytesIO(GOOD[name] if content is None else content), name)}


def photograph(size: tuple[int, int] = (400, 300), **told: Any) -> bytes:
    """A JPEG as a camera writes it: held upright, with the place and the maker's name in it."""
    facts = Image.Exif()
    facts[0x0112] = 6  # turned by a quarter
    facts[0x010F] = "canary-camera"
    facts.get_ifd(0x8825)[1] = "N"
    return picture("JPEG", size, exif=facts, **told)
