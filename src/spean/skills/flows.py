"""Which moves are legal. Change the table, and buttons, services and docs follow."""

from spean.core.flow import Flow, Move
from spean.skills.choices import CertificateState as D
from spean.skills.choices import CourseState as C
from spean.skills.choices import EnrolmentState as E
from spean.skills.choices import RecognitionState as R
from spean.skills.choices.enterprise import BusinessState as B
from spean.skills.choices.enterprise import FinanceState as M
from spean.skills.choices.enterprise import KitState as K

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
        # A certificate with a mistake on it is revoked; a right one follows.
        "reopen": Move(frozenset({E.CERTIFIED}), E.COMPLETED),
    },
)

# Before the two assessors have agreed, the person may stop at any step.
BEFORE_THE_RESULT = frozenset({R.APPLIED, R.COLLECTING, R.GAPS, R.READY, R.BOOKED, R.ASSESSED})
# A result of which she was told; within the days of the appeal she may ask for another look.
WITH_A_RESULT = frozenset({R.APPROVED, R.NOT_YET, R.CERTIFIED})

RECOGNITION = Flow(
    start=R.APPLIED,
    moves={
        "rate": Move(frozenset({R.APPLIED, R.COLLECTING, R.GAPS}), R.COLLECTING),
        "make_ready": Move(frozenset({R.COLLECTING, R.GAPS}), R.READY),
        "find_gaps": Move(frozenset({R.COLLECTING, R.GAPS}), R.GAPS),
        "book": Move(frozenset({R.READY, R.BOOKED}), R.BOOKED),
        "free": Move(frozenset({R.BOOKED}), R.READY),
        "assess": Move(frozenset({R.BOOKED}), R.ASSESSED),
        "send_back": Move(frozenset({R.ASSESSED}), R.BOOKED),
        "approve": Move(frozenset({R.ASSESSED}), R.APPROVED),
        "refuse": Move(frozenset({R.ASSESSED}), R.NOT_YET),
        "uphold": Move(WITH_A_RESULT, R.APPROVED),
        "certify": Move(frozenset({R.APPROVED}), R.CERTIFIED),
        "revoke": Move(frozenset({R.CERTIFIED}), R.REVOKED),
        "reopen": Move(frozenset({R.CERTIFIED}), R.APPROVED),
        "withdraw": Move(BEFORE_THE_RESULT, R.WITHDRAWN),
    },
)

BUSINESS = Flow(
    start=B.IDEA,
    moves={
        "start": Move(frozenset({B.IDEA}), B.STARTED),
        "drop": Move(frozenset({B.IDEA}), B.DROPPED),
        "end": Move(frozenset({B.STARTED}), B.ENDED),
        # Every wrong step can be undone.
        "take_up": Move(frozenset({B.DROPPED}), B.IDEA),
        "go_on": Move(frozenset({B.ENDED}), B.STARTED),
    },
)

KIT = Flow(
    start=K.READY,
    moves={
        "allow": Move(frozenset({K.ASKED}), K.READY),
        "hand_over": Move(frozenset({K.READY}), K.HANDED),
        "cancel": Move(frozenset({K.ASKED, K.READY}), K.CANCELLED),
    },
)

FINANCE = Flow(
    start=M.ASKED,
    moves={
        "approve": Move(frozenset({M.ASKED}), M.APPROVED),
        "refuse": Move(frozenset({M.ASKED}), M.REFUSED),
        "withdraw": Move(frozenset({M.ASKED}), M.WITHDRAWN),
    },
)

CERTIFICATE = Flow(
    start=D.PROPOSED,
    moves={
        "seal": Move(frozenset({D.PROPOSED}), D.VALID),
        "refuse": Move(frozenset({D.PROPOSED}), D.REFUSED),
        "revoke": Move(frozenset({D.VALID}), D.REVOKED),
    },
)
