"""What happens to files with nobody watching: rows that hold nothing up any more go, then bytes without a row."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.orm import aliased

from plugin import clock
from plugin.courses.resources.files.storage import Blob, store
from plugin.courses.resources.models import Resource, StoredFile
from plugin.database import db, transaction
from plugin.jobs.tasks import every, job
from plugin.regrets import REGRETTED

UNHELD = timedelta(days=1)  # an upload that is under way has no row yet
AT_ONCE = 500


@every(hours=1)
@job("files.sweep")
def sweep() -> str:
    """Take away what nothing holds. Bytes go outside any transaction; a run that is cut off is made good by the next."""
    now = clock.now()
    with transaction():
        rows = _rows_go(now)
    old = [blob for blob in store().blobs() if blob.since < now - UNHELD]
    gone = sum(_bytes_go(old[start : start + AT_ONCE]) for start in range(0, len(old), AT_ONCE))
    return f"{rows} rows and {gone} files taken away"


def _rows_go(now: datetime) -> int:
    """Of what is no more, and of files whose place another one took a month ago."""
    newer = aliased(StoredFile)
    may_come_back = exists().where(
        newer.before_id == StoredFile.id,
        newer.made_at > now - REGRETTED,
        exists().where(Resource.file_id == newer.id),
    )
    old = StoredFile.made_at < now - UNHELD
    over = (
        delete(StoredFile)
        .where(old, ~_is_shown(), ~may_come_back)
        .execution_options(synchronize_session=False)
    )
    return int(db.session.execute(over).rowcount)  # type: ignore[attr-defined]


def _is_shown() -> ColumnElement[bool]:
    """Whether a row of any table points to it, but for a file that took its place: each room keeps what it brought."""
    keys = [key for table in db.metadata.sorted_tables for key in table.foreign_keys]
    files = StoredFile.__table__
    pointing = [key.parent for key in keys if key.column.table is files and key.parent.table is not files]
    return or_(*(exists().where(column == StoredFile.id) for column in pointing))


def _bytes_go(blobs: list[Blob]) -> int:
    """Those that no row speaks of, and what was left of a write that broke off."""
    with transaction(writing=False):
        rows = select(StoredFile.company_id, StoredFile.digest).where(
            StoredFile.digest.in_({blob.digest for blob in blobs})
        )
        held = {(str(company), digest) for company, digest in db.session.execute(rows)}
    return sum(store().drop(blob) for blob in blobs if (blob.company, blob.digest) not in held)
