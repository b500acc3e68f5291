"""A running course becomes a programme, a file, and a course again somewhere else; nobody's words go along."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from plugin import clock
from plugin.courses.journey.actions import open_course
from plugin.courses.outline.models import Course, SavedProgramme
from plugin.courses.outline.models import Section as Section_
from plugin.courses.outline.programme import Programme, Section
from plugin.courses.outline.programme_lines import Faulty
from plugin.courses.outline.programme_reading import read_text
from plugin.courses.outline.programmes import programmes
from plugin.courses.programmes.actions import bring_back, bring_in, retire, save_course
from plugin.courses.programmes.queries import file_of, programme_for, programmes_for, shelf
from plugin.courses.programmes.taking import items_in, programme_of, resources_in
from plugin.courses.programmes.written import as_text
from plugin.database import db
from plugin.errors import Invalid, NotHere
from plugin.lti.models import Company
from tests.factories import a_company, a_context, a_course, a_lead, a_section
from tests.factories.programmes import PRIVATE, a_full_course, a_saved_programme


def told(course: Course) -> list[Any]:
    """Everything of a course that a programme carries, with names where there are ids."""
    db.session.expire_all()
    sections = db.session.scalars(
        select(Section_).where(Section_.course_id == course.id).order_by(Section_.position)
    ).all()
    titles = {section.id: section.title for section in sections}
    asked = items_in(titles)
    held = resources_in(titles, ("link", "page", "video"))
    of_course = ("cadence_days", "reply_days", "capacity", "anonymous", "agreement")
    plain = ("kind", "title", "purpose", "words", "opens_day", "due_day", "discussed", "questions", "asks")
    of_resource = ("kind", "title", "url", "words", "minutes", "why", "skills")
    return [
        [getattr(course, name) for name in of_course],
        *(
            (
                [getattr(section, name) for name in plain],
                titles[section.opens_after_id] if section.opens_after_id else None,
                asked.get(section.id),
                [[getattr(one, name) for name in of_resource] for one in held.get(section.id, ())],
            )
            for section in sections
        ),
    ]


@pytest.mark.parametrize("programme", programmes(), ids=lambda programme: programme.key)
def test_a_course_gives_back_the_programme_that_it_was_made_from(app, programme):
    lead = a_lead(a_context())

    course = open_course(lead, programme.key, programme.title)

    written = as_text(programme_of(course, for_whom=programme.for_whom, summary=programme.summary))
    assert read_text(written, programme.key) == programme


def test_saved_taken_along_and_brought_in_elsewhere_it_makes_an_equal_course(app):
    course, lead = a_full_course()
    saved = a_saved_programme(lead, course)
    company = db.session.get_one(Company, lead.company_id)
    here = open_course(a_lead(a_context(company)), str(saved.id), "Here")
    stranger = a_lead(a_context(a_company("Southwind")))

    brought = bring_in(stranger, file_of(lead, str(saved.id)).text)
    there = open_course(stranger, str(brought.id), "There")

    assert told(here) == told(there)
    assert [line[0][1] for line in told(there)[1:]] == [
        "Things worth reading",
        "Read",
        "Ask",
        "Look back",
        "The end",
    ]


def test_what_is_a_groups_a_persons_hidden_or_taken_out_stays_here(app):
    course, lead = a_full_course()

    written = a_saved_programme(lead, course).written

    assert PRIVATE not in written
    assert all(person not in written for person in (lead.name, str(lead.enrolment_id), str(course.id)))


def test_dates_become_days_from_the_opening(app):
    course, _lead = a_full_course()

    ask, end = programme_of(course).sections[2], programme_of(course).sections[4]

    assert (ask.opens_day, ask.due_day) == (5, None)
    assert (end.opens_day, end.due_day) == (None, 30)


def test_two_sections_of_one_title_can_be_told_apart_in_the_file(app):
    course = a_course()
    first, second = a_section(course, title="Meet"), a_section(course, title="Meet")
    third = a_section(course, title="After")
    third.opens_after_id = second.id
    db.session.flush()

    programme = read_text(as_text(programme_of(course)), "x")

    assert [section.title for section in programme.sections] == ["Meet", "Meet (2)", "After"]
    assert programme.sections[2].opens_after == "Meet (2)"
    assert first.title == second.title == "Meet"


def test_words_with_form_come_back_as_they_were_and_harmless_from_a_strangers_file(app):
    lead = a_lead(a_context())
    bad = "<p>Some <strong>bold</strong> words<script>alert(1)</script><img src=x onerror=alert(1)></p>"
    text = as_text(Programme("", "Theirs", 7, (Section("text", "Read", html=bad),)))

    course = open_course(lead, str(bring_in(lead, text).id), "Ours")

    words = db.session.scalars(select(Section_.words).where(Section_.course_id == course.id)).one()
    assert words == "<p>Some <strong>bold</strong> words</p>"


def test_a_bad_file_is_kept_by_nobody(app):
    lead = a_lead(a_context())

    with pytest.raises(Faulty) as refusal:
        bring_in(lead, "title: Half\ncadence_days: 0\nsections: []\n")

    assert [fault.line for fault in refusal.value.faults] == [2, 3]
    assert db.session.scalar(select(func.count()).select_from(SavedProgramme)) == 0


def test_a_company_has_one_programme_of_a_name(app):
    course, lead = a_full_course()
    saved = a_saved_programme(lead, course)

    with pytest.raises(Invalid) as refusal:
        save_course(lead, course, saved.title)
    assert refusal.value.field == "title"
    with pytest.raises(Faulty) as fault:
        bring_in(lead, saved.written)
    assert fault.value.faults[0].line == 2


def test_a_course_without_sections_for_everybody_is_no_programme(app):
    course = a_course()

    with pytest.raises(Invalid):
        save_course(a_lead(course), course, "Nothing in it")


def test_what_was_taken_away_can_be_brought_back_and_is_nothing_to_begin_with_meanwhile(app):
    course, lead = a_full_course()
    saved = a_saved_programme(lead, course)
    key = str(saved.id)

    retire(saved)
    assert key not in [one.key for one in programmes_for(lead)]
    assert [one.id for one in shelf(lead).retired] == [saved.id]
    with pytest.raises(NotHere):
        file_of(lead, key)

    bring_back(saved)
    assert programme_for(lead, key).title == saved.title
    assert shelf(lead).retired == []


def test_of_what_was_taken_away_the_last_thirty_days_are_shown(app):
    course, lead = a_full_course()
    retire(a_saved_programme(lead, course))

    with clock.at(clock.now() + timedelta(days=31)):
        assert shelf(lead).retired == []


@pytest.mark.parametrize("key", ["no-such", "../default", "00000000-0000-0000-0000-000000000000", "\u0661"])
def test_a_key_that_nobody_has_leads_nowhere(key, app):
    lead = a_lead(a_context())

    for asked in (programme_for, file_of):
        with pytest.raises(NotHere):
            asked(lead, key)


def test_another_companys_programme_is_not_there(app):
    course, lead = a_full_course()
    saved = a_saved_programme(lead, course)
    stranger, colleague = a_lead(a_context()), a_lead(a_context(db.session.get_one(Company, lead.company_id)))

    assert saved.title in [one.title for one in programmes_for(colleague)]
    assert saved.title not in [one.title for one in programmes_for(stranger)]
    for asked in (programme_for, file_of):
        with pytest.raises(NotHere):
            asked(stranger, str(saved.id))
    with pytest.raises(Invalid):
        open_course(stranger, str(saved.id), "Ours")


def test_a_text_that_is_read_no_longer_can_be_taken_along_and_nothing_else(app):
    course, lead = a_full_course()
    saved = a_saved_programme(lead, course)
    saved.written = "title: From long ago"
    db.session.flush()

    assert [one.programme for one in shelf(lead).kept] == [None]
    assert file_of(lead, str(saved.id)).text == "title: From long ago"
    with pytest.raises(NotHere):
        programme_for(lead, str(saved.id))
