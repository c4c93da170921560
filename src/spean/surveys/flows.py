"""The legal life of an imported list, of a questionnaire, and of an answer to one."""

from typing import Final

from spean.core.flow import Flow, Move
from spean.surveys.choices import BatchState as S
from spean.surveys.choices import QuestionnaireState as Q
from spean.surveys.choices import SubmissionState as A

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
QUESTIONNAIRE: Final = Flow(
    start=Q.DRAFT,
    moves={
        "open": Move(frozenset({Q.DRAFT, Q.OPEN, Q.CLOSED}), Q.OPEN),
        "close": Move(frozenset({Q.OPEN, Q.CLOSED}), Q.CLOSED),
    },
)
SUBMISSION: Final = Flow(
    start=A.RECEIVED,
    moves={
        "apply": Move(frozenset({A.RECEIVED, A.WAITING}), A.APPLIED),
        "wait": Move(frozenset({A.RECEIVED, A.WAITING}), A.WAITING),
        "set_aside": Move(frozenset({A.RECEIVED, A.WAITING}), A.SET_ASIDE),
        "take_up": Move(frozenset({A.SET_ASIDE, A.WAITING}), A.RECEIVED),
        "settle": Move(frozenset({A.SET_ASIDE, A.WAITING}), A.SETTLED),
        "replace": Move(frozenset({A.RECEIVED, A.WAITING, A.APPLIED, A.SET_ASIDE}), A.REPLACED),
    },
)
# A list in one of these is worked on in the background.
RUNNING: Final = frozenset({S.READING, S.APPLYING, S.UNDOING})
