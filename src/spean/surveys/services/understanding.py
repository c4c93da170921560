"""From the answers of the programme's questionnaires to what the rooms' own services take.

The questions bear the names of the fields they fill (`people.contracts`), so that this page holds
only what differs: ages, places, consent, repeats.
"""

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

from spean.directory.models import Area
from spean.directory.selectors import areas_coded
from spean.people.contracts import (
    ConsentDecision,
    Contact,
    Document,
    HouseholdFacts,
    InEmergency,
    Intake,
    JobFacts,
    ReturnFacts,
    ScopeAnswer,
    SensitiveFacts,
)
from spean.people.rules.ages import birth_from_age
from spean.people.services import WrongInput
from spean.surveys.contracts import Given
from spean.surveys.rules.instance import Answers

_Facts = TypeVar("_Facts")
# What is made of several answers, below.
_MADE: Final = frozenset(
    {"id", "centre_id", "registered_at", "area_id", "permanent_area_id", "consent", "born_on"}
    | {"born_precision", "assigned_to_id", "contacts", "in_emergency", "documents", "household"}
    | {"household_of_id", "sensitive", "returns", "is_invented", "scopes", "decided_at", "jobs"}
    | {"task_ids", "sector_id", "occupation_id"}
)
_PLACES: Final = ("commune", "permanent_commune")
# What the form itself answers about a job: alone they tell of none.
_UNITS: Final = frozenset({"wage_unit", "wage_currency"})
_YES: Final = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}


def person_id_of(submission_id: UUID) -> UUID:
    """Return the id of the person that an answer registers: the same every time."""
    return uuid5(submission_id, "person")


def intakes_of(given: Sequence[Given]) -> list[Intake]:
    """Return the registrations that answers to F1 and F2 carry; their places in one query.

    :raises WrongInput: with a sentence for each question whose answer cannot be read
    """
    codes = {_code(one.answers, name) for one in given for name in _PLACES}
    areas = areas_coded(codes - {""})
    return [intake_of(one, areas) for one in given]


def intake_of(given: Given, areas: Mapping[str, Area] | None = None) -> Intake:
    """Return the registration that an answer to F1 and F2 carries.

    :param areas: the places it may name, by code, where they are known already
    :raises WrongInput: with a sentence for each question whose answer cannot be read
    """
    submission, answers = given.submission, given.answers
    filled_at = submission.captured_at or submission.created_at
    return Intake(
        id=person_id_of(submission.pk),
        centre_id=submission.centre_id,
        registered_at=filled_at,
        area_id=_area(answers, "commune", areas, is_needed=True),  # type: ignore[arg-type]
        permanent_area_id=_area(answers, "permanent_commune", areas),
        consent=_consent(answers, filled_at),
        contacts=telephones_of(given),
        in_emergency=_turns(InEmergency, answers, "in_emergency", "name"),
        documents=_turns(Document, answers, "documents", "kind"),
        household=_part(HouseholdFacts, answers, "household_"),
        sensitive=_part(SensitiveFacts, answers, "wg_"),
        returns=returns_of(given),
        **_birth(answers, filled_at.date()),
        **_plain(Intake, answers),
    )


def telephones_of(given: Given) -> tuple[Contact, ...]:
    """Return the telephones (F1 8) that an answer tells of.

    :raises WrongInput: with a sentence for each answer that cannot be read
    """
    return _turns(Contact, given.answers, "contacts", "number")


def returns_of(given: Given) -> tuple[ReturnFacts, ...]:
    """Return the migration episodes (F3) that an answer tells of, each with its jobs (F4).

    A page that was left as it opened tells of none: nobody's history begins with a default.

    :raises WrongInput: with a sentence for each question whose answer cannot be read
    """
    found = []
    born = given.submission.pk
    for number, turn in enumerate(given.answers.turns("returns")):
        jobs = tuple(
            JobFacts(id=uuid5(born, f"job {number} {order}"), **_plain(JobFacts, job))
            for order, job in enumerate(turn.turns("jobs"))
            if _plain(JobFacts, job).keys() - _UNITS
        )
        told = _plain(ReturnFacts, turn)
        if told or jobs:
            found.append(ReturnFacts(id=uuid5(born, f"return {number}"), jobs=jobs, **told))
    return tuple(found)


def first_questions_of(given: Given) -> dict[str, Any]:
    """Return the answers to F5 as `casework.contracts.Answers` takes them.

    The questions are those whose names begin with "q_"; one that was not shown was not asked.
    """
    asked = given.answers.named("q_")
    return {
        "given": {name: text or "unknown" for name, text in asked.items()},
        "triage": given.answers.text("triage"),
        "override_reason": given.answers.text("override_reason"),
    }


def was_reached(given: Given) -> bool:
    """Tell whether the person was reached (F11)."""
    return bool(given.answers.text("reached") != "no")


def contact_of(given: Given) -> dict[str, Any]:
    """Return what was learned (F11) as `casework.contracts.Found` takes it.

    :raises WrongInput: if the last day of a job cannot be read
    """
    ended = given.answers.text("job_ended_on")
    return {
        "finding": given.answers.text("finding"),
        "mode": given.answers.text("mode") or "phone",
        "ended_on": _read("job_ended_on", ended, date) if ended else None,
    }


def try_of(given: Given) -> dict[str, Any]:
    """Return a try that reached nobody as `casework.contracts.TryWords` takes it.

    :raises WrongInput: if the day of the next try cannot be read
    """
    again = given.answers.text("again_on")
    return {
        "reason": given.answers.text("not_reached_reason"),
        "note": given.answers.text("note"),
        "again_on": _read("again_on", again, date) if again else None,
    }


def _consent(answers: Answers, filled_at: datetime) -> ConsentDecision:
    granted = answers.codes("scopes")
    return ConsentDecision(
        decided_at=filled_at,
        scopes=tuple(ScopeAnswer(scope=one, is_granted=True) for one in granted),
        **_plain(ConsentDecision, answers),
    )


def _birth(answers: Answers, today: date) -> dict[str, Any]:
    if answers.text("born_on"):
        return {
            "born_on": _read("born_on", answers.text("born_on"), date),
            "born_precision": answers.text("born_precision") or "day",
        }
    age = _read("age", answers.text("age"), int) if answers.text("age") else None
    if age is None:
        return {}
    try:
        return {"born_on": birth_from_age(age, today), "born_precision": "age_only"}
    except ValueError:
        raise WrongInput(errors={"age": [_("Please write the age in years.")]}) from None


def _code(answers: Answers, name: str) -> str:
    return answers.text(f"{name.removesuffix('commune')}village") or answers.text(name)


def _area(
    answers: Answers, name: str, areas: Mapping[str, Area] | None, *, is_needed: bool = False
) -> UUID | None:
    code = _code(answers, name)
    known = areas_coded([code]) if areas is None and code else areas or {}
    area = known.get(code)
    if area is None and (code or is_needed):
        raise WrongInput(errors={name: [_("Please choose a place from the list.")]})
    return area.pk if area is not None else None


def _turns(facts: type[_Facts], answers: Answers, name: str, needed: str) -> tuple[_Facts, ...]:
    return tuple(facts(**_plain(facts, turn)) for turn in answers.turns(name) if turn.text(needed))


def _part(facts: type[_Facts], answers: Answers, prefix: str) -> _Facts | None:
    values = _plain(facts, answers, prefix)
    return facts(**values) if values else None


def _plain(facts: Any, answers: Answers, prefix: str = "") -> dict[str, Any]:
    """Return the answered fields of a contract, each read as its type asks."""
    values: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, kind in _kinds(facts).items():
        text = answers.text(prefix + name).strip()
        if not text:
            continue
        try:
            values[name] = _read(prefix + name, text, kind)
        except WrongInput as wrong:
            errors.update(wrong.errors)
    if errors:
        raise WrongInput(errors=errors)
    for name in _needed(facts) - values.keys():
        # The room itself says what is missing, in its own words.
        values[name] = ""
    return values


@cache
def _kinds(facts: Any) -> Mapping[str, type[Any]]:
    hints = get_type_hints(facts)
    return {one.name: _kind(hints[one.name]) for one in fields(facts) if one.name not in _MADE}


@cache
def _needed(facts: Any) -> frozenset[str]:
    return frozenset(
        one.name
        for one in fields(facts)
        if one.default is MISSING and one.default_factory is MISSING and one.name not in _MADE
    )


def _kind(hint: Any) -> type[Any]:
    if get_origin(hint) in {Union, types.UnionType}:
        hint = next(one for one in get_args(hint) if one is not type(None))
    return tuple if get_origin(hint) is tuple else hint


def _read(name: str, text: str, kind: type[Any]) -> Any:
    try:
        return _READERS[kind](text)
    except (KeyError, ValueError, InvalidOperation):
        raise WrongInput(errors={name: [_SENTENCES[kind]()]}) from None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


_READERS: Final[Mapping[type[Any], Callable[[str], Any]]] = {
    str: str,
    int: int,
    bool: lambda text: _YES[text],
    date: lambda text: date.fromisoformat(text[:10]),
    datetime: _moment,
    time: lambda text: time.fromisoformat(text.partition(".")[0]),
    Decimal: Decimal,
    tuple: lambda text: tuple(dict.fromkeys(text.split())),
    UUID: UUID,
}
_SENTENCES: Final[Mapping[type[Any], Callable[[], str]]] = {
    str: lambda: _("Please answer this."),
    int: lambda: _("Please write a number."),
    bool: lambda: _("Please choose one of the answers."),
    date: lambda: _("Please write day, month and year."),
    datetime: lambda: _("Please write day, month and year."),
    time: lambda: _("Please write the hour."),
    Decimal: lambda: _("Please write a number."),
    tuple: lambda: _("Please choose one of the answers."),
    UUID: lambda: _("Please choose one of the answers."),
}
