"""One writer for all who send at once: what came meanwhile goes into one commit (trust rule R2).

A commit costs the disk a turn; fifty answers in one cost it the same. Nobody is answered before
the commit that holds his answer. A batch that fails is tried again one by one, so that a bad one
does not sink its neighbours. Who cannot be served in time is told so, and sends again.
"""

import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db import close_old_connections, connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.services import one_writer
from spean.core.errors import DomainError
from spean.pathways import receiving
from spean.surveys.contracts import Arrival, Filed
from spean.surveys.services import filed_once

MOST_AT_ONCE: Final = 50
RETRY_AFTER: Final = 10
_PATIENCE: Final = 60
# Seconds for which a commit waits for those who shared the last one.
_TOGETHER: Final = 0.02
_T = TypeVar("_T")


class Busy(DomainError):
    """So many send at once that this one had to be turned away; it keeps what it has."""

    code = "busy"
    message = _("Too many send at once. Please send again.")


@dataclass(slots=True)
class _Order:
    """Answers to file beside those of others, or an act of its own in the same commit."""

    arrivals: Sequence[Arrival] = ()
    act: Callable[[], Any] | None = None
    # About as many answers as it brings.
    weight: int = 1
    result: "Future[Any]" = field(default_factory=Future)


class Writer:
    """A thread that takes orders from all requests and commits them together."""

    def __init__(self) -> None:
        # Full means that the disk cannot follow: better to say so than to let everybody wait.
        self._orders: queue.Queue[_Order | None] = queue.Queue(maxsize=400)
        self._thread: threading.Thread | None = None
        # How many orders were ever taken.
        self.taken = 0
        self._starting = threading.Lock()
        # How many shared the last commit.
        self._last = 0

    def take(self, arrivals: Sequence[Arrival]) -> list[Filed]:
        """Keep and apply filled forms; return after the commit.

        What is here already is answered at once, whatever waits.

        :raises Busy: if nothing can be taken at the moment
        :raises DomainError: as `pathways.receiving.receive` does
        """
        return filed_once(arrivals, self._keep)

    def _keep(self, arrivals: Sequence[Arrival]) -> list[Filed]:
        filed: list[Filed] = self._order(_Order(arrivals, weight=len(arrivals)))
        return filed

    def do(self, act: Callable[[], _T], *, weight: int) -> _T:
        """Let an act write in its turn, in one commit with what others send; return after it.

        :raises Busy: if nothing can be taken at the moment
        """
        done: _T = self._order(_Order(act=act, weight=weight))
        return done

    def stop(self) -> None:
        """End the thread once it has done what it was given."""
        thread = self._thread
        if thread is not None and thread.is_alive():
            self._orders.put(None)
            thread.join(_PATIENCE)

    def _order(self, order: _Order) -> Any:
        self._start()
        try:
            self._orders.put_nowait(order)
        except queue.Full:
            raise Busy from None
        with self._starting:
            self.taken += 1
        try:
            return order.result.result(timeout=_PATIENCE)
        except TimeoutError:
            # Nobody waits for it any more: it need not be done, if it was not begun.
            order.result.cancel()
            raise Busy from None

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._work, name="writer", daemon=True)
                self._thread.start()

    def _work(self) -> None:
        while orders := self._waiting():
            close_old_connections()
            begun = [one for one in orders if one.result.set_running_or_notify_cancel()]
            if begun:
                _commit(begun)
        connection.close()

    def _waiting(self) -> list[_Order]:
        """Wait for an order, and take those that come with it too; nothing means to stop.

        Those who were answered together come back together: for as many as last time it waits a
        moment, so that they share a commit again. Who sends alone never waits.
        """
        orders: list[_Order] = []
        following = self._orders.get()
        ends = time.monotonic() + _TOGETHER
        while following is not None:
            orders.append(following)
            if sum(one.weight for one in orders) >= MOST_AT_ONCE:
                break
            more = ends - time.monotonic() if len(orders) < self._last else 0
            try:
                following = (
                    self._orders.get(timeout=more) if more > 0 else self._orders.get_nowait()
                )
            except queue.Empty:
                break
        else:
            if orders:
                # Told to stop with something in hand: do that first, then hear it again.
                self._orders.put(None)
        self._last = len(orders)
        return orders


def _commit(orders: list[_Order]) -> None:
    try:
        with one_writer():
            said = _done(orders)
    except Exception as problem:
        # Whatever it is, it belongs to one of them: each is asked for itself.
        if len(orders) == 1:
            orders[0].result.set_exception(problem)
            return
        for order in orders:
            _commit([order])
        return
    for order, one in zip(orders, said, strict=True):
        order.result.set_result(one)


def _done(orders: list[_Order]) -> list[Any]:
    arrivals = [one for order in orders for one in order.arrivals]
    filed = receiving.keep(arrivals=arrivals, now=timezone.now()) if arrivals else []
    following = iter(filed)
    return [
        [next(following) for _arrival in order.arrivals] if order.act is None else order.act()
        for order in orders
    ]


_WRITER: Final = Writer()


def take(arrivals: Sequence[Arrival]) -> list[Filed]:
    """Keep and apply filled forms, through the one writer where a site serves many.

    :raises Busy: if nothing can be taken at the moment
    :raises DomainError: as `pathways.receiving.receive` does
    """
    if settings.SPEAN_ONE_WRITER:
        return _WRITER.take(arrivals)
    return receiving.receive(arrivals=arrivals, now=timezone.now())


def do(act: Callable[[], _T], *, weight: int) -> _T:
    """Let an act write in its turn, through the one writer where a site serves many.

    :raises Busy: if nothing can be taken at the moment
    """
    return _WRITER.do(act, weight=weight) if settings.SPEAN_ONE_WRITER else act()
