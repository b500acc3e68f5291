"""How far people are on a path, written straight down: days ago that they were done with each section."""

from __future__ import annotations

from datetime import timedelta

from plugin import clock
from plugin.courses.outline.models import Assignment
from plugin.database import db
from plugin.people.models import Mentorship
from tests.factories.courses import place_of


def days_ago(days):
    return clock.now() - timedelta(days=days)


def walked(mentee, *done):
    """`(section, days ago)`: what they were done with then; everything else waits for them."""
    theirs = db.session.query(Assignment).filter_by(enrolment_id=place_of(mentee))
    when = {section.id: days_ago(days) for section, days in done}
    for row in theirs:
        row.done_at = when.get(row.section_id)
    db.session.flush()


def together_for(days):
    """Everybody has had their mentors for so many days."""
    for one in db.session.query(Mentorship):
        one.since = days_ago(days)
    db.session.flush()
