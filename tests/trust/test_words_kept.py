"""What people write comes back harmless from every field that takes form, and goes when its writer goes."""

from __future__ import annotations

import html5lib
import pytest
from sqlalchemy import Table, delete, select

from plugin.courses.assessments.models import Answer, HandIn, SignOff
from plugin.courses.goals.models import Goal, Milestone
from plugin.courses.sessions.models import PrivateNote, Session
from plugin.database import db
from plugin.people.models import Enrolment
from plugin.skills.models import Rating
from plugin.text import RichText
from tests.architecture.asked import asked, at
from tests.architecture.rows import every_row
from tests.architecture.world import a_world
from tests.factories.assessments import a_section_asking, handed_in, responded
from tests.factories.courses import place_of
from tests.factories.goals import a_goal
from tests.factories.people import mentors
from tests.factories.sessions import a_session
from tests.test_text_safety import XSS, faults

# Each address that takes words with form, and the fields that do.
FIELDS = {
    "goals.write": ("problem", "outcome"),
    "goals.change": ("outcome",),
    "answers.keep": (),
    "outline.add": ("words",),
    "outline.change": ("words",),
    "resources.add": ("words",),
    "resources.change": ("words",),
    "files.add": ("words",),
    "files.add_alone": ("words",),
    "files.change": ("words",),
    "sessions.log": ("shared", "private"),
    "sessions.change": ("shared",),
    "sessions.note": ("words",),
    "threads.start": ("words",),
    "threads.reply": ("words",),
    "threads.change": ("words",),
    "answers.respond": ("feedback",),
    "sharing.give": ("words",),
    "remembered.add": ("about",),
    "remembered.change": ("about",),
}
ROWS = [row for row in every_row() if row.endpoint in FIELDS and not row.safe]
BUNDLES = ["<p>kept</p>".join(XSS[start : start + 8]) for start in range(0, len(XSS), 80)]


def rich_columns() -> list[tuple[Table, str]]:
    return [
        (table, column.name)
        for table in db.metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, RichText)
    ]


def rich_words() -> list[str]:
    found = [db.session.scalars(select(table.c[name])) for table, name in rich_columns()]
    return [str(words) for column in found for words in column if words]


def running(page: str) -> list[str]:
    """What would run, or call somebody, as a browser's way of parsing reads the whole page."""
    nodes = html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False).iter()
    return [
        f"{node.tag} {node.attrib}"
        for node in nodes
        if node.tag in {"iframe", "object", "embed", "img", "base", "style", "math"}
        or (node.tag == "script" and not node.get("src", "").startswith("/static/"))
        or any(str(name).lower().startswith("on") or name == "style" for name in node.attrib)
    ]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_nothing_that_runs_is_kept_or_shown(row, client):
    world = a_world()
    persona = row.welcome
    place = at(client, world, persona)
    ids, data = row.ids(world), row.data(world)
    asked_for = [name for name in data if name.startswith("answer_")]  # named by what it answers
    names = FIELDS[row.endpoint] or asked_for

    for number, bundle in enumerate(BUNDLES):
        sent = dict.fromkeys(names, bundle) | {f"{name}_format": "html" for name in names}
        version = {"version": str(number + int(data["version"]))} if "version" in data else {}
        answer = asked(place, row, ids, {**data, **version, **sent})
        assert answer.status_code in (303, 409, 422)
        page = place.get(answer.headers["Location"]).text if answer.status_code == 303 else answer.text
        assert running(page) == []
    kept = rich_words()

    assert any("kept" in words for words in kept)
    assert [fault for words in kept for fault in faults(words)] == []


def test_what_is_a_mentees_own_goes_with_them_and_so_does_what_was_noted_about_them(app):
    """Along the foreign keys, where the tables say 'delete': no words of theirs are left behind anywhere."""
    world = a_world()
    mentors(world.mentor, world.mentee)
    mentor, mentee = world.mentor, world.mentee
    a_goal(mentee)
    a_session(mentor, mentee_id=place_of(mentee), shared="about them", private="noted about them")
    section = a_section_asking(world.course)
    handed_in(mentee, section)
    responded(mentor, mentee, section)

    db.session.execute(delete(Enrolment).where(Enrolment.id == place_of(mentee)))

    for table in (Goal, Milestone, Session, PrivateNote, Answer, HandIn, SignOff, Rating):
        assert db.session.scalars(select(table)).all() == []
