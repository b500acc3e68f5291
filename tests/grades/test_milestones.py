"""What stays said though things go on: whoever parts, or gets a new mentor or mate, has come as far as they had."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from plugin.courses.agreements.actions import sign
from plugin.courses.agreements.parting.models import Handover
from plugin.courses.agreements.queries import agreement_for
from plugin.courses.grades.reckoning import reckon
from plugin.courses.outline.progress import mark_done
from plugin.groups.actions import end_pair, make_group, make_pair, place
from plugin.member import Member
from plugin.people.models import Mentorship
from tests.factories import a_mentor, a_person, again
from tests.factories.agreements import agreed
from tests.factories.courses import place_of
from tests.factories.grades import a_column
from tests.factories.places import kept
from tests.grades.conftest import Graded
from tests.harness.statements import counted


def signed_by(first: Member, *others: Member, kind: str = "") -> None:
    seen = agreed(again(first), *([kind] if kind else []))
    for one in (first, *others):
        member = again(one)
        sign(member, agreement_for(member, seen.agreement.id), seen.agreement.version)


def test_a_mentorship_that_ends_takes_nothing_back(graded: Graded, session):
    path, agreement, mentee = a_column(graded.lead), a_column(graded.lead, "agreement"), graded.mentees[0]
    signed_by(mentee, graded.mentor)
    graded.done(mentee)
    assert (graded.score(mentee, path).given, graded.score(mentee, agreement).given) == (50, 1)

    end_pair(graded.lead, session.scalars(_pair_of(mentee)).one())
    assert reckon(graded.course.id) == 0

    assert (graded.score(mentee, path).given, graded.score(mentee, agreement).given) == (50, 1)


def test_another_mentor_goes_on_from_where_they_are(graded: Graded, session):
    path, mentee = a_column(graded.lead), graded.mentees[0]
    graded.done(mentee)
    end_pair(graded.lead, session.scalars(_pair_of(mentee)).one())
    reckon(graded.course.id)

    make_pair(graded.lead, place_of(a_mentor(graded.course, "Tomas Weber")), place_of(mentee))
    mark_done(place_of(mentee), graded.sections[1])
    reckon(graded.course.id)
    session.expire_all()

    assert graded.score(mentee, path).given == 100


def test_a_new_mate_in_a_group_unsigns_nobody(graded: Graded, session):
    column, group = a_column(graded.lead, "agreement"), make_group(graded.lead, "Tuesday")
    mentor, *mates, late = (a_person(graded.course, f"Person {n}") for n in range(4))
    place(graded.lead, group, place_of(mentor), "mentor")
    for one in mates:
        place(graded.lead, group, place_of(one), "mentee")
    signed_by(mentor, *mates, kind="group")
    reckon(graded.course.id)

    place(graded.lead, group, place_of(late), "mentee")
    reckon(graded.course.id)
    session.expire_all()

    assert [graded.score(one, column).given for one in mates] == [1, 1]


@pytest.mark.parametrize("as_mentor", [True, False])
def test_only_a_mentee_closes(graded: Graded, session, as_mentor):
    """Whoever is a mentor too has not closed their own mentoring by handing over somebody else's."""
    column = a_column(graded.lead, "closing")
    make_pair(graded.lead, place_of(a_mentor(graded.course, "Tomas Weber")), place_of(graded.mentor))
    whose = graded.mentees[0] if as_mentor else graded.mentor
    pair = session.scalars(_pair_of(whose)).one()
    by = place_of(graded.mentor)
    kept(Handover(mentorship_id=pair.id, by_id=by, words="<p>For whoever comes next</p>", at=pair.since))

    assert reckon(graded.course.id) == (0 if as_mentor else 1)
    assert column.what == "closing"


def test_however_many_come_further_it_is_as_many_statements(graded: Graded):
    a_column(graded.lead)
    graded.done(*graded.mentees)
    asked = []
    for some in (graded.mentees[:1], graded.mentees[1:]):
        for one in some:
            mark_done(place_of(one), graded.sections[1])
        with counted() as said:
            assert reckon(graded.course.id) == len(some)
        asked.append(len(said))

    assert asked[0] == asked[1]


def _pair_of(mentee: Member):
    return select(Mentorship).where(Mentorship.mentee_id == place_of(mentee), Mentorship.until.is_(None))
