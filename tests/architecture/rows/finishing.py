"""The end of sessions, how they were, and questions in the role table: each one's own, and never a lead's."""

from __future__ import annotations

from plugin.courses.sessions.finishing.actions import finish_session
from plugin.courses.sessions.queries import session_for
from plugin.courses.sessions.questions.actions import keep_question
from plugin.courses.sessions.questions.models import OwnQuestion
from plugin.database import db
from tests.architecture.rows.sessions import EVERYBODY, LEADS, THEIRS, the_session
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import place_of
from tests.factories.sessions import a_session

MEMBERS = ("mentee", "other_mentee", "mentor", "other_mentor")


def one_that_is_over(world: World) -> Made:
    made = a_session(world.mentor, group_id=world.group_id)
    finish_session(world.mentor, session_for(world.mentor, made.id))
    return {"session_id": made.id}


def the_question(world: World) -> Made:
    keep_question(world.mentor, "goal", "Where to?")
    [kept] = db.session.query(OwnQuestion)
    return {"question_id": kept.id}


def the_mentees_note(world: World) -> Made:
    return {**the_session(world), "mentee_id": place_of(world.mentee)}


def a_word(_world: World) -> Made:
    return {"for_one": "Ask about the rota.", "version": "0"}


ROWS = [
    row("GET finishing.look", ids=the_session, mentee=403, mentor=200, **THEIRS),
    row("POST finishing.finish", ids=the_session, mentee=403, mentor=303, **THEIRS),
    row("GET each.index", ids=the_session, mentee=403, mentor=200, **THEIRS),
    row("POST each.keep", ids=the_mentees_note, data=a_word, mentee=403, mentor=303, **THEIRS),
    row("GET noted.index", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row("GET versions.index", ids=the_session, mentee=200, mentor=200, **THEIRS),
    row("POST versions.forget", ids=the_session, mentee=303, mentor=303, **THEIRS),
    row("GET pulse.mine", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row(
        "POST pulse.say",
        ids=one_that_is_over,
        data=lambda _world: {"useful": "4"},
        mentee=303,
        mentor=303,
        **THEIRS,
    ),
    row(
        "POST pulse.share",
        anonymous=401,
        mentee=303,
        other_mentee=303,
        mentor=403,
        other_mentor=403,
        **LEADS,
    ),
    row("POST pulse.keep_to_myself", anonymous=401, **dict.fromkeys(EVERYBODY, 303)),
    row("GET questions.index", anonymous=401, **dict.fromkeys(MEMBERS, 200), **LEADS),
    row(
        "POST questions.keep",
        data=lambda _world: {"question": "Why not?", "stage": "options"},
        anonymous=401,
        **dict.fromkeys(MEMBERS, 303),
        **LEADS,
    ),
    row("POST questions.drop", ids=the_question, mentee=404, mentor=303, **THEIRS),
    row(
        "POST questions.tell",
        data=lambda _world: {"story": "I began at gate 4.", "version": "0"},
        anonymous=401,
        mentee=403,
        other_mentee=403,
        mentor=303,
        other_mentor=303,
        **LEADS,
    ),
]
