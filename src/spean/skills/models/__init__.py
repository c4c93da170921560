"""What a person can do, learns, proves and begins."""

from spean.skills.models.assessor import (
    Assessor,
    AssessorTie,
)
from spean.skills.models.attendance import (
    ClassDay,
    DropTalk,
    Presence,
    PresenceChange,
)
from spean.skills.models.certificate import (
    Certificate,
    CertificateUnit,
    SkillProof,
)
from spean.skills.models.claim import (
    ClaimedSkill,
)
from spean.skills.models.cooperative import (
    CooperativeGroup,
    CooperativeMeeting,
    CooperativeMember,
)
from spean.skills.models.course import (
    Course,
    CourseCommitment,
    Enrolment,
)
from spean.skills.models.enterprise import (
    Business,
    BusinessCheck,
    BusinessPlan,
    CoachingVisit,
    FinanceLink,
)
from spean.skills.models.evidence import (
    Evidence,
    EvidencePart,
)
from spean.skills.models.kit import (
    Kit,
    KitFile,
    KitItem,
)
from spean.skills.models.passport import (
    Passport,
    PassportLink,
)
from spean.skills.models.recognition import (
    Appeal,
    Recognition,
    RecognitionUnit,
    Sitting,
    TaskAnswer,
    WageCheck,
)
from spean.skills.models.selection import (
    SelectionRound,
)
from spean.skills.models.signing_key import (
    KeyList,
    SigningKey,
    TrustList,
)
from spean.skills.models.standard import (
    CqfLevel,
    Standard,
    Unit,
    UnitTask,
)
from spean.skills.models.stipend import (
    StipendPayment,
)
from spean.skills.models.tracer import (
    TestQuestion,
    TestScore,
    Trace,
)
from spean.skills.models.unit_claim import (
    UnitClaim,
)

__all__ = [
    "Appeal",
    "Assessor",
    "AssessorTie",
    "Business",
    "BusinessCheck",
    "BusinessPlan",
    "Certificate",
    "CertificateUnit",
    "ClaimedSkill",
    "ClassDay",
    "CoachingVisit",
    "CooperativeGroup",
    "CooperativeMeeting",
    "CooperativeMember",
    "Course",
    "CourseCommitment",
    "CqfLevel",
    "DropTalk",
    "Enrolment",
    "Evidence",
    "EvidencePart",
    "FinanceLink",
    "KeyList",
    "Kit",
    "KitFile",
    "KitItem",
    "Passport",
    "PassportLink",
    "Presence",
    "PresenceChange",
    "Recognition",
    "RecognitionUnit",
    "SelectionRound",
    "SigningKey",
    "Sitting",
    "SkillProof",
    "Standard",
    "StipendPayment",
    "TaskAnswer",
    "TestQuestion",
    "TestScore",
    "Trace",
    "TrustList",
    "Unit",
    "UnitClaim",
    "UnitTask",
    "WageCheck",
]
