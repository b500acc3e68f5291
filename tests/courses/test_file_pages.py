"""Files as pages: brought by a mentor, seen by those who may, changed by one hand at a time, put back."""

from __future__ import annotations

import io
import secrets
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from plugin import clock
from plugin.courses.resources.files.intake import is_upload
from plugin.courses.resources.files.storage import Store
from plugin.courses.resources.models import Resource, StoredFile
from plugin.courses.resources.queries import resources_of
from plugin.database import db
from plugin.lti.models import Visit
from tests.factories import a_group, a_lead
from tests.factories.files import GOOD, a_file, sent
from tests.factories.visits import visit_as


@pytest.fixture
def kept(monkeypatch) -> list[str]:
    """The digests of all that is put into the store."""
    put: list[str] = []
    real = Store.keep

    def keep(self: Store, company_id: Any, digest: str, source: Any) -> None:
        put.append(digest)
        real(self, company_id, digest, source)

    monkeypatch.setattr(Store, "keep", keep)
    return put


def here(resource: Resource) -> str:
    return f"/files/{resource.id}"


def rows() -> int:
    return db.session.scalar(select(func.count(StoredFile.id))) or 0


def test_a_mentor_brings_a_file_and_a_mentee_opens_it(client, cohort, section):
    answer = visit_as(client, cohort.mentor).post(
        f"/resources/upload/{section.id}", sent("handbook.pdf", minutes="7", why="Read it first")
    )

    assert answer.status_code == 303
    (resource,) = resources_of(section)
    assert (resource.kind, resource.title, resource.minutes) == ("file", "handbook", 7)
    mentee = visit_as(client, cohort.mentee)
    assert "handbook" in mentee.get(f"/sections/{section.id}").text
    page = mentee.get(f"/resources/{resource.id}").text
    assert "handbook.pdf" in page
    assert "Read it first" in page
    assert mentee.get(here(resource)).data == GOOD["handbook.pdf"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Please choose a file."),
        ({"file": (io.BytesIO(b""), "")}, "Please choose a file."),
        (sent("board.pdf", GOOD["board.png"]), "the file itself is PNG"),
        (sent("handbook.pdf", minutes="many"), "whole minutes"),
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_nothing_typed_is_lost(
    client, cohort, section, fields, sentence
):
    page = visit_as(client, cohort.mentor).post(
        f"/resources/upload/{section.id}", {"title": "What I typed", **fields}
    )

    assert page.status_code == 422
    assert sentence in page.text
    assert "What I typed" in page.text
    assert resources_of(section) == []
    assert rows() == 0


def test_a_file_larger_than_the_most_is_refused_at_the_field_and_not_kept(
    app, client, cohort, section, kept, monkeypatch
):
    monkeypatch.setattr(type(app.config["TANDEM"]), "largest_file", 500)

    page = visit_as(client, cohort.mentor).post(
        f"/resources/upload/{section.id}", sent("notes.txt", b"word " * 200, title="Long")
    )

    assert page.status_code == 422
    assert "A file may have up to" in page.text
    assert kept == []


def test_nothing_is_kept_for_somebody_who_may_not(client, course, cohort, section, kept):
    mentee = visit_as(client, cohort.mentee)
    mentor = visit_as(client, cohort.mentor)
    upload = f"/resources/upload/{section.id}"

    assert mentee.post(upload, sent("handbook.pdf")).status_code == 403
    assert mentor.post(upload, sent("handbook.pdf", csrf="another")).status_code == 403
    assert mentor.post(upload, sent("handbook.pdf", once=None)).status_code == 403
    forged = {"Sec-Fetch-Site": "cross-site"}
    assert mentor.post(upload, sent("handbook.pdf"), headers=forged).status_code == 403
    assert kept == []


def test_nothing_is_read_of_a_file_before_it_is_sure_that_it_may_come(client, cohort, section):
    """The words come first; a stranger's two hundred megabytes are left where they are."""
    place = visit_as(client, cohort.mentee)
    body = Endless(place.token())

    answer = client.post(
        place(f"/resources/upload/{section.id}"),
        environ_overrides={**body.environ, "CONTENT_LENGTH": "150000000"},
    )

    assert answer.status_code == 403
    assert body.given < 200_000


class Endless(io.RawIOBase):
    """A form whose words are good and whose file does not end; counts what was read of it."""

    def __init__(self, token: str) -> None:
        part = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
        words = part.format("csrf", token) + part.format("once", secrets.token_urlsafe(16))
        file = '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        self.start, self.given = (words + file).encode(), 0
        self.environ = {"wsgi.input": self, "CONTENT_TYPE": "multipart/form-data; boundary=b"}

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        piece, self.start = self.start[: len(room)], self.start[len(room) :]
        piece = piece or (b"words " * len(room))[: len(room)]
        room[: len(piece)] = piece
        self.given += len(piece)
        return len(piece)


def test_a_body_without_a_length_ends_at_the_most(app, client, cohort, section, kept, monkeypatch):
    """As a server sends on what came in chunks: nobody has said how much it will be."""
    monkeypatch.setattr(type(app.config["TANDEM"]), "largest_file", 1_000_000)
    place = visit_as(client, cohort.mentor)
    body = Endless(place.token())

    answer = client.post(
        place(f"/resources/upload/{section.id}"),
        environ_overrides={**body.environ, "wsgi.input_terminated": True},
    )

    assert answer.status_code == 413
    assert "That is more than fits in one go" in answer.text
    assert body.given < 2_300_000
    assert kept == []


def test_only_addresses_of_uploads_take_much(client, cohort, section):
    place = visit_as(client, cohort.mentor)

    large = place.post(f"/resources/new/{section.id}", {"kind": "page", "words": "w" * 1_200_000})

    assert large.status_code == 413
    assert not is_upload(place(f"/resources/new/{section.id}"))
    assert not is_upload(place(f"/files/{section.id}"))
    assert is_upload(place(f"/resources/upload/{section.id}"))
    assert is_upload(place(f"/files/{section.id}/edit"))


def test_what_was_written_beside_a_file_is_kept_when_the_visit_is_over(app, client, cohort, section):
    place = visit_as(client, cohort.mentor)
    long_ago = clock.now() - timedelta(days=1)
    db.session.execute(update(Visit).values(seen_at=long_ago, began_at=long_ago))
    fields = sent("handbook.pdf", why="It took me long", form_page=f"/resources/upload/{section.id}")

    answer = place.post(f"/resources/upload/{section.id}", fields)

    assert answer.status_code == 401
    again = visit_as(client, cohort.mentor).get(f"/resources/upload/{section.id}").text
    assert "It took me long" in again


def test_a_file_without_a_section_is_its_bringers_until_it_is_shared(client, course, cohort):
    answer = visit_as(client, cohort.mentor).post("/resources/upload", sent("board.png", title="Our board"))

    assert answer.status_code == 303
    (resource,) = db.session.scalars(select(Resource).where(Resource.section_id.is_(None)))
    assert visit_as(client, cohort.mentor).get(here(resource)).status_code == 200
    assert visit_as(client, cohort.mentee).get(here(resource)).status_code == 404
    assert visit_as(client, a_lead(course)).get(here(resource)).status_code == 404


def test_a_section_of_one_group_keeps_its_files_to_that_group(client, course, cohort, section):
    others = a_group(course, mentors=1, mentees=1)
    section.group_id = cohort.id
    resource = a_file(section, cohort.mentor)

    assert visit_as(client, cohort.mentee).get(here(resource)).status_code == 200
    for member in (others.mentee, others.mentor):
        assert visit_as(client, member).get(here(resource)).status_code == 404
        assert visit_as(client, member).get(f"/files/{resource.id}/edit").status_code == 404


def test_a_resource_that_was_taken_out_gives_its_file_no_more(client, cohort, section):
    resource = a_file(section, cohort.mentor)
    resource.retired_at = clock.now()

    assert visit_as(client, cohort.mentee).get(here(resource)).status_code == 404


def test_the_same_file_of_two_people_is_two_rows(client, cohort, section):
    a_file(section, cohort.mentor)
    a_file(section, cohort.mentor, content=GOOD["handbook.pdf"])

    assert rows() == 2
