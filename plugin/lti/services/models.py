"""Access tokens that platforms gave us, kept until they run out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class AccessToken(Table):
    """A platform's token for a set of scopes. Keyed by the registration: another company's is another row."""

    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"))
    scopes: Mapped[str] = mapped_column(Text)  # sorted, separated by spaces
    token: Mapped[bytes] = mapped_column(LargeBinary)  # encrypted
    expires_at: Mapped[datetime] = mapped_column(index=True)

    __table_args__ = (UniqueConstraint("platform_id", "scopes"), {"info": kept(company="")})
