"""One writer for all who send at once: what came meanwhile goes into one commit (trust rule R2).

A commit costs the disk a turn; fifty answers in one cost it the same. Nobody is answered before
the commit that holds his answer. A batch that fails is tried again one by one, so that a bad one
does not sink its neighbours.
"""

import queue
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone

from spean.core.errors import DomainError
from spean.pathways import receiving
from spean.surveys.contracts import Arrival, Filed

MOST_AT_ONCE: Final = 50
_PATIENCE: Final = 60


class Busy(DomainError):
    """So many send at once that this one had to be turned away; it keeps what it has."""

    code = "busy"


@dataclass(slots=True)
class _Order:
    arrivals: Sequence[Arrival]
    result: "Future[list[Filed]]"


class Writer:
    """A thread that takes orders from all requests and commits them together."""

    def __init__(self) -> None:
        # Full means that the disk cannot follow: better to say so than to let everybody wait.
        self._orders: queue.Queue[_Order | None] = queue.Queue(maxsize=400)
        self._thread: threading.Thread | None = None
        # How many orders were ever taken.
        self.taken = 0
        self._starting = threading.Lock()

    def take(self, arrivals: Sequence[Arrival]) -> list[Filed]:
        """Keep and apply filled forms; return after the commit.

        :raises Busy: if nothing can be taken at the moment
        :raises DomainError: as `pathways.receiving.receive` does
        """
        self._start()
        order = _Order(arrivals, Future())
        try:
            self._orders.put_nowait(order)
        except queue.Full:
            raise Busy from None
        with self._starting:
            self.taken += 1
        try:
            return order.result.result(timeout=_PATIENCE)
        except TimeoutError:
            raise Busy from None

    def stop(self) -> None:
        """End the thread once it has done what it was given."""
        thread = self._thread
        if thread is not None and thread.is_alive():
            self._orders.put(None)
            thread.join(_PATIENCE)

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while orders := self._waiting():
            close_old_connections()
            _commit(orders)
        connection.close()

    def _waiting(self) -> list[_Order]:
        """Wait for an order, and take those that came meanwhile too; nothing means to stop."""
        orders: list[_Order] = []
        following = self._orders.get()
        while following is not None:
            orders.append(following)
            if sum(len(one.arrivals) for one in orders) >= MOST_AT_ONCE or self._orders.empty():
                return orders
            following = self._orders.get_nowait()
        if orders:
            # Told to stop with something in hand: do that first, then hear it again.
            self._orders.put(None)
        return orders


def _commit(orders: list[_Order]) -> None:
    arrivals = [one for order in orders for one in order.arrivals]
    try:
        filed = receiving.receive(arrivals=arrivals, now=timezone.now())
    except Exception as problem:
        # Whatever it is, it belongs to one of them: each is asked for itself.
        if len(orders) == 1:
            orders[0].result.set_exception(problem)
            return
        for order in orders:
            _commit([order])
        return
    at = 0
    for order in orders:
        order.result.set_result(filed[at : at + len(order.arrivals)])
        at += len(order.arrivals)


_WRITER: Final = Writer()


def take(arrivals: Sequence[Arrival]) -> list[Filed]:
    """Keep and apply filled forms, through the one writer where a site serves many.

    :raises Busy: if nothing can be taken at the moment
    :raises DomainError: as `pathways.receiving.receive` does
    """
    if settings.SPEAN_ONE_WRITER:
        return _WRITER.take(arrivals)
    return receiving.receive(arrivals=arrivals, now=timezone.now())
