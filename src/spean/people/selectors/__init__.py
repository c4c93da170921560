"""Questions to this room; whatever a person may see comes from `…_visible_to(viewer)`."""

from spean.people.selectors.facts import (
    Happening,
    consent_in_force,
    consent_text_on,
    consents_of,
    contacts_of,
    documents_of,
    emergency_contacts_of,
    household_members_of,
    jobs_abroad_of,
    jobs_abroad_visible_to,
    missing_fields,
    person_history,
    retired_contacts_of,
    returns_of,
    returns_visible_to,
    scopes_in_force,
)
from spean.people.selectors.identity import (
    card_index,
    identity_keys,
    identity_of,
    identity_of_intake,
)
from spean.people.selectors.likely import Likeness, likely_duplicates, likely_pairs
from spean.people.selectors.search import PAGE_SIZE, Found, people_with_card, search_people
from spean.people.selectors.visible import (
    is_registered,
    people_visible_to,
    person_by_number,
    present_people,
)

__all__ = [
    "PAGE_SIZE",
    "Found",
    "Happening",
    "Likeness",
    "card_index",
    "consent_in_force",
    "consent_text_on",
    "consents_of",
    "contacts_of",
    "documents_of",
    "emergency_contacts_of",
    "household_members_of",
    "identity_keys",
    "identity_of",
    "identity_of_intake",
    "is_registered",
    "jobs_abroad_of",
    "jobs_abroad_visible_to",
    "likely_duplicates",
    "likely_pairs",
    "missing_fields",
    "people_visible_to",
    "people_with_card",
    "person_by_number",
    "person_history",
    "present_people",
    "retired_contacts_of",
    "returns_of",
    "returns_visible_to",
    "scopes_in_force",
    "search_people",
]
