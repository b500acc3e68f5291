"""The queue reads nothing that we have not signed."""

from __future__ import annotations

import pickle

import pytest

from plugin.database import new_id
from plugin.jobs.queue import Signed, queue_of
from plugin.jobs.tasks import job
from plugin.setting_values import SettingsError
from plugin.settings import read_settings
from tests.jobs.rows import asked, runs, work_off

ONE, OTHER = "a secret of thirty-two characters", "another one of thirty-two characters"


class Bomb:
    """What a forger would send: unpickling it does something."""

    went_off = False

    def __reduce__(self):
        return (setattr, (Bomb, "went_off", True))


def test_a_message_comes_back_as_it_went():
    signed = Signed([ONE])

    assert signed.deserialize(signed.serialize({"run": 1})) == {"run": 1}


def test_a_message_signed_under_an_earlier_secret_is_read():
    before = Signed([ONE]).serialize("run")

    assert Signed([OTHER, ONE]).deserialize(before) == "run"


@pytest.mark.parametrize(
    "message",
    [
        pickle.dumps(Bomb()),
        pickle.dumps(Bomb()) + b":" + b"0" * 40,
        Signed([OTHER]).serialize("run").replace(b"run", b"bad"),
        Signed(["a secret that we never had, thirty-two"]).serialize(Bomb()),
        b"",
        b":",
    ],
)
def test_a_forged_message_is_refused_before_it_is_opened(message):
    with pytest.raises(ValueError, match=r"Signature|Separator"):
        Signed([ONE, OTHER]).deserialize(message)

    assert not Bomb.went_off


def test_a_forged_message_in_the_queue_stops_nobody(real_app, shop, jobs):
    storage = queue_of(real_app).huey.storage
    storage.enqueue(pickle.dumps(Bomb()))
    asked(real_app, job("tests.tell")(lambda: None))

    with pytest.raises(ValueError, match="Separator"):
        work_off(real_app)
    work_off(real_app)

    assert not Bomb.went_off
    assert runs(real_app) == [("tests.tell", "done")]


def test_a_run_that_is_not_there_is_nothing_to_do(real_app, shop, jobs):
    queue_of(real_app).put(new_id())

    assert work_off(real_app) == 1
    assert runs(real_app) == []


@pytest.mark.parametrize("url", ["redis://localhost", "sqlite:///queue.db", "nonsense"])
def test_a_queue_elsewhere_than_in_postgresql_is_refused_in_words(tmp_path, url):
    with pytest.raises(SettingsError, match="TANDEM_QUEUE_URL"):
        read_settings({}, queue_url=url, instance=str(tmp_path))
