"""A newer file in the place of an older one, and how a page shows files: by what they are, with clean names."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from plugin.courses.resources.files.queries import file_for
from plugin.courses.resources.files.storage import store
from plugin.courses.resources.models import Resource, StoredFile
from plugin.courses.resources.queries import resources_of
from plugin.database import db
from tests.factories import a_lead
from tests.factories.files import GOOD, a_file, pdf, sent
from tests.factories.visits import visit_as


def here(resource: Resource) -> str:
    return f"/files/{resource.id}"


def rows() -> int:
    return db.session.scalar(select(func.count(StoredFile.id))) or 0


def test_a_newer_file_takes_its_place_and_the_one_before_can_come_back(client, cohort, section):
    resource = a_file(section, cohort.mentor, title="Handbook")
    mentor = visit_as(client, cohort.mentor)

    changed = mentor.post(f"/files/{resource.id}/edit", sent("board.png", version="1", title="Handbook"))

    assert changed.status_code == 303
    assert visit_as(client, cohort.mentee).get(here(resource)).data == GOOD["board.png"]
    assert "Put the one before back" in mentor.get(f"/resources/{resource.id}").text
    assert (
        "Put the one before back" not in visit_as(client, cohort.mentee).get(f"/resources/{resource.id}").text
    )

    assert mentor.post(f"/files/{resource.id}/put-back", {"version": "1"}).status_code == 409
    assert mentor.post(f"/files/{resource.id}/put-back", {"version": "2"}).status_code == 303
    assert visit_as(client, cohort.mentee).get(here(resource)).data == GOOD["handbook.pdf"]
    assert mentor.post(f"/files/{resource.id}/put-back", {"version": "3"}).status_code == 422


def test_words_change_without_a_newer_file(client, cohort, section):
    resource = a_file(section, cohort.mentor, title="Handbook")

    visit_as(client, cohort.mentor).post(
        f"/files/{resource.id}/edit", {"title": "The handbook", "minutes": "9", "version": "1"}
    )

    held = file_for(cohort.mentee, resource.id)
    assert (held.resource.title, held.resource.minutes, held.file.name) == ("The handbook", 9, "handbook.pdf")
    assert rows() == 1


def test_two_newer_files_at_once_lose_neither(client, course, cohort, section):
    resource = a_file(section, cohort.mentor)
    lead = visit_as(client, a_lead(course))
    lead.post(f"/files/{resource.id}/edit", sent("board.png", version="1", title="By the lead"))

    clash = visit_as(client, cohort.mentor).post(
        f"/files/{resource.id}/edit", sent("talk.pptx", version="1", title="By the mentor")
    )

    assert clash.status_code == 409
    assert "By the lead" in clash.text
    assert "By the mentor" in clash.text
    assert "board.png" in clash.text
    assert file_for(cohort.mentor, resource.id).file.name == "board.png"


@pytest.mark.parametrize(
    ("name", "part", "media"),
    [
        ("board.png", '<img class="shown"', False),
        ("call.mp3", "<audio", True),
        ("talk.mp4", "<video", True),
        ("handbook.pdf", "data-pdf=", False),
        ("letter.docx", "Download it", False),
        ("notes.txt", "Open it in a new tab", False),
    ],
)
def test_a_page_shows_a_file_by_what_it_is_and_allows_no_more(client, cohort, section, name, part, media):
    resource = a_file(section, cohort.mentor, name, title='A "title" & more')

    answer = visit_as(client, cohort.mentee).get(f"/resources/{resource.id}")

    assert part in answer.text
    assert name in answer.text
    assert ("media-src 'self'" in answer.headers["Content-Security-Policy"]) is media


def test_a_name_is_cleaned_before_it_is_kept(client, cohort, section):
    visit_as(client, cohort.mentor).post(
        f"/resources/upload/{section.id}", sent("../\u202eevil\u2066.pdf", pdf("One"))
    )

    (resource,) = resources_of(section)
    assert file_for(cohort.mentor, resource.id).file.name == "evil.pdf"


def test_another_companys_same_file_lies_apart(app, cohort, section):
    """One company's bytes answer for one company: the same ones of another are kept once more."""
    resource = a_file(section, cohort.mentor)
    held = file_for(cohort.mentor, resource.id)

    companies = {blob.company for blob in store().blobs() if blob.digest == held.file.digest}

    assert str(held.file.company_id) in companies
