"""The arithmetic of this room, in plain Python: days, telephones, ages, consent, completeness."""

from namematch import FAMILY_NAMES, split_full_name
from spean.people.rules.ages import (
    AGE_BANDS,
    age_band,
    age_on,
    birth_from_age,
    months_after,
    months_between,
)
from spean.people.rules.completeness import missing_fields
from spean.people.rules.consent import (
    Answer,
    Decision,
    decisions_in_force,
    is_declined,
    is_granted,
)
from spean.people.rules.days import Note, ParsedDay, parse_birth, parse_day
from spean.people.rules.disability import WASHINGTON_GROUP, has_disability
from spean.people.rules.phones import ParsedPhone, parse_phones, phone_digits
from spean.people.rules.tokens import Query, Term, plain_number, query_of, search_tokens

__all__ = [
    "AGE_BANDS",
    "FAMILY_NAMES",
    "WASHINGTON_GROUP",
    "Answer",
    "Decision",
    "Note",
    "ParsedDay",
    "ParsedPhone",
    "Query",
    "Term",
    "age_band",
    "age_on",
    "birth_from_age",
    "decisions_in_force",
    "has_disability",
    "is_declined",
    "is_granted",
    "missing_fields",
    "months_after",
    "months_between",
    "parse_birth",
    "parse_day",
    "parse_phones",
    "phone_digits",
    "plain_number",
    "query_of",
    "search_tokens",
    "split_full_name",
]
