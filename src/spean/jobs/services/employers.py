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
    employer.save()
    audit(actor=actor, action="jobs.employer_recorded", on=Ref("employer", employer.id))
    return employer


@one_writer()
def verify_employer(*, actor: User, employer_id: UUID, today: date) -> Employer:
    """Record one of the two checks of an employer's papers.

    :raises AlreadyVerified: if the actor was the first check, or both are done
    :raises NotAllowed: if the actor may not keep vacancies at the employer's centre
    """
    employer = Employer.objects.select_for_update(of=("self",)).get(pk=employer_id)
    if not can(actor, "jobs.vacancies", employer):
        raise NotAllowed
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
    """Keep everybody from being proposed to an employer, with the reason.

    :raises NotAllowed: if the actor may not keep vacancies at the employer's centre
    """
    employer = Employer.objects.select_for_update(of=("self",)).get(pk=employer_id)
    if not can(actor, "jobs.vacancies", employer):
        raise NotAllowed
    employer.is_blacklisted, employer.blacklist_reason = bool(reason.strip()), reason.strip()
    employer.blacklisted_until = until if employer.is_blacklisted else None
    employer.revision += 1
    employer.save()
    audit(
        actor=actor,
        action="jobs.employer_blacklisted" if employer.is_blacklisted else "jobs.employer_cleared",
        on=Ref("employer", employer.id),
    )
    return employer


class _At:
    """A place to ask the policy about before the record exists."""

    def __init__(self, centre: Centre) -> None:
        self.centre_id = centre.pk


def _set(record: Any, values: Mapping[str, Any], names: tuple[str, ...]) -> None:
    for name in names:
        if name in values:
            setattr(record, name, values[name])
