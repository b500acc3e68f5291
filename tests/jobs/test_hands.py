"""The hands of a process: another takes the place of one that died, and of no other."""

from __future__ import annotations

from plugin.jobs.workshop import Workshop


def hands(workshop):
    return [thread for _worker, thread in workshop._consumer.worker_threads]


def test_a_hand_that_has_not_begun_yet_is_not_dead(real_app):
    workshop = Workshop(real_app, threads=2)
    before = hands(workshop)

    assert workshop._consumer.check_worker_health()

    assert hands(workshop) == before
    workshop.start()
    assert all(hand.is_alive() for hand in before)
    workshop.stop()


def test_a_hand_that_was_told_to_end_is_not_dead(real_app):
    workshop = Workshop(real_app, threads=2)
    workshop.start()
    before = hands(workshop)
    workshop.stop()

    workshop._consumer.check_worker_health()

    assert hands(workshop) == before
    assert not any(hand.is_alive() for hand in before)


def test_another_takes_the_place_of_one_that_died(real_app, monkeypatch):
    workshop = Workshop(real_app, threads=1)
    workshop.start()
    consumer = workshop._consumer
    (dead,) = hands(workshop)
    monkeypatch.setattr(consumer.environment, "is_alive", lambda thread: thread is not dead)

    consumer.check_worker_health()

    (other,) = hands(workshop)
    assert other is not dead
    monkeypatch.undo()
    workshop.stop()
    dead.join(5)
