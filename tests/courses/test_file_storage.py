"""Where the bytes lie: a folder of this machine and a bucket behave alike; what nothing holds is swept."""

from __future__ import annotations

import io
import os
import stat
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from moto.server import ThreadedMotoServer

from plugin import clock
from plugin.courses.resources.files import actions, jobs
from plugin.courses.resources.files.queries import file_for
from plugin.courses.resources.files.storage import Store, store
from plugin.database import db, new_id
from tests.factories.files import GOOD, a_file, brought

WORDS = b"what we said, " * 200_000  # larger than one piece
DIGEST = "a" * 64


@pytest.fixture(scope="module")
def bucket():
    """A bucket that answers as S3 does, on this machine."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    told = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "nobody",
        "AWS_SECRET_ACCESS_KEY": "nothing",
        "AWS_DEFAULT_REGION": "eu-central-1",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, value in told.items():
            patch.setenv(name, value)
        place = {"LocationConstraint": "eu-central-1"}
        boto3.client("s3").create_bucket(Bucket="tandem-files", CreateBucketConfiguration=place)
        yield "s3://tandem-files/within"
    server.stop()


@pytest.fixture(params=["folder", "bucket"])
def place(request, tmp_path) -> Store:
    return Store(str(tmp_path / "files") if request.param == "folder" else request.getfixturevalue("bucket"))


def put(place: Store, content: bytes = WORDS):
    company = new_id()
    place.keep(company, DIGEST, io.BytesIO(content))
    return company


def test_what_is_kept_comes_back_whole_and_in_parts(place):
    company = put(place)

    assert b"".join(place.read(company, DIGEST, 0, len(WORDS))) == WORDS
    assert b"".join(place.read(company, DIGEST, 999_990, 1_000_010)) == WORDS[999_990:1_000_010]
    assert b"".join(place.read(company, DIGEST, len(WORDS) - 3, len(WORDS))) == WORDS[-3:]


def test_another_company_finds_nothing_there(place):
    put(place)

    with pytest.raises(FileNotFoundError):
        place.read(new_id(), DIGEST, 0, 5)


def test_what_is_kept_is_listed_and_can_be_dropped(place):
    company = put(place)

    (blob,) = [one for one in place.blobs() if one.company == str(company)]

    assert blob.digest == DIGEST
    assert abs(blob.since - clock.now()) < timedelta(minutes=5)
    assert place.drop(blob)
    assert not place.drop(blob)
    with pytest.raises(FileNotFoundError):
        place.read(company, DIGEST, 0, 5)


def test_an_empty_place_holds_nothing(tmp_path, bucket):
    assert list(Store(str(tmp_path / "nowhere")).blobs()) == []
    assert list(Store("s3://tandem-files/elsewhere").blobs()) == []


def test_in_a_folder_files_are_their_owners_alone(tmp_path):
    company = put(Store(str(tmp_path / "files")))
    folder = tmp_path / "files" / str(company)

    assert [one.name for one in folder.iterdir()] == [DIGEST]
    assert stat.S_IMODE((folder / DIGEST).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_write_that_breaks_off_leaves_nothing_behind(tmp_path):
    class Torn(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell():
                raise OSError("torn")
            return super().read(10)

    with pytest.raises(OSError, match="torn"):
        Store(str(tmp_path / "files")).keep(new_id(), DIGEST, Torn(WORDS))

    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_one_that_was_written_again_meanwhile_is_not_dropped(tmp_path):
    place = Store(str(tmp_path / "files"))
    company = put(place)
    (blob,) = place.blobs()
    os.utime(blob.path, (1, 1))

    assert not place.drop(blob)
    assert b"".join(place.read(company, DIGEST, 0, 4)) == WORDS[:4]


@pytest.fixture
def own_store(app, tmp_path, monkeypatch) -> Store:
    """A store that holds this test's files and no others."""
    monkeypatch.setitem(app.extensions, "tandem.files", Store(str(tmp_path / "files")))
    return store()


def later(**time: int):
    """Some time on; files are as old as that makes them."""
    return clock.at(clock.now() + timedelta(**time))


def lying(place: Store) -> set[str]:
    return {blob.digest for blob in place.blobs()}


def test_bytes_without_a_row_are_swept_a_day_later_and_held_ones_stay(own_store, cohort, section):
    resource = a_file(section, cohort.mentor)
    kept = file_for(cohort.mentor, resource.id).file.digest
    orphan = brought("board.png", GOOD["board.png"], cohort.mentor).digest
    own_store.keep(new_id(), kept, io.BytesIO(GOOD["handbook.pdf"]))  # another company's, without a row
    db.session.commit()

    jobs.sweep()
    assert lying(own_store) == {kept, orphan}

    with later(days=2):
        jobs.sweep()
    assert [(blob.company, blob.digest) for blob in own_store.blobs()] == [
        (str(cohort.mentor.company_id), kept)
    ]


def test_half_a_write_is_swept(own_store, tmp_path):
    half = Path(tmp_path / "files" / str(new_id()) / ".half.part")
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")

    with later(days=2):
        jobs.sweep()

    assert not half.exists()


def test_a_file_that_was_replaced_waits_thirty_days(own_store, cohort, section):
    resource = a_file(section, cohort.mentor)
    held = file_for(cohort.mentor, resource.id)
    before = held.file.digest
    newer = brought("board.png", GOOD["board.png"], cohort.mentor)
    actions.change_file(held, actions.About(), newer, 1, by=cohort.mentor)
    db.session.commit()

    with later(days=29):
        jobs.sweep()
    assert lying(own_store) == {before, newer.digest}

    with later(days=31):
        jobs.sweep()
    assert lying(own_store) == {newer.digest}


def test_a_file_goes_with_the_course_that_it_was_in(own_store, course, cohort, section):
    a_file(section, cohort.mentor)
    db.session.commit()
    db.session.delete(course)
    db.session.commit()

    with later(days=2):
        jobs.sweep()

    assert lying(own_store) == set()
