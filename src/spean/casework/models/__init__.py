"""What we promised."""

from spean.casework.models.case import Case, HandOver, Screening
from spean.casework.models.event import FollowUp, FollowUpTry, ServiceEvent
from spean.casework.models.plan import Plan, PlanAction

__all__ = [
    "Case",
    "FollowUp",
    "FollowUpTry",
    "HandOver",
    "Plan",
    "PlanAction",
    "Screening",
    "ServiceEvent",
]
