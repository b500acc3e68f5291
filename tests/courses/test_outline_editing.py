"""Changing an outline while people walk it: what moves, what is refused, what is taken back; nothing is lost."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.courses.assessments.actions import hand_in, keep_answers
from plugin.courses.assessments.queries import work_for
from plugin.courses.outline.actions import mark_kind_done
from plugin.courses.outline.editing.actions import change_section, move, step, turn
from plugin.courses.outline.editing.rules import Audience, check_audience
from plugin.courses.outline.models import Progress, Section
from plugin.courses.outline.policy import can_change_section
from plugin.courses.outline.progress import mark_done, recount
from plugin.courses.outline.queries import path_of, section_for
from plugin.database import db
from plugin.errors import Conflict, Invalid, NotHere
from tests.factories import a_course, a_group, a_lead, a_mentor, a_pair, a_section
from tests.factories.courses import place_of, said_to
from tests.factories.outline import added, changes, says, titles


def progress_of(member) -> tuple[int, int]:
    row = db.session.scalars(select(Progress).where(Progress.enrolment_id == place_of(member))).one()
    db.session.refresh(row)
    return row.done, row.assigned


def test_a_section_comes_into_its_place_and_everybody_has_one_more_before_them(course, cohort, lead, three):
    mark_done(place_of(cohort.mentee), three[0])

    added(lead, "New", after=three[0])

    assert titles(cohort.mentee, course) == ["A", "New", "B", "C"]
    assert progress_of(cohort.mentee) == (1, 4)
    assert list(db.session.scalars(select(Section.position).order_by(Section.position))) == [1, 2, 3, 4]


def test_a_section_for_one_mentee_is_on_their_path_alone(course, cohort, lead, three):
    own = added(cohort.mentor, "Yours", mentee_id=place_of(cohort.mentee), after=three[1])

    assert titles(cohort.mentee, course) == ["A", "B", "Yours", "C"]
    assert titles(cohort.mentees[1], course) == ["A", "B", "C"]
    assert progress_of(cohort.mentee) == (0, 4)
    assert progress_of(cohort.mentees[1]) == (0, 3)
    for other in (cohort.mentees[1], lead, a_mentor(course, of=cohort.mentees[1])):
        with pytest.raises(NotHere):
            section_for(other, own.id)
    assert section_for(cohort.mentor, own.id).section == own


def test_what_a_lead_makes_for_one_mentee_is_read_by_the_pair_and_that_lead(course, cohort, lead):
    own = added(lead, "Yours", mentee_id=place_of(cohort.mentee))

    assert all(section_for(who, own.id).section == own for who in (lead, cohort.mentor, cohort.mentee))
    with pytest.raises(NotHere):
        section_for(a_lead(course), own.id)


def test_a_mentor_makes_sections_for_their_own_alone(course, cohort, lead):
    other, (_mentor, stranger) = a_group(course), a_pair(a_course())
    theirs = [Audience(group_id=cohort.id), Audience(mentee_id=place_of(cohort.mentee))]
    not_theirs = [Audience(), Audience(group_id=other.id), Audience(mentee_id=place_of(other.mentee))]
    nobodys = [Audience(group_id=a_group(a_course()).id), Audience(mentee_id=place_of(stranger))]

    for audience in theirs:
        check_audience(cohort.mentor, audience)
    for audience in [*theirs, *not_theirs]:
        check_audience(lead, audience)
    for who, refused in ((cohort.mentor, not_theirs + nobodys), (lead, nobodys)):
        for audience in refused:
            with pytest.raises(Invalid) as fault:
                check_audience(who, audience)
            assert fault.value.field == "whose"


def test_who_changes_which_section(course, cohort, lead):
    everybodys, groups = a_section(course), a_section(course, group_id=cohort.id)
    pairs = added(cohort.mentor, mentee_id=place_of(cohort.mentee))
    other = a_group(course)

    assert [can_change_section(lead, one) for one in (everybodys, groups, pairs)] == [True, True, False]
    assert [can_change_section(cohort.mentor, one) for one in (everybodys, groups, pairs)] == [
        False,
        True,
        True,
    ]
    for nobody in (other.mentor, cohort.mentee):
        assert not any(can_change_section(nobody, one) for one in (everybodys, groups, pairs))


def test_up_and_down_pass_what_the_mover_sees(course, cohort, lead, three):
    hers = added(cohort.mentor, "Hers", mentee_id=place_of(cohort.mentee), after=three[0])

    assert step(lead, three[1], -1)  # past A, and past what the lead does not see
    assert titles(lead, course) == ["B", "A", "C"]
    assert titles(cohort.mentee, course) == ["B", "A", "Hers", "C"]
    assert step(cohort.mentor, hers, 1)
    assert titles(cohort.mentee, course) == ["B", "A", "C", "Hers"]
    assert not step(cohort.mentor, hers, 1)
    assert not step(lead, three[1], -1)


def test_moving_to_where_it_stands_is_no_change(lead, three):
    assert not move(lead, three[1], three[0].id)
    assert not move(lead, three[1], three[1].id)
    assert changes(three[1]) == []


def test_hidden_and_taken_out_leave_the_path_and_nothing_is_lost(course, cohort, lead):
    section = a_section(course, "reflection", position=1, questions=["What worked?"])
    mentee = cohort.mentee
    keep_answers(mentee, section, said_to(section, "<p>Asking</p>"), 0)
    hand_in(mentee, section)
    assert progress_of(mentee) == (1, 1)

    for way, back in (("hidden", "shown"), ("retired", "brought back")):
        turn(lead, section, way)
        assert titles(mentee, course) == []
        assert progress_of(mentee) == (0, 0)
        assert "<p>Asking</p>" in str(work_for(cohort.mentor, section.id, place_of(mentee)).attempts[0].said)
        turn(lead, section, back)
        assert path_of(mentee, course)[0].done_at is not None
        assert progress_of(mentee) == (1, 1)
    drift = recount(course.id)
    assert (drift.assignments, drift.counters) == (0, 0)


def test_what_is_hidden_is_seen_by_whoever_may_show_it_again(course, cohort, lead):
    section = a_section(course, group_id=cohort.id)
    turn(cohort.mentor, section, "hidden")

    assert all(section_for(who, section.id) for who in (lead, cohort.mentor))
    with pytest.raises(NotHere):
        section_for(cohort.mentee, section.id)


def test_nobody_waits_for_a_section_that_is_hidden_or_taken_out(course, cohort, lead):
    first = a_section(course, "text", position=1, title="First")
    second = a_section(course, "session", position=2, opens_after_id=first.id)
    mentee = cohort.mentee
    assert (section_for(mentee, second.id).after, section_for(mentee, second.id).is_open) == ("First", False)
    mark_kind_done(course.id, place_of(mentee), "session")
    assert section_for(mentee, second.id).done_at is None

    for way, back in (("hidden", "shown"), ("retired", "brought back")):
        turn(lead, first, way)
        assert section_for(mentee, second.id).is_open
        turn(lead, first, back)
        assert not section_for(mentee, second.id).is_open
    turn(lead, first, "retired")
    mark_kind_done(course.id, place_of(mentee), "session")
    assert section_for(mentee, second.id).done_at is not None


def test_a_later_change_to_what_somebody_read_comes_back_with_both_texts(lead, three):
    change_section(lead, three[0], says("Theirs", opens_day=3), 1)

    with pytest.raises(Conflict) as clash:
        change_section(lead, three[0], says("Mine"), 1)

    assert clash.value.theirs == {"title": "Theirs", "opens": "3 days after the start"}
    assert three[0].title == "Theirs"
    change_section(lead, three[0], says("Mine"), clash.value.version)
    assert three[0].title == "Mine"


TODAY = date(2026, 11, 25)
REFUSED = {
    "opens_on": says(opens_on=date(2020, 1, 1)),
    "due_on": says(due_on=date(2020, 1, 1)),
    "due_day": says(opens_day=9, due_day=3),
    "questions": says(kind="reflection", questions=("Why?",)),
}


@pytest.mark.parametrize("field", REFUSED)
def test_what_makes_no_sense_is_said_beside_its_field(lead, three, field):
    with pytest.raises(Invalid) as fault:
        change_section(lead, three[0], REFUSED[field], 1)

    assert fault.value.field == field


def test_days_after_the_start_that_have_passed_for_the_one_it_is_for_are_no_day(course, cohort):
    with clock.at(clock.now() + timedelta(days=30)):
        with pytest.raises(Invalid) as fault:
            added(cohort.mentor, mentee_id=place_of(cohort.mentee), due_day=29)
        assert fault.value.field == "due_day"
        added(cohort.mentor, mentee_id=place_of(cohort.mentee), due_day=30)


def test_a_day_that_has_passed_may_stay_where_it_stands(course, lead):
    section = a_section(course, "text", title="Old", opens_on=date(2020, 1, 1), due_on=date(2020, 2, 1))

    change_section(lead, section, says("New", opens_on=date(2020, 1, 1), due_on=date(2020, 2, 1)), 1)

    assert section.title == "New"


def test_a_section_opens_after_no_ring_itself_stranger_or_what_is_gone(course, cohort, lead, three):
    a, b, c = three
    change_section(lead, b, says("B", opens_after_id=a.id), 1)
    change_section(lead, c, says("C", opens_after_id=b.id), 1)
    gone, groups = a_section(course, "text"), a_section(course, "text", group_id=cohort.id)
    turn(lead, gone, "retired")

    for before in (a, b, c, gone, groups, a_section(a_course())):
        with pytest.raises(Invalid) as fault:
            change_section(lead, a, says("A", opens_after_id=before.id), 1)
        assert fault.value.field == "opens_after"
    change_section(lead, groups, says("G", opens_after_id=a.id), 1)
    assert groups.opens_after_id == a.id


def test_what_asks_questions_stays_what_mentees_answer(course, lead):
    section = a_section(course, "reflection", title="Back", questions=["Why?"])

    change_section(lead, section, says("Back", kind="assessment"), 1)
    with pytest.raises(Invalid) as fault:
        change_section(lead, section, says("Back", kind="text"), 2)

    assert fault.value.field == "kind"
