"""Rows that stand when a migration comes: what people did and wrote is there afterwards, up, down and up again."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from flask_migrate import downgrade, upgrade

from plugin.database import db
from tests.harness.house import built

BEFORE = "c87170f4e5f4"  # before sections were assigned and questions had ids
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.fixture
def old(databases, request):
    """An application on a database as it was at a revision."""
    app = built(database_url=databases.bare())
    with app.app_context():
        upgrade(revision=getattr(request, "param", BEFORE))
        yield app
        db.session.remove()
        db.engine.dispose()


def put(table: str, **row: Any) -> uuid.UUID:
    """Write one row into a table as the database has it now, with something harmless in what is not named; its id."""
    made = {"id": uuid.uuid4(), **row}
    with db.engine.begin() as connection:
        there = sa.Table(table, sa.MetaData(), autoload_with=connection)
        needed = [column for column in there.c if not column.nullable and column.name not in made]
        made |= {column.name: _harmless(column) for column in needed}
        for name, value in made.items():
            if isinstance(value, uuid.UUID):
                there.c[name].type = sa.Uuid()
        connection.execute(sa.insert(there).values(made))
    return made["id"]


def _harmless(column: sa.Column[Any]) -> Any:
    kinds: tuple[tuple[type[Any], Any], ...] = (
        (sa.Boolean, True),
        (sa.Integer, 1),
        (sa.JSON, []),
        (sa.DateTime, NOW),
    )
    known = {"theme": "light", "mail": "off", "role_from": "launch", "zone": "UTC"}
    return next((value for kind, value in kinds if isinstance(column.type, kind)), known.get(column.name, ""))


def rows(asked: str) -> list[tuple[Any, ...]]:
    with db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(sa.text(asked))]


def a_course() -> tuple[uuid.UUID, uuid.UUID, list[uuid.UUID]]:
    """A company, its one course, and the enrolments of a mentor and a mentee."""
    company = put("company", name="Northwind", made_at=NOW)
    platform = put(
        "platform",
        issuer="https://lms.example",
        client_id="tandem",
        auth_login_url="https://lms.example/auth",
        auth_token_url="https://lms.example/token",
        key_set_url="https://lms.example/jwks",
        made_at=NOW,
    )
    context = put("context", company_id=company, platform_id=platform, lms_id="7", title="Lead", made_at=NOW)
    people = []
    for sub in ("mentor", "mentee"):
        person = put("person", company_id=company, platform_id=platform, sub=sub, made_at=NOW)
        people.append(put("enrolment", context_id=context, person_id=person, role="member", since=NOW))
    mentor, mentee = people
    put("mentorship", context_id=context, mentor_id=mentor, mentee_id=mentee, since=NOW)
    course = put(
        "course",
        company_id=company,
        context_id=context,
        title="Leading",
        programme="leadership",
        cadence_days=14,
        made_at=NOW,
    )
    return company, course, people


def a_course_half_walked() -> None:
    """One mentee, two sections, one of them done, and an answer to the second of two questions."""
    _company, course, (_mentor, mentee) = a_course()
    read = put("section", course_id=course, position=1, kind="resources", title="Read", questions=[])
    back = put(
        "section", course_id=course, position=2, kind="reflection", title="Back", questions=["What?", "Why?"]
    )
    put("section_done", section_id=read, enrolment_id=mentee, at=NOW)
    put("answer", section_id=back, enrolment_id=mentee, question=1, words="1|<p>So</p>", changed_at=NOW)


def as_it_is_now() -> dict[str, list[tuple[Any, ...]]]:
    return {
        "sections": rows("SELECT title, assigned, done, asks FROM section ORDER BY position"),
        "progress": rows("SELECT assigned, done FROM progress"),
        "assigned": rows(
            "SELECT section.title, assignment.done_at IS NOT NULL FROM assignment"
            " JOIN section ON section.id = assignment.section_id WHERE assignment.current ORDER BY 1"
        ),
        "answers": rows(
            "SELECT section_item.text, answer.words FROM answer JOIN section_item ON section_item.id = answer.item_id"
        ),
    }


def test_done_sections_and_answers_are_carried_over_and_back(old):
    a_course_half_walked()

    upgrade()
    first = as_it_is_now()
    downgrade(revision=BEFORE)
    back = rows("SELECT question, words FROM answer"), rows("SELECT count(*) FROM section_done")
    upgrade()

    assert first == {
        "sections": [("Read", 1, 1, 0), ("Back", 1, 0, 2)],
        "progress": [(2, 1)],
        "assigned": [("Back", False), ("Read", True)],
        "answers": [("Why?", "1|<p>So</p>")],
    }
    assert back == ([(1, "1|<p>So</p>")], [(1,)])
    assert as_it_is_now() == first


ONE_PICTURE = "d93f0a6be714"  # when a post had one at most
BEFORE_TURNS = "8d2c5e90b17f"  # before a goal could stand in seven ways


def pictures() -> dict[str, list[tuple[Any, ...]]]:
    return {
        "of posts": rows("SELECT path, pictures FROM post ORDER BY path"),
        "themselves": rows(
            "SELECT post.path, one.number, one.shows, one.width, one.height, stored_file.name FROM post_picture AS one"
            " JOIN post ON post.id = one.post_id JOIN stored_file ON stored_file.id = one.file_id ORDER BY 1, 2"
        ),
    }


@pytest.mark.parametrize("old", [ONE_PICTURE], indirect=True)
def test_the_one_picture_of_a_post_is_carried_over_and_back(old):
    company, course, _people = a_course()
    section = put("section", course_id=course, position=1, kind="resources", title="Read")
    file = put("stored_file", company_id=company, name="board.webp", made_at=NOW, before_id=None)
    thread = put("thread", course_id=course, section_id=section)
    shown = {"picture_id": file, "picture_shows": "A board", "picture_width": 40, "picture_height": 30}
    for number, picture in enumerate(({}, shown), start=1):
        put("post", thread_id=thread, number=number, path=f"0000{number}", depth=1, made_at=NOW, **picture)

    upgrade()
    first = pictures()
    downgrade(revision=ONE_PICTURE)
    back = rows("SELECT path, picture_shows, picture_width, picture_height FROM post ORDER BY path")
    upgrade()

    assert first == {
        "of posts": [("00001", 0), ("00002", 1)],
        "themselves": [("00002", 1, "A board", 40, 30, "board.webp")],
    }
    assert back == [("00001", "", None, None), ("00002", "A board", 40, 30)]
    assert pictures() == first


@pytest.mark.parametrize("old", [BEFORE_TURNS], indirect=True)
def test_a_goal_that_is_being_tried_stands_so_afterwards(old):
    _company, course, (_mentor, mentee) = a_course()
    day = date(2026, 12, 5)
    for title, kinds in (("begun", ["trying", "success"]), ("tried", ["tried", "trying"]), ("fresh", [])):
        goal = put(
            "goal",
            course_id=course,
            owner_id=mentee,
            title=title,
            toward="skill",
            state="in progress",
            made_at=NOW,
            changed_at=NOW,
        )
        for hour, kind in enumerate(kinds):
            until = day if kind == "trying" else None
            put("journal_entry", goal_id=goal, kind=kind, until=until, at=NOW + timedelta(hours=hour))

    upgrade()
    after = rows("SELECT title, state FROM goal ORDER BY title")
    [(until,)] = rows("SELECT until FROM goal WHERE state = 'trying'")
    downgrade(revision=BEFORE_TURNS)
    back = rows("SELECT title, state FROM goal ORDER BY title")

    assert after == [("begun", "in progress"), ("fresh", "in progress"), ("tried", "trying")]
    assert str(until) == "2026-12-05"
    assert back == [("begun", "in progress"), ("fresh", "in progress"), ("tried", "in progress")]
