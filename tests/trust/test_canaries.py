"""Words that are not for everybody, looked for on every page, by everybody."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from plugin import clock
from plugin.courses.assessments.record import Said
from plugin.courses.sessions.models import Session
from plugin.database import db
from plugin.lti.models import Context
from plugin.people.models import Mentorship, Person, Place
from tests.architecture.asked import at
from tests.architecture.rows import every_row
from tests.architecture.world import World, a_world
from tests.factories.assessments import a_section_asking, drafted, handed_in, responded
from tests.factories.courses import a_resource, place_of
from tests.factories.discussions import a_post
from tests.factories.drafts import a_draft
from tests.factories.goals import a_goal
from tests.factories.people import mentors
from tests.factories.remembered import an_own_note, two_lines
from tests.factories.sessions import a_session, an_action

LOOKS = [row for row in every_row() if row.safe and not row.open_to_all]
SETUP = (
    "setup.",
    "together.",
    "sheets.",
    "limits.",
    "copies.",
)  # their rows take the world back to where nothing is open
PAIR = {"mentee", "mentor"}
COURSE = {"mentee", "other_mentee", "mentor", "other_mentor", "lead"}
# Who finds which words on some page, and nobody else on any.
READERS = {
    "canary-goal-title": PAIR,
    "canary-problem": PAIR,
    "canary-outcome": PAIR,
    "canary-milestone": PAIR,
    "canary-answer": PAIR,
    "canary-evidence": PAIR,
    "canary-short-answer": PAIR,
    "canary-feedback": PAIR,
    "canary-unsent": {"mentee"},
    "canary-promise": PAIR,
    "canary-shared-by-pair": PAIR,
    "canary-shared-by-group": PAIR,
    "canary-note-of-mentor": {"mentor"},
    "canary-note-of-mentee": {"mentee"},
    "canary-line": {"mentor"},
    "canary-own-note": {"mentor"},
    "canary-draft": {"mentee"},
    "canary-post": COURSE,
    "canary-address": set(),
}


@dataclass
class Scene:
    """A course full of words, and the addresses of everything that holds them."""

    world: World
    pages: list[tuple[str, dict[str, object]]]
    session: Session


@pytest.fixture
def scene(app):
    world = a_world()
    mentors(world.mentor, world.mentee)
    mentee, mentor = world.mentee, world.mentor
    goal = a_goal(
        mentee,
        title="canary-goal-title",
        problem="canary-problem",
        outcome="canary-outcome",
        milestone="canary-milestone",
    )
    together = a_session(
        mentor, group_id=world.group_id, shared="canary-shared-by-group", private="canary-note-of-mentor"
    )
    alone = a_session(
        mentee, mentor_id=place_of(mentor), shared="canary-shared-by-pair", private="canary-note-of-mentee"
    )
    an_action(mentor, together, place_of(mentee), what="canary-promise")
    section, unsent = a_section_asking(world.course), a_section_asking(world.course)
    told = {"question": Said("canary-answer"), "rating": Said("canary-evidence", level=2)}
    handed_in(mentee, section, **told, short=Said(chosen=("canary-short-answer",)))
    responded(mentor, mentee, section, "canary-feedback")
    drafted(mentee, unsent, question=Said("canary-unsent"))
    resource = a_resource(world.section)
    post = a_post(mentee, resource, "canary-post")
    a_draft(mentee, words="canary-draft")
    two_lines(mentor, mentee, "canary-line", "")
    note = an_own_note(mentor, mentee, "canary-own-note")
    db.session.query(Person).update({"email": "canary-address@example.org"})
    pages = [(row.endpoint, row.ids(world)) for row in LOOKS if not row.endpoint.startswith(SETUP)]
    pages += [(name, {"goal_id": goal.id}) for name in ("goals.show", "goals.edit")]
    for one in (together, alone):
        pages += [(name, {"session_id": one.id}) for name in ("sessions.show", "sessions.edit")]
    whose = {"enrolment_id": place_of(mentee)}
    people = (mentee, mentor, world.other_mentee)
    pages += [("groups.mentee", {"enrolment_id": place_of(person)}) for person in people]
    pages += [("groups.mentee", {**whose, "as": "mentee"}), ("timeline.show", {**whose, "which": "mine"})]
    pages += [("remembered.show", whose), ("remembered.edit", {"note_id": note.id})]
    pages += [
        *[("sections.show", {"section_id": one.id}) for one in (section, unsent)],
        *[("answers.work", {"section_id": one.id, **whose}) for one in (section, unsent)],
        ("resources.show", {"resource_id": resource.id}),
        ("threads.show", {"post_id": post.id}),
        ("finding.index", {"words": "canary"}),
        ("groups.board", {"group_id": world.group_id}),
        *((name, {}) for name in ("setup.cadence", "together.show", "sheets.show")),
    ]
    return Scene(world, pages, together)


def everything_read(scene, client, persona):
    """All pages of all addresses, one after the other."""
    place = at(client, scene.world, persona)
    return "\n".join(
        place.get(place.url(endpoint, **ids)).data.decode("utf-8", "replace") for endpoint, ids in scene.pages
    )


def test_words_are_read_by_whom_they_are_for_and_by_nobody_else(scene, client):
    read = {name: everything_read(scene, client, name) for name in (*scene.world.personas, "anonymous")}

    found = {word: {name for name, text in read.items() if word in text} for word in READERS}

    assert found == READERS


def test_a_mentor_whose_mentorship_has_ended_keeps_their_own_notes_alone(scene, client):
    ended = {"until": clock.now()}
    db.session.query(Mentorship).update(ended)
    db.session.query(Place).filter(Place.part == "mentor").update(ended)

    read = {name: everything_read(scene, client, name) for name in ("mentor", "mentee")}

    own = {"canary-note-of-mentor", "canary-line", "canary-own-note"}
    assert {word for word in READERS if word in read["mentor"]} == {*own, "canary-post"}
    assert {word for word in READERS if word in read["mentee"]} == {
        word for word, readers in READERS.items() if "mentee" in readers
    }


def test_a_mentor_whose_mentorship_has_ended_writes_nothing_there_any_more(scene, client):
    db.session.query(Mentorship).update({"until": clock.now()})
    db.session.query(Place).filter(Place.part == "mentor").update({"until": clock.now()})
    place = at(client, scene.world, "mentor")
    change = {"at": "2026-11-20T10:00", "mode": "video", "shared": "no", "version": "1"}

    assert place.post(f"/sessions/{scene.session.id}/edit", change).status_code == 403
    assert place.post(f"/sessions/{scene.session.id}/actions", {"what": "x"}).status_code == 403
    assert "canary" not in place.get(f"/sessions/{scene.session.id}/edit").text


def test_nothing_of_a_company_is_named_on_anothers_pages(scene, client):
    """Names of people and the course's id at its LMS, on every page that the stranger can ask for."""
    names = {
        one.name for one in scene.world.personas.values() if one.company_id == scene.world.mentee.company_id
    }
    here = db.session.get_one(Context, scene.world.mentee.context_id)
    read = everything_read(scene, client, "stranger")

    assert {word for word in {*names, here.lms_id} if word in read} == set()
