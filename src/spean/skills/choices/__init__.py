"""The words of skills that people see."""

from spean.skills.choices.claims import EvidenceGrade
from spean.skills.choices.courses import (
    CourseKind,
    CourseMode,
    CourseState,
    DropReason,
    EnrolmentState,
    EnterprisePackage,
    EntryLiteracy,
    LeftOut,
    SelectionRule,
    Sponsor,
)

__all__ = [
    "CourseKind",
    "CourseMode",
    "CourseState",
    "DropReason",
    "EnrolmentState",
    "EnterprisePackage",
    "EntryLiteracy",
    "EvidenceGrade",
    "LeftOut",
    "SelectionRule",
    "Sponsor",
]
