"""The legal life of an imported list."""

from typing import Final

from spean.core.flow import Flow, Move
from spean.surveys.choices import BatchState as S

BATCH: Final = Flow(
    start=S.UPLOADED,
    moves={
        "read": Move(frozenset({S.UPLOADED, S.REFUSED, S.COLUMNS, S.REVIEW, S.READING}), S.READING),
        "refuse": Move(frozenset({S.READING}), S.REFUSED),
        "ask_columns": Move(frozenset({S.READING}), S.COLUMNS),
        "check": Move(frozenset({S.COLUMNS, S.REVIEW, S.READING}), S.READING),
        "review": Move(frozenset({S.READING, S.APPLYING}), S.REVIEW),
        "apply": Move(frozenset({S.REVIEW, S.APPLIED, S.APPLYING}), S.APPLYING),
        "finish": Move(frozenset({S.APPLYING}), S.APPLIED),
        "undo": Move(frozenset({S.REVIEW, S.APPLIED, S.UNDOING}), S.UNDOING),
        "keep": Move(frozenset({S.UNDOING}), S.APPLIED),
        "undone": Move(frozenset({S.UNDOING}), S.UNDONE),
    },
)
# A list in one of these is worked on in the background.
RUNNING: Final = frozenset({S.READING, S.APPLYING, S.UNDOING})
