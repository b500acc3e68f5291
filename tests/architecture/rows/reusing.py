"""Answers to be used again in the role table: nobody finds another's, whoever they are."""

from __future__ import annotations

from tests.architecture.rows.discussions import ELSEWHERE
from tests.architecture.rows.sessions import EVERYBODY
from tests.architecture.rows.several import MENTORS, WHOEVER_DID_IT
from tests.architecture.table import Made, row
from tests.architecture.world import World
from tests.factories.courses import a_resource
from tests.factories.discussions import a_post
from tests.factories.reusing import a_kept_answer


def the_mentors_post(world: World) -> Made:
    return {"post_id": a_post(world.mentor, a_resource(world.section)).id}


def the_mentors_answer(world: World) -> Made:
    return {"answer_id": a_kept_answer(world.mentor).id}


def an_answer(_world: World) -> Made:
    return {"answer": "Begin with a question."}


def another_wording(_world: World) -> Made:
    return {"answer": "Begin with silence.", "version": "1"}


def for_a_reply(world: World) -> Made:
    return {"post": str(a_post(world.mentee, a_resource(world.section)).id), "people": ""}


AUTHORS: Made = {"mentee": 403, "other_mentee": 403, "other_mentor": 403, "lead": 403, **ELSEWHERE}

ROWS = [
    row("GET reusing.index", anonymous=401, **dict.fromkeys(EVERYBODY, 200)),
    row("GET reusing.new", **MENTORS, mentor=200, other_mentor=200),
    row("POST reusing.write", data=an_answer, **MENTORS, mentor=303, other_mentor=303),
    row("POST reusing.keep", ids=the_mentors_post, **AUTHORS, mentor=303),
    row("GET reusing.edit", ids=the_mentors_answer, **WHOEVER_DID_IT, mentor=200),
    row("POST reusing.change", ids=the_mentors_answer, data=another_wording, **WHOEVER_DID_IT, mentor=303),
    row("POST reusing.use", ids=the_mentors_answer, data=for_a_reply, **WHOEVER_DID_IT, mentor=303),
    row("POST reusing.take_away", ids=the_mentors_answer, **WHOEVER_DID_IT, mentor=303),
]
