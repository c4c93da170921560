"""What a certificate does to the record it stands on: when it is sealed, when it is revoked."""

from collections.abc import Collection
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import audit
from spean.core.refs import Ref
from spean.skills.choices import EnrolmentState, RecognitionState, RevokeReason
from spean.skills.flows import ENROLMENT
from spean.skills.models import Certificate, Enrolment, Recognition
from spean.skills.services.recording import put, step
from spean.skills.services.wages import plan_wage_checks

# What these reasons say is wrong with the record itself; every other one with the certificate
# alone, so that a right one may follow on the same record.
_OF_THE_RECORD: Final = frozenset({RevokeReason.EVIDENCE, RevokeReason.ASSESSMENT})


def certify_basis(*, actor: User, basis: Ref, units: Collection[UUID], now: datetime) -> None:
    """Let the record know that its certificate is sealed; the seal has asked who may."""
    if basis.kind == "enrolment":
        _move_enrolment(actor, basis, EnrolmentState.COMPLETED, "certify")
        return
    recognition = _recognition(basis)
    step(recognition, "certify", now, certified_at=now)
    for row in recognition.units.filter(unit__in=units):
        put(row, {"certified_at": now})
    plan_wage_checks(recognition, timezone.localdate(now))
    audit(actor=actor, action="skills.rpl_certified", on=basis, units=len(units))


def uncertify_basis(*, actor: User, certificate: Certificate, now: datetime) -> None:
    """Let the record know that its certificate holds no more; the revocation has asked who may.

    After a mistake on the paper a right certificate can be proposed on the same record. Where the
    proof or the assessment was wrong, a recognition ends: the person applies again.
    """
    basis = Ref(certificate.basis_kind, certificate.basis_id)
    is_wrong = certificate.reason in _OF_THE_RECORD
    if basis.kind == "enrolment":
        if not is_wrong:
            _move_enrolment(actor, basis, EnrolmentState.CERTIFIED, "reopen")
        return
    recognition = _recognition(basis)
    if recognition.state == RecognitionState.CERTIFIED:
        step(recognition, "revoke" if is_wrong else "reopen", now)
    if not is_wrong:
        for row in recognition.units.filter(unit__in=certificate.units.values("unit")):
            put(row, {"certified_at": None})
    audit(actor=actor, action="skills.rpl_revoked", on=basis, to=str(recognition.state))


def _move_enrolment(actor: User, basis: Ref, stands: str, action: str) -> None:
    row = Enrolment.objects.select_for_update(of=("self",)).get(pk=basis.id)
    if row.state != stands:
        return
    put(row, {"state": ENROLMENT.move(row.state, action)})
    audit(actor=actor, action="skills.certified", on=basis, to=str(row.state))


def _recognition(basis: Ref) -> Recognition:
    return Recognition.objects.select_for_update(of=("self",)).get(pk=basis.id)
