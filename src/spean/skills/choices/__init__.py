"""The words of skills that people see."""

from spean.skills.choices.certificates import (
    CertificateState,
    KeyReason,
    KeyUse,
    RefuseReason,
    RevokeReason,
)
from spean.skills.choices.claims import (
    EvidenceGrade,
)
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
from spean.skills.choices.recognition import (
    AppealReason,
    AppealState,
    Competence,
    EvidenceKind,
    EvidenceLanguage,
    Heard,
    Method,
    OwnWord,
    Part,
    RecognitionState,
    Tie,
    WageState,
)

__all__ = [
    "AppealReason",
    "AppealState",
    "CertificateState",
    "Competence",
    "CourseKind",
    "CourseMode",
    "CourseState",
    "DropReason",
    "EnrolmentState",
    "EnterprisePackage",
    "EntryLiteracy",
    "EvidenceGrade",
    "EvidenceKind",
    "EvidenceLanguage",
    "Heard",
    "KeyReason",
    "KeyUse",
    "LeftOut",
    "Method",
    "OwnWord",
    "Part",
    "RecognitionState",
    "RefuseReason",
    "RevokeReason",
    "SelectionRule",
    "Sponsor",
    "Tie",
    "WageState",
]
