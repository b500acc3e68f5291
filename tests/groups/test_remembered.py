"""Two lines and private notes about a mentee: their author's alone, also when the mentorship has ended."""

from __future__ import annotations

import pytest
from sqlalchemy import delete

from plugin import clock
from plugin.database import db
from plugin.errors import Conflict, Invalid, NotHere
from plugin.groups.remembered import actions
from plugin.groups.remembered.actions import add_note, change_note, keep_lines
from plugin.groups.remembered.models import OwnNote, Remembered
from plugin.groups.remembered.queries import former_mentees, kept_about, kept_of, note_for
from plugin.people.models import Enrolment, Mentorship
from plugin.text import from_plain
from tests.factories import a_course, a_group, a_lead, again
from tests.factories.courses import place_of
from tests.factories.remembered import an_own_note, two_lines
from tests.factories.visits import visit_as
from tests.harness.statements import counted

SECRET = "Daughter starts school in September"
NOTED = "Long pause, then the answer was theirs"


@pytest.fixture
def cohort(app):
    return a_group(a_course(), mentors=2, mentees=2)


@pytest.fixture
def kept(cohort):
    """The first mentor of the cohort has written about its first mentee."""
    two_lines(cohort.mentor, cohort.mentee, SECRET, "")
    an_own_note(cohort.mentor, cohort.mentee, NOTED)
    return cohort


def page_of(mentee):
    return f"/groups/mentees/{place_of(mentee)}"


def part(cohort):
    for one in db.session.query(Mentorship).filter_by(mentor_id=place_of(cohort.mentor)):
        one.until = clock.now()
    db.session.flush()


def test_a_mentor_reads_both_on_the_page_of_their_mentee(client, kept):
    page = visit_as(client, kept.mentor).get(page_of(kept.mentee)).text

    assert SECRET in page
    assert NOTED in page
    assert page.count('class="main"') == 1
    assert "button main" not in page


def test_nobody_else_reads_them_anywhere(client, kept):
    lead = a_lead(kept.mentor)
    for who in (kept.mentee, kept.mentors[1], kept.mentees[1], lead):
        at = visit_as(client, who)
        for path in (page_of(kept.mentee), f"{page_of(kept.mentee)}/kept", "/groups/kept"):
            page = at.get(path).text
            assert SECRET not in page
            assert NOTED not in page


def test_the_mentee_has_no_such_card_on_their_own_page(client, kept):
    page = visit_as(client, kept.mentee).get(page_of(kept.mentee)).text

    assert "Two lines to remember" not in page
    assert "A private note" not in page


def test_lines_are_written_changed_and_emptied_in_place(client, cohort):
    at, path = visit_as(client, cohort.mentor), page_of(cohort.mentee)

    assert at.post(f"{path}/lines", {"first": SECRET, "second": "Tea", "version": "0"}).status_code == 303
    assert at.post(f"{path}/lines", {"first": SECRET, "second": "", "version": "1"}).status_code == 303
    assert kept_about(cohort.mentor, place_of(cohort.mentee)).said == (SECRET,)
    assert at.post(f"{path}/lines", {"first": "", "second": "", "version": "2"}).status_code == 303
    assert kept_about(cohort.mentor, place_of(cohort.mentee)).said == ()


def test_a_line_that_is_too_long_comes_back_open(client, cohort):
    long = "x" * 121
    back = visit_as(client, cohort.mentor).post(f"{page_of(cohort.mentee)}/lines", {"first": long})

    assert back.status_code == 422
    assert long in back.text
    assert "<details open>" in back.text
    assert db.session.query(Remembered).count() == 0


def test_two_windows_keep_both_texts(client, kept):
    at, path = visit_as(client, kept.mentor), page_of(kept.mentee)
    back = at.post(f"{path}/lines", {"first": "Moved to Lagos", "second": "", "version": "0"})

    assert back.status_code == 409
    assert SECRET in back.text
    assert "Moved to Lagos" in back.text
    note = db.session.query(OwnNote).one()
    change_note(note, from_plain("First window"), 1)
    back = at.post(f"/groups/notes/{note.id}", {"about": "Second window", "version": "1"})
    assert back.status_code == 409
    assert "First window" in back.text
    assert "Second window" in back.text


def test_the_same_words_twice_are_no_clash(kept):
    keep_lines(kept.mentor, place_of(kept.mentee), SECRET, "")
    with pytest.raises(Conflict):
        keep_lines(kept.mentor, place_of(kept.mentee), "Another", "")


def test_notes_are_added_changed_and_taken_away(client, cohort):
    at, path = visit_as(client, cohort.mentor), page_of(cohort.mentee)
    said = {"about": "<div>Do <strong>this</strong> again</div>", "about_format": "html"}

    assert at.post(f"{path}/notes", said).status_code == 303
    note = db.session.query(OwnNote).one()
    assert "<strong>this</strong>" in note.words
    assert at.post(f"/groups/notes/{note.id}", {"about": "Or not", "version": "1"}).status_code == 303
    assert "Or not" in at.get(f"{path}/kept").text
    assert at.post(f"/groups/notes/{note.id}/take-away").status_code == 303
    assert db.session.query(OwnNote).count() == 0


def test_an_empty_note_comes_back(client, cohort):
    back = visit_as(client, cohort.mentor).post(f"{page_of(cohort.mentee)}/notes", {"about": " "})

    assert back.status_code == 422
    assert db.session.query(OwnNote).count() == 0


def test_notes_about_one_have_an_end(cohort, monkeypatch):
    monkeypatch.setattr(actions, "MOST_NOTES", 1)
    an_own_note(cohort.mentor, cohort.mentee)

    with pytest.raises(Invalid):
        add_note(cohort.mentor, place_of(cohort.mentee), from_plain("One more"))


def test_when_it_ends_the_mentor_keeps_them_and_loses_the_page(client, kept):
    part(kept)
    at = visit_as(client, again(kept.mentor))

    assert at.get(page_of(kept.mentee)).status_code == 403
    assert SECRET in at.get("/groups/kept").text
    assert NOTED in at.get(f"{page_of(kept.mentee)}/kept").text
    assert at.post(f"{page_of(kept.mentee)}/notes", {"about": "More"}).status_code == 403
    note = db.session.query(OwnNote).one()
    assert at.get(f"/groups/notes/{note.id}").status_code == 200


def test_who_is_still_mentored_does_not_stand_among_the_former(kept):
    assert former_mentees(again(kept.mentor)) == ([], False)
    part(kept)
    former, _more = former_mentees(again(kept.mentor))
    assert [(one.id, one.said, one.notes) for one in former] == [(place_of(kept.mentee), (SECRET,), 1)]
    assert former_mentees(kept.mentors[1])[0] == []


def test_a_strangers_ids_lead_nowhere(kept):
    other = a_group(a_course())
    note = db.session.query(OwnNote).one()

    for viewer in (other.mentor, kept.mentors[1], kept.mentee, a_lead(kept.mentor)):
        with pytest.raises(NotHere):
            note_for(viewer, note.id)
    with pytest.raises(NotHere):
        kept_of(other.mentor, place_of(kept.mentee))


@pytest.mark.parametrize("who", ["mentor", "mentee"])
def test_they_go_with_either_of_the_two(kept, who):
    db.session.execute(delete(Enrolment).where(Enrolment.id == place_of(getattr(kept, who))))

    assert db.session.query(OwnNote).count() == 0
    assert db.session.query(Remembered).count() == 0


def test_many_notes_cost_no_more_statements_than_few(client, kept):
    at = visit_as(client, kept.mentor)
    paths = [page_of(kept.mentee), f"{page_of(kept.mentee)}/kept"]
    few = [statements(at, path) for path in paths]
    for number in range(60):
        an_own_note(kept.mentor, kept.mentee, f"Note {number}")
    assert [statements(at, path) for path in paths] == few
    assert "Note 2" in at.get(f"{paths[1]}?page=2").text


def statements(at, path):
    at.get(path)
    with counted() as said:
        assert at.get(path).status_code == 200
    return len(said)
