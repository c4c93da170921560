"""Invented recognitions of prior learning at every step, and those who assess them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.console.population.drawing import drawn
from spean.console.population.showing import tell_showing
from spean.console.population.staff import STAFF, fixed_id
from spean.console.population.telling import Telling, whole
from spean.pathways.training import agree_with_results
from spean.people.models import JobAbroad, Person
from spean.skills.models import (
    Assessor,
    Recognition,
    RecognitionUnit,
    Standard,
    UnitTask,
)
from spean.skills.services.appeals import file_appeal
from spean.skills.services.assessing import BookingWords, Found, book, write_results
from spean.skills.services.assessors import declare_tie, keep_assessor
from spean.skills.services.evidence import CHECKS, Piece, add_evidence, check_evidence
from spean.skills.services.recognition import (
    ApplicationWords,
    apply_for_recognition,
    rate_herself,
    review,
)

# Account, whether she comes to every centre, for how many days she is still registered.
ASSESSORS: Final = (
    ("assessor", False, 400),
    ("assessor.second", False, 250),
    ("assessor.omc", True, 30),
)
UNITS: Final = 3
TILER: Final = "7122"
PLACE: Final = {"centre": "មជ្ឈមណ្ឌលពោធិ៍សាត់", "village": "ការដ្ឋានក្នុងភូមិរបស់គាត់"}
SEEN: Final = {
    "c": "ធ្វើការស្អាត ហើយពន្យល់បានច្បាស់។",
    "nyc": "នៅមិនទាន់វាស់បានត្រឹមត្រូវ។ គួររៀនបន្ថែមបន្តិច។",
}
APPEAL: Final = "ខ្ញុំធ្វើការងារនេះ ៤ ឆ្នាំមកហើយ។ ថ្ងៃនោះឧបករណ៍មិនគ្រប់។"


@dataclass(frozen=True, slots=True)
class Story:
    """How far one goes: begun so many days ago, assessed so many days from today, by whom."""

    step: str
    began: int
    sits: int = 0
    judges: tuple[str, str] = ("assessor", "assessor.second")
    method: str = "centre"
    last: str = "c"


STORIES: Final = (
    Story("told", 3),
    Story("rated", 12),
    Story("proven", 20),
    Story("ready", 24),
    Story("booked", 26, 4),
    Story("booked", 22, 9, ("assessor.omc", "assessor"), "village"),
    Story("assessed", 30, -2, ("assessor.second", "assessor"), last="nyc"),
    Story("moderated", 34, -9),
    Story("appealed", 38, -12, last="nyc"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """One recognition while it is told."""

    telling: Telling
    number: int
    story: Story
    person: Person

    @property
    def id(self) -> UUID:
        """Return the id of the recognition."""
        return self.telling.id(f"recognition:{self.number}")

    def after(self, days: int) -> datetime:
        """Return the moment so many days after it began."""
        return self.telling.ago(self.story.began - days)

    def hour(self, days: int, hour: int) -> datetime:
        """Return an hour so many days from the day of the assessment."""
        day = timezone.localtime(self.telling.now) + timedelta(days=self.story.sits + days)
        return day.replace(hour=hour, minute=0, second=0, microsecond=0)

    def units(self) -> list[RecognitionUnit]:
        """Return the units applied for, in their order."""
        rows = RecognitionUnit.objects.filter(recognition=self.id).select_related("unit")
        return list(rows.order_by("unit__sort", "unit__code"))


def tell_recognising(telling: Telling) -> None:
    """Fill the room of recognition; each story is whole or not there."""
    standards = _standards(telling)
    if "PUR" not in telling.centres or not standards:
        return
    people = _people(telling, standards)
    chosen = people[: len(STORIES)]
    whole(partial(_assessors, telling, [standard for _person, standard in chosen]))
    for number, (person, standard) in enumerate(chosen):
        told = Told(telling, number, STORIES[number], person)
        whole(partial(_tell, told, standard))
    tell_showing(telling, [person for person, _standard in people])


def _standards(telling: Telling) -> dict[str, Standard]:
    """Return the standard in force for each occupation."""
    found = Standard.objects.filter(valid_from__lte=telling.today, valid_to=None)
    rows = found.select_related("occupation").order_by("-code")
    return {row.occupation.isco: row for row in rows}


def _people(telling: Telling, standards: dict[str, Standard]) -> list[tuple[Person, Standard]]:
    """Return people with the standard of their work abroad; who did none of these lays tiles."""
    people = telling.people("PUR", since=max(one.began for one in STORIES) + 1)
    jobs = JobAbroad.objects.filter(episode__person__in=people, occupation__isco__in=standards)
    done = jobs.order_by("-months", "pk").values_list("episode__person", "occupation__isco")
    own = {person: standards[isco] for person, isco in reversed(done)}
    other = standards.get(TILER, next(iter(standards.values())))
    paired = [(person, own.get(person.pk, other)) for person in people]
    return sorted(paired, key=lambda pair: pair[0].pk not in own)


def _user(name: str) -> User:
    return User.objects.get(pk=fixed_id(name))


def _assessors(telling: Telling, standards: list[Standard]) -> None:
    for number, (name, is_roaming, days) in enumerate(ASSESSORS, start=1):
        id, (name_km, name_lat, _role, code) = telling.id(f"assessor:{name}"), STAFF[name]
        if Assessor.objects.filter(pk=id).exists():
            continue
        facts = {
            "user": _user(name),
            "registration_no": f"DEMO-{number:04d}",
            "valid_until": telling.today + timedelta(days=days),
            "centre": telling.centres.get(code),
            "is_roaming": is_roaming,
            "family_name_km": name_km.split()[0],
            "family_name_lat": name_lat.split()[0],
            "occupations": [standard.occupation for standard in standards],
        }
        keep_assessor(actor=telling.officers["PUR"][1], id=id, revision=None, facts=facts)


def _tell(told: Told, standard: Standard) -> None:
    if Recognition.objects.filter(pk=told.id).exists():
        return
    codes = standard.units.filter(ended_on=None).order_by("sort", "code")
    apply_for_recognition(
        actor=_user("tvet"),
        person=told.person,
        id=told.id,
        words=ApplicationWords(
            standard_code=standard.code,
            unit_codes=tuple(codes.values_list("code", flat=True)[:UNITS]),
            informed_on=timezone.localdate(told.after(0)),
            consent="thumb" if told.number % 2 else "spoken",
            wage_before=Decimal(180 + 10 * told.number),
        ),
        now=told.after(0),
    )
    for step, act in _ACTS.items():
        if _STEPS.index(step) <= _STEPS.index(told.story.step):
            act(told)


def _rate(told: Told) -> None:
    tasks = UnitTask.objects.filter(unit__in=[row.unit_id for row in told.units()])
    # Who has only begun still does some with help; whoever goes on does them alone, or teaches.
    low = 1 if told.story.step == "rated" else 2
    levels = {task.pk: low + place % 2 for place, task in enumerate(tasks.order_by("code"))}
    rate_herself(
        actor=_user("tvet"),
        recognition_id=told.id,
        levels=levels,
        is_read_aloud=told.number % 2 == 0,
        now=told.after(1),
    )


def _prove(told: Told) -> None:
    """Put drawings in; of an open portfolio the last one still waits to be looked at."""
    is_open = told.story.step == "proven"
    with TemporaryDirectory() as folder:
        path = Path(folder) / "proof.png"
        path.write_bytes(drawn("tiles"))
        for place, row in enumerate(told.units()[: 2 if is_open else 1]):
            made_on = told.telling.today - timedelta(days=400)
            kept = add_evidence(
                actor=_user("tvet"),
                recognition_id=told.id,
                id=told.telling.id(f"proof:{told.number}:{place}"),
                piece=Piece(row.unit.code, "photo", "none", made_on),
                path=path,
            )
            if not is_open or place == 0:
                yes = dict.fromkeys(CHECKS, True)
                now = told.after(2)
                check_evidence(actor=_user("tvet"), evidence_id=kept.pk, answers=yes, now=now)


def _review(told: Told) -> None:
    """Close the portfolio; one of the people was once taught by an assessor, and both say so."""
    values = {"actor": _user("tvet"), "now": told.after(3)}
    review(recognition_id=told.id, gaps=frozenset(), goes_on=True, **values)
    if told.story.step == "ready":
        second = Assessor.objects.get(pk=told.telling.id("assessor:assessor.second"))
        id = told.telling.id("tie")
        declare_tie(assessor=second, person=told.person, id=id, kind="trainer", **values)


def _book(told: Told) -> None:
    first, second = (told.telling.id(f"assessor:{name}") for name in told.story.judges)
    words = BookingWords(
        assessor_id=first,
        moderator_id=second,
        starts_at=told.hour(0, 8),
        ends_at=told.hour(0, 11),
        place=PLACE[told.story.method],
        method=told.story.method,
    )
    id = told.telling.id(f"sitting:{told.number}")
    actor, now = _user("tvet"), told.after(4)
    book(actor=actor, recognition_id=told.id, id=id, words=words, now=now)


def _assess(told: Told) -> None:
    """Write results down; where one unit is not there yet, it is for what was shown by doing."""
    rows = told.units()
    said = ["c"] * (len(rows) - 1) + [told.story.last]
    found = {
        row.unit_id: Found({"practical": one, "oral": "c", "knowledge": "c"}, SEEN[one])
        for row, one in zip(rows, said, strict=True)
    }
    judge = _user(told.story.judges[0])
    write_results(actor=judge, recognition_id=told.id, found=found, now=told.hour(0, 12))


def _moderate(told: Told) -> None:
    second = _user(told.story.judges[1])
    agree_with_results(actor=second, recognition_id=told.id, now=told.hour(1, 9))


def _appeal(told: Told) -> None:
    file_appeal(
        actor=_user("tvet"),
        recognition_id=told.id,
        id=told.telling.id("appeal"),
        assessor=Assessor.objects.get(pk=told.telling.id("assessor:assessor.omc")),
        reason="result",
        words=APPEAL,
        now=told.hour(5, 9),
    )


_ACTS: Final[dict[str, Callable[[Told], None]]] = {
    "rated": _rate,
    "proven": _prove,
    "ready": _review,
    "booked": _book,
    "assessed": _assess,
    "moderated": _moderate,
    "appealed": _appeal,
}
_STEPS: Final = ("told", *_ACTS)
