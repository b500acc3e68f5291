"""What is kept of how a learning site and we get on."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, kept


class Connection(Table):
    """One row for each platform, for the doctor: written when something changed, and at most once an hour otherwise.

    Nobody's name or id stands in it.
    """

    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), unique=True)
    # Launches.
    noted_at: Mapped[datetime | None]  # when a good one was last noted
    apart: Mapped[int | None]  # seconds by which the clock of the LMS was ahead of ours
    kid: Mapped[str] = mapped_column(Text, default="")  # of the key that signed it
    kids: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # key id -> since when, the last ones
    # Logins and launches that were turned away since the last good one: signed ones, or such as may be anybody's.
    refusals: Mapped[int] = mapped_column(default=0)
    refused_at: Mapped[datetime | None]
    # Of the last: code, reference, and, of a signed one alone, said and signed.
    refusal: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)
    # The key set of the LMS.
    key_fetches: Mapped[int] = mapped_column(default=0)
    key_failures: Mapped[int] = mapped_column(default=0)  # since the last that brought keys
    key_fault: Mapped[str] = mapped_column(Text, default="")
    # What its token address said of each scope when it was last asked: given, at, said, reference.
    grants: Mapped[dict[str, dict[str, Any]]] = mapped_column(JSON, default=dict)
    # Its dynamic registration: what this version wished for then, what it asked for, and which messages were taken.
    wished: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    asked: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    messages: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    # The registration as it was last told or, where the LMS lets us, read. None where it did not say, empty where there
    # are none.
    registration_url: Mapped[str] = mapped_column(Text, default="")
    reread_at: Mapped[datetime | None]
    reread_fault: Mapped[str] = mapped_column(Text, default="")  # why not, the last time
    scopes_now: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    messages_now: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    # How visits that are forgotten kept their session; those that are not are counted themselves.
    by_cookie: Mapped[int] = mapped_column(default=0)
    by_storage: Mapped[int] = mapped_column(default=0)
    by_window: Mapped[int] = mapped_column(default=0)

    __table_args__ = ({"info": kept(company="")},)
