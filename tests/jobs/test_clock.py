"""The clock: one of many keeps it, and nothing that was asked for stays lost."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from plugin import clock
from plugin.database import db, transaction
from plugin.jobs import clockwork
from plugin.jobs.models import Lease, Run
from plugin.jobs.queue import queue_of
from plugin.jobs.tasks import every, job
from tests.harness.effort import scaled
from tests.jobs.rows import asked, everything_of, runs, work_off


def ticked(app, me, in_hand=()):
    with app.app_context():
        return clockwork.tick(me, in_hand)


def later(**span):
    return clock.at(clock.now() + timedelta(**span))


def test_a_run_that_the_queue_lost_is_found(real_app, shop, jobs):
    asked(real_app, job("tests.tell")(lambda: None))
    queue_of(real_app).huey.storage.flush_queue()

    with later(minutes=2):
        shop.tick()
        work_off(real_app)

    assert runs(real_app) == [("tests.tell", "done")]


def test_a_fresh_run_is_left_to_the_queue(real_app, jobs):
    asked(real_app, job("tests.tell")(lambda: None))

    assert ticked(real_app, "one") == []


def test_a_run_that_waits_for_a_free_hand_does_not_fill_the_queue(real_app, jobs):
    asked(real_app, job("tests.tell")(lambda: None))

    with later(minutes=2):
        assert [len(ticked(real_app, "one")) for _ in range(3)] == [1, 0, 0]


def test_what_is_due_is_asked_for_once_a_period(real_app, jobs):
    every(minutes=10)(job("tests.often")(lambda: None))

    assert [len(ticked(real_app, "one")) for _ in range(2)] == [1, 0]
    work = everything_of(real_app)[0]["id"]
    end(real_app, work)
    with later(minutes=9):
        assert ticked(real_app, "one") == []
    with later(minutes=11):
        assert len(ticked(real_app, "one")) == 1


def end(app, run_id):
    with app.app_context(), transaction():
        db.session.get(Run, run_id).state = "done"


def test_of_two_processes_one_keeps_the_clock(real_app, jobs):
    every(minutes=10)(job("tests.often")(lambda: None))

    assert len(ticked(real_app, "one")) == 1
    with later(seconds=30):
        ticked(real_app, "one")
    with later(seconds=60):
        assert ticked(real_app, "two") == []
        assert keeper(real_app) == "one"


def test_a_clock_that_ran_out_is_taken_by_whoever_finds_it(real_app, jobs):
    ticked(real_app, "one")

    with later(seconds=50):
        ticked(real_app, "two")
        assert keeper(real_app) == "two"
        ticked(real_app, "one")
        assert keeper(real_app) == "two"


def keeper(app):
    with app.app_context(), transaction(writing=False):
        return db.session.scalar(select(Lease.holder).where(Lease.name == "clock"))


def test_twenty_clocks_at_once_ask_once(real_app, jobs):
    every(minutes=10)(job("tests.often")(lambda: None))
    ready, asked_for, faults = threading.Barrier(20), [], []

    def one(number):
        ready.wait()
        try:
            asked_for.extend(ticked(real_app, f"process {number}"))
        except Exception as fault:  # noqa: BLE001 - told in the test's own thread
            faults.append(fault)

    for _ in range(scaled(10)):
        threads = [threading.Thread(target=one, args=(number,)) for number in range(20)]
        [thread.start() for thread in threads]
        [thread.join() for thread in threads]

    assert faults == []
    assert len(asked_for) == 1
    assert runs(real_app) == [("tests.often", "waiting")]


def test_what_a_dead_process_left_is_asked_for_again(real_app, jobs):
    asked(real_app, job("tests.tell")(lambda: None))
    take(real_app, "dead")
    ticked(real_app, "dead", in_hand=[everything_of(real_app)[0]["id"]])

    with later(seconds=30):
        ticked(real_app, "other")
        assert runs(real_app) == [("tests.tell", "running")]
    with later(seconds=50):
        assert len(ticked(real_app, "other")) == 1
    assert runs(real_app) == [("tests.tell", "lost"), ("tests.tell", "waiting")]


def take(app, me, **more):
    with app.app_context(), transaction():
        run = db.session.scalars(select(Run).where(Run.state == "waiting")).one()
        run.state, run.holder, run.began_at = "running", me, clock.now()
        for name, value in more.items():
            setattr(run, name, value)


def test_a_run_whose_end_could_not_be_noted_is_found_by_its_own_process(real_app, jobs):
    """As when the database goes away in the middle: the process lives, yet has that run no longer in hand."""
    asked(real_app, job("tests.tell")(lambda: None))
    take(real_app, "one")

    assert len(ticked(real_app, "one")) == 1
    assert runs(real_app) == [("tests.tell", "lost"), ("tests.tell", "waiting")]


def test_work_that_takes_its_process_down_is_given_up(real_app, jobs):
    asked(real_app, job("tests.deadly")(lambda: None))

    for number in range(1, 6):
        with later(minutes=number):
            if ("tests.deadly", "waiting") in runs(real_app):
                take(real_app, f"victim {number}")
            ticked(real_app, "clock")

    assert runs(real_app) == [("tests.deadly", "lost")] * clockwork.MOST_TRIES


def test_whoever_leaves_leaves_the_clock(real_app, jobs):
    ticked(real_app, "one")
    with real_app.app_context():
        clockwork.leave("one")

    ticked(real_app, "two")

    assert keeper(real_app) == "two"


def test_a_database_that_is_away_stops_no_clock(real_app, shop, jobs, monkeypatch):
    def away(*_anything):
        raise ConnectionError

    with monkeypatch.context() as broken:
        broken.setattr(clockwork, "tick", away)
        shop.tick()
    shop.tick()

    assert keeper(real_app) == shop.me


@pytest.mark.parametrize(("age", "left"), [(29, 1), (31, 0)])
def test_runs_are_forgotten_after_a_month(real_app, jobs, age, left):
    asked(real_app, job("tests.tell")(lambda: None))

    with real_app.app_context(), transaction():
        clockwork.sweep(clock.now() + timedelta(days=age))

    assert len(runs(real_app)) == left
