"""The list of indicators, and what was promised."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps as installed
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.rules import Head
from spean.accounts.selectors import current_head
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile, DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.directory.perms import can
from spean.results.choices import ResultLevel, Unit
from spean.results.models import Indicator, Target

TABLE = "Centre practice, forms and codes, 2.7"

# code, number in table 2.7, unit, level, name in Khmer, name in English, source record
DEFINITIONS: tuple[tuple[str, int, Unit, ResultLevel, str, str, str], ...] = (
    (
        "returnees_registered", 2, Unit.PEOPLE, ResultLevel.OUTPUT,
        "ពលករវិលត្រឡប់ដែលបានចុះឈ្មោះ", "Returned workers registered", "F1",
    ),
    (
        "people_counselled", 3, Unit.PEOPLE, ResultLevel.OUTPUT,
        "អ្នកដែលបានទទួលការប្រឹក្សា", "People counselled", "F10",
    ),
    (
        "counselling_sessions", 3, Unit.EVENTS, ResultLevel.OUTPUT,
        "ការប្រឹក្សាដែលបានធ្វើ", "Counselling sessions held", "F10",
    ),
    (
        "services_given", 3, Unit.EVENTS, ResultLevel.OUTPUT,
        "សេវាដែលបានផ្ដល់", "Services given, of any kind", "F10",
    ),
    (
        "plans_agreed", 4, Unit.PEOPLE, ResultLevel.OUTPUT,
        "អ្នកដែលបានព្រមព្រៀងលើផែនការ", "People who agreed on a plan", "F7",
    ),
    (
        "people_referred_to_services", 7, Unit.PEOPLE, ResultLevel.OUTPUT,
        "អ្នកដែលបានបញ្ជូនទៅសេវាផ្សេង", "People referred to another service", "F9",
    ),
    (
        "people_taken_on", 7, Unit.PEOPLE, ResultLevel.OUTCOME,
        "អ្នកដែលដៃគូបានទទួល", "People accepted by a partner", "F9",
    ),
    (
        "people_served", 7, Unit.PEOPLE, ResultLevel.OUTCOME,
        "អ្នកដែលបានទទួលសេវារួច", "People to whom the service was given", "F9",
    ),
    (
        "people_referred_to_jobs", 7, Unit.PEOPLE, ResultLevel.OUTPUT,
        "អ្នកដែលបានណែនាំទៅនិយោជក", "People introduced to an employer", "Job referral",
    ),
    (
        "vacancies_collected", 8, Unit.VACANCIES, ResultLevel.OUTPUT,
        "កន្លែងការងារដែលបានកត់ត្រា", "Vacancies written down", "Vacancy",
    ),
    (
        "people_placed", 9, Unit.PEOPLE, ResultLevel.OUTCOME,
        "អ្នកដែលបានចូលធ្វើការ", "People placed in a job", "Placement",
    ),
    (
        "people_earning_own", 13, Unit.PEOPLE, ResultLevel.OUTCOME,
        "អ្នកមានរបរផ្ទាល់ខ្លួនដែលបានសួរចំណូលរួច",
        "People with work of their own whose income was checked", "F11",
    ),
)  # fmt: skip
# The one figure that the programme itself has named; its last day is worked out.
HEADLINE_SOURCE = (
    "ILO: an estimated 20,000 returning migrant workers; 24 months from the exchange of notes of "
    "18 February 2026, the last day worked out, not verified."
)
HEADLINE = ("returnees_registered", date(2028, 2, 18), 20_000, HEADLINE_SOURCE)


class TargetIsPast(DomainError):
    """A target is a promise, not a record of what has been."""

    code = "target-is-past"
    message = _("A target lies ahead. Please choose a later day.")


class AlreadyPromised(DomainError):
    """One centre has one target of an indicator for one day."""

    code = "already-promised"
    message = _("There is a target for this day already. Please open that one.")


def load_indicators(apps: Any = installed) -> int:
    """Write the indicators of table 2.7 that can be counted, and the headline; return how many.

    What is there stays: a name in Khmer that was reviewed, and every target.

    :param apps: the registry of a migration, or of the running site
    """
    indicators = apps.get_model("results", "Indicator").objects
    for sort, (code, number, unit, level, km, en, record) in enumerate(DEFINITIONS, start=1):
        values = {
            "number": number,
            "unit": unit.value,
            "level": level.value,
            "label_en": en,
            "source": f"{TABLE}; {record}",
            "sort": sort,
        }
        row, is_new = indicators.get_or_create(code=code, defaults={**values, "label_km": km})
        if not is_new:
            if not row.is_km_reviewed:
                values["label_km"] = km
            indicators.filter(pk=row.pk).update(**values)
    code, by, value, source = HEADLINE
    headline = indicators.get(code=code)
    targets = apps.get_model("results", "Target").objects
    if not targets.filter(indicator=headline, centre=None).exists():
        targets.create(indicator=headline, centre=None, by=by, value=value, source=source)
    return len(DEFINITIONS)


@dataclass(frozen=True, slots=True)
class Promise:
    """How many, by which day, for a centre or the whole programme, and who says so."""

    by: date
    value: int
    source: str
    centre: Centre | None = None


@one_writer()
def set_target(
    *,
    actor: User,
    id: UUID,
    indicator: Indicator,
    promise: Promise,
    today: date,
    revision: int = 1,
) -> Target:
    """Promise a value of an indicator by a day, or correct the promise; sent twice it is one.

    :raises NotAllowed: if the actor is no administrator
    :raises TargetIsPast: if the day is not ahead
    :raises AlreadyPromised: if there is another target for the same centre and day
    :raises ChangedMeanwhile: if the target was saved after it was opened here
    """
    if not can(actor, "directory.edit"):
        raise NotAllowed
    known = Target.objects.select_for_update().filter(pk=id).first()
    if known is not None and (known.indicator_id, _promised(known)) == (indicator.pk, promise):
        return known
    if known is not None and known.revision != revision:
        raise ChangedMeanwhile(theirs=known)
    if promise.by <= today:
        raise TargetIsPast
    same = Target.objects.filter(indicator=indicator, centre=promise.centre, by=promise.by)
    if same.exclude(pk=id).exists():
        raise AlreadyPromised
    target = known or Target(pk=id, revision=0)
    target.indicator, target.centre, target.by = indicator, promise.centre, promise.by
    target.value, target.source = promise.value, promise.source
    target.revision += 1
    target.save(force_insert=known is None)
    audit(
        actor=actor,
        action="results.target_set",
        on=Ref("target", target.pk),
        indicator=indicator.code,
        value=promise.value,
    )
    return target


@one_writer()
def note_download(*, actor: User, indicator: Indicator, period: str) -> Head:
    """Write into the trail that figures left the site; return the trail's end for the sheet.

    :raises NotAllowed: if the actor may not read results
    """
    if not can(actor, "results.view"):
        raise NotAllowed
    audit(
        actor=actor,
        action="results.downloaded",
        on=Ref("indicator", indicator.pk),
        indicator=indicator.code,
        period=period,
    )
    return current_head()


@one_writer()
def note_month(*, actor: User, centre: Centre, month: date) -> Head:
    """Write into the trail that a centre's month left the site; return the trail's end.

    :raises NotAllowed: if the actor may not read results
    """
    if not can(actor, "results.view"):
        raise NotAllowed
    audit(
        actor=actor,
        action="results.month_downloaded",
        on=Ref("centre", centre.pk),
        period=f"{month:%Y-%m}",
    )
    return current_head()


def _promised(target: Target) -> Promise:
    return Promise(target.by, target.value, target.source, target.centre)
