"""Sessions in the role table: those who were in one see it, a group's mentors change it, leads never read it."""

from __future__ import annotations

from datetime import timedelta

from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import place_of
from tests.factories.sessions import a_session, an_action, in_a_week, session_fields

THEIRS = {
    "anonymous": 401,
    "other_mentee": 404,
    "other_mentor": 404,
    "lead": 404,
    "other_lead": 404,
    "stranger": 404,
}
LEADS = {"lead": 403, "other_lead": 403, "stranger": 403}
EVERYBODY = ("mentee", "other_mentee", "mentor", "other_mentor", "lead", "other_lead", "stranger")


def the_session(world: World) -> Made:
    return {"session_id": a_session(world.mentor, group_id=world.group_id).id}


def the_promise(world: World) -> Made:
    made = a_session(world.mentor, group_id=world.group_id)
    return {"action_id": an_action(world.mentor, made, place_of(world.mentee)).id}


def with_the_group(world: World) -> Made:
    return session_fields(f"group:{world.group_id}", present=str(place_of(world.mentee)), version="1")


def a_note(_world: World) -> Made:
    return {"words": "Listen more.", "version": "0"}


def for_the_mentee(world: World) -> Made:
    return {"what": "Ask two questions", "owner": str(place_of(world.mentee)), "due": in_a_week()}


def another_day(_world: World) -> Made:
    return {"moved_to": in_a_week() + timedelta(days=3), "moved_why": "The line stands still."}


def because(_world: World) -> Made:
    return {"let_go_why": "It solved itself."}


ROWS = [
    row("GET sessions.index", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row(
        "GET sessions.new", anonymous=401, mentee=200, other_mentee=200, mentor=200, other_mentor=200, **LEADS
    ),
    # only its own mentor logs with that group; to others who may log it is no choice of theirs
    row(
        "POST sessions.log",
        data=with_the_group,
        anonymous=401,
        mentee=422,
        other_mentee=422,
        mentor=303,
        other_mentor=422,
        **LEADS,
    ),
    row("GET sessions.show", ids=the_session, mentee=200, mentor=200, **THEIRS),
    row("GET sessions.edit", ids=the_session, mentee=403, mentor=200, **THEIRS),
    row("POST sessions.change", ids=the_session, data=with_the_group, mentee=403, mentor=303, **THEIRS),
    row("POST sessions.note", ids=the_session, data=a_note, mentee=303, mentor=303, **THEIRS),
    row("POST sessions.add_action", ids=the_session, data=for_the_mentee, mentee=303, mentor=303, **THEIRS),
    row("GET promises.show", ids=the_promise, mentee=200, mentor=200, **THEIRS),
    row("POST promises.done", ids=the_promise, mentee=303, mentor=303, **THEIRS),
    row("POST promises.move", ids=the_promise, data=another_day, mentee=303, mentor=403, **THEIRS),
    row("POST promises.let_go", ids=the_promise, data=because, mentee=303, mentor=403, **THEIRS),
]
