"""Whoever wants to write has a turn in the order of asking, however busy another is."""

import threading
import time

import pytest
from django.db import connection, transaction

from spean.config.sqlite.turns import Turns


def until(so):
    for _turn in range(600):
        if so():
            return
        time.sleep(0.02)
    raise AssertionError("it never came to that")


def test_turns_come_in_the_order_of_asking():
    turns, served = Turns(), []
    assert turns.take(1)

    def ask(name):
        assert turns.take(30)
        served.append(name)
        turns.give_back()

    threads = []
    for name in range(8):
        threads.append(threading.Thread(target=ask, args=(name,)))
        threads[-1].start()
        until(lambda name=name: len(turns._waiting) == name + 1)
    turns.give_back()
    for one in threads:
        one.join(30)

    assert served == list(range(8))


def test_whose_patience_ends_is_told_and_takes_nobody_elses_turn():
    turns = Turns()
    assert turns.take(1)

    assert not turns.take(0.01)

    turns.give_back()
    assert turns.take(0.01)


@pytest.mark.django_db(transaction=True)
def test_a_writer_that_never_rests_does_not_keep_another_from_writing():
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL serves those who wait in their order by itself")
    made, ends = [0], threading.Event()

    def never_rests():
        while not ends.is_set():
            # On SQLite a transaction holds the one place of a writer from its first moment.
            with transaction.atomic():
                time.sleep(0.05)
                made[0] += 1
        connection.close()

    busy = threading.Thread(target=never_rests)
    busy.start()
    until(lambda: made[0] > 1)
    passed_over = []
    for _turn in range(5):
        before = made[0]
        with transaction.atomic():
            passed_over.append(made[0] - before)
    ends.set()
    busy.join(30)

    assert max(passed_over) <= 2
