"""The notice of a copied course between the two real servers: Tandem asks for it, the LMS sends it, Tandem knows."""

from sqlalchemy import select

from demo.demonstration import Place, running, tool
from demo.history.arrivals import launch
from demo.people import FIRST_TEAM
from demo.servers import free_port
from plugin.database import db, transaction
from plugin.lti.models import Context
from plugin.lti.platform_notices.jobs import ask
from tests.demo.launching import signed_in
from tests.harness.house import closed


def copy(world, title):
    """A teacher's press in the LMS; gives the page that they are led to."""
    browser = signed_in(world, "helena")
    page = "/as/helena/courses/first-team/copy"
    return browser.post(page, data={"title": title}, base_url=world.issuer, follow_redirects=True).text


def test_tandem_knows_a_copy_before_anybody_has_come_from_it(databases, tmp_path):
    place = Place(tmp_path, free_port(), free_port(), databases.fresh())
    with running(place, with_history=False) as world:
        app = tool(place)
        launch(app, world, "helena", FIRST_TEAM)
        with app.app_context():
            assert ask() == "1 of 1 took our address"
            assert ask() == "0 of 0 took our address"
            page = copy(world, "Spring")
            with transaction(writing=False):
                told = db.session.execute(
                    select(Context.title, Context.origins).where(Context.lms_id != FIRST_TEAM.id)
                ).all()
        (made,) = world.memory.copies
        world.memory.handlers[world.tool.client_id]["LtiContextCopyNotice"] = f"{place.tool}/lti/nowhere"
        refused = copy(world, "Autumn")
        closed(app)

    assert [(title, origins) for title, origins in told] == [("Spring", ["first-team"])]
    assert made.origins == ("first-team",)
    assert "could not be told" not in page
    assert "Tandem could not be told of it." in refused
