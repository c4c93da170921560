"""Reads of claimed skills; what courses, recognition and certificates ask lies beside."""

from spean.skills.selectors.claims import (
    proven_skills,
    skills_of,
    skills_visible_to,
)

__all__ = [
    "proven_skills",
    "skills_of",
    "skills_visible_to",
]
