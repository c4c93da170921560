"""Acts on claimed skills; courses, recognition and certificates have modules beside."""

from spean.skills.services.claims import (
    BY_HAND,
    EvidenceMissing,
    GradeNotByHand,
    Heard,
    claim_many,
    claim_skills,
    drop_skill,
    grade_skill,
    release_skills,
    withdraw_claims,
)
from spean.skills.services.merging import move_back, move_person

__all__ = [
    "BY_HAND",
    "EvidenceMissing",
    "GradeNotByHand",
    "Heard",
    "claim_many",
    "claim_skills",
    "drop_skill",
    "grade_skill",
    "move_back",
    "move_person",
    "release_skills",
    "withdraw_claims",
]
