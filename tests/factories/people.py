"""Members of a course: leads, mentors and mentees, as the door would know them."""

from __future__ import annotations

from typing import Any

from plugin import clock
from plugin.courses.outline.models import Course
from plugin.courses.outline.progress import settle
from plugin.database import db
from plugin.lti.models import Context
from plugin.member import Member
from plugin.people.models import Enrolment, Mentorship, Person
from plugin.people.queries import member_in
from tests.factories.places import kept, numbers

Where = Course | Context
NAMES = (
    "Amara Okafor",
    "Joaquín Ferrer",
    "Fatima Zahra Benali",
    "Helena Brandt",
    "Tomasz Zieliński",
    "Mei-Ling Chen",
)


def a_person(where: Where, name: str | None = None, role: str = "member", **said: Any) -> Member:
    """Somebody enrolled in a course, whom nobody mentors yet."""
    context = place(where)
    number = next(numbers)
    made = {"name": name or f"{NAMES[number % len(NAMES)]} {number}", "sub": f"sub-{number}", **said}
    person = kept(
        Person(company_id=context.company_id, platform_id=context.platform_id, made_at=clock.now(), **made)
    )
    kept(Enrolment(context_id=context.id, person_id=person.id, role=role, since=clock.now()))
    return member_in(person.id, context.id, context.title)


def a_lead(where: Where, name: str | None = None, **said: Any) -> Member:
    return a_person(where, name, role="lead", **said)


def a_mentee(where: Where, name: str | None = None, *, mentor: Member | None = None, **said: Any) -> Member:
    """Somebody who learns; `mentor` mentors them one to one."""
    mentee = a_person(where, name, **said)
    if mentor:
        mentors(mentor, mentee)
    return again(mentee)


def a_mentor(where: Where, name: str | None = None, *, of: Member | None = None, **said: Any) -> Member:
    """Somebody who mentors `of` one to one."""
    mentor = a_person(where, name, **said)
    if of:
        mentors(mentor, of)
    return again(mentor)


def a_pair(where: Where) -> tuple[Member, Member]:
    """A mentor and the one they mentor."""
    mentor, mentee = a_person(where), a_person(where)
    mentors(mentor, mentee)
    return again(mentor), again(mentee)


def mentors(mentor: Member, mentee: Member, **said: Any) -> Mentorship:
    """Let one mentor the other from now; read both `again` afterwards."""
    made = {"since": clock.now(), **said}
    made = {"context_id": mentor.context_id, "mentee_id": mentee.enrolment_id, **made}
    mentorship = kept(Mentorship(mentor_id=mentor.enrolment_id, **made))
    settle(mentorship.context_id, people=[mentorship.mentee_id])
    return mentorship


def again(member: Member) -> Member:
    """The same person as the door would know them now: a Member is a picture of one moment."""
    return member_in(member.person_id, member.context_id, member.context_title)


def place(where: Where) -> Context:
    """The LMS course behind a mentoring course."""
    return where if isinstance(where, Context) else db.session.get_one(Context, where.context_id)
