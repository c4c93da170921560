"""The records a certificate may stand on. A kind of record is one more row of `KINDS`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from spean.core.refs import Ref
from spean.directory.perms import centres_where
from spean.skills.choices import CertificateState, EnrolmentState, RecognitionState
from spean.skills.contracts import Basis
from spean.skills.models import Certificate, Enrolment, Recognition
from spean.skills.selectors.recognition import approved_without_certificate, units_to_certify

_DONE: Final = (EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of record is read, and which of them at some centres are approved."""

    read: Callable[[UUID], Basis | None]
    approved_at: Callable[[set[UUID]], QuerySet[Any]]


def basis_of(ref: Ref) -> Basis | None:
    """Return what is known of a record for a certificate, None if it is of no such kind."""
    kind = KINDS.get(ref.kind)
    return kind.read(ref.id) if kind else None


def ready_for(viewer: Any) -> list[Basis]:
    """Return the approved records at her centres that no certificate stands on yet."""
    centres = centres_where(viewer, "certificates.propose")
    ready = []
    for name, kind in KINDS.items():
        waiting = Certificate.objects.filter(basis_kind=name, state=CertificateState.PROPOSED)
        rows = kind.approved_at(centres).exclude(pk__in=waiting.values("basis_id"))
        ready += [one for pk in rows.values_list("pk", flat=True)[:200] if (one := kind.read(pk))]
    return ready


def _enrolment(id: UUID) -> Basis | None:
    row = Enrolment.objects.select_related("course__standard").filter(pk=id).first()
    standard = row.course.standard if row else None
    if row is None or standard is None:
        return None
    course = row.course
    return Basis(
        ref=Ref("enrolment", row.pk),
        person_id=row.person_id,
        centre_id=course.centre_id,
        standard_id=standard.pk,
        unit_ids=tuple(
            standard.units.filter(ended_on=None)
            .order_by("sort", "code")
            .values_list("pk", flat=True)
        ),
        proven_on=row.ended_on or min(course.ends_on, timezone.localdate()),
        is_approved=row.state in _DONE,
    )


def _completed_at(centres: set[UUID]) -> QuerySet[Enrolment]:
    return Enrolment.objects.filter(
        course__centre__in=centres,
        course__standard__isnull=False,
        state=EnrolmentState.COMPLETED,
        person__is_sealed=False,
        person__merged_into=None,
    ).order_by("ended_on", "pk")


def _recognition(id: UUID) -> Basis | None:
    row = Recognition.objects.select_related("person").filter(pk=id).first()
    if row is None:
        return None
    day = row.moderated_at or row.since
    return Basis(
        ref=Ref("recognition", row.pk),
        person_id=row.person_id,
        centre_id=row.person.centre_id,
        standard_id=row.standard_id,
        unit_ids=tuple(units_to_certify(row).values_list("unit_id", flat=True)),
        proven_on=timezone.localdate(day),
        is_approved=row.state == RecognitionState.APPROVED,
    )


def _agreed_at(centres: set[UUID]) -> QuerySet[Recognition]:
    return approved_without_certificate().filter(person__centre__in=centres)


KINDS: Final[Mapping[str, Kind]] = {
    "enrolment": Kind(_enrolment, _completed_at),
    "recognition": Kind(_recognition, _agreed_at),
}
