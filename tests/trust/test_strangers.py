"""Whoever has somebody else's ids, address, form or key: another company, another browser, another person."""

from __future__ import annotations

import re
from uuid import UUID

import pytest
from sqlalchemy import select

from plugin.courses.goals.models import Goal
from plugin.database import db, new_id
from plugin.discussions.models import Post
from plugin.lti import cookies
from plugin.people.models import Enrolment, Person
from plugin.sent import SentForm
from tests.architecture.asked import asked, at
from tests.architecture.rows import every_row
from tests.architecture.world import a_world
from tests.factories.courses import a_resource, place_of
from tests.factories.discussions import a_post
from tests.factories.goals import a_goal, goal_fields
from tests.fakes.platform import FakePlatform
from tests.lti.ways import Browser, refused_as, registered, visit_in

ONCE_EACH = re.compile(r"[2-9A-HJ-NP-Z]{3}-[2-9A-HJ-NP-Z]{4}|content=\"[\w-]{16}\"|value=\"[\w-]{22,43}\"")
HIDDEN = [row for row in every_row() if row.safe and row.answers.stranger == row.answers.other_lead == 404]


@pytest.fixture
def companies(app, client, lms, network, other_key):
    """Two companies whose LMSs share issuer, deployment id, course id and sub: only the client id differs."""
    other = FakePlatform(lms.issuer, "tandem-at-another", lms.deployment_id, key=other_key)
    other.key_set_url = f"{lms.issuer}/another/jwks"
    network.says(other.key_set_url, other.jwks())
    for each in (lms, other):
        registered(each)
    return Browser(client, lms), Browser(app.test_client(), other)


def test_two_companies_with_equal_ids_share_nothing(companies):
    for browser in companies:
        visit_in(browser.launch("Instructor", sub="7"))
        visit_in(browser.launch("Learner", sub="8"))

    people = db.session.scalars(select(Person)).all()
    assert len({(one.company_id, one.platform_id, one.sub) for one in people}) == 4
    assert len({one.company_id for one in people}) == 2
    assert len({one.context_id for one in db.session.scalars(select(Enrolment))}) == 2


def test_one_companys_word_opens_no_login_of_another(companies):
    mine, theirs = companies
    begun = theirs.begin()
    said = {"nonce": begun.nonce}

    for claims in (mine.lms.claims(**said), mine.lms.claims(**said, aud=theirs.lms.client_id)):
        answer = theirs.send(begun.state, mine.lms.sign(claims))
        assert answer.status_code in (400, 401, 403)
        assert "Location" not in answer.headers
    assert refused_as(mine.send(begun.state, theirs.lms.sign(theirs.lms.claims(**said))), "cookie-gone")


@pytest.mark.parametrize("row", HIDDEN, ids=lambda row: row.name)
def test_what_is_hidden_looks_like_what_never_was(row, client):
    """The same page, letter by letter, but for its reference and the keys that are new on every page."""
    world = a_world()
    ids = row.ids(world)
    place = at(client, world, "stranger")
    never = {name: new_id() if isinstance(known, UUID) else known for name, known in ids.items()}

    pages = [asked(place, row, which, {}) for which in (ids, never)]

    assert [page.status_code for page in pages] == [404, 404]
    hidden, unknown = (ONCE_EACH.sub("", page.text) for page in pages)
    assert hidden == unknown


def test_a_visits_address_in_another_browser_opens_nothing(app, client):
    """Found in a log, a history or a referrer; with no key, with another's, and with a made-up login's cookie."""
    place = at(client, a_world(), "mentee")
    held = [
        {},
        {cookies.BROWSER: cookies.fresh()},
        {cookies.BROWSER: "x"},
        {cookies.LOGIN + "0" * 12: cookies.fresh()},
        {cookies.HERE: place.visit},
    ]
    for said in held:
        thief = app.test_client()
        for name, value in said.items():
            thief.set_cookie(name, value, secure=True)
        assert thief.get(place("/me")).status_code == 401


def test_one_persons_sent_form_says_nothing_to_another_with_the_same_key(client):
    world = a_world()
    one, other = at(client, world, "mentee"), at(client, world, "other_mentee")
    form = {"once": "the very same key", **goal_fields(world.mentee)}

    places = [place.post("/goals/new", form).headers["Location"] for place in (one, other)]

    owners = [db.session.get_one(Goal, UUID(where.rpartition("/")[2])).owner_id for where in places]
    assert owners == [place_of(world.mentee), place_of(world.other_mentee)]
    assert other.get(places[0].removeprefix(one(""))).status_code == 404
    assert not [sent for sent in db.session.scalars(select(SentForm)) if one.visit in sent.led_to]


def test_fields_that_no_form_has_change_nothing(client):
    world = a_world()
    mine = a_goal(world.mentee)
    wishes = {
        "id": str(new_id()),
        "owner_id": str(place_of(world.other_mentee)),
        "course_id": str(new_id()),
        "state": "achieved",
        "problem": "told anew",
        "made_at": "2020-01-01",
        "role": "lead",
        "email": "evil@example.org",
        "sub": "another",
    }
    before = {
        name: getattr(mine, name) for name in ("id", "owner_id", "course_id", "state", "problem", "made_at")
    }
    person = db.session.get_one(Person, world.mentee.person_id)
    sub = person.sub
    me = {"zone": "Europe/Berlin", "shown_name": "Somebody new", "version": "1", **wishes}

    place = at(client, world, "mentee")
    changed = {**goal_fields(world.mentee), **wishes, "title": "Another title", "version": "1"}
    assert place.post(f"/goals/{mine.id}/edit", changed).status_code == 303
    assert place.post("/me", me).status_code == 303

    assert mine.title == "Another title"
    assert {name: getattr(mine, name) for name in before} == before
    assert (person.shown_name, person.email, person.sub) == ("Somebody new", "", sub)
    assert db.session.get_one(Enrolment, place_of(world.mentee)).role == "member"


def test_a_reply_is_its_authors_own_whatever_the_form_claims(client):
    world = a_world()
    post = a_post(world.mentor, a_resource(world.section))
    claims = {
        "words": "mine",
        "author_id": str(place_of(world.mentor)),
        "path": "00001",
        "parent_id": str(new_id()),
    }

    assert at(client, world, "mentee").post(f"/discussions/posts/{post.id}", claims).status_code == 303

    reply = db.session.scalars(select(Post).where(Post.id != post.id)).one()
    assert (reply.author_id, reply.parent_id) == (place_of(world.mentee), post.id)


def test_what_was_sent_stands_in_no_log_line(client, capsys):
    """Refused, taken or crashed: words, addresses and tokens stay out of it."""
    world = a_world()
    place = at(client, world, "mentee")
    token = place.token()
    secret = {"title": "canary words", "email": "canary@example.org", "csrf": token}

    place.post("/goals/new", secret)
    place.post("/goals/new", {**secret, "csrf": "canary-token"})
    client.post("/v/canary-visit/goals/new", data=secret)
    client.post("/lti/launch", data={"id_token": "canary.canary.canary", "state": "canary-state"})
    client.get(
        "/lti/register/canary-invitation?registration_token=canary-bearer&openid_configuration=https://a.example"
    )

    lines = capsys.readouterr().err
    assert lines.count("\n") >= 4
    assert not [word for word in ("canary", token, place.visit) if word in lines]
