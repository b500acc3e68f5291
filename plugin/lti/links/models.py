"""What launches have told of links."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class ResourceLink(Table):
    """A link of the LMS that somebody has come in by. `content` is the kind and id that it was picked for; '' where it
    leads to the course."""

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"))
    lms_id: Mapped[str] = mapped_column(Text)
    content: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        UniqueConstraint("context_id", "lms_id"),
        {"info": kept(company="context_id.company_id")},
    )
