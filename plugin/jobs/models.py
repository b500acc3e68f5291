"""Every run of every job, asked for or over, and who keeps the clock."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from plugin.database import Table, index_of_some, kept, one_of


class Lease(Table):
    """Something that one process has for a while; whoever finds it run out may take it. 'clock' is the one clock of
    periodic jobs, 'process ...' says that a process lives."""

    name: Mapped[str] = mapped_column(Text, unique=True)
    holder: Mapped[str] = mapped_column(Text)
    until: Mapped[datetime]

    __table_args__ = ({"info": kept(company="")},)


class Run(Table):
    """One run of a job, from being asked for to what came of it. Holds ids and numbers, never words or names."""

    __tablename__ = "job_run"

    job: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, default="")  # ids, where the job is about something
    state: Mapped[str] = mapped_column(Text, default="waiting")
    asked_at: Mapped[datetime] = mapped_column(index=True)
    due_at: Mapped[datetime]  # when the clock puts it into the queue, again where the queue has lost it
    began_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=1)
    holder: Mapped[str] = mapped_column(Text, default="")  # the process that runs it
    said: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        one_of("state", "waiting", "running", "done", "failed", "lost"),
        # Asking twice is asking once, and nothing is done by two at the same time.
        *(
            index_of_some(f"uq_job_run_{state}", f"state = '{state}'", "job", "subject", unique=True)
            for state in ("waiting", "running")
        ),
        Index("ix_job_run_job_asked_at", "job", "asked_at"),
        Index("ix_job_run_state_due_at", "state", "due_at"),
        {"info": kept(company="")},
    )
