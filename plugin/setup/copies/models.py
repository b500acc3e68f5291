"""What a copied course brought with it."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Copied(Table):
    """A section or a resource that came from another course, by the id that it had there.

    Links in the copied LMS course still carry that id. `origin_id` points at nothing: the origin may be gone, and of
    a copy of a copy the ids of the first course stand here as well.
    """

    course_id: Mapped[UUID] = mapped_column(ForeignKey("course.id", ondelete="CASCADE"))
    origin_id: Mapped[UUID]
    here_id: Mapped[UUID]

    __table_args__ = (
        UniqueConstraint("course_id", "origin_id"),
        {"info": kept(company="course_id.company_id")},
    )
