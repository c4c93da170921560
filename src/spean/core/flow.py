"""The legal life of a record, as a table that buttons, docs and services all read."""

from collections.abc import Mapping
from dataclasses import dataclass

from spean.core.errors import IllegalMove


@dataclass(frozen=True, slots=True)
class Move:
    """One named move: the states it may leave, and the state it reaches."""

    sources: frozenset[str]
    target: str


@dataclass(frozen=True, slots=True)
class Flow:
    """The legal life of one kind of record."""

    start: str
    moves: Mapping[str, Move]

    def move(self, state: str, action: str) -> str:
        """Return the state reached by this action.

        :raises IllegalMove: if the action is unknown or cannot be taken from this state
        """
        move = self.moves.get(action)
        if move is None or state not in move.sources:
            raise IllegalMove(action=action, state=state)
        return str(move.target)

    def actions_from(self, state: str) -> list[str]:
        """Return the actions open from this state, in the table's order."""
        return [name for name, move in self.moves.items() if state in move.sources]
