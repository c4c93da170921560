"""Applying for recognition: told first, agreed, for units that are not proven yet."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError
from spean.core.refs import Ref
from spean.people.models import Person
from spean.skills import flows
from spean.skills.choices import RecognitionState as R
from spean.skills.models import Recognition, RecognitionUnit, Standard, Unit
from spean.skills.selectors.recognition import proven_units_of
from spean.skills.services.recording import already_made, check_may_edit


class UnknownUnit(DomainError):
    """The standard has no such unit, or the unit no such task."""

    code = "unknown-unit"
    message = _("This standard has no such unit. Please choose from the list.")


class AlreadyProven(DomainError):
    """The person holds a certificate for one of the units."""

    code = "already-proven"
    message = _("She already has a valid certificate for: %(units)s. Please leave it out.")


class AlreadyApplied(DomainError):
    """An application for the same standard is open."""

    code = "already-applied"
    message = _("An application for this standard is already open: %(number)s.")


class InformFirst(DomainError):
    """She decides when she knows what it is, what it costs and what can happen."""

    code = "inform-first"
    message = _("First tell her what it is, what it costs and what can happen.")


@dataclass(frozen=True, slots=True)
class ApplicationWords:
    """What an application says; no unit codes stand for all units not proven yet."""

    standard_code: str
    unit_codes: tuple[str, ...] = ()
    informed_on: date | None = None
    consent: str = ""
    fee_khr: int = 0
    fee_paid_by: str = "programme"
    wage_before: Decimal | None = None


@one_writer()
def apply_for_recognition(
    *, actor: User, person: Person, id: UUID, words: ApplicationWords, now: datetime
) -> Recognition:
    """Write down an application, after she was told what it is and agreed.

    :raises NotAllowed: if the actor may not accompany this person
    :raises InformFirst: if she was not told, or did not agree
    :raises UnknownUnit: if the standard or a unit does not exist or is no longer in force
    :raises AlreadyApplied: if one for the same standard is open
    :raises AlreadyProven: if she holds a valid certificate for a unit
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    check_may_edit(actor, person)
    made = already_made(Recognition, id, "facilitator", actor)
    if made is not None:
        return made
    if words.informed_on is None or not words.consent:
        raise InformFirst
    standard = _standard(words.standard_code, timezone.localdate(now))
    _refuse_second(person, standard)
    units = _units(person, standard, words.unit_codes)
    recognition = Recognition.objects.create(
        id=id,
        application_no=_next_number(person, timezone.localdate(now)),
        person=person,
        standard=standard,
        since=now,
        facilitator=actor,
        informed_on=words.informed_on,
        consent=words.consent,
        fee_khr=words.fee_khr,
        fee_paid_by=words.fee_paid_by,
        wage_before=words.wage_before,
    )
    RecognitionUnit.objects.bulk_create(
        RecognitionUnit(recognition=recognition, unit=unit) for unit in units
    )
    ref = Ref("recognition", id)
    audit(actor=actor, action="skills.rpl_applied", on=ref, units=len(units))
    return recognition


def _standard(code: str, day: date) -> Standard:
    found = Standard.objects.filter(code=code, valid_from__lte=day).first()
    if found is None or (found.valid_to is not None and found.valid_to < day):
        raise UnknownUnit
    return found


def _refuse_second(person: Person, standard: Standard) -> None:
    states = [*flows.BEFORE_THE_RESULT, R.APPROVED]
    here = Recognition.objects.filter(person=person, standard=standard, state__in=states).first()
    if here is not None:
        raise AlreadyApplied(number=here.application_no)


def _units(person: Person, standard: Standard, codes: tuple[str, ...]) -> list[Unit]:
    units = list(standard.units.filter(ended_on=None).order_by("sort", "code"))
    proven = proven_units_of(person)
    if codes:
        chosen = [unit for unit in units if unit.code in codes]
        if len(chosen) != len(set(codes)):
            raise UnknownUnit
        twice = [unit.label for unit in chosen if unit.pk in proven]
    else:
        chosen = [unit for unit in units if unit.pk not in proven]
        twice = [] if chosen else [unit.label for unit in units]
    if twice:
        raise AlreadyProven(units=", ".join(twice))
    if not chosen:
        raise UnknownUnit
    return chosen


def _next_number(person: Person, day: date) -> str:
    start = f"RPL-{person.centre.code}-{day.year}-"
    last = (
        Recognition.objects.filter(application_no__startswith=start)
        .order_by("-application_no")
        .values_list("application_no", flat=True)
        .first()
    )
    return f"{start}{int(last.removeprefix(start)) + 1 if last else 1:05d}"
