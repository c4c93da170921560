"""Invented people, employers and vacancies, marked as such everywhere, removable in one command."""

import csv
import math
import time
from argparse import ArgumentParser
from collections import defaultdict, deque
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import AuditEntry, User
from spean.accounts.services import audit, one_writer
from spean.casework.models import Screening
from spean.console.population import figures
from spean.console.population.calling import tell_calls
from spean.console.population.days import tell_days
from spean.console.population.enterprise import tell_enterprise
from spean.console.population.market import Market
from spean.console.population.partners import make_partners
from spean.console.population.recognising import tell_recognising
from spean.console.population.removing import remove_invented
from spean.console.population.returnee import World, draw_double, draw_person
from spean.console.population.sending import tell_referrals, tell_ways
from spean.console.population.staff import WHO_IS_WHO, make_centres, make_staff
from spean.console.population.stories import Stories
from spean.console.population.telling import Telling
from spean.console.population.training import tell_training, trust_demo
from spean.console.population.wishes import draw_wishes
from spean.console.words import both
from spean.core.text import digits
from spean.core.writing import refresh_statistics
from spean.directory.models import Area, Centre, Occupation, OccupationSkill, Sector
from spean.jobs import services as jobs
from spean.pathways.registration import admit_many
from spean.people.contracts import Intake
from spean.people.models import Person

# Of one centre; enough to write with few questions, few enough to hold in memory.
CHUNK = 250
# Stories are told through the desk's own services, one by one: some are enough to see.
STORIES = {"PUR": 30, "OMC": 16, "PVH": 14}
MOST_PEOPLE, MOST_VACANCIES, MOST_SEED = 1_000_000, 10_000, 2**31
PACE_SECONDS = 60
_MADE, _REMOVED = "directory.invented_made", "directory.invented_removed"


class Command(BaseCommand):
    help = "Make invented people to train with; --remove takes them all out again."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.marks: dict[str, deque[tuple[float, int]]] = {}

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", default="400")
        parser.add_argument("--seed", default="1")
        parser.add_argument("--vacancies", default="60")
        parser.add_argument("--if-empty", action="store_true", help="do nothing if there are some")
        parser.add_argument("--remove", action="store_true", help="take every invented row out")

    def handle(self, *args: object, **options: Any) -> None:
        if options["remove"]:
            return self._remove()
        people = _number("--people", options["people"], 1, MOST_PEOPLE)
        seed = _number("--seed", options["seed"], 0, MOST_SEED)
        vacancies = _number("--vacancies", options["vacancies"], 0, MOST_VACANCIES)
        if not settings.SPEAN_IS_DEMO:
            raise _refused(
                _("Invented people never stand beside real ones. Set SPEAN_MODE=demo first.")
            )
        if Person.objects.filter(is_invented=True).exists():
            if not options["if_empty"]:
                raise _refused(
                    _("Invented people are there already. Take them out first: spean demo --remove")
                )
            if _is_finished():
                self.stdout.write("· " + both(_("Invented people are there already.")))
                return None
        if not (Area.objects.exists() and Occupation.objects.exists()):
            raise _refused(
                _("Places, occupations and skills come first: run spean load-reference.")
            )
        return self._make_or_say(people, seed, vacancies)

    def _make_or_say(self, people: int, seed: int, vacancies: int) -> None:
        try:
            self._make(people, seed, vacancies)
        except KeyboardInterrupt:
            said = _(
                "Stopped half-way. What is there is whole: the same command goes on with"
                " --if-empty, spean demo --remove takes it out."
            )
            self.stderr.write("\n" + both(said))
            raise

    def _make(self, people: int, seed: int, vacancies: int) -> None:
        began = time.monotonic()
        centres = make_centres()
        officers = _officers(make_staff(centres))
        trust_demo(centres)
        market = Market(seed, centres, timezone.localdate())
        market.make(officers=officers, vacancies=vacancies)
        done = self._people(world_of(centres), officers, seed, people)
        self._stories(seed, officers)
        self._daily(Telling(seed, timezone.now(), centres, officers))
        with one_writer():
            audit(actor=None, action=_MADE, people=done, seed=seed)
        refresh_statistics()
        seconds = time.monotonic() - began
        self.stdout.write(f"· {done:,} invented people in {seconds:.0f} s.\n{both(WHO_IS_WHO)}")

    def _people(
        self, world: World, officers: dict[str, tuple[User, User]], seed: int, count: int
    ) -> int:
        by_centre = {id: officers[code][0] for code, id in world.centres.items()}
        done = 0
        with truth_file().open("w", newline="") as file:
            pairs = csv.writer(file)
            pairs.writerow(["registered", "again"])
            for centre_id, intakes in _by_centre(_drawn(world, seed, count, pairs)):
                officer = by_centre[centre_id]
                came = admit_many(actor=officer, intakes=intakes, now=world.now)
                wishes = [(one, draw_wishes(seed, one)) for one in came]
                jobs.record_wishes_many(
                    actor=officer, told=[(one, values) for one, values in wishes if values]
                )
                done += len(intakes)
                self._progress("people", done, count)
        return done

    def _stories(self, seed: int, officers: dict[str, tuple[User, User]]) -> None:
        stories = Stories(seed, timezone.now())
        told = Screening.objects.values("case__person")
        people = Person.objects.filter(is_invented=True).select_related("centre", "area")
        chosen = [
            person
            for code, some in STORIES.items()
            for person in people.filter(centre__code=code).order_by("client_number")[:some]
        ]
        # A story is whole or not there: whoever has one from before an interruption keeps it.
        done = set(people.filter(pk__in=told).values_list("pk", flat=True))
        chosen = [person for person in chosen if person.pk not in done]
        for number, person in enumerate(chosen, start=1):
            with one_writer():
                stories.tell(person, officers[person.centre.code][0])
            self._progress("stories", number, len(chosen))

    def _daily(self, telling: Telling) -> None:
        offers = make_partners(telling.centres, telling.today)
        tell_referrals(telling, offers)
        tell_ways(telling)
        tell_days(telling)
        tell_calls(telling)
        tell_training(telling)
        tell_recognising(telling)
        tell_enterprise(telling)

    def _remove(self) -> None:
        removed = remove_invented(progress=self._progress)
        truth_file().unlink(missing_ok=True)
        refresh_statistics()
        said = both(_("Invented people and all that belongs to them are taken out."))
        self.stdout.write(f"· {removed:,}\n{said}")

    def _progress(self, what: str, done: int, total: int) -> None:
        left = self._pace(what, done, total)
        # A terminal sees one line that moves; a log file sees a line now and then.
        if self.stdout.isatty():
            self.stdout.write(f"\r· {what} {done:,} of {total:,}{left}   ", ending="")
        elif done == total or done % 5000 < CHUNK <= done:
            self.stdout.write(f"· {what} {done:,} of {total:,}{left}")
        self.stdout.flush()

    def _pace(self, what: str, done: int, total: int) -> str:
        """Return how long the rest will take at the pace of the last minute, if that is long.

        Of the last minute, not since the start: the more people, the longer each is looked up.
        """
        now = time.monotonic()
        marks = self.marks.setdefault(what, deque())
        marks.append((now, done))
        while len(marks) > 2 and now - marks[1][0] > PACE_SECONDS:
            marks.popleft()
        since, before = marks[0]
        if done >= total or done == before:
            return ""
        minutes = math.ceil((total - done) * (now - since) / (done - before) / 60)
        return f", about {minutes} min left" if minutes > 1 else ""


def truth_file() -> Path:
    """Return where the truth about the doubles is kept: pairs of ids of people."""
    return Path(settings.SPEAN_HOME) / "demo-duplicates.csv"


def _officers(staff: dict[str, User]) -> dict[str, tuple[User, User]]:
    """Return each centre's counsellor and manager."""
    return {
        "PUR": (staff["counsellor"], staff["manager"]),
        "OMC": (staff["counsellor.omc"], staff["manager.omc"]),
        "PVH": (staff["counsellor.pvh"], staff["manager.pvh"]),
    }


def world_of(centres: dict[str, Centre]) -> World:
    """Return what people are drawn into, out of the reference data."""
    communes: dict[str, list[Any]] = defaultdict(list)
    rows = Area.objects.filter(level=3, valid_to=None).order_by("code").values_list("code", "pk")
    for code, pk in rows:
        communes[code[:4]].append(pk)
    codes = {code for iscos in figures.OCCUPATIONS.values() for code in iscos}
    occupations = {row.isco: row.pk for row in Occupation.objects.filter(code__in=codes)}
    tasks: dict[str, list[Any]] = defaultdict(list)
    links = OccupationSkill.objects.filter(
        occupation__in=occupations.values(), skill__scheme="spean"
    )
    for isco, skill in links.order_by("pk").values_list("occupation__isco", "skill_id"):
        tasks[isco].append(skill)
    return World(
        centres={code: centre.pk for code, centre in centres.items()},
        communes=communes,
        sectors={row.code: row.pk for row in Sector.objects.filter(is_offered=True)},
        occupations=occupations,
        tasks=tasks,
        now=timezone.now(),
    )


def _drawn(world: World, seed: int, count: int, pairs: Any) -> Iterator[Intake]:
    """Yield `count` intakes; every 25th person stands in the list twice, with the truth kept."""
    made = number = 0
    every = round(1 / figures.DUPLICATES)
    while made < count:
        person = draw_person(world, seed, number)
        yield person
        made += 1
        if number % every == every - 1 and made < count:
            double = draw_double(world, seed, number, person)
            pairs.writerow([person.id, double.id])
            yield double
            made += 1
        number += 1


def _by_centre(intakes: Iterator[Intake]) -> Iterator[tuple[UUID, list[Intake]]]:
    """Yield a centre and a chunk of its intakes whenever one is full, then what is left."""
    waiting: dict[UUID, list[Intake]] = defaultdict(list)
    for intake in intakes:
        waiting[intake.centre_id].append(intake)
        if len(waiting[intake.centre_id]) == CHUNK:
            yield intake.centre_id, waiting.pop(intake.centre_id)
    yield from waiting.items()


def _number(name: str, given: object, low: int, high: int) -> int:
    plain = digits(str(given)).strip()
    if not plain.isascii() or not plain.isdigit() or not low <= int(plain[:12]) <= high:
        said = _("%(name)s takes a whole number from %(low)s to %(high)s.")
        raise _refused(said, name=name, low=f"{low:,}", high=f"{high:,}")
    return int(plain)


def _is_finished() -> bool:
    """Tell whether the last demo was made to its end; an interrupted one is gone on with."""
    last = AuditEntry.objects.filter(action__in=[_MADE, _REMOVED]).order_by("-seq").first()
    return last is not None and last.action == _MADE


def _refused(said: Promise, **values: str) -> CommandError:
    filled = both(said)
    return CommandError(filled % values if values else filled, returncode=2)
