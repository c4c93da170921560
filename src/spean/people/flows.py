"""Which moves are legal. Change the table, and buttons and docs follow."""

from spean.core.flow import Flow, Move
from spean.people.choices import SuspicionState as S

SUSPICION = Flow(
    start=S.OPEN,
    moves={
        "leave to the manager": Move(frozenset({S.OPEN, S.UNSURE}), S.UNSURE),
        "same": Move(frozenset({S.OPEN, S.UNSURE}), S.SAME),
        "different": Move(frozenset({S.OPEN, S.UNSURE}), S.DIFFERENT),
        "part again": Move(frozenset({S.SAME}), S.DIFFERENT),
    },
)
