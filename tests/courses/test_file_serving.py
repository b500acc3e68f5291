"""A file's answer: ranges, tags and headers that keep it from being anything but a file."""

from __future__ import annotations

import pytest

from plugin.courses.resources.files.queries import file_for
from plugin.courses.resources.files.storage import PIECE, store
from tests.factories.files import GOOD, a_file
from tests.factories.visits import visit_as

TEXT = bytes(range(97, 107)) * 10  # a hundred letters


@pytest.fixture
def resource(cohort, section):
    return a_file(section, cohort.mentor, "letters.txt", TEXT)


@pytest.fixture
def ask(client, cohort, resource):
    place = visit_as(client, cohort.mentee)
    return lambda **headers: place.get(
        f"/files/{resource.id}", headers={name.replace("_", "-"): said for name, said in headers.items()}
    )


def test_the_whole_file_says_what_it_is_and_what_it_may_do(ask):
    answer = ask()

    assert answer.status_code == 200
    assert answer.data == TEXT
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.headers["Content-Length"] == "100"
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Content-Disposition"].startswith("inline; ")


@pytest.mark.parametrize(
    ("asked", "given", "said"),
    [
        ("bytes=0-0", TEXT[:1], "bytes 0-0/100"),
        ("bytes=5-9", TEXT[5:10], "bytes 5-9/100"),
        ("bytes=90-", TEXT[90:], "bytes 90-99/100"),
        ("bytes=-7", TEXT[-7:], "bytes 93-99/100"),
        ("bytes=95-5000", TEXT[95:], "bytes 95-99/100"),
    ],
)
def test_a_range_is_given_and_no_more(ask, asked, given, said):
    answer = ask(Range=asked)

    assert (answer.status_code, answer.data) == (206, given)
    assert answer.headers["Content-Range"] == said
    assert answer.headers["Content-Length"] == str(len(given))
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    "asked", ["bytes=0-99", "bytes=9-5", "bytes=0-1,5-6", "lines=1-2", "bytes=x-y", "bytes"]
)
def test_what_is_no_single_part_gives_the_whole(ask, asked):
    answer = ask(Range=asked)

    assert (answer.status_code, answer.data) == (200, TEXT)


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=100-200", "bytes=5000-5001"])
def test_a_range_outside_is_refused_with_the_size(ask, asked):
    answer = ask(Range=asked)

    assert answer.status_code == 416
    assert answer.headers["Content-Range"] == "bytes */100"
    assert TEXT not in answer.data


def test_a_range_goes_with_the_file_that_its_beginning_came_from(ask):
    tag = ask().headers["ETag"]

    assert ask(Range="bytes=5-9", If_Range=tag).status_code == 206
    assert ask(Range="bytes=5-9", If_Range='"another"').data == TEXT
    assert ask(Range="bytes=5-9", If_Range="Wed, 25 Nov 2026 10:00:00 GMT").data == TEXT


def test_a_browser_that_has_it_gets_nothing_again(ask):
    answer = ask(If_None_Match=ask().headers["ETag"])

    assert (answer.status_code, answer.data) == (304, b"")


def test_the_tag_tells_nothing_of_the_bytes(client, cohort, section, resource):
    """Two rows with the same bytes have two tags, and neither is made of the digest."""
    twin = a_file(section, cohort.mentor, "letters.txt", TEXT)
    place = visit_as(client, cohort.mentee)
    tags = {place.get(f"/files/{one.id}").headers["ETag"] for one in (resource, twin)}

    assert len(tags) == 2
    assert file_for(cohort.mentee, resource.id).file.digest not in "".join(tags)


def test_office_files_are_fetched_and_pictures_shown(client, cohort, section):
    place = visit_as(client, cohort.mentee)
    said = {
        name: place.get(f"/files/{a_file(section, cohort.mentor, name).id}").headers["Content-Disposition"]
        for name in GOOD
    }
    fetched = {name for name, how in said.items() if how.startswith("attachment; ")}

    assert fetched == {name for name in GOOD if name[-4:] in {"docx", "xlsx", "pptx", ".odt", ".ods", ".odp"}}


def test_any_file_can_be_fetched(client, cohort, section, resource):
    place = visit_as(client, cohort.mentee)

    assert (
        place.get(f"/files/{resource.id}?save=yes").headers["Content-Disposition"].startswith("attachment; ")
    )


def test_head_tells_the_size_and_reads_nothing(client, cohort, resource, monkeypatch):
    monkeypatch.setattr("plugin.courses.resources.files.serving.store", None)
    place = visit_as(client, cohort.mentee)

    answer = client.head(place(f"/files/{resource.id}"))

    assert (answer.status_code, answer.headers["Content-Length"], answer.data) == (200, "100", b"")


def test_a_large_file_comes_in_pieces(client, cohort, section, monkeypatch):
    large = b"0123456789abcde\n" * 160_000
    resource = a_file(section, cohort.mentor, "large.txt", large)
    asked: list[tuple[int, int]] = []
    fs = store()._fs
    real = fs.cat_file
    monkeypatch.setattr(
        fs,
        "cat_file",
        lambda path, start, end: asked.append((start, end)) or real(path, start=start, end=end),
    )

    answer = visit_as(client, cohort.mentee).get(
        f"/files/{resource.id}", headers={"Range": "bytes=10-2500009"}
    )

    assert answer.data == large[10:2_500_010]
    assert [end - start for start, end in asked] == [PIECE, PIECE, 500_000]


def test_bytes_that_are_gone_say_so_instead_of_an_empty_file(app, client, cohort, resource, monkeypatch):
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    for blob in store().blobs():
        if blob.digest == file_for(cohort.mentor, resource.id).file.digest:
            store().drop(blob)

    answer = visit_as(client, cohort.mentee).get(f"/files/{resource.id}")

    assert answer.status_code == 500
    assert "That went wrong on our side" in answer.text
