"""Django's SQLite, in which the threads of a process write in the order in which they came."""

import threading
from collections import defaultdict
from typing import Any

from django.db.backends.sqlite3 import base
from django.db.utils import OperationalError

from spean.config.sqlite.turns import Turns

_turns: dict[str, Turns] = defaultdict(Turns)
_first = threading.Lock()


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that takes its turn before a transaction, and gives it back after."""

    _turn: Turns | None = None

    def _start_transaction_under_autocommit(self) -> None:
        with _first:
            turn = _turns[str(self.settings_dict["NAME"])]
        if not turn.take(float(self.settings_dict["OPTIONS"].get("timeout", 5))):
            raise OperationalError("database is locked")
        self._turn = turn
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
        except BaseException:
            self._give_back()
            raise

    def _commit(self) -> Any:
        # If it fails a rollback follows, which gives the turn back.
        done = super()._commit()  # type: ignore[misc]
        self._give_back()
        return done

    def _rollback(self) -> Any:
        try:
            return super()._rollback()  # type: ignore[misc]
        finally:
            self._give_back()

    def _close(self) -> Any:
        try:
            return super()._close()  # type: ignore[misc]
        finally:
            self._give_back()

    def _give_back(self) -> None:
        turn, self._turn = self._turn, None
        if turn is not None:
            turn.give_back()
