"""Tandem reads rosters of the demonstration LMS over HTTP, whole or not at all, whatever fault is on."""

import pytest
from sqlalchemy import func, select

from demo.demonstration import Place, running, tool
from demo.history.arrivals import launch
from demo.lms.faults import ROSTER
from demo.people import FIRST_TEAM
from demo.servers import free_port
from plugin.database import db, transaction
from plugin.people.models import Enrolment
from tests.harness.effort import scaled
from tests.harness.house import closed

# These are well said, only much or late: everybody is there in the end.
CROWD = scaled(10_000)
WHOLE = {"doubles": 17, "crowd": 17 + CROWD, "slow": 17}
BROKEN = sorted(ROSTER.keys() - WHOLE.keys() - {""})


@pytest.fixture(scope="module")
def both(databases, tmp_path_factory):
    """The LMS, and Tandem where its programme lead has been once."""
    place = Place(tmp_path_factory.mktemp("both"), free_port(), free_port(), databases.fresh())
    with running(place, with_history=False) as world:
        app = tool(place)
        launch(app, world, "helena", FIRST_TEAM)
        assert read(app) == (0, 17)
        yield app, world
        closed(app)


@pytest.fixture(autouse=True)
def well_again(both):
    """A drip that ends soon, slowness that one can wait for, and a crowd of the size that this run can bear; afterwards
    nothing is wrong."""
    both[1].faults.drip, both[1].faults.delay, both[1].faults.crowd = 1.0, 0.1, CROWD
    yield
    both[1].faults.clear()


def read(app):
    """The operator's command: its exit code, and how many people are in the course afterwards."""
    told = app.test_cli_runner().invoke(args=["lti", "sync-rosters", "--now"])
    with app.app_context(), transaction(writing=False):
        there = db.session.scalar(select(func.count()).select_from(Enrolment).where(Enrolment.active))
    return told.exit_code, there


@pytest.mark.parametrize("fault", BROKEN)
def test_broken_roster_removes_nobody_and_is_told(both, fault):
    app, world = both
    world.faults.roster = fault
    assert read(app) == (1, 17)


def test_services_that_are_down_remove_nobody(both):
    app, world = both
    world.faults.down = True
    assert read(app) == (1, 17)


@pytest.mark.parametrize(("fault", "people"), WHOLE.items())
def test_roster_that_is_only_much_or_late_is_read_whole(both, fault, people):
    app, world = both
    world.faults.roster = fault
    assert read(app) == (0, people)
    world.faults.roster = ""
    assert read(app) == (0, 17)


def test_odd_links_and_short_roles_are_understood(both):
    app, world = both
    world.faults.odd_links = world.faults.short_roles = True
    assert read(app) == (0, 17)
