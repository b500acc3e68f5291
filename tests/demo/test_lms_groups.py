"""The groups of the demonstration LMS, read over the wire as a roster is."""

from sqlalchemy import func, select

from demo.demonstration import Place, running, tool
from demo.people import SHIFTS
from demo.servers import free_port
from plugin.database import db, transaction
from plugin.lti.models import Context
from plugin.people.lms_groups.models import LmsGroup, LmsPlace
from plugin.people.roster.models import Roster
from plugin.people.roster.reading import read_roster
from tests.harness.house import closed


def test_its_groups_and_their_people_are_read_with_the_roster(databases, tmp_path):
    place = Place(tmp_path, free_port(), free_port(), databases.fresh())
    with running(place):
        app = tool(place)
        with app.app_context():
            with transaction(writing=False):
                context_id = db.session.scalars(select(Context.id)).one()
            assert read_roster(context_id).ok
            with transaction(writing=False):
                counted = (
                    select(LmsGroup.name, LmsGroup.set_name, func.count())
                    .join(LmsPlace)
                    .group_by(LmsGroup.id, LmsGroup.name, LmsGroup.set_name)
                )
                read = {(name, kind): many for name, kind, many in db.session.execute(counted)}
                assert db.session.scalars(select(Roster.groups_result)).one() == ""
        closed(app)

    assert read == {(name, "Shifts"): len(people) for name, people in SHIFTS.items()}
