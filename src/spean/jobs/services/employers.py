"""The employer's record, and the check by two people before anybody is shown to him."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre, Organisation
from spean.directory.perms import can
from spean.jobs.models import Employer

ORGANISATION_FIELDS = (
    "label_km",
    "label_en",
    "moc_number",
    "mlvt_number",
    "nssf_number",
    "licence",
    "sector",
    "area",
    "address",
    "phone",
    "telegram",
    "contact_name",
    "latitude",
    "longitude",
)
EMPLOYER_FIELDS = (
    "size",
    "hr_contact",
    "association",
    "has_union",
    "visited_on",
    "visit_notes",
    "pledged_on",
)


class PapersMissing(DomainError):
    """There is nothing to check an employer by."""

    code = "papers-missing"
    message = _("Please write a registration number or a licence first. The check compares it.")


class ReasonForBarMissing(DomainError):
    """Nobody is barred without a reason."""

    code = "bar-reason-missing"
    message = _("Please write why the employer is blacklisted.")


class AlreadyVerified(DomainError):
    """The same person cannot be both checks."""

    code = "already-verified"
    message = _("You have checked this employer already. The second check is by another person.")


@one_writer()
def record_employer(
    *, actor: User, id: UUID, centre: Centre, values: Mapping[str, Any], revision: int | None = None
) -> Employer:
    """Record an employer, or correct the record that this id already has.

    `values` holds any of ORGANISATION_FIELDS and EMPLOYER_FIELDS. Changing who the employer is
    (a number or a licence) takes the two checks back.

    :raises NotAllowed: if the actor may not keep vacancies at this centre
    :raises ChangedMeanwhile: if somebody saved it after it was opened
    :raises ValidationError: if a value cannot stand
    """
    employer = Employer.objects.select_for_update(of=("self",)).filter(pk=id).first()
    if not can(actor, "jobs.vacancies", employer or _At(centre)):
        raise NotAllowed
    if employer is None:
        organisation = Organisation(kind="employer", is_invented=bool(values.get("is_invented")))
        employer = Employer(id=id, centre=centre)
    elif revision is None:
        # The same form sent twice: the record is there, and nothing changes.
        return employer
    else:
        if revision != employer.revision:
            raise ChangedMeanwhile(theirs=employer)
        organisation = Organisation.objects.select_for_update().get(pk=employer.organisation_id)
        employer.revision += 1
    identity = ("moc_number", "mlvt_number", "licence", "label_km", "label_en")
    was = [getattr(organisation, name) for name in identity]
    _set(organisation, values, ORGANISATION_FIELDS)
    _set(employer, values, EMPLOYER_FIELDS)
    if was != [getattr(organisation, name) for name in identity]:
        employer.verified_by = employer.second_verified_by = employer.verified_on = None
    organisation.full_clean(exclude=["sector", "area"])
    organisation.save()
    employer.organisation = organisation
    employer.full_clean(
        exclude=["organisation", "centre", "verified_by", "second_verified_by", "verified_on"]
    )
    employer.save()
    audit(actor=actor, action="jobs.employer_recorded", on=Ref("employer", employer.id))
    return employer


@one_writer()
def verify_employer(*, actor: User, employer_id: UUID, today: date) -> Employer:
    """Record one of the two checks of an employer's papers.

    :raises AlreadyVerified: if the actor was the first check, or both are done
    :raises PapersMissing: if neither a number nor a licence is written down
    :raises NotAllowed: if the actor may not keep vacancies at the employer's centre
    """
    employer = _held(actor, employer_id)
    papers = employer.organisation
    if not (papers.moc_number or papers.mlvt_number or papers.licence):
        raise PapersMissing
    if employer.verified_by_id is None:
        employer.verified_by = actor
    elif employer.second_verified_by_id is not None or employer.verified_by_id == actor.pk:
        raise AlreadyVerified
    else:
        employer.second_verified_by = actor
        employer.verified_on = today
    employer.revision += 1
    employer.save()
    audit(actor=actor, action="jobs.employer_verified", on=Ref("employer", employer.id))
    return employer


@one_writer()
def blacklist_employer(
    *, actor: User, employer_id: UUID, reason: str, until: date | None
) -> Employer:
    """Keep everybody from being proposed to an employer, with the reason, until a day or for good.

    :raises ReasonForBarMissing: if no reason is given
    :raises NotAllowed: if the actor may not keep vacancies at the employer's centre
    """
    employer = _held(actor, employer_id)
    if not reason.strip():
        raise ReasonForBarMissing
    employer.is_blacklisted, employer.blacklist_reason = True, reason.strip()
    employer.blacklisted_until = until
    return _barred(actor, employer, "jobs.employer_blacklisted")


@one_writer()
def lift_blacklisting(*, actor: User, employer_id: UUID) -> Employer:
    """Let people be proposed to an employer again; the old reason stays in the visits' notes.

    :raises NotAllowed: if the actor may not keep vacancies at the employer's centre
    """
    employer = _held(actor, employer_id)
    if employer.is_blacklisted:
        lines = (employer.visit_notes, employer.blacklist_reason)
        employer.visit_notes = "\n".join(filter(None, lines))
    employer.is_blacklisted, employer.blacklist_reason = False, ""
    employer.blacklisted_until = None
    return _barred(actor, employer, "jobs.employer_cleared")


def _held(actor: User, employer_id: UUID) -> Employer:
    employer = (
        Employer.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=employer_id)
    )
    if not can(actor, "jobs.vacancies", employer):
        raise NotAllowed
    return employer


def _barred(actor: User, employer: Employer, action: str) -> Employer:
    employer.revision += 1
    employer.save()
    audit(actor=actor, action=action, on=Ref("employer", employer.id))
    return employer


class _At:
    """A place to ask the policy about before the record exists."""

    def __init__(self, centre: Centre) -> None:
        self.centre_id = centre.pk


def _set(record: Any, values: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in values:
            setattr(record, name, values[name])
