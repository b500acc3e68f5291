"""Who exists: persons, their enrolments in LMS courses, groups, and who mentors whom since when."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from plugin.database import Table, index_of_some, kept, one_of


class Person(Table):
    """Somebody known by company, platform and `sub`. Name and e-mail are there only where the LMS shares them."""

    company_id: Mapped[UUID] = mapped_column(ForeignKey("company.id", ondelete="CASCADE"))
    platform_id: Mapped[UUID] = mapped_column(ForeignKey("platform.id", ondelete="CASCADE"), index=True)
    sub: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    shown_name: Mapped[str] = mapped_column(Text, default="")  # their own choice, outranks the LMS's
    locale: Mapped[str] = mapped_column(Text, default="")  # their own choice; empty follows the LMS
    lms_locale: Mapped[str] = mapped_column(Text, default="")
    zone: Mapped[str] = mapped_column(Text, default="UTC")
    zone_confirmed_at: Mapped[datetime | None]
    theme: Mapped[str] = mapped_column(Text, default="light")
    mail: Mapped[str] = mapped_column(Text, default="daily")  # how often they are written to of what is new
    workplace: Mapped[str] = mapped_column(Text, default="")  # said by themselves, or not; for figures alone
    made_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        UniqueConstraint("company_id", "platform_id", "sub"),
        one_of("theme", "light", "dark", "auto"),
        one_of("mail", "immediate", "daily", "weekly", "off"),
        {"info": kept(company="company_id", erase={"id": "delete"}, export={"id": "theirs"})},
    )


class Enrolment(Table):
    """A person's place in an LMS course: lead or member, and who said so. Absent people become inactive, never deleted."""

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"))
    person_id: Mapped[UUID] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), index=True)
    role: Mapped[str] = mapped_column(Text)
    role_from: Mapped[str] = mapped_column(Text, default="launch")
    active: Mapped[bool] = mapped_column(default=True)
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]  # when they were last here
    capacity: Mapped[int | None]  # how many they can mentor; None follows the course
    observes_at: Mapped[
        datetime | None
    ]  # when a launch last said whom they observe; None: the last one did not say

    person: Mapped[Person] = relationship()

    __table_args__ = (
        UniqueConstraint("context_id", "person_id"),
        one_of("role", "lead", "member"),
        one_of("role_from", "launch", "roster", "lead"),
        CheckConstraint("capacity IS NULL OR capacity BETWEEN 0 AND 1000", name="capacity_is_a_number"),
        {
            "info": kept(
                company="context_id.company_id", erase={"person_id": "delete"}, export={"person_id": "theirs"}
            )
        },
    )


class Group(Table):
    """A named learning group in a course."""

    __tablename__ = "learning_group"

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime]
    anonymous: Mapped[bool | None]  # may mentees write without their name to peers; None: as the course says
    alone: Mapped[bool] = mapped_column(default=False)  # its mentees are in no other group
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (UniqueConstraint("context_id", "name"), {"info": kept(company="context_id.company_id")})


class Place(Table):
    """Somebody's part in a group, from when until when. A person who leaves and comes back has two rows."""

    group_id: Mapped[UUID] = mapped_column(ForeignKey("learning_group.id", ondelete="CASCADE"), index=True)
    enrolment_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    part: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime]
    until: Mapped[datetime | None]

    enrolment: Mapped[Enrolment] = relationship()

    __table_args__ = (
        one_of("part", "mentor", "mentee"),
        index_of_some("uq_place_now", "until IS NULL", "group_id", "enrolment_id", unique=True),
        {
            "info": kept(
                company="group_id.context_id.company_id",
                erase={"enrolment_id": "delete"},
                export={"enrolment_id": "theirs"},
            )
        },
    )


class Mentorship(Table):
    """Who mentors whom in a course, one to one or through a group. This record, not the LMS, says who sees whom."""

    context_id: Mapped[UUID] = mapped_column(ForeignKey("context.id", ondelete="CASCADE"), index=True)
    mentor_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"))
    mentee_id: Mapped[UUID] = mapped_column(ForeignKey("enrolment.id", ondelete="CASCADE"), index=True)
    group_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("learning_group.id", ondelete="CASCADE"), index=True
    )
    since: Mapped[datetime]
    until: Mapped[datetime | None]
    last_day: Mapped[date | None]  # of a guest: it ends after this day by itself
    rests_since: Mapped[datetime | None]
    rests_until: Mapped[date | None]  # the last day of the rest; None: until one of the two goes on
    rests_why: Mapped[str] = mapped_column(Text, default="")

    mentor: Mapped[Enrolment] = relationship(foreign_keys=mentor_id)
    mentee: Mapped[Enrolment] = relationship(foreign_keys=mentee_id)

    def is_resting(self, today: date) -> bool:
        """The two rest, and nothing is expected of them."""
        return self.rests_since is not None and (self.rests_until is None or today <= self.rests_until)

    __table_args__ = (
        CheckConstraint("mentor_id <> mentee_id", name="nobody_mentors_themselves"),
        Index("ix_mentorship_mentor_id_mentee_id", "mentor_id", "mentee_id"),
        index_of_some(
            "uq_mentorship_pair_now",
            "until IS NULL AND group_id IS NULL",
            "mentor_id",
            "mentee_id",
            unique=True,
        ),
        index_of_some("ix_mentorship_guests", "last_day IS NOT NULL AND until IS NULL", "last_day"),
        index_of_some(
            "uq_mentorship_group_now",
            "until IS NULL AND group_id IS NOT NULL",
            "mentor_id",
            "mentee_id",
            "group_id",
            unique=True,
        ),
        {
            "info": kept(
                company="context_id.company_id",
                erase={"mentor_id": "delete", "mentee_id": "delete"},
                export={"mentor_id": "theirs", "mentee_id": "theirs"},
            )
        },
    )
