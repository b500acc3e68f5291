"""Answers that a mentor keeps to use them again: theirs alone, and to be changed before they are sent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from plugin import clock
from plugin.database import db
from plugin.discussions.reusing import actions
from plugin.discussions.reusing.models import KeptAnswer
from plugin.discussions.reusing.queries import answers_of
from plugin.discussions.taking_back import empty, take_back
from plugin.lti.models import Company, Context, Platform
from plugin.people.models import Enrolment
from plugin.people.queries import member_in
from plugin.text import from_plain
from tests.factories import a_company, a_context, a_course, a_group, a_lead, a_platform, again
from tests.factories.discussions import a_reply
from tests.factories.reusing import a_kept_answer
from tests.factories.visits import visit_as
from tests.harness.statements import counted

SAID = "<p>Begin with <strong>their</strong> day.</p>"


@pytest.fixture
def posted(mentor, asked):
    return a_reply(mentor, asked, SAID)


def kept() -> list[KeptAnswer]:
    return db.session.query(KeptAnswer).all()


def keep(at, post):
    return at.post(f"/discussions/posts/{post.id}/keep")


def test_what_one_posted_is_kept_once_however_often_it_is_pressed(client, mentor, asked, posted):
    at = visit_as(client, mentor)
    assert "Keep it to use again" in at.get(f"/discussions/posts/{asked.id}").text
    for _press in range(2):
        assert keep(at, posted).headers["Location"].endswith("/my-answers/")

    assert [(one.words, one.post_id) for one in kept()] == [(SAID, posted.id)]
    page = at.get("/my-answers/").text
    assert SAID in page
    assert "kept on" in page
    assert "used on" not in page


def test_only_a_mentor_keeps_and_only_what_they_wrote_themselves(client, cohort, asked, posted):
    mentee, other = cohort.mentee, cohort.mentors[1]
    own = a_reply(mentee, posted)
    for who, post in ((mentee, own), (mentee, posted), (other, posted), (a_lead(mentee), posted)):
        at = visit_as(client, again(who))
        assert "Keep it to use again" not in at.get(f"/discussions/posts/{post.id}").text
        assert keep(at, post).status_code == 403
    assert kept() == []


@pytest.mark.parametrize("gone", ["taken back", "emptied", "flagged", "put away"])
def test_only_what_stands_is_kept(client, mentor, posted, gone):
    if gone == "taken back":
        take_back(posted)
    elif gone == "emptied":
        empty(posted)
    else:
        posted.hidden = gone
    db.session.flush()

    at = visit_as(client, mentor)
    assert "Keep it to use again" not in at.get(f"/discussions/posts/{posted.id}").text
    assert keep(at, posted).status_code == 403


def test_what_is_kept_outlives_the_post(client, mentor, posted):
    at = visit_as(client, mentor)
    keep(at, posted)
    take_back(posted)
    empty(posted)

    assert SAID in at.get("/my-answers/").text


def test_one_is_written_anew_changed_and_taken_away(client, mentor):
    at = visit_as(client, mentor)
    assert "No answers kept yet" in at.get("/my-answers/").text
    assert "Seen by" not in at.get("/my-answers/new").text
    sent = {"answer": "<div>Do <strong>this</strong><script>x()</script></div>", "answer_format": "html"}
    assert at.post("/my-answers/new", sent).status_code == 303

    one = kept()[0]
    assert "<strong>this</strong>" in one.words
    assert "script" not in one.words
    path = f"/my-answers/{one.id}"
    assert at.post(path, {"answer": "Or that", "version": "1"}).status_code == 303
    assert "Or that" in at.get(path).text
    assert at.post(path, {"answer": " ", "version": "2"}).status_code == 422
    assert at.post(f"{path}/take-away").status_code == 303
    assert kept() == []


def test_two_windows_keep_both_texts(client, mentor):
    at, one = visit_as(client, mentor), a_kept_answer(mentor)
    actions.change(one, from_plain("First window"), 1)
    back = at.post(f"/my-answers/{one.id}", {"answer": "Second window", "version": "1"})

    assert back.status_code == 409
    assert "First window" in back.text
    assert "Second window" in back.text
    actions.change(one, from_plain("First window"), 1)  # the same once more is no clash


def test_there_is_an_end_to_what_one_keeps(client, mentor, posted, monkeypatch):
    at = visit_as(client, mentor)
    keep(at, posted)
    monkeypatch.setattr(actions, "MOST", 1)

    assert keep(at, posted).status_code == 303  # kept already
    back = at.post("/my-answers/new", {"answer": "One more"})
    assert back.status_code == 422
    assert "You keep 1 answers at most" in back.text
    assert "One more" in back.text
    back = keep(at, a_reply(mentor, posted, "<p>Another</p>"))
    assert back.status_code == 422
    assert "You keep 1 answers at most" in back.text


def test_nobody_else_reads_them(client, cohort, mentor, asked):
    one = a_kept_answer(mentor, SAID)
    abroad = a_group(a_course(a_context(a_company("Southwind"), a_platform(), "Abroad"))).mentor
    for who in (cohort.mentors[1], cohort.mentee, a_lead(mentor), abroad):
        at = visit_as(client, again(who))
        assert SAID not in at.get("/my-answers/").text
        assert at.get(f"/my-answers/{one.id}").status_code == 404
        assert at.post(f"/my-answers/{one.id}", {"answer": "Mine", "version": "1"}).status_code == 404
        for deed in ("use", "take-away"):
            assert at.post(f"/my-answers/{one.id}/{deed}").status_code == 404
    page = visit_as(client, again(cohort.mentors[1])).get(f"/discussions/posts/{asked.id}?answer={one.id}")
    assert page.status_code == 200
    assert "Begin with" not in page.text
    assert [one.words for one in kept()] == [SAID]


def test_they_are_a_persons_in_each_of_their_courses(client, mentor):
    a_kept_answer(mentor, SAID)
    here = db.session.get_one(Context, mentor.context_id)
    company = db.session.get_one(Company, here.company_id)
    there = a_context(company, db.session.get_one(Platform, here.platform_id), "Another course")
    db.session.add(
        Enrolment(context_id=there.id, person_id=mentor.person_id, role="member", since=clock.now())
    )
    a_course(there)

    as_there = member_in(mentor.person_id, there.id, there.title)
    assert SAID in visit_as(client, as_there).get("/my-answers/").text


def test_what_was_used_last_stands_first(mentor):
    older, newer = a_kept_answer(mentor, "<p>Older</p>"), a_kept_answer(mentor, "<p>Newer</p>")
    older.kept_at = clock.now() - timedelta(days=2)
    newer.kept_at = clock.now() - timedelta(days=1)
    db.session.flush()
    assert [one.id for one in answers_of(mentor).listed] == [newer.id, older.id]

    actions.use(older)
    assert [one.id for one in answers_of(mentor).listed] == [older.id, newer.id]


def test_many_cost_no_more_statements_than_few(client, mentor, asked):
    at, path = visit_as(client, mentor), f"/discussions/posts/{asked.id}"
    a_kept_answer(mentor)
    few = [statements(at, one) for one in ("/my-answers/", path)]
    for number in range(60):
        a_kept_answer(mentor, f"<p>Answer {number}</p>")

    assert [statements(at, one) for one in ("/my-answers/", path)] == few
    assert "Next 50" in at.get("/my-answers/").text
    assert "Previous 50" in at.get("/my-answers/?page=2").text


def statements(at, path):
    at.get(path)
    with counted() as said:
        assert at.get(path).status_code == 200
    return len(said)
