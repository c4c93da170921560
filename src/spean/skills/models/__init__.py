"""What a person can do, learns, and can prove; and what she builds up herself."""

from spean.skills.models.assessor import Assessor, AssessorTie
from spean.skills.models.attendance import ClassDay, DropTalk, Presence, PresenceChange
from spean.skills.models.certificate import Certificate, CertificateUnit, SkillProof
from spean.skills.models.claim import ClaimedSkill
from spean.skills.models.cooperative import CooperativeGroup, CooperativeMeeting, CooperativeMember
from spean.skills.models.course import Course, Enrolment
from spean.skills.models.passport import Passport, PassportLink
from spean.skills.models.course import Course, CourseCommitment, Enrolment
from spean.skills.models.selection import SelectionRound
from spean.skills.models.evidence import Evidence, EvidencePart
from spean.skills.models.recognition import (
    Appeal,
    GrantedSkill,
    Recognition,
    RecognitionUnit,
    Sitting,
    TaskAnswer,
    WageCheck,
)
from spean.skills.models.enterprise import (
    Business,
    BusinessCheck,
    BusinessPlan,
    CoachingVisit,
    FinanceLink,
)
from spean.skills.models.kit import Kit, KitFile, KitItem
from spean.skills.models.signing_key import KeyList, SigningKey, TrustList
from spean.skills.models.standard import Standard, Unit, UnitTask
from spean.skills.models.unit_claim import UnitClaim

__all__ = [
    "ClaimedSkill",
    "Course",
    "Enrolment",
    "Passport",
    "PassportLink",
    "CourseCommitment",
    "Enrolment",
    "SelectionRound",
    "Business",
    "BusinessCheck",
    "BusinessPlan",
    "ClaimedSkill",
    "CoachingVisit",
    "CooperativeGroup",
    "CooperativeMeeting",
    "CooperativeMember",
    "Course",
    "Enrolment",
    "FinanceLink",
    "Kit",
    "KitFile",
    "KitItem",
    "Standard",
    "Unit",
    "UnitTask",
]
__all__ = ["ClaimedSkill", "Course", "Enrolment", "Standard", "Unit", "UnitClaim", "UnitTask"]
    "Appeal",
    "Assessor",
    "AssessorTie",
    "ClaimedSkill",
    "Course",
    "Enrolment",
    "Evidence",
    "EvidencePart",
    "GrantedSkill",
    "Recognition",
    "RecognitionUnit",
    "Sitting",
    "Standard",
    "TaskAnswer",
    "Unit",
    "UnitTask",
    "WageCheck",
]
from spean.skills.models.stipend import StipendPayment
from spean.skills.models.tracer import TestQuestion, TestScore, Trace

__all__ = [
    "ClaimedSkill",
    "ClassDay",
    "Course",
    "DropTalk",
    "Enrolment",
    "Presence",
    "PresenceChange",
    "Standard",
    "StipendPayment",
    "TestQuestion",
    "TestScore",
    "Trace",
    "Certificate",
    "CertificateUnit",
    "ClaimedSkill",
    "Course",
    "Enrolment",
    "KeyList",
    "SigningKey",
    "SkillProof",
    "Standard",
    "TrustList",
    "Unit",
    "UnitTask",
]
