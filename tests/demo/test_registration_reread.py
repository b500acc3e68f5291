"""Between the two real servers: an administrator takes something away in the LMS, and Tandem's operator reads of it."""

from demo.demonstration import Place, running, tool
from demo.lms.tools import REVIEW, SCOPES
from demo.lms.vocabulary import GROUPS
from demo.servers import free_port
from plugin.database import transaction
from plugin.doctor.sites import sites
from plugin.lti.registration.rereading import reread
from tests.demo.launching import signed_in
from tests.harness.house import closed


def registration():
    """The doctor's line about it."""
    with transaction(writing=False):
        (section,) = sites({})
        return next(line for line in section.lines if line.what == "Registration")


def allow(world, *allowed):
    browser = signed_in(world, "wanjiru")
    said = {"client_id": world.tool.client_id, "allowed": list(allowed)}
    browser.post("/as/wanjiru/office/tools/allow", data=said, base_url=world.issuer)


def test_the_operator_reads_what_an_administrator_took_away(databases, tmp_path):
    place = Place(tmp_path, free_port(), free_port(), databases.fresh())
    with running(place, with_history=False) as world:
        app = tool(place)
        with app.app_context():
            assert reread() == "1 of 1 read"
            before = registration()
            allow(world, REVIEW, *(scope for scope in SCOPES if scope != GROUPS))
            assert reread() == "1 of 1 read"
            after = registration()
        closed(app)

    assert before.state == "ok"
    assert after.state == "red"
    assert "Taken away, or never given: contextgroup.readonly, LtiDeepLinkingRequest." in after.said
    assert after.command.startswith("tandem lti invite --for ")
