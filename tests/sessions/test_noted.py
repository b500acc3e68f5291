"""Finding what was noted: in shared notes and those for one alone that one reads, and in one's own."""

from __future__ import annotations

from urllib.parse import quote

from sqlalchemy import delete

from plugin import clock
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.actions import change_session, keep_private_note
from plugin.courses.sessions.each.actions import keep_note_for
from plugin.courses.sessions.each.queries import note_for
from plugin.courses.sessions.finding.keeping import tidied
from plugin.courses.sessions.finding.models import NotedWords
from plugin.courses.sessions.finding.queries import PAGE, found_by
from plugin.courses.sessions.queries import session_for
from plugin.database import db, transaction
from plugin.people.models import Mentorship
from tests.factories import a_course, a_lead, a_pair, again
from tests.factories.courses import place_of
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as
from tests.harness.statements import counted


def found(viewer, asked):
    viewer = again(viewer)
    return [(one.kind, one.seen.id) for one in found_by(viewer, course_here(viewer), asked).notes]


def test_both_find_what_they_shared_and_each_alone_what_is_private(client, pair):
    mentor, mentee = pair
    made = a_session(mentor, mentee_id=place_of(mentee), shared="<p>The Übergabe at gate 4</p>")
    keep_private_note(mentor, made.id, "<p>She was tired of the gate</p>")
    assert found(mentee, "ubergabe") == [("shared", made.id)]
    assert found(mentee, "tired") == []
    assert found(mentor, "gate") == [("private", made.id), ("shared", made.id)]
    assert found(a_lead(mentor), "gate") == []

    page = visit_as(client, mentee).get("/sessions/find?words=gate").text
    assert "<mark>gate</mark>" in page
    assert "tired" not in page
    assert "No note that you may read" in visit_as(client, mentee).get("/sessions/find?words=tired").text


def test_what_was_changed_is_found_by_its_new_words_alone(pair):
    mentor, mentee = pair
    made = a_session(mentor, mentee_id=place_of(mentee), shared="<p>Apples</p>")
    seen = session_for(mentor, made.id)
    stands = {name: getattr(seen, name) for name in ("at", "mode", "minutes", "cost")}
    change_session(mentor, seen, seen.version, **stands, shared="<p>Pears</p>", ideas="<p>Plums</p>")
    assert found(mentee, "apples") == []
    assert found(mentee, "pears plums") == [("shared", made.id)]
    keep_private_note(mentor, made.id, "<p>Quince</p>")
    keep_private_note(mentor, made.id, "<p>Medlar</p>", 1)
    assert found(mentor, "quince") == []
    assert found(mentor, "medl") == [("private", made.id)]


def test_what_is_for_one_alone_is_found_by_them_and_their_mentor(group):
    made = a_session(group.mentor, group_id=group.id)
    one, two = group.mentees[:2]
    note = note_for(again(group.mentor), made.id, place_of(one))
    keep_note_for(group.mentor, note, "<p>Ask about the rota</p>")
    assert found(one, "rota") == found(group.mentor, "rota") == [("alone", made.id)]
    assert found(two, "rota") == []


def test_a_mentor_of_before_finds_what_they_wrote_for_themselves_and_nothing_else(client, pair):
    mentor, mentee = pair
    made = a_session(mentor, mentee_id=place_of(mentee), shared="<p>Shared rota</p>")
    keep_private_note(mentor, made.id, "<p>Private rota</p>")
    db.session.query(Mentorship).update({"until": clock.now()})
    db.session.expire_all()
    assert found(mentor, "rota") == [("private", made.id)]
    assert found(mentee, "rota") == [("shared", made.id)]
    page = visit_as(client, again(mentor)).get("/sessions/find?words=rota").text
    assert "what you kept to yourself" in page
    assert mentee.name not in page


def test_another_course_finds_nothing_and_odd_questions_do_no_harm(client, pair):
    mentor, mentee = pair
    a_session(mentor, mentee_id=place_of(mentee), shared="<p>Rota</p>")
    other = a_pair(a_course())[0]
    assert found(other, "rota") == []
    at = visit_as(client, mentor)
    for asked in ("", "  ", '"', "* OR 1", "course_id : x", "'; drop", "ß" * 500):
        assert found(mentor, asked) == []
        assert at.get(f"/sessions/find?words={quote(asked)}").status_code == 200


def test_notes_of_a_version_before_are_found_after_the_next_hour(real_app):
    with real_app.app_context(), transaction():
        mentor, mentee = a_pair(a_course())
        made_id = a_session(mentor, mentee_id=place_of(mentee), shared="<p>Old words</p>").id
        keep_private_note(mentor, made_id, "<p>Old secrets</p>")
        db.session.execute(delete(NotedWords))
    with real_app.app_context():
        assert tidied() == "2 found from now on"
        assert tidied() == "0 found from now on"
        with transaction(writing=False):
            assert found(mentor, "old") == [("private", made_id), ("shared", made_id)]
            assert found(mentee, "secrets") == []


def test_a_page_costs_the_same_for_few_and_many(pair):
    mentor, mentee = pair
    a_session(mentor, mentee_id=place_of(mentee), shared="<p>Rota</p>")
    viewer = again(mentor)
    course = course_here(viewer)
    with counted() as few:
        found_by(viewer, course, "rota")
    for _more in range(PAGE):
        a_session(mentor, mentee_id=place_of(mentee), shared="<p>Rota</p>")
    with counted() as many:
        page = found_by(viewer, course, "rota")
    assert page.more
    assert len(page.notes) == PAGE
    assert len(few) == len(many) == 3
