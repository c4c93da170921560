"""What a partner is told of a person: read field by field, and only what she allowed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from spean.casework import flows
from spean.casework.choices import SharedField
from spean.casework.models import ServiceReferral
from spean.casework.rules import referrals as rules
from spean.casework.selectors.referrals import is_covered
from spean.people.choices import Help, PhoneOwner, SafeToCall
from spean.people.models import Person
from spean.people.rules.ages import age_on
from spean.people.selectors import contacts_of
from spean.people.services.sealing import opened_unseen


@dataclass(frozen=True, slots=True)
class Told:
    """What a partner may know of a person; what she did not allow is not even read."""

    initials: str
    number: str
    name: str = ""
    phone: str = ""
    sex: str = ""
    age: int | None = None
    commune: str = ""
    language: str = ""
    reason: str = ""


def fields_told(referral: ServiceReferral, *, is_covered: bool = True) -> tuple[str, ...]:
    """Return the fields that the partner of this referral may be shown now."""
    is_over = referral.state not in flows.LIVE_REFERRALS
    return rules.told(referral.shared, is_covered=is_covered, is_over=is_over)


def told_of(referral: ServiceReferral, day: date) -> Told | None:
    """Return what the partner may know today, or None if she allows nothing (any more).

    :raises CannotUnseal: if the reason is shared and her key was erased
    """
    fields = fields_told(referral, is_covered=is_covered(referral, day))
    if not fields:
        return None
    person = referral.case.person
    read: dict[str, Any] = {"initials": initials_of(person), "number": person.client_number}
    read |= {code: _READ[code](referral, day) for code in fields if code in _READ}
    return Told(**read)


def initials_of(person: Person) -> str:
    """Return the first letters of a person's names: Khmer where they are known, else Latin."""
    khmer = (person.family_name_km, person.given_name_km)
    return rules.initials(khmer if any(khmer) else (person.family_name_lat, person.given_name_lat))


def _phone(referral: ServiceReferral, day: date) -> str:
    """Return her own telephone, if it is safe to call; otherwise the centre calls."""
    for contact in contacts_of(referral.case.person):
        if contact.safe_to_call == SafeToCall.SAFE and contact.owner == PhoneOwner.SELF:
            return contact.number
    return ""


def _age(referral: ServiceReferral, day: date) -> int | None:
    born_on = referral.case.person.born_on
    return age_on(born_on, day) if born_on else None


def _language(referral: ServiceReferral, day: date) -> str:
    person = referral.case.person
    words = [str(Help(code).label) for code in person.help_needed if code in Help.values]
    return " · ".join(words)


def _reason(referral: ServiceReferral, day: date) -> str:
    # The partner is no user: what it saw is written down when its link is opened.
    context = f"service_referral:{referral.pk}"
    found = opened_unseen(referral.case.person, referral.sealed, context)
    return str(found["reason"])


_READ: Final[Mapping[str, Callable[[ServiceReferral, date], Any]]] = {
    SharedField.NAME: lambda referral, day: referral.case.person.name,
    SharedField.PHONE: _phone,
    SharedField.SEX: lambda referral, day: str(referral.case.person.get_sex_display()),
    SharedField.AGE: _age,
    SharedField.COMMUNE: lambda referral, day: referral.case.person.area.label,
    SharedField.LANGUAGE: _language,
    SharedField.REASON: _reason,
}
