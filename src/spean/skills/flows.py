"""Which moves are legal. Change the table, and buttons, services and docs follow."""

from spean.core.flow import Flow, Move
from spean.skills.choices import CourseState as C
from spean.skills.choices import EnrolmentState as E

COURSE = Flow(
    start=C.PLANNED,
    moves={
        "open": Move(frozenset({C.PLANNED}), C.OPEN),
        "choose": Move(frozenset({C.OPEN}), C.CHOSEN),
        "begin": Move(frozenset({C.CHOSEN}), C.RUNNING),
        "end": Move(frozenset({C.RUNNING}), C.ENDED),
        "cancel": Move(frozenset({C.PLANNED, C.OPEN, C.CHOSEN}), C.CANCELLED),
    },
)

ENROLMENT = Flow(
    start=E.APPLIED,
    moves={
        "select": Move(frozenset({E.APPLIED, E.LEFT_OUT}), E.SELECTED),
        "leave_out": Move(frozenset({E.APPLIED}), E.LEFT_OUT),
        "enrol": Move(frozenset({E.SELECTED}), E.ENROLLED),
        "withdraw": Move(frozenset({E.APPLIED, E.SELECTED, E.LEFT_OUT}), E.WITHDRAWN),
        "drop": Move(frozenset({E.ENROLLED}), E.DROPPED),
        "complete": Move(frozenset({E.ENROLLED}), E.COMPLETED),
        "certify": Move(frozenset({E.COMPLETED}), E.CERTIFIED),
    },
)
