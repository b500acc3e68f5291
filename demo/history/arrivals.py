"""How people come in while the history is told: through the front door, by signed launches of their own day."""

from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from demo.lms.claims import Login, launch_claims
from demo.lms.school import Course
from demo.lms.world import World
from plugin import clock
from plugin.database import db
from plugin.lti.models import Context, Platform
from plugin.people.models import Enrolment, Person


def launch(app: Flask, world: World, who: str, course: Course) -> None:
    """Login and launch as a browser makes them, at the clock's moment. The LMS must be serving its keys."""
    browser, account = app.test_client(), world.account(who)
    assert account is not None, f"nobody called {who} works here"
    began = browser.post(
        "/lti/login",
        base_url=world.tool.origin,
        data={
            "iss": world.issuer,
            "login_hint": account.person.sub,
            "target_link_uri": world.tool.target_link_uri,
            "client_id": world.tool.client_id,
            "lti_deployment_id": world.tool.deployment_id,
        },
    )
    asked = {name: values[0] for name, values in parse_qs(urlsplit(began.location).query).items()}
    login = Login(world.tool.target_link_uri, asked["nonce"], clock.now())
    place = world.place(account, course.links[0].id, "iframe")
    token = world.key.sign(launch_claims(world.platform, account.person, course.members[who], place, login))
    answer = browser.post(
        "/lti/launch", base_url=world.tool.origin, data={"state": asked["state"], "id_token": token}
    )
    if answer.status_code >= 400:
        raise RuntimeError(f"{account.name} was not let in: {answer.get_data(as_text=True)}")


def person_and_context(world: World, who: str, course: Course) -> tuple[UUID, UUID]:
    """The tool's own ids of somebody who has arrived, and of the LMS course."""
    account = world.account(who)
    assert account is not None, f"nobody called {who} works here"
    found = db.session.execute(
        select(Person.id, Context.id)
        .join(Enrolment, Enrolment.person_id == Person.id)
        .join(Context, Context.id == Enrolment.context_id)
        .join(Platform, Platform.id == Person.platform_id)
        .where(Platform.issuer == world.issuer, Platform.client_id == world.tool.client_id)
        .where(Person.sub == account.person.sub, Context.lms_id == course.id)
    ).one()
    return found[0], found[1]
