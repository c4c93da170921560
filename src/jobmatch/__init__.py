"""Match people with openings by gates and reasons: plain values in, plain values out.

No clock is read and no dice are rolled: the day and the published seed are given, so the same
input gives the same list in a village and in a court. Reasons and gates are codes with numbers,
which a door turns into sentences.
"""

from jobmatch.checks import BadValue
from jobmatch.codes import (
    CHANGE_CODES,
    GATE_CODES,
    REASON_CODES,
    Grade,
    Kind,
    Polarity,
    Screening,
    Source,
)
from jobmatch.gates import refusals, refused
from jobmatch.model import (
    Benefits,
    Change,
    Experience,
    Gate,
    Gates,
    Limits,
    Opening,
    Profile,
    Reason,
    Skill,
    Wishes,
)
from jobmatch.openers import Worth, openers, ways_to, worths
from jobmatch.rank import Match, rank, suggest
from jobmatch.score import Terms
from jobmatch.weights import DEFAULT, Weights

__all__ = [
    "CHANGE_CODES",
    "DEFAULT",
    "GATE_CODES",
    "REASON_CODES",
    "BadValue",
    "Benefits",
    "Change",
    "Experience",
    "Gate",
    "Gates",
    "Grade",
    "Kind",
    "Limits",
    "Match",
    "Opening",
    "Polarity",
    "Profile",
    "Reason",
    "Screening",
    "Skill",
    "Source",
    "Terms",
    "Weights",
    "Wishes",
    "Worth",
    "openers",
    "rank",
    "refusals",
    "refused",
    "suggest",
    "ways_to",
    "worths",
]
