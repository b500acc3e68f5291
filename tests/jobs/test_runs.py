"""A run is asked for with a change, done once, and noted whatever comes of it."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
import structlog

from plugin import clock
from plugin.database import db, is_first, new_id, transaction
from plugin.jobs.models import Lease
from plugin.jobs.queue import queue_of
from plugin.jobs.tasks import JOBS as ALL
from plugin.jobs.tasks import every, job, soon
from tests.jobs.rows import asked, everything_of, runs, work_off


def test_what_is_asked_for_is_done_with_its_ids(real_app, shop, jobs):
    seen = []
    tell = job("tests.tell")(lambda *ids: seen.append(ids) or "one told")
    thing, other = new_id(), new_id()

    asked(real_app, tell, thing, other)
    work_off(real_app)

    assert seen == [(thing, other)]
    (run,) = everything_of(real_app)
    assert (run["state"], run["said"], run["subject"]) == ("done", "one told", f"{thing} {other}")
    assert run["asked_at"] <= run["began_at"] <= run["ended_at"]


def test_a_change_that_is_undone_asks_for_nothing(real_app, shop, jobs):
    tell = job("tests.tell")(lambda: None)

    with pytest.raises(ZeroDivisionError):
        undone(real_app, tell)

    assert runs(real_app) == []
    assert work_off(real_app) == 0


def undone(app, wanted):
    with app.app_context(), transaction():
        soon(wanted)
        raise ZeroDivisionError


def test_a_savepoint_given_up_asks_for_nothing(real_app, shop, jobs):
    tell = job("tests.tell")(lambda: None)
    with real_app.app_context(), transaction():
        inner = db.session.begin_nested()
        soon(tell)
        inner.rollback()

    assert runs(real_app) == []
    assert work_off(real_app) <= 1  # a message about a run that never was does no harm


def given_up(_until):
    db.session.begin_nested().rollback()


def lost(until):
    """Somebody else was first: the savepoint ends with a flush that fails."""
    first, second = (Lease(name="tests", holder="", until=until) for _ in range(2))
    assert is_first(first)
    assert not is_first(second)


@pytest.mark.parametrize("savepoint", [given_up, lost])
def test_what_was_asked_for_before_a_savepoint_is_told_to_the_queue(real_app, shop, jobs, savepoint):
    """Otherwise it would wait a minute for the clock."""
    tell = job("tests.tell")(lambda: None)
    with real_app.app_context(), transaction():
        soon(tell)
        savepoint(clock.now())

    assert work_off(real_app) == 1
    assert runs(real_app) == [("tests.tell", "done")]


def test_asking_twice_is_asking_once(real_app, shop, jobs):
    tell = job("tests.tell")(lambda *_ids: None)
    thing = new_id()

    for _ in range(3):
        asked(real_app, tell, thing)
    asked(real_app, tell, new_id())

    assert len(runs(real_app)) == 2
    assert work_off(real_app) == 4
    assert {state for _, state in runs(real_app)} == {"done"}


def test_what_is_asked_for_while_it_runs_runs_again(real_app, shop, jobs):
    """Otherwise a change made in the middle would wait for the next time."""
    times = []

    def work():
        times.append(1)
        if len(times) == 1:
            asked_within(real_app, jobs["tests.tell"])

    tell = job("tests.tell")(work)
    asked(real_app, tell)
    work_off(real_app)

    assert len(times) == 2
    assert runs(real_app) == [("tests.tell", "done")] * 2


def asked_within(app, wanted):
    """In a thread, as another request would be."""
    thread = threading.Thread(target=asked, args=(app, wanted))
    thread.start()
    thread.join()


def test_the_same_job_about_the_same_thing_never_runs_twice_at_once(real_app, shop, jobs):
    together, most = [], []

    def work():
        together.append(1)
        most.append(len(together))
        asked_within(real_app, jobs["tests.tell"]) if len(most) == 1 else None
        for _ in range(2):  # other hands, at the same moment
            thread = threading.Thread(target=work_off, args=(real_app,))
            thread.start()
            thread.join()
        together.pop()

    asked(real_app, job("tests.tell")(work))
    work_off(real_app)

    assert most == [1, 1]


def test_a_message_that_comes_twice_is_done_once(real_app, shop, jobs):
    times = []
    asked(real_app, job("tests.tell")(lambda: times.append(1)))
    (run,) = everything_of(real_app)
    queue_of(real_app).put(run["id"])

    work_off(real_app)

    assert len(times) == 1


def test_a_job_that_breaks_is_failed_and_logged_and_stops_nobody(real_app, shop, jobs):
    def broken():
        raise ValueError("what somebody wrote in confidence")

    asked(real_app, job("tests.broken")(broken))
    asked(real_app, job("tests.fine")(lambda: None))
    with structlog.testing.capture_logs() as lines:
        work_off(real_app)

    assert runs(real_app) == [("tests.broken", "failed"), ("tests.fine", "done")]
    said = everything_of(real_app)[0]["said"]
    assert said.startswith("ValueError, reference job-")
    assert "confidence" not in said
    (line,) = [line for line in lines if line["event"] == "job failed"]
    assert line["job"] == "tests.broken"


def test_a_job_of_an_earlier_version_fails_in_words(real_app, shop, jobs):
    asked(real_app, job("tests.old")(lambda: None))
    jobs.clear()

    work_off(real_app)

    assert everything_of(real_app)[0]["said"] == "this version knows no such job"


def test_a_queue_that_cannot_be_reached_costs_no_change(real_app, shop, jobs, monkeypatch):
    from plugin.jobs import queue

    def away(_self, _run_id):
        raise OSError("no such file")

    monkeypatch.setattr(queue.Queue, "put", away)
    asked(real_app, job("tests.tell")(lambda: None))

    assert runs(real_app) == [("tests.tell", "waiting")]


def test_two_jobs_of_one_name_are_refused(jobs):
    job("tests.tell")(lambda: None)

    with pytest.raises(RuntimeError, match=r"tests\.tell"):
        job("tests.tell")(lambda: None)


def test_a_room_is_swept_in_a_transaction_of_its_own(real_app, shop, jobs):
    from plugin.jobs.tasks import hourly

    moments = []
    swept = hourly("tests", lambda now: moments.append(now) or 7)

    assert swept.every == timedelta(hours=1)
    with real_app.app_context(), clock.at(clock.now()):
        assert swept() == "7 taken away"
        assert moments == [clock.now()]


def test_periods_of_the_product_are_shorter_than_what_is_kept(app):
    """The clock reads from the runs when a job was last asked for: a longer period would find none and ask each time."""
    assert ALL
    assert all(each.every <= timedelta(days=7) for each in ALL.values() if each.every)


def test_every_needs_no_more_than_a_job(jobs):
    made = every(minutes=5)(job("tests.often")(lambda: "well"))

    assert jobs["tests.often"] is made
    assert made() == "well"
