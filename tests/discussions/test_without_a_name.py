"""Posts without their author's name: who reads it all the same, and that nothing of it reaches anybody else."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from plugin.database import db
from plugin.discussions.models import Post
from plugin.pictures import ground
from tests.factories import a_course, a_group, a_lead, a_mentee, a_mentor, a_section, again
from tests.factories.discussions import a_topic, something_to_read
from tests.factories.sessions import a_session
from tests.factories.visits import visit_as


@pytest.fixture
def quiet(app):
    """A course whose mentees may leave their name out, and a resource in it."""
    course = a_course(anonymous=True)
    return course, something_to_read(course)


def said_without_a_name(client, quiet):
    """Samir asks beside the resource, and answers himself, both without his name."""
    course, resource = quiet
    mentor = a_mentor(course, "Ravi Menon")
    samir = a_mentee(course, "Samir Haddad", mentor=mentor)
    place = visit_as(client, samir)
    place.post(f"/discussions/on/resource/{resource.id}", {"words": "Is it only me?", "unnamed": "yes"})
    (asked,) = posts()
    place.post(f"/discussions/posts/{asked.id}", {"words": "I think so.", "unnamed": "yes"})
    return again(mentor), samir, posts()


def posts():
    return db.session.scalars(select(Post).order_by(Post.path)).all()


def everything_shown(client, reader, resource, *said):
    place = visit_as(client, reader)
    paths = [f"/resources/{resource.id}", *(f"/discussions/posts/{one.id}" for one in said)]
    answers = [place.get(path) for path in paths]
    return "".join(answer.text + str(answer.headers) for answer in answers)


def test_without_a_name_nothing_of_the_author_reaches_other_mentees(client, quiet):
    course, resource = quiet
    _mentor, samir, said = said_without_a_name(client, quiet)

    shown = everything_shown(client, a_mentee(course, "Aroha Ngata"), resource, *said)

    assert "Is it only me?" in shown
    assert "A mentee, without a name" in shown
    traces = ("Samir", "Haddad", str(samir.enrolment_id), samir.enrolment_id.hex, str(samir.person_id))
    assert [trace for trace in traces if trace in shown] == []
    # a face's colour follows from whose it is, so nobody's stands here
    assert set(re.findall(r'<header><span class="face ([^"]*)"', shown)) == {ground("")}


def test_a_mentor_of_others_is_not_told_either(client, quiet):
    course, resource = quiet
    _mentor, _samir, said = said_without_a_name(client, quiet)
    other = a_mentor(course, "Sofia Rossi", of=a_mentee(course))

    assert "Samir" not in everything_shown(client, other, resource, *said)


def test_their_own_mentor_the_leads_and_they_themselves_read_the_name(client, quiet):
    course, resource = quiet
    mentor, samir, said = said_without_a_name(client, quiet)

    for reader in (mentor, a_lead(course), samir):
        shown = everything_shown(client, reader, resource, *said)
        assert "Samir Haddad" in shown
        assert "without a name for other mentees" in shown


def test_the_name_stays_out_after_the_course_has_changed_its_mind(client, quiet):
    course, resource = quiet
    _mentor, samir, said = said_without_a_name(client, quiet)
    course.anonymous = False
    db.session.flush()

    place = visit_as(client, samir)
    assert "Leave my name out" not in place.get(f"/resources/{resource.id}").text
    again_so = place.post(f"/discussions/on/resource/{resource.id}", {"words": "Once more", "unnamed": "yes"})
    assert again_so.status_code == 422
    assert "Here your name stands with your words." in again_so.text
    assert "Once more" in again_so.text
    assert len(posts()) == len(said)
    place.post(f"/discussions/posts/{said[0].id}/edit", {"words": "Only me?", "version": "1"})
    assert "Samir" not in everything_shown(client, a_mentee(course, "Aroha Ngata"), resource, *said)


@pytest.mark.parametrize("who", ["mentor", "lead"])
def test_mentors_and_leads_stand_by_their_words(client, quiet, who):
    course, resource = quiet
    member = a_lead(course) if who == "lead" else a_mentor(course, of=a_mentee(course))

    place = visit_as(client, member)
    assert "Leave my name out" not in place.get(f"/resources/{resource.id}").text
    answer = place.post(f"/discussions/on/resource/{resource.id}", {"words": "Do this.", "unnamed": "yes"})

    assert answer.status_code == 422
    assert posts() == []


def lets_names_be_left_out(client, lead, group, names):
    return visit_as(client, lead).post(f"/groups/{group.id}/ways", {"names": names})


@pytest.mark.parametrize("in_course", [True, False])
@pytest.mark.parametrize(("names", "may"), [("", None), ("may", True), ("stand", False)])
def test_a_group_says_for_itself_whether_names_are_left_out(client, in_course, names, may):
    course = a_course(anonymous=in_course)
    group = a_group(course, mentees=2)
    writer = again(group.mentee)
    lead = a_lead(course)
    assert lets_names_be_left_out(client, lead, group, names).status_code == 303
    allowed = in_course if may is None else may
    section = a_section(course, group_id=group.id)
    things = {
        "topic": a_topic(writer, group_id=group.id),
        "section": section,
        "resource": something_to_read(course, section_id=section.id),
        "session": a_session(group.mentor, group_id=group.id),
    }

    at = visit_as(client, writer)
    for kind, thing in things.items():
        told = {"words": f"Said on a {kind}", "unnamed": "yes"}
        answer = at.post(f"/discussions/on/{kind}/{thing.id}", told)
        assert answer.status_code == (303 if allowed else 422), kind
        assert answer.status_code == 303 or "Here your name stands with your words" in answer.text
    everybody = at.post(
        f"/discussions/on/topic/{a_topic(writer).id}", {"words": "To all of you", "unnamed": "yes"}
    )
    assert everybody.status_code == (303 if in_course else 422)
