"""Where the bytes of files lie: under company/digest, in a folder of this machine or in a bucket."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from flask import Flask, current_app
from fsspec.core import url_to_fs

PIECE = 1_000_000  # bytes read at once, on the way in and on the way out
BLOCK = 8_000_000  # bytes sent to a bucket at once


@dataclass(frozen=True, slots=True)
class Blob:
    """One that lies there: its path, and whose and what it is where the path says so."""

    path: str
    company: str
    digest: str
    since: datetime


class Store:
    """The same bytes of two companies lie twice: nobody learns from a time or a tag what another company has."""

    def __init__(self, url: str) -> None:
        bucket = url.startswith("s3://")
        # what another process has just put there must be seen, so nothing is remembered of listings
        options: dict[str, Any] = {"use_listings_cache": False, "default_block_size": BLOCK} if bucket else {}
        self._fs, root = url_to_fs(url, **options)
        self._root = str(root).rstrip("/")
        self._folder = None if bucket else Path(root)

    def keep(self, company_id: UUID, digest: str, source: BinaryIO) -> None:
        """Put it there whole or not at all; what lies there already is written once more, in the same time."""
        source.seek(0)
        if self._folder is None:
            # an object is there when its last part is, and not before
            with self._fs.open(self._path(company_id, digest), "wb") as there:
                shutil.copyfileobj(source, there, PIECE)
            return
        folder = self._folder / str(company_id)
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, part = tempfile.mkstemp(prefix=".", suffix=".part", dir=folder)  # 0600, as mkstemp makes them
        try:
            with os.fdopen(handle, "wb") as out:
                shutil.copyfileobj(source, out, PIECE)
                out.flush()
                os.fsync(out.fileno())
            os.replace(part, folder / digest)
        except BaseException:
            with suppress(OSError):
                os.unlink(part)
            raise

    def read(self, company_id: UUID, digest: str, start: int, stop: int) -> Iterator[bytes]:
        """The bytes from `start` up to `stop`, piece by piece; the first is fetched before this returns.

        Raises FileNotFoundError.
        """
        path = self._path(company_id, digest)
        first = self._piece(path, start, stop)
        return self._pieces(path, first, start, stop)

    def _pieces(self, path: str, first: bytes, start: int, stop: int) -> Iterator[bytes]:
        yield first
        for here in range(start + PIECE, stop, PIECE):
            yield self._piece(path, here, stop)

    def _piece(self, path: str, start: int, stop: int) -> bytes:
        if start >= stop:  # an empty file: ask whether it is there at all
            self._fs.info(path)
            return b""
        return bytes(self._fs.cat_file(path, start=start, end=min(start + PIECE, stop)))

    def blobs(self) -> Iterator[Blob]:
        """All that lies there."""
        with suppress(FileNotFoundError):
            for path, facts in self._fs.find(self._root, detail=True).items():
                company, _slash, digest = str(path).removeprefix(f"{self._root}/").partition("/")
                yield Blob(str(path), company, digest, _since(facts))

    def drop(self, blob: Blob) -> bool:
        """Take it away, unless it has been written again since it was listed. Says whether it is gone."""
        try:
            if _since(self._fs.info(blob.path)) != blob.since:
                return False
            self._fs.rm_file(blob.path)
        except FileNotFoundError:
            return False
        return True

    def _path(self, company_id: UUID, digest: str) -> str:
        return f"{self._root}/{company_id}/{digest}"


def _since(facts: dict[str, Any]) -> datetime:
    at = facts.get("LastModified", facts.get("mtime", 0))
    return at.astimezone(UTC) if isinstance(at, datetime) else datetime.fromtimestamp(float(at), UTC)


def store() -> Store:
    """The installation's store, opened when it is first needed."""
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if "tandem.files" not in app.extensions:
        app.extensions["tandem.files"] = Store(app.config["TANDEM"].files_url)
    opened: Store = app.extensions["tandem.files"]
    return opened
