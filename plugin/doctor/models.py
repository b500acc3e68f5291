"""The operator's one-time addresses. Operators have no LMS to come from."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class DoctorVisit(Table):
    """An address that shows the doctor's page: opened once, then bound to that browser until it ends."""

    token_hash: Mapped[bytes] = mapped_column(LargeBinary, unique=True)
    browser_hash: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = ({"info": kept(company="")},)
