"""Which moves are legal. Change the table, and buttons, services and docs follow."""

from spean.core.flow import Flow, Move
from spean.jobs.choices import ReferralState as S
from spean.jobs.choices import VacancyState as V

LIVE = frozenset({S.PROPOSED, S.AGREED, S.SENT, S.MEETING})

REFERRAL = Flow(
    start=S.PROPOSED,
    moves={
        "agree": Move(frozenset({S.PROPOSED}), S.AGREED),
        "decline": Move(frozenset({S.PROPOSED, S.AGREED, S.SENT, S.MEETING}), S.DECLINED),
        "send": Move(frozenset({S.AGREED}), S.SENT),
        "meet": Move(frozenset({S.SENT}), S.MEETING),
        "refuse": Move(frozenset({S.SENT, S.MEETING}), S.REFUSED),
        "hire": Move(frozenset({S.SENT, S.MEETING}), S.HIRED),
        "close": Move(LIVE, S.CLOSED),
    },
)

VACANCY = Flow(
    start=V.DRAFT,
    moves={
        "open": Move(frozenset({V.DRAFT, V.CLOSED}), V.OPEN),
        "close": Move(frozenset({V.DRAFT, V.OPEN}), V.CLOSED),
    },
)
