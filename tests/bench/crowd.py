"""A crowd in a world: people in the mentee's group, each with goals, sessions, posts and everything else that grows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import insert, update

from plugin import clock
from plugin.courses.assessments.models import Answer, Item
from plugin.courses.goals.models import Goal, Milestone
from plugin.courses.outline.models import Assignment, Progress, Section
from plugin.courses.outline.progress import settle
from plugin.courses.resources.models import Resource
from plugin.courses.sessions.models import Action, Attendance, PrivateNote, Session
from plugin.database import Table, db, new_id
from plugin.discussions.models import Post, Thread
from plugin.people.models import Enrolment, Group, Mentorship, Person, Place
from tests.architecture.world import World

Rows = list[dict[str, Any]]


def crowd(world: World, people: int) -> None:
    """Put so many people into the world, and a share of everything with each."""
    enrolments = _enrolled(world, people)
    _grouped(world, enrolments)
    _outlined(world, enrolments)
    _with_goals(world, enrolments)
    _met(world, enrolments)
    _talking(world, enrolments)
    db.session.commit()


def _write(model: type[Table], rows: Rows) -> None:
    if rows:
        db.session.execute(insert(model), rows)


def _enrolled(world: World, people: int) -> list[UUID]:
    now = clock.now()
    company, platform = world.mentee.company_id, world.mentee.platform_id
    persons = [new_id() for _ in range(people)]
    _write(
        Person,
        [
            {
                "id": one,
                "company_id": company,
                "platform_id": platform,
                "sub": str(one),
                "name": f"Person {number}",
                "made_at": now,
            }
            for number, one in enumerate(persons)
        ],
    )
    enrolments = [new_id() for _ in persons]
    _write(
        Enrolment,
        [
            {
                "id": one,
                "context_id": world.course.context_id,
                "person_id": person,
                "role": "member",
                "since": now,
                "seen_at": now,
            }
            for one, person in zip(enrolments, persons, strict=True)
        ],
    )
    return enrolments


def _grouped(world: World, enrolments: list[UUID]) -> None:
    now, context = clock.now(), world.course.context_id
    mentor, mentee = world.mentor.enrolment_id, world.mentee.enrolment_id
    _write(
        Place,
        [
            {"group_id": world.group_id, "enrolment_id": one, "part": "mentee", "since": now}
            for one in enrolments
        ],
    )
    through = {"context_id": context, "group_id": world.group_id, "since": now}
    _write(Mentorship, [{**through, "mentor_id": mentor, "mentee_id": one} for one in enrolments])
    # The mentee mentors a few of them one to one as well, and is mentored by others: roles belong to relationships.
    alone = {"context_id": context, "group_id": None, "since": now}
    _write(Mentorship, [{**alone, "mentor_id": mentee, "mentee_id": one} for one in enrolments[::10]])
    _write(Mentorship, [{**alone, "mentor_id": one, "mentee_id": mentee} for one in enrolments[5::10]])
    groups = [new_id() for _ in enrolments[::10]]
    _write(
        Group,
        [
            {"id": one, "context_id": context, "name": f"Circle {n}", "made_at": now}
            for n, one in enumerate(groups)
        ],
    )
    inside = zip(groups, enrolments[::10], strict=True)
    _write(
        Place,
        [{"group_id": group, "enrolment_id": one, "part": "mentor", "since": now} for group, one in inside],
    )
    _write(
        Place,
        [{"group_id": group, "enrolment_id": mentee, "part": "mentee", "since": now} for group in groups],
    )


def _outlined(world: World, enrolments: list[UUID]) -> None:
    now, course = clock.now(), world.course.id
    kinds = ("goal-setting", "session", "resources", "assessment", "reflection")
    sections = [new_id() for _ in enrolments[::10]]
    _write(
        Section,
        [
            {
                "id": one,
                "course_id": course,
                "position": 100_000 + n,
                "kind": kinds[n % 5],
                "title": f"Part {n}",
                "questions": ["Why?"],
            }
            for n, one in enumerate(sections)
        ],
    )
    settle(world.course.context_id)
    db.session.execute(
        update(Assignment)
        .where(
            (Assignment.section_id == world.section.id)
            | (Assignment.enrolment_id == world.mentee.enrolment_id)
        )
        .values(done_at=now)
    )
    for one in (Section, Progress):
        db.session.execute(update(one).values(done=one.assigned))
    item = new_id()
    _write(Item, [{"id": item, "section_id": sections[0], "position": 1, "kind": "question", "text": "Why?"}])
    said = {"item_id": item, "words": "Because.", "changed_at": now}
    _write(Answer, [{**said, "enrolment_id": one} for one in enrolments])
    link = {
        "course_id": course,
        "kind": "link",
        "title": "Read",
        "url": "https://example.org/",
        "made_at": now,
    }
    _write(
        Resource,
        [
            {**link, "section_id": world.section.id, "position": 100_000 + n}
            for n, _ in enumerate(enrolments[::5])
        ],
    )


def _with_goals(world: World, enrolments: list[UUID]) -> None:
    now = clock.now()
    owners = enrolments + [world.mentee.enrolment_id] * (len(enrolments) // 5)
    goals = [new_id() for _ in owners]
    goal = {
        "course_id": world.course.id,
        "title": "Listen",
        "problem": "I talk.",
        "outcome": "I ask.",
        "made_at": now,
    }
    toward = {"toward": "skill", "toward_what": "Listening", "changed_at": now}
    _write(
        Goal,
        [{**goal, **toward, "id": one, "owner_id": owner} for one, owner in zip(goals, owners, strict=True)],
    )
    step = {"what": "Ask first", "due": now.date() + timedelta(days=7)}
    _write(Milestone, [{**step, "goal_id": one, "position": n} for one in goals for n in (1, 2)])


def _met(world: World, enrolments: list[UUID]) -> None:
    now, mentor = clock.now(), world.mentor.enrolment_id
    mentees = enrolments + [world.mentee.enrolment_id] * (len(enrolments) // 5)
    alone, together = [new_id() for _ in mentees], [new_id() for _ in enrolments[::5]]
    met = {
        "course_id": world.course.id,
        "logged_by_id": mentor,
        "at": now,
        "mode": "video",
        "shared": "We talked.",
        "made_at": now,
    }
    pairs = [
        {**met, "id": one, "mentee_id": mentee, "group_id": None}
        for one, mentee in zip(alone, mentees, strict=True)
    ]
    _write(
        Session,
        pairs + [{**met, "id": one, "mentee_id": None, "group_id": world.group_id} for one in together],
    )
    there = [
        {"session_id": one, "enrolment_id": mentee, "part": "mentee"}
        for one, mentee in zip(alone, mentees, strict=True)
    ]
    there += [
        {"session_id": one, "enrolment_id": world.mentee.enrolment_id, "part": "mentee"} for one in together
    ]
    _write(
        Attendance,
        there + [{"session_id": one, "enrolment_id": mentor, "part": "mentor"} for one in alone + together],
    )
    _write(
        PrivateNote,
        [{"session_id": one, "author_id": mentor, "words": "Mine.", "changed_at": now} for one in alone],
    )
    promise = {"what": "Try it", "due": now.date(), "made_at": now, "for_id": mentor}
    _write(
        Action,
        [{**promise, "session_id": one, "owner_id": who} for one, who in zip(alone, mentees, strict=True)],
    )


def _talking(world: World, enrolments: list[UUID]) -> None:
    """A long thread on one resource; pages about another one see none of it, and pages of the course count it."""
    now = clock.now()
    about, thread = new_id(), new_id()
    link = {
        "id": about,
        "course_id": world.course.id,
        "kind": "link",
        "title": "Talked about",
        "url": "https://example.org/",
    }
    _write(Resource, [{**link, "section_id": world.section.id, "position": 99_999, "made_at": now}])
    size = len(enrolments)
    begun = {"id": thread, "course_id": world.course.id, "resource_id": about}
    _write(Thread, [{**begun, "posts": size, "branches": size, "said": size}])
    said = {"thread_id": thread, "depth": 1, "words": "I tried it.", "made_at": now}
    posts = [
        {**said, "number": n, "path": f"{n:05d}", "author_id": one} for n, one in enumerate(enrolments, 1)
    ]
    _write(Post, posts)
