"""The pages of programmes: saved, taken along, brought in with each fault by its line, and looked at as a mentee."""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO

import pytest
from sqlalchemy import func, select

from plugin import clock
from plugin.courses.outline.models import SavedProgramme, Section
from plugin.courses.outline.programme_lines import LARGEST
from plugin.courses.outline.queries import path_of
from plugin.courses.programmes.actions import retire
from plugin.database import db
from plugin.lti.models import Company
from tests.architecture.rows.programmes import WRITTEN
from tests.factories import a_context, a_course, a_lead, a_section
from tests.factories.programmes import PRIVATE, a_full_course, a_saved_programme
from tests.factories.visits import visit_as
from tests.harness.statements import counted

BAD = "title: Half\ncadence_days: 0\nsections:\n  - kind: seance\n    title: Meet\n"


@pytest.fixture
def place(client):
    course, lead = a_full_course()
    at = visit_as(client, lead)
    return course, lead, at


def kept_programmes() -> int:
    return db.session.scalar(select(func.count()).select_from(SavedProgramme)) or 0


def test_an_empty_shelf_says_what_it_is_for(client):
    page = visit_as(client, a_lead(a_context())).get("/programmes/").text

    assert "None yet. Save a course that went well" in page
    assert "No course is open here yet" in page
    assert "Leading your first team" in page


def test_a_course_is_saved_and_stands_on_the_shelf_and_at_set_up(client, place):
    _course, lead, at = place

    answer = at.post("/programmes/", {"title": "Ours to keep", "for_whom": "Whoever leads here."})

    assert answer.status_code == 303
    assert "Ours to keep" in at.get("/programmes/").text
    assert "Whoever leads here." in at.get("/programmes/").text
    colleague = visit_as(client, a_lead(a_context(db.session.get_one(Company, lead.company_id))))
    assert "Ours to keep" in colleague.get("/set-up/programme").text


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"title": " "}, "Please fill this in."),
        ({"title": "Taken"}, "keeps a programme of that name already"),
    ],
)
def test_what_keeps_a_course_from_being_saved_stands_at_its_field(place, fields, sentence):
    course, lead, at = place
    a_saved_programme(lead, course, "Taken")

    page = at.post("/programmes/", {"summary": "Written with care", **fields})

    assert page.status_code == 422
    assert sentence in page.text
    assert "Written with care" in page.text
    assert kept_programmes() == 1


@pytest.mark.parametrize("upload", [False, True], ids=["pasted", "uploaded"])
def test_a_bad_file_gets_each_fault_with_its_line_and_nothing_is_made_or_lost(place, upload):
    at = place[2]
    sent = {"file": (BytesIO(BAD.encode()), "half.yaml"), "written": ""} if upload else {"written": BAD}

    page = at.post("/programmes/file", sent, content_type="multipart/form-data")

    assert page.status_code == 422
    assert "<b>Line 2</b>: <bdi>cadence_days: this goes from 1 to 365</bdi>" in page.text
    assert "<b>Line 4</b>: <bdi>sections 1 kind: this is one of:" in page.text
    assert "2 things in this text have to be put right, named above it." in page.text
    assert BAD.replace("\n", "\r\n") in page.text or BAD in page.text
    assert kept_programmes() == 0


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        (b"title: \xff", "no text in UTF-8"),
        (b"x" * (LARGEST + 1), "larger than"),
        (b"a: &a [b]\nc: [*a, *a]\n", "aliases"),
        (b"", "Choose a file, or paste the text of one."),
    ],
    ids=["not text", "large", "bomb", "nothing"],
)
def test_what_is_no_programme_is_refused_with_a_sentence(place, file, sentence):
    at = place[2]

    page = at.post("/programmes/file", {"file": (BytesIO(file), "x.yaml"), "written": ""})

    assert page.status_code == 422
    assert sentence in page.text
    assert kept_programmes() == 0


def test_a_file_is_brought_in_and_goes_out_as_it_came(place):
    at = place[2]
    text = f"# with a comment\n{WRITTEN}\n"

    assert at.post("/programmes/file", {"file": (BytesIO(text.encode()), "x.yaml")}).status_code == 303
    saved = db.session.scalars(select(SavedProgramme)).one()
    file = at.get(f"/programmes/{saved.id}/file")

    assert file.text == text
    assert file.mimetype == "application/yaml"
    assert file.headers["Content-Disposition"] == "attachment; filename=brought-in.yaml"
    assert file.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("title", "name"),
    [("../../Führung: \r\nSet-Cookie", "fuhrung-set-cookie"), ("قيادة", "programme"), ("A" * 300, "a" * 60)],
)
def test_a_files_name_is_harmless(place, title, name):
    course, _lead, at = place
    course.title = title
    db.session.flush()

    file = at.get("/programmes/course.yaml")

    assert file.headers["Content-Disposition"] == f"attachment; filename={name}.yaml"


def test_what_was_taken_away_can_be_brought_back_from_the_same_page(place):
    course, lead, at = place
    saved = a_saved_programme(lead, course)

    at.post(f"/programmes/{saved.id}/retire")
    page = at.get("/programmes/").text
    assert "One was taken away in the last 30 days" in page
    assert f"/programmes/{saved.id}/file" not in page

    at.post(f"/programmes/{saved.id}/bring-back")
    assert f"/programmes/{saved.id}/file" in at.get("/programmes/").text


def test_a_course_that_is_not_open_is_seen_as_a_mentee_would_from_today(client):
    with clock.at(datetime(2026, 11, 25, 12, tzinfo=UTC)):
        course = a_course(opened=False)
        first = a_section(course, "session", title="Meet", words="<p>For an hour.</p>")
        a_section(course, title="Read", opens_day=7, due_day=14)
        a_section(course, "text", title="Then", opens_after_id=first.id)
        a_section(course, title=PRIVATE, hidden_at=clock.now())
        at = visit_as(client, a_lead(course))

        path = at.get("/preview/").text
        section = at.get(f"/preview/{first.id}").text

    assert "This is how a mentee sees it" in path
    assert "opens on 2 Dec · due on 9 Dec" in path
    assert "opens after “Meet”" in path
    assert PRIVATE not in path
    assert "For an hour." in section
    assert "Section 2: Read" in section


@pytest.mark.parametrize("address", ["/preview/", "/preview/{section}", "/programmes/{key}/preview"])
def test_nothing_can_be_changed_from_a_preview(address, place):
    course, lead, at = place
    section = path_of(lead, course)[0].section.id

    page = at.get(address.format(section=section, key="new-starter")).text

    assert "<form" not in page
    assert "<button" not in page


def test_every_section_of_every_programme_that_comes_with_tandem_can_be_looked_at(place):
    at = place[2]

    for key, sections in (("new-starter", 5), ("customer-service-advocate", 6)):
        pages = [at.get(f"/programmes/{key}/preview/{number}") for number in range(1, sections + 1)]
        assert [page.status_code for page in pages] == [200] * sections
        assert at.get(f"/programmes/{key}/preview/{sections + 1}").status_code == 404
    assert at.get("/programmes/new-starter/preview/0").status_code == 404


def test_a_mentee_is_asked_in_a_preview_and_told_no_answer(place):
    at = place[2]

    page = at.get("/programmes/new-starter/preview/4").text

    assert "Your mentor says where you are in “Finding your way here”" in page
    assert "I understand the product." in page
    assert "Somebody else was there" not in page
    assert "thirty" not in page


def test_a_personal_section_is_in_no_leads_preview(place):
    at = place[2]
    hers = db.session.scalars(select(Section.id).where(Section.mentee_id.is_not(None))).one()

    assert at.get(f"/preview/{hers}").status_code == 404


def test_statements_do_not_grow_with_sections_and_programmes(client, place):
    course, lead, at = place
    addresses = ("/programmes/", "/preview/", "/programmes/course.yaml", "/set-up/")

    def asked() -> list[int]:
        taken = []
        for address in addresses:
            with counted() as said:
                at.get(address)
            taken.append(len(said))
        return taken

    few = asked()
    for number in range(5):
        a_section(course, "reflection", title=f"More {number}", questions=["Why?"])
        a_saved_programme(lead, course, f"Programme {number}")
    retire(a_saved_programme(lead, course, "Over"))

    assert asked() == few
