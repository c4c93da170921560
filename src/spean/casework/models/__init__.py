"""What we promised."""

from spean.casework.models.answers import FollowUpAnswers
from spean.casework.models.assessment import Assessment, ScoringScheme
from spean.casework.models.benefit import SchemeReferral
from spean.casework.models.budget import Budget
from spean.casework.models.case import Case, HandOver, Screening
from spean.casework.models.day import Appointment, CentreHabits, NoteTemplate, Ticket
from spean.casework.models.debt import Debt, LenderReply
from spean.casework.models.event import FollowUp, FollowUpTry, ServiceEvent
from spean.casework.models.grievance import Grievance, GrievanceAbout
from spean.casework.models.guidance import CareerChoice, FirstAidRecord
from spean.casework.models.peers import PeerGroup, PeerMeeting, PeerMember
from spean.casework.models.plan import Plan, PlanAction
from spean.casework.models.plan_choice import PlanChoice
from spean.casework.models.plan_file import PlanFile
from spean.casework.models.referral import ReferralLink, ServiceReferral, SharedPaper
from spean.casework.models.transfer import Transfer

__all__ = [
    "Appointment",
    "Budget",
    "Assessment",
    "CareerChoice",
    "Case",
    "CentreHabits",
    "Debt",
    "FirstAidRecord",
    "FollowUp",
    "FollowUpAnswers",
    "FollowUpTry",
    "Grievance",
    "GrievanceAbout",
    "HandOver",
    "LenderReply",
    "PeerGroup",
    "PeerMeeting",
    "PeerMember",
    "NoteTemplate",
    "Plan",
    "PlanAction",
    "ReferralLink",
    "SchemeReferral",
    "PlanChoice",
    "PlanFile",
    "ScoringScheme",
    "Screening",
    "ServiceEvent",
    "ServiceReferral",
    "SharedPaper",
    "Ticket",
    "Transfer",
]
