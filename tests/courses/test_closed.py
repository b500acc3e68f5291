"""A closed course is walked from link to link: it stays to be read, and no way leads to a form that would be refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException

from plugin.courses.goals.standing.actions import move_goal
from plugin.courses.outline.closing import STILL
from plugin.courses.outline.editing.actions import close_course
from plugin.courses.outline.models import Course
from plugin.courses.resources.sharing.queries import Whom
from plugin.discussions.care.flags import flag
from plugin.member import Member
from tests.factories import a_course, a_group, a_lead, a_section
from tests.factories.agreements import agreed
from tests.factories.assessments import QUIZ, a_section_asking, handed_in, responded
from tests.factories.courses import a_resource, place_of
from tests.factories.discussions import a_post, a_reply, a_topic
from tests.factories.drafts import a_draft
from tests.factories.files import a_file
from tests.factories.goals import a_goal
from tests.factories.grades import columns
from tests.factories.people import again
from tests.factories.plans import a_plan
from tests.factories.remembered import an_own_note
from tests.factories.resources import given
from tests.factories.reusing import a_kept_answer
from tests.factories.sessions import a_session, an_action
from tests.factories.visits import At, visit_as

# Forms are sent to the address of the page that is there for them. These pages are there to be read as well.
READ_TOO = {
    "agreements.index",
    "calendar.show",
    "groups.index",
    "groups.change",
    "grades.index",
    "grades.show",
    "board_views.index",
    "today.show",
    "answers.work",
    "threads.show",
    "programmes.index",
    "questions.index",
    "setup.cadence",
}
# There for their forms too, though each form goes to an address of its own.
MANY_FORMS = {"items.index", "together.show", "sections.show?again"}
# Nobody walks to these in a course that is open.
NOT_FROM_HERE = {"setup.programme", "setup.roster", "picking.choose", "copies.show"}
PERSONAS = ("lead", "mentor", "mentee")
A_FEW = 5  # pages of each kind: the same table in twenty orders has the same ways


class Ways(HTMLParser):
    """Where a page leads: its links, where its forms go, and the places on it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[str] = []
        self.places: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.places.add(said.get("id") or "")
        if tag == "a":
            self.links.append(said.get("href") or "")
        elif tag == "form" and said.get("method") == "post" and said.get("action"):
            self.forms.append(said["action"] or "")
        if said.get("formaction"):
            self.forms.append(said["formaction"] or "")


class Walk:
    """Everywhere that somebody can go, as the names of endpoints: a few pages of each kind, in whatever order."""

    def __init__(self, app: Flask, at: At) -> None:
        self.routes = app.url_map.bind("localhost")
        self.at = at

    def pages(self) -> Iterator[tuple[str, Ways]]:
        waiting, met = [self.at("/")], Counter[tuple[str, ...]]()
        for address in waiting:  # grows while we walk
            kind = (self.kind(address), *sorted(parse_qs(urlsplit(address).query)))
            met[kind] += 1
            if met[kind] > A_FEW:
                continue
            answer = self.at.get(address, follow_redirects=True)
            assert answer.status_code == 200, address
            if answer.mimetype != "text/html":
                continue
            ways = Ways(answer.text)
            yield address, ways
            inside = (link.split("#")[0] for link in ways.links if link.startswith(self.at("/")))
            waiting += [link for link in dict.fromkeys(inside) if link not in waiting]

    def kind(self, address: str, method: str = "GET") -> str:
        parts = urlsplit(address)
        try:
            endpoint = str(self.routes.match(parts.path, method=method)[0])
        except HTTPException:
            return f"nothing at {address}"
        return f"{endpoint}?again" if "again" in parse_qs(parts.query) else endpoint


def there_for_a_form(app: Flask) -> set[str]:
    """Pages whose own address takes a form that a closed course refuses."""
    taken = {
        rule.rule
        for rule in app.url_map.iter_rules()
        if "POST" in (rule.methods or ()) and rule.endpoint not in STILL
    }
    shown = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and rule.rule in taken and rule.rule.startswith("/v/")
    }
    return (shown | MANY_FORMS) - READ_TOO


def a_lively_one(course: Course) -> dict[str, Member]:
    """Something of everything that people make, so that every page has its buttons."""
    cohort, lead = a_group(course, mentees=2), a_lead(course)
    mentor, mentee = cohort.mentor, cohort.mentee
    a_section(course, "goal-setting")
    a_section(course, "session")
    asking = a_section_asking(course)
    handed_in(mentee, asking)
    responded(again(mentor), mentee, asking)
    handed_in(mentee, a_section_asking(course, *QUIZ))  # a quiz is done at once, and may be done again
    resource = a_resource(a_section(course, "resources"), by=mentor)
    a_reply(mentee, a_post(mentor, resource))
    a_reply(mentor, a_post(mentee, resource, asks=True))
    a_session(mentor, group_id=cohort.id)
    flag(again(mentor), a_post(mentee, a_topic(again(mentee))), "other", "")
    a_reply(lead, a_post(lead, resource))
    a_file(None, mentor)
    given(mentor, Whom(with_id=place_of(mentee)))
    a_goal(mentee)
    move_goal(mentee, a_goal(mentee), "achieved", "It holds.")
    agreed(again(mentee), "mentee")
    an_action(mentor, a_session(mentor, mentee_id=place_of(mentee)), place_of(mentee))
    a_plan(mentor, "mentee", place_of(mentee))
    a_draft(mentee)
    an_own_note(mentor, mentee)
    a_kept_answer(mentor)
    columns(lead, "progress", "agreement")
    return {"lead": lead, "mentor": mentor, "mentee": mentee}


def one_where_nothing_happened(course: Course) -> dict[str, Member]:
    """People and nothing of theirs: pages say what would stand there, and how it begins."""
    cohort = a_group(course)
    return {"lead": a_lead(course), "mentor": cohort.mentor, "mentee": cohort.mentee}


@pytest.mark.guards
@pytest.mark.parametrize("persona", PERSONAS)
@pytest.mark.parametrize("made", [a_lively_one, one_where_nothing_happened])
def test_no_way_in_a_closed_course_leads_to_a_form_that_is_refused(client, app, made, persona):
    course = a_course()
    people = made(course)
    close_course(people["lead"], course)
    walk, forms = Walk(app, visit_as(client, people[persona])), there_for_a_form(app)

    for address, ways in walk.pages():
        assert {walk.kind(link) for link in ways.links} & forms == set(), address
        assert {walk.kind(action, "POST") for action in ways.forms} - STILL == set(), address
        here = {link[1:] for link in ways.links if link.startswith("#")}
        assert here - ways.places == set(), address


@pytest.mark.guards
def test_the_same_ways_are_there_while_the_course_is_open(client, app):
    people = a_lively_one(a_course())

    reached = set()
    for persona in PERSONAS:
        walk = Walk(app, visit_as(client, people[persona]))
        reached |= {walk.kind(link) for _address, ways in walk.pages() for link in ways.links}

    assert there_for_a_form(app) - reached == NOT_FROM_HERE
