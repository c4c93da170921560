"""From tables to reasons: who could take which post, and why. The only importer of `jobmatch`."""

from jobmatch import (
    CHANGE_CODES,
    GATE_CODES,
    REASON_CODES,
    BadValue,
    Change,
    Gate,
    Match,
    Reason,
)
from jobmatch.codes import NEXT_STEPS, SHORT_CODES
from spean.pathways.matching.lists import (
    Candidate,
    Candidates,
    Pair,
    Suggestion,
    Suggestions,
)
from spean.pathways.matching.ranking import people_for
from spean.pathways.matching.rates import Rates, rates_on
from spean.pathways.matching.reach import as_kept, ways_to, what_would_open
from spean.pathways.matching.suggesting import explain, suggest_for

__all__ = [
    "CHANGE_CODES",
    "GATE_CODES",
    "NEXT_STEPS",
    "REASON_CODES",
    "SHORT_CODES",
    "BadValue",
    "Candidate",
    "Candidates",
    "Change",
    "Gate",
    "Match",
    "Pair",
    "Rates",
    "Reason",
    "Suggestion",
    "Suggestions",
    "as_kept",
    "explain",
    "people_for",
    "rates_on",
    "suggest_for",
    "ways_to",
    "what_would_open",
]
