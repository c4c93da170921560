"""Invented people, employers and vacancies, marked as such everywhere, removable in one command."""

import csv
import time
from argparse import ArgumentParser
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError
from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.console.population import figures
from spean.console.population.market import Market
from spean.console.population.removing import remove_invented
from spean.console.population.returnee import World, draw_double, draw_person
from spean.console.population.staff import WHO_IS_WHO, make_centres, make_staff
from spean.console.population.stories import Stories
from spean.directory.models import Area, Centre, Occupation, OccupationSkill, Sector
from spean.pathways.registration import admit_many
from spean.people.contracts import Intake
from spean.people.models import Person

CHUNK = 200
# Stories are told through the desk's own services, one by one: some are enough to see.
STORIES = 120


class Command(BaseCommand):
    help = "Make invented people to train with; --remove takes them all out again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--people", type=int, default=400)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--vacancies", type=int, default=60)
        parser.add_argument("--if-empty", action="store_true", help="do nothing if there are some")
        parser.add_argument("--remove", action="store_true", help="take every invented row out")

    def handle(self, *args: object, **options: Any) -> None:
        if options["remove"]:
            return self._remove()
        if not 1 <= options["people"] <= 1_000_000:
            raise CommandError("--people takes a number from 1 to 1,000,000.", returncode=2)
        if not settings.SPEAN_IS_DEMO:
            raise CommandError(
                "Invented people never stand beside real ones: set SPEAN_MODE=demo.", returncode=2
            )
        if Person.objects.filter(is_invented=True).exists():
            if options["if_empty"]:
                self.stdout.write("· invented people are there already")
                return None
            raise CommandError("There are invented people: spean demo --remove.", returncode=2)
        return self._make(options)

    def _make(self, options: dict[str, Any]) -> None:
        began, seed, count = time.monotonic(), options["seed"], options["people"]
        centres = make_centres()
        staff = make_staff(centres)
        officers = _officers(staff)
        world = _world(centres)
        market = Market(seed, centres, timezone.localdate())
        market.make(officers=officers, vacancies=options["vacancies"])
        done = self._people(world, officers, seed, count)
        self._stories(seed, officers)
        seconds = time.monotonic() - began
        self.stdout.write(f"· {done:,} invented people in {seconds:.0f} s. {WHO_IS_WHO}")

    def _people(
        self, world: World, officers: dict[str, tuple[User, User]], seed: int, count: int
    ) -> int:
        by_centre = {id: officers[code][0] for code, id in world.centres.items()}
        done = 0
        truth = Path(settings.SPEAN_HOME) / "demo-duplicates.csv"
        with truth.open("w", newline="") as file:
            pairs = csv.writer(file)
            pairs.writerow(["registered", "again"])
            for chunk in _chunks(_drawn(world, seed, count, pairs)):
                waiting: dict[Any, list[Intake]] = defaultdict(list)
                for intake in chunk:
                    waiting[intake.centre_id].append(intake)
                for centre_id, intakes in waiting.items():
                    admit_many(actor=by_centre[centre_id], intakes=intakes, now=world.now)
                done += len(chunk)
                self._progress("people", done, count)
        return done

    def _stories(self, seed: int, officers: dict[str, tuple[User, User]]) -> None:
        stories = Stories(seed, timezone.now())
        people = Person.objects.filter(is_invented=True).select_related("centre", "area")
        chosen = list(people.order_by("client_number")[:STORIES])
        for number, person in enumerate(chosen, start=1):
            with one_writer():
                stories.tell(person, officers[person.centre.code][0])
            self._progress("stories", number, len(chosen))

    def _remove(self) -> None:
        removed = remove_invented(progress=self._progress)
        self.stdout.write(f"· {removed:,} invented people and all that belongs to them removed")

    def _progress(self, what: str, done: int, total: int) -> None:
        # A terminal sees one line that moves; a log file sees a line now and then.
        if self.stdout.isatty():
            self.stdout.write(f"\r· {what} {done:,} of {total:,}   ", ending="")
        elif done == total or done % 5000 < CHUNK <= done:
            self.stdout.write(f"· {what} {done:,} of {total:,}")
        self.stdout.flush()


def _officers(staff: dict[str, User]) -> dict[str, tuple[User, User]]:
    """Return each centre's counsellor and manager."""
    return {
        "PUR": (staff["counsellor"], staff["manager"]),
        "OMC": (staff["counsellor.omc"], staff["manager.omc"]),
        "PVH": (staff["counsellor.pvh"], staff["manager.pvh"]),
    }


def _world(centres: dict[str, Centre]) -> World:
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


def _chunks(intakes: Iterator[Intake]) -> Iterator[list[Intake]]:
    chunk: list[Intake] = []
    for intake in intakes:
        chunk.append(intake)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
