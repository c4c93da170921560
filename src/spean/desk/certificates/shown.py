"""Certificates and their root as the pages draw them."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import QuerySet

from spean.people.models import Person
from spean.skills.choices import CertificateState, RefuseReason, RevokeReason
from spean.skills.contracts import Basis
from spean.skills.gateways.sealing import fingerprint_of
from spean.skills.models import Certificate, CertificateUnit, Standard
from spean.skills.selectors.trust import newest_key_list


@dataclass(frozen=True, slots=True)
class Ready:
    """An approved record that a certificate may stand on, in words."""

    basis: Basis
    person: Person
    standard: Standard


def ready_rows(found: list[Basis]) -> list[Ready]:
    """Return approved records with whom and what they are about, in two queries."""
    people = Person.objects.in_bulk([one.person_id for one in found])
    standards = Standard.objects.in_bulk([one.standard_id for one in found])
    return [Ready(one, people[one.person_id], standards[one.standard_id]) for one in found]


def units_of(certificate: Certificate) -> QuerySet[CertificateUnit]:
    """Return the units on a certificate, in the order of the standard."""
    return certificate.units.select_related("unit").order_by("unit__sort", "unit__code")


def reason_word(certificate: Certificate) -> str:
    """Return why it was not sealed, or revoked, in words."""
    by_state = {CertificateState.REFUSED: RefuseReason, CertificateState.REVOKED: RevokeReason}
    words = by_state.get(CertificateState(certificate.state))
    known = words is not None and certificate.reason in words.values
    return str(words(certificate.reason).label) if words and known else ""


def root_words() -> dict[str, object] | None:
    """Return the root's fingerprint, and whether it is a demo's, which is not offline."""
    found = newest_key_list()
    if found is None:
        return None
    return {"fingerprint": fingerprint_of(found.root), "is_demo": settings.SPEAN_IS_DEMO}
