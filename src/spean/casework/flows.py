"""Which moves are legal. Change a table, and buttons, services and docs follow."""

from spean.casework.choices import ActionState as A
from spean.casework.choices import AppointmentState as N
from spean.casework.choices import BenefitState as B
from spean.casework.choices import CaseState as C
from spean.casework.choices import FollowUpState as F
from spean.casework.choices import GrievanceState as G
from spean.casework.choices import PlanState as P
from spean.casework.choices import ServiceReferralState as S
from spean.casework.choices import TicketState as T
from spean.casework.choices import TransferState as X
from spean.core.flow import Flow, Move

CASE = Flow(
    start=C.OPEN,
    moves={
        "close": Move(frozenset({C.OPEN}), C.CLOSED),
        "reopen": Move(frozenset({C.CLOSED}), C.OPEN),
    },
)

PLAN = Flow(
    start=P.DRAFT,
    moves={
        "agree": Move(frozenset({P.DRAFT}), P.AGREED),
        "replace": Move(frozenset({P.DRAFT, P.AGREED}), P.SUPERSEDED),
        "close": Move(frozenset({P.DRAFT, P.AGREED}), P.CLOSED),
    },
)

ACTION = Flow(
    start=A.PLANNED,
    moves={
        "agree": Move(frozenset({A.PLANNED}), A.AGREED),
        "start": Move(frozenset({A.PLANNED, A.AGREED}), A.IN_PROGRESS),
        "finish": Move(frozenset({A.PLANNED, A.AGREED, A.IN_PROGRESS}), A.DONE),
        "fail": Move(frozenset({A.AGREED, A.IN_PROGRESS}), A.FAILED),
        "drop": Move(frozenset({A.PLANNED, A.AGREED, A.IN_PROGRESS}), A.DROPPED),
        # Every wrong step can be undone.
        "take_up": Move(frozenset({A.DONE, A.FAILED, A.DROPPED}), A.IN_PROGRESS),
    },
)

FOLLOW_UP = Flow(
    start=F.DUE,
    moves={
        "reach": Move(frozenset({F.DUE}), F.REACHED),
        "give_up": Move(frozenset({F.DUE}), F.GIVEN_UP),
        "cancel": Move(frozenset({F.DUE}), F.CANCELLED),
        "resume": Move(frozenset({F.GIVEN_UP, F.CANCELLED}), F.DUE),
    },
)

# Without an answer yet; with the partner; over.
UNANSWERED = frozenset({S.SENT, S.ACKNOWLEDGED})
TAKEN = frozenset({S.ACCEPTED, S.CONTACTED, S.STARTED})
LIVE_REFERRALS = UNANSWERED | TAKEN

SERVICE_REFERRAL = Flow(
    start=S.SENT,
    moves={
        "acknowledge": Move(frozenset({S.SENT}), S.ACKNOWLEDGED),
        "accept": Move(UNANSWERED, S.ACCEPTED),
        "decline": Move(UNANSWERED, S.DECLINED),
        "contact": Move(frozenset({S.ACCEPTED}), S.CONTACTED),
        "start": Move(frozenset({S.ACCEPTED, S.CONTACTED}), S.STARTED),
        "finish": Move(TAKEN, S.DONE),
        "fail": Move(TAKEN, S.NOT_DONE),
        "withdraw": Move(LIVE_REFERRALS, S.WITHDRAWN),
    },
)

# Whoever waits for an answer may be asked to come, hear yes or no, or give up.
_ASKED = frozenset({B.SUBMITTED, B.INTERVIEW, B.APPEALED})

BENEFIT = Flow(
    start=B.IDENTIFIED,
    moves={
        "make_ready": Move(frozenset({B.IDENTIFIED}), B.READY),
        "miss": Move(frozenset({B.READY}), B.IDENTIFIED),
        "submit": Move(frozenset({B.READY}), B.SUBMITTED),
        "invite": Move(frozenset({B.SUBMITTED, B.APPEALED}), B.INTERVIEW),
        "approve": Move(_ASKED, B.APPROVED),
        "refuse": Move(_ASKED, B.REFUSED),
        "appeal": Move(frozenset({B.REFUSED}), B.APPEALED),
        "receive": Move(frozenset({B.APPROVED}), B.RECEIVED),
        "renew": Move(frozenset({B.RECEIVED, B.LAPSED}), B.RECEIVED),
        "lapse": Move(frozenset({B.APPROVED, B.RECEIVED}), B.LAPSED),
        "withdraw": Move(frozenset({B.IDENTIFIED, B.READY, *_ASKED}), B.WITHDRAWN),
        # Every wrong step can be undone.
        "ask_again": Move(frozenset({B.APPROVED, B.REFUSED}), B.SUBMITTED),
        "take_up": Move(frozenset({B.WITHDRAWN}), B.IDENTIFIED),
    },
)

APPOINTMENT = Flow(
    start=N.BOOKED,
    moves={
        "keep": Move(frozenset({N.BOOKED}), N.KEPT),
        "miss": Move(frozenset({N.BOOKED}), N.MISSED),
        "cancel": Move(frozenset({N.BOOKED}), N.CANCELLED),
        # Every wrong step can be undone.
        "take_back": Move(frozenset({N.KEPT, N.MISSED, N.CANCELLED}), N.BOOKED),
    },
)

TICKET = Flow(
    start=T.WAITING,
    moves={
        "call": Move(frozenset({T.WAITING}), T.CALLED),
        "serve": Move(frozenset({T.CALLED}), T.SERVED),
        "leave": Move(frozenset({T.WAITING, T.CALLED}), T.LEFT),
        "wait_again": Move(frozenset({T.CALLED, T.SERVED, T.LEFT}), T.WAITING),
    },
)

TRANSFER = Flow(
    start=X.ASKED,
    moves={
        "accept": Move(frozenset({X.ASKED}), X.ACCEPTED),
        "refuse": Move(frozenset({X.ASKED}), X.REFUSED),
        "withdraw": Move(frozenset({X.ASKED}), X.WITHDRAWN),
    },
)

GRIEVANCE = Flow(
    start=G.RECEIVED,
    moves={
        "look": Move(frozenset({G.RECEIVED}), G.LOOKING),
        "close": Move(frozenset({G.RECEIVED, G.LOOKING}), G.CLOSED),
    },
)
