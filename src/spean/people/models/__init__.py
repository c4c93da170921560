"""Who we serve."""

from spean.people.models.consent import Consent, ConsentScope, ConsentText
from spean.people.models.contact import ContactPoint, EmergencyContact
from spean.people.models.duplicate import Merge, Suspicion
from spean.people.models.household import Household
from spean.people.models.identity import IdentityDocument, IdentityKey, SearchToken
from spean.people.models.migration import JobAbroad, Return
from spean.people.models.person import Person, PersonKey, SensitiveDetails
from spean.people.models.registry import (
    RegistryAnswer,
    RegistryJob,
    RegistryMessage,
    RegistryResult,
    RegistrySubscription,
    RegistryWatch,
    RegistryWay,
)

__all__ = [
    "Consent",
    "ConsentScope",
    "ConsentText",
    "ContactPoint",
    "EmergencyContact",
    "Household",
    "IdentityDocument",
    "IdentityKey",
    "JobAbroad",
    "Merge",
    "Person",
    "PersonKey",
    "RegistryAnswer",
    "RegistryJob",
    "RegistryMessage",
    "RegistryResult",
    "RegistrySubscription",
    "RegistryWatch",
    "RegistryWay",
    "Return",
    "SearchToken",
    "SensitiveDetails",
    "Suspicion",
]
