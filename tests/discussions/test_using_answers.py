"""A kept answer on its way: into a reply or to several people, to be changed before it is sent."""

from __future__ import annotations

from plugin.database import db
from plugin.discussions.reusing.models import KeptAnswer
from tests.factories import a_context, a_course, a_group
from tests.factories.courses import place_of
from tests.factories.discussions import a_post, something_to_read
from tests.factories.drafts import a_draft
from tests.factories.reusing import a_kept_answer
from tests.factories.visits import visit_as

SAID = "<p>Begin with <strong>their</strong> day.</p>"


def the_one_kept() -> KeptAnswer:
    return db.session.query(KeptAnswer).one()


def test_an_answer_stands_in_the_reply_and_is_changed_before_it_is_sent(client, mentor, asked):
    at, path = visit_as(client, mentor), f"/discussions/posts/{asked.id}"
    assert "Use an answer of yours" not in at.get(path).text
    one = a_kept_answer(mentor, SAID)
    assert f"my-answers/?for={asked.id}" in at.get(path).text
    choosing = at.get(f"/my-answers/?for={asked.id}").text
    assert "Use this" in choosing
    assert "Send it to several" not in choosing

    led = at.post(f"/my-answers/{one.id}/use", {"post": str(asked.id)})
    assert led.status_code == 303
    assert led.headers["Location"].endswith(f"{path}?answer={one.id}#reply")
    page = at.get(f"{path}?answer={one.id}").text
    assert "Begin with their day." in page
    assert "&lt;strong&gt;their&lt;/strong&gt;" in page
    assert SAID not in page  # nobody said it here yet
    assert "used on" in at.get("/my-answers/").text
    assert at.post(path, {"words": "Begin with their day, Samir."}).status_code == 303
    assert the_one_kept().words == SAID


def test_the_way_stands_in_the_replies_beside_a_thing_as_well(client, cohort, mentor, asked, resource):
    a_kept_answer(mentor)

    path, way = f"/resources/{resource.id}", f"my-answers/?for={asked.id}"
    assert way in visit_as(client, mentor).get(path).text
    assert way not in visit_as(client, cohort.mentors[1]).get(path).text
    assert way not in visit_as(client, cohort.mentee).get(path).text


def test_what_somebody_had_begun_to_write_is_not_lost(client, mentor, asked):
    one, path = a_kept_answer(mentor, SAID), f"/discussions/posts/{asked.id}"
    a_draft(mentor, path, words="Dear Samir, I", words_format="plain")
    page = visit_as(client, mentor).get(f"{path}?answer={one.id}").text

    assert "Dear Samir, I</textarea>" in page
    assert "The answer that you chose stands below" in page
    assert SAID in page


def test_an_answer_is_sent_to_several(client, cohort, mentor):
    at, one = visit_as(client, mentor), a_kept_answer(mentor, SAID)
    assert "Send it to several" in at.get("/my-answers/").text
    led = at.post(f"/my-answers/{one.id}/use").headers["Location"]
    assert led.endswith(f"/groups/several/?what=message&answer={one.id}")
    page = at.get(f"/groups/several/?what=message&answer={one.id}").text
    assert "Begin with their day." in page
    assert "Choose to whom it goes" in page
    assert str(place_of(cohort.mentees[1])) in page

    back = at.post("/groups/several/message", {"message": "Begin with their day."})
    assert back.status_code == 422
    assert "Begin with their day." in back.text
    those = [str(place_of(one)) for one in cohort.mentees]
    sent = at.post("/groups/several/message", {"people": those, "message": "Begin with their day."})
    assert sent.status_code == 303


def test_those_who_were_chosen_stay_so_on_the_way(client, cohort, mentor):
    at, one, who = visit_as(client, mentor), a_kept_answer(mentor, SAID), place_of(cohort.mentee)
    assert f"my-answers/?people={who}" in at.get(f"/groups/several/?what=message&people={who}").text
    assert str(who) in at.get(f"/my-answers/?people={who}").text

    led = at.post(f"/my-answers/{one.id}/use", {"people": str(who)}).headers["Location"]
    assert led.endswith(f"?what=message&answer={one.id}&people={who}")
    page = at.get(f"/groups/several/?what=message&answer={one.id}&people={who}").text
    assert "What will happen for one person" in page
    assert "Begin with their day." in page


def test_an_answer_is_used_for_what_one_reads_and_nothing_else(client, mentor, elsewhere):
    one, course = a_kept_answer(mentor), a_course(a_context(None, None, "Another"))
    other = a_group(course)
    post = a_post(other.mentee, something_to_read(course))
    at = visit_as(client, mentor)

    assert at.post(f"/my-answers/{one.id}/use", {"post": str(post.id)}).status_code == 404
    assert at.post(f"/my-answers/{one.id}/use", {"post": "nothing"}).status_code == 404
    assert at.get(f"/my-answers/?for={post.id}").status_code == 404
    assert the_one_kept().used_at is None
