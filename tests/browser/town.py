"""The town of these tests: one centre, its places, an employer with work, people who came back.

Everybody is invented: family names are words (river, hill, sky, star), numbers are not in use.
"""

import uuid
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.directory.models import Area, Centre, Occupation, Skill
from spean.directory.services import load_own_tables
from spean.directory.services.area_names import name_areas
from spean.jobs.models import Employer, Vacancy, VacancyNeed
from spean.jobs.services import record_placement
from spean.people.contracts import Contact
from spean.people.models import Person
from spean.people.services import register
from tests.factories.jobs import (
    EmployerFactory,
    OrganisationFactory,
    VacancyFactory,
    meeting,
    terms,
)
from tests.factories.people import consent, intake
from tests.factories.serving import AreaFactory, staff

TILER = "7122"
NEEDED = ("lay-ceramic-floor-tiles", "lay-tiles-on-walls", "cut-tiles-with-a-tile-cutter")
WELCOME = ("lay-granite-and-large-slabs",)


class Town:
    """What stands before the story begins."""

    def __init__(self, counsellor: User, centre: Centre) -> None:
        load_own_tables()
        self.now: datetime = timezone.now()
        self.today: date = timezone.localdate(self.now)
        self.counsellor, self.centre = counsellor, centre
        centre.phone = "018 000 400"
        centre.save()
        counsellor.name_km, counsellor.name_en = "សុធា", "Sothea"
        counsellor.save()
        self.commune: Area = AreaFactory(code="150101")
        self.market: Area = AreaFactory(code="150102", label_km="ស្វាយចេក", label_en="Svay Chek")
        AreaFactory(code="130102", label_km="ស្វាយចេក", label_en="Svay Chek")
        name_areas()
        self.sister = self.person("ទន្លេ", "សុផា", "018 000 417", born_on=date(1993, 3, 12))
        self.employer = self._employer()
        self.vacancy = self._vacancy()

    def person(self, family: str, given: str, number: str, **changes: Any) -> Person:
        """Register somebody at the centre, through the same door as everybody."""
        came_on = self.now - timedelta(days=40)
        values = {
            "registered_at": came_on,
            "centre_id": self.centre.pk,
            "area_id": self.commune.pk,
            "family_name_km": family,
            "given_name_km": given,
            "family_name_lat": "",
            "given_name_lat": "",
            "assigned_to_id": self.counsellor.pk,
            "contacts": (Contact(number=number),),
            "consent": consent("contact_by_phone", "share_employer", decided_at=came_on),
            **changes,
        }
        return register(actor=self.counsellor, intake=intake(**values), today=self.today)

    def place_others(self, count: int) -> None:
        """Let others of the town start work today, so that the results have a figure to show."""
        for number in range(count):
            person = self.person("ភ្នំ", f"តារា {number}", f"018 000 5{number:02}")
            # One place, and so taken: the work that is still open is not one of several alike.
            full = VacancyFactory(employer=self.employer, openings=1)
            referral = meeting(self.counsellor, person, full)
            record_placement(
                actor=self.counsellor,
                id=uuid.uuid4(),
                referral_id=referral.pk,
                terms=terms(started_on=self.today),
                today=self.today,
            )

    def _employer(self) -> Employer:
        first, second = (
            staff(Role.JOB_OFFICER, self.centre, username=name) for name in ("mealea", "vicheka")
        )
        return EmployerFactory(
            organisation=OrganisationFactory(
                label_km="សំណង់ផ្កាឈូក", label_en="Lotus Building", area=self.commune
            ),
            centre=self.centre,
            verified_by=first,
            second_verified_by=second,
            verified_on=self.today - timedelta(days=20),
        )

    def _vacancy(self) -> Vacancy:
        vacancy: Vacancy = VacancyFactory(
            employer=self.employer,
            occupation=Occupation.objects.get(code=TILER),
            area=self.commune,
            wage_min=Decimal(260),
            wage_max=Decimal(300),
        )
        for codes, weight in ((NEEDED, "must"), (WELCOME, "nice")):
            for skill in Skill.objects.filter(code__in=codes):
                VacancyNeed.objects.create(vacancy=vacancy, skill=skill, weight=weight)
        return vacancy
