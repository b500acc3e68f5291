"""What a mentee sees, for their mentor to read: the same page in words to the mentee, nothing private, no form."""

from __future__ import annotations

import re
from datetime import timedelta

import html5lib
import pytest

from plugin import clock
from plugin.courses.outline.queries import course_here
from plugin.courses.sessions.models import Session
from plugin.database import db
from plugin.discussions.asks.actions import take
from plugin.discussions.asks.queries import asks_by
from plugin.discussions.models import Post
from plugin.groups.flags.actions import set_aside
from plugin.groups.flags.queries import Kind, flagged_of
from plugin.people.models import Mentorship
from plugin.text import from_plain
from tests.factories import a_course, a_group, a_lead, a_mentor, again
from tests.factories.courses import place_of
from tests.factories.discussions import a_post, a_reply, a_topic
from tests.factories.goals import a_goal
from tests.factories.remembered import an_own_note, two_lines
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import visit_as


@pytest.fixture
def cohort(app):
    """A mentor and a mentee with something of everything, and a flag that the mentor set aside."""
    made = a_group(a_course(), mentees=2)
    mentor, mentee = made.mentor, made.mentee
    a_goal(mentee, title="Say it within a day")
    an_action(mentor, a_session(mentor, group_id=made.id), place_of(mentee), what="Ask two questions")
    a_post(mentee, a_topic(mentor, group_id=made.id), "<p>How do I say no?</p>", asks=True)
    two_lines(mentor, mentee, "Secret line", "")
    an_own_note(mentor, mentee, "Secret note")
    return made


def page_of(mentee):
    return f"/groups/mentees/{place_of(mentee)}"


def mirror_of(mentee):
    return f"{page_of(mentee)}?as=mentee"


def cards(page):
    """The words of each card on a page, without what leads to a form."""
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    return ["".join(card.itertext()).split() for card in tree.iter("section")]


def test_it_says_what_the_mentee_reads_word_for_word(client, cohort):
    mirror = visit_as(client, cohort.mentor).get(mirror_of(cohort.mentee)).text
    own = visit_as(client, cohort.mentee).get(page_of(cohort.mentee)).text

    assert cards(mirror) == cards(own)
    assert len(cards(own)) >= 5


def test_it_holds_nothing_private_of_the_mentor_and_no_form(client, cohort):
    mirror = visit_as(client, cohort.mentor).get(mirror_of(cohort.mentee)).text

    assert "Secret" not in mirror
    assert "<form" not in mirror
    assert "sessions/new" not in mirror
    assert "This is what" in mirror


def test_the_page_of_a_mentee_leads_there_and_back(client, cohort):
    at = visit_as(client, cohort.mentor)

    assert "?as=mentee" in at.get(page_of(cohort.mentee)).text
    assert (
        f'href="{at.url("groups.mentee", enrolment_id=place_of(cohort.mentee))}"'
        in at.get(mirror_of(cohort.mentee)).text
    )


def test_what_was_set_aside_stands_there_as_the_mentee_reads_it(client, cohort):
    late(cohort)
    mentor, mentee = again(cohort.mentor), place_of(cohort.mentee)
    flag = flagged_of(mentor, [mentee])[mentee].flags[0]
    set_aside(mentor, Kind(mentee, flag.kind), flag.since, None, "Is on leave")
    assert flagged_of(mentor, [mentee])[mentee].aside

    mirror = visit_as(client, cohort.mentor).get(mirror_of(cohort.mentee)).text
    assert "Is on leave" not in mirror
    assert "What your mentors see that may need a word" in mirror
    assert cards(mirror) == words_of(client, cohort)


def late(cohort):
    """They have not met for long."""
    for one in db.session.query(Mentorship):
        one.since = clock.now() - timedelta(days=90)
    for one in db.session.query(Session):
        one.at = clock.now() - timedelta(days=60)
    db.session.flush()


def words_of(client, cohort):
    """The mentee's own cards, without the ways that a flag offers them."""
    own = visit_as(client, cohort.mentee).get(page_of(cohort.mentee)).text
    return cards(re.sub(r'<p class="small row">.*?</p>', "", own, count=1, flags=re.DOTALL))


def test_what_is_between_the_mentee_and_another_mentor_is_left_out(client, cohort):
    other = a_mentor(course_here(again(cohort.mentor)), of=cohort.mentee)
    session = a_session(other, mentee_id=place_of(cohort.mentee), shared=from_plain("Between two"))
    an_action(other, session, place_of(other), what="Only between those two")
    mirror = visit_as(client, again(cohort.mentor)).get(mirror_of(cohort.mentee)).text

    assert "Only between those two" not in mirror
    assert "Only between those two" in visit_as(client, again(cohort.mentee)).get(page_of(cohort.mentee)).text


def test_nobody_but_their_mentor_is_shown_it(client, cohort):
    for who in (cohort.mentees[1], a_lead(cohort.mentor)):
        assert visit_as(client, who).get(mirror_of(cohort.mentee)).status_code == 403
    own = visit_as(client, cohort.mentee).get(mirror_of(cohort.mentee)).text
    assert "This is what your mentors see of you" in own


def test_asks_stand_on_the_page_with_how_they_stand(client, cohort):
    at, path = visit_as(client, cohort.mentor), page_of(cohort.mentee)

    assert "nobody has answered yet" in at.get(path).text
    asked = asks_by(cohort.mentor, place_of(cohort.mentee))[0]
    answer = a_reply(cohort.mentor, db.session.get_one(Post, asked.said.id))
    assert asks_by(cohort.mentor, place_of(cohort.mentee))[0].state == "answered"
    take(cohort.mentee, answer, "try", "Sounds right")
    page = at.get(path).text
    assert "taken up" in page
    assert f"/discussions/posts/{asked.said.id}" in page


def test_asks_that_the_viewer_does_not_read_are_not_told(cohort):
    other = a_mentor(course_here(again(cohort.mentor)), of=cohort.mentees[1])

    assert asks_by(again(other), place_of(cohort.mentee)) == ()


def test_what_a_mate_asked_without_their_name_is_not_told_of_them(cohort):
    asked = db.session.query(Post).filter(Post.asked_at.is_not(None)).one()
    asked.unnamed = True
    db.session.flush()

    assert asks_by(cohort.mentees[1], place_of(cohort.mentee)) == ()
    assert len(asks_by(cohort.mentor, place_of(cohort.mentee))) == 1
