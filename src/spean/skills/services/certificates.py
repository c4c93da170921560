"""A certificate: proposed by one person, sealed or refused by another, revoked with a reason."""

import secrets
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.perms import can
from spean.people.models import Person
from spean.skills.choices import RefuseReason, RevokeReason
from spean.skills.contracts import Basis
from spean.skills.flows import CERTIFICATE
from spean.skills.models import Certificate, CertificateUnit, Standard, Unit
from spean.skills.rules.certificates import free_place, number_of
from spean.skills.selectors.basis import basis_of
from spean.skills.selectors.trust import signing_key_of
from spean.skills.services.basis import certify_basis, uncertify_basis
from spean.skills.services.faces import put_faces
from spean.skills.services.proving import prove_units, unprove
from spean.skills.services.trust import list_units, rebuild_list


class NotApproved(DomainError):
    """Nothing is certified that was not approved first."""

    code = "not-approved"
    message = _("The record behind this certificate is not approved.")


class SameUnitTwice(DomainError):
    """One person has one certificate for a unit."""

    code = "same-unit-twice"
    message = _("The person has a certificate for one of these units, or one waits for its seal.")


class SameHands(DomainError):
    """A certificate is the act of two."""

    code = "same-hands"
    message = _("Who proposed a certificate cannot seal it. Another person must.")


class NoKey(DomainError):
    """The centre has no key that the root has signed."""

    code = "no-key"
    message = _("The centre has no key for certificates yet. Please ask the administrator.")


@one_writer()
def propose_certificate(*, actor: User, id: UUID, basis: Ref, now: datetime) -> Certificate:
    """Propose a certificate on an approved record; somebody else seals it.

    :raises NotApproved: if there is no such record, or it is not approved
    :raises NotAllowed: if the actor may not propose at its centre, or the file is sealed or merged
    :raises SameUnitTwice: if the person has, or waits for, a certificate for one of its units
    """
    made = Certificate.objects.filter(pk=id).first()
    if made is not None:
        if made.proposed_by_id != actor.pk:
            raise NotAllowed
        return made
    found = _approved(basis)
    if not can(actor, "certificates.propose", found):
        raise NotAllowed
    person = _present(found)
    standard = Standard.objects.get(pk=found.standard_id)
    certificate = Certificate(
        pk=id,
        person=person,
        centre_id=found.centre_id,
        standard=standard,
        basis_kind=basis.kind,
        basis_id=basis.id,
        proven_on=found.proven_on,
        proposed_by=actor,
        proposed_at=now,
        is_unverified=not standard.is_verified,
    )
    certificate.is_specimen = (
        settings.SPEAN_IS_DEMO or person.is_invented or certificate.centre.is_invented
    )
    certificate.number = _free_number(certificate, now)
    held = CertificateUnit.objects.filter(person=person, unit__in=found.unit_ids, counts=True)
    if held.exists():
        raise SameUnitTwice
    certificate.save()
    for unit_id in found.unit_ids:
        CertificateUnit.objects.create(certificate=certificate, unit_id=unit_id, person=person)
    audit(actor=actor, action="skills.certificate_proposed", on=Ref("certificate", id))
    return certificate


@one_writer()
def issue_certificate(
    *, actor: User, certificate_id: UUID, site: str = "", now: datetime
) -> Certificate:
    """Seal a proposed certificate: the second person's act, which makes both of its faces.

    :param site: the public address of this site, for the Open Badge; without it there is none
    :raises SameHands: if the actor proposed it
    :raises NotAllowed: if she may not seal at this centre, or the file is sealed or merged
    :raises IllegalMove: if it does not wait for a seal
    :raises NotApproved: if the record behind it has changed since
    :raises NoKey: if the centre has no key that the root has signed
    """
    certificate = _held(certificate_id)
    if not can(actor, "certificates.seal", certificate):
        raise NotAllowed
    if actor.pk == certificate.proposed_by_id:
        raise SameHands
    state = CERTIFICATE.move(certificate.state, "seal")
    basis = _approved(Ref(certificate.basis_kind, certificate.basis_id))
    person, units = _present(basis), _units_of(certificate)
    if person.pk != certificate.person_id or {one.pk for one in units} != {*basis.unit_ids}:
        raise NotApproved
    key = signing_key_of(certificate.centre_id)
    if key is None:
        raise NoKey
    certificate.state, certificate.sealed_by, certificate.sealed_at = state, actor, now
    certificate.key = key
    places = Certificate.objects.values_list("status_index", flat=True)
    taken = {place for place in places if place is not None}
    certificate.status_index = free_place(taken, secrets.randbelow)
    put_faces(certificate, person, units, site=site)
    certificate.revision += 1
    certificate.save()
    source = Ref("certificate", certificate.pk)
    prove_units(actor=actor, person=person, units=units, source=source, now=now)
    certify_basis(actor=actor, basis=basis.ref, units=basis.unit_ids, now=now)
    audit(actor=actor, action="skills.certificate_sealed", on=source, key=str(key.pk))
    newest = Unit.objects.filter(pk__in=basis.unit_ids).aggregate(at=Max("updated_at"))["at"]
    list_units(newest=newest, now=now)
    return certificate


@one_writer()
def refuse_certificate(
    *, actor: User, certificate_id: UUID, reason: str, now: datetime
) -> Certificate:
    """Send a proposal back instead of sealing it; its units may be proposed again.

    :raises NotAllowed: if the actor may neither seal at this centre nor proposed it herself
    :raises IllegalMove: if it does not wait for a seal
    """
    certificate = _held(certificate_id)
    is_own = actor.pk == certificate.proposed_by_id
    if not (is_own or can(actor, "certificates.seal", certificate)):
        raise NotAllowed
    certificate.state = CERTIFICATE.move(certificate.state, "refuse")
    certificate.reason = RefuseReason(reason)
    _end(certificate)
    on = Ref("certificate", certificate.pk)
    audit(actor=actor, action="skills.certificate_refused", on=on, reason=reason)
    return certificate


@one_writer()
def revoke_certificate(
    *, actor: User, certificate_id: UUID, reason: str, now: datetime
) -> Certificate:
    """Say for ever that a certificate no longer holds; a right one is a new one.

    The new list is made at once; what it proved is no longer proven by it.

    :raises NotAllowed: if the actor may not seal at this centre
    :raises IllegalMove: if it is not valid
    """
    certificate = _held(certificate_id)
    if not can(actor, "certificates.seal", certificate):
        raise NotAllowed
    certificate.state = CERTIFICATE.move(certificate.state, "revoke")
    certificate.reason = RevokeReason(reason)
    certificate.revoked_by, certificate.revoked_at = actor, now
    _end(certificate)
    on = Ref("certificate", certificate.pk)
    unprove(actor=actor, source=on, now=now)
    uncertify_basis(actor=actor, certificate=certificate, now=now)
    audit(actor=actor, action="skills.certificate_revoked", on=on, reason=reason)
    rebuild_list(now=now)
    return certificate


def _approved(ref: Ref) -> Basis:
    found = basis_of(ref)
    if found is None or not found.is_approved or not found.unit_ids:
        raise NotApproved
    return found


def _present(basis: Basis) -> Person:
    person = Person.objects.select_for_update(of=("self",)).get(pk=basis.person_id)
    if person.is_sealed or person.merged_into_id:
        raise NotAllowed
    return person


def _held(id: UUID) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",))
    return rows.select_related("centre", "standard__occupation").get(pk=id)


def _units_of(certificate: Certificate) -> list[Unit]:
    rows = certificate.units.select_related("unit").order_by("unit__sort", "unit__code")
    return [row.unit for row in rows]


def _free_number(certificate: Certificate, now: datetime) -> str:
    code, year = certificate.centre.code, timezone.localtime(now).year
    while True:
        number = number_of(code, year, secrets.randbelow)
        if not Certificate.objects.filter(number=number).exists():
            return number


def _end(certificate: Certificate) -> None:
    certificate.revision += 1
    certificate.save()
    certificate.units.update(counts=False)
