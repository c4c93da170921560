"""Invented employers and vacancies, by the figures."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import UUID

from spean.accounts.models import User
from spean.console.population import figures as f
from spean.console.population.returnee import draw
from spean.console.population.staff import fixed_id
from spean.directory.models import Area, Centre, Occupation, OccupationSkill, Sector, Skill
from spean.jobs import services as jobs
from spean.jobs.choices import NeedWeight
from spean.jobs.models import Employer

LABELS = {
    "garment": ("រោងចក្រកាត់ដេរ", "garments"),
    "construction": ("សំណង់", "construction"),
    "agriculture": ("កសិកម្ម", "farm products"),
    "service": ("សេវា", "services"),
    "manufacturing": ("រោងចក្រ", "factory"),
    "transport": ("ដឹកជញ្ជូន និងលក់រាយ", "transport and trade"),
}
WORDS = [
    ("ផ្កាឈូក", "Lotus"), ("ទន្លេស", "White River"), ("ផ្កាយព្រឹក", "Morning Star"),
    ("ដើមត្នោត", "Palm Tree"), ("ព្រះចន្ទ", "Moon"), ("ក្តាន់", "Deer"), ("ភ្នំខៀវ", "Blue Hill"),
    ("កំពង់ថ្មី", "New Harbour"), ("ស្រះទឹក", "Pond"), ("ខ្យល់ជំនោរ", "Breeze"),
    ("មេអំបៅ", "Butterfly"), ("ត្រចៀកកាំ", "Swallow"),
]  # fmt: skip


class Market:
    """Employers and vacancies to draw; ids are fixed, so a second run finds them."""

    def __init__(self, seed: int, centres: Mapping[str, Centre], today: date) -> None:
        self.chance = Random(f"spean-market:{seed}")
        self.centres, self.today = centres, today
        self.sectors = {row.code: row for row in Sector.objects.filter(code__in=f.TRADES)}
        codes = {code for _share, codes, _wage in f.TRADES.values() for code in codes}
        self.occupations = {
            row.isco: row
            for row in Occupation.objects.filter(isco__in=codes, scheme="spean")
            or Occupation.objects.filter(isco__in=codes, is_offered=True)
        }
        self.needs: dict[UUID, list[tuple[Skill, str]]] = {}
        links = OccupationSkill.objects.filter(occupation__in=self.occupations.values())
        for link in links.select_related("skill").order_by("occupation", "weight", "sort", "pk"):
            self.needs.setdefault(link.occupation_id, []).append((link.skill, link.weight))

    def make(self, *, officers: Mapping[str, tuple[User, User]], vacancies: int) -> None:
        """Record the employers, each checked by two people, and the vacancies they offer."""
        employers = [self._employer(number, officers) for number in range(max(8, vacancies // 3))]
        for number in range(vacancies):
            employer, trade = employers[number % len(employers)]
            self._vacancy(number, employer, trade, officers)

    def _employer(
        self, number: int, officers: Mapping[str, tuple[User, User]]
    ) -> tuple[Employer, str]:
        chance = self.chance
        trade = draw(chance, {name: row[0] for name, row in f.TRADES.items()})
        code = draw(chance, f.CENTRES)
        word, (kind_km, kind_en) = chance.choice(WORDS), LABELS[trade]
        first, second = officers[code]
        employer = jobs.record_employer(
            actor=first,
            id=fixed_id(f"employer:{number}"),
            centre=self.centres[code],
            values={
                "label_km": f"{kind_km} {word[0]} {number + 1} (ឈ្មោះប្រឌិត)",
                "label_en": f"{word[1]} {kind_en} {number + 1} (invented)",
                "mlvt_number": f"INVENTED-{number + 1:04d}",
                "sector": self.sectors.get(trade),
                "area": self._place(code),
                "size": chance.choice(["small", "medium", "large"]),
                "is_invented": True,
            },
        )
        if employer.second_verified_by_id is None:
            for officer in (first, second):
                jobs.verify_employer(actor=officer, employer_id=employer.pk, today=self.today)
        return employer, trade

    def _place(self, code: str) -> Area:
        if self.chance.random() < f.IN_PROVINCE:
            district = draw(self.chance, f.HOMES[code])
        else:
            district = draw(self.chance, f.ELSEWHERE)
        communes = Area.objects.filter(level=3, valid_to=None, code__startswith=district).order_by(
            "code"
        )
        return self.chance.choice(list(communes) or list(Area.objects.filter(code=district)))

    def _vacancy(
        self,
        number: int,
        employer: Employer,
        trade: str,
        officers: Mapping[str, tuple[User, User]],
    ) -> None:
        chance = self.chance
        _share, iscos, (low, high) = f.TRADES[trade]
        known = [self.occupations[isco] for isco in iscos if isco in self.occupations]
        occupation = chance.choice(known)
        code = employer.centre.code
        wanted = self.needs.get(occupation.pk, [])
        chosen = chance.sample(wanted, min(len(wanted), chance.randint(2, 4)))
        jobs.record_vacancy(
            actor=officers[code][0],
            id=fixed_id(f"vacancy:{number}"),
            employer=employer,
            values=self._values(occupation, employer, chance.randint(low, high)),
            needs=[
                (skill, NeedWeight.MUST if place < 2 else NeedWeight.NICE)
                for place, (skill, _weight) in enumerate(chosen)
            ],
        )

    def _values(self, occupation: Occupation, employer: Employer, wage: int) -> dict[str, Any]:
        chance = self.chance
        far = employer.organisation.area
        return {
            "label_km": occupation.label_km,
            "label_en": occupation.label_en,
            "occupation": occupation,
            "openings": chance.choice([1, 2, 3, 5, 8, 10, 20]),
            "wage_min": Decimal(wage),
            "wage_max": Decimal(wage + chance.choice([0, 20, 40, 80])),
            "currency": "USD",
            "pay_unit": "month",
            "hours_per_week": Decimal(48),
            "contract": chance.choices(["udc", "fdc", "oral", "unknown"], [30, 40, 10, 20])[0],
            "has_nssf": chance.choices(["yes", "no", "unknown"], [70, 10, 20])[0],
            "has_dormitory": chance.choices(["yes", "no", ""], [35, 40, 25])[0],
            "has_transport": chance.choices(["yes", "no", ""], [25, 40, 35])[0],
            "has_meals": chance.choices(["yes", "no", ""], [20, 40, 40])[0],
            "area": far,
            "maximum_age": 35 if chance.random() < f.AGE_CEILING else None,
            "sex_limit": "F" if chance.random() < f.SEX_LIMIT else "any",
            "needs_literacy": chance.random() < 0.2,
            "source": chance.choice(["employer_visit", "phone", "nea", "job_fair"]),
            "verified_on": self.today - timedelta(days=chance.randint(1, 30)),
            "closes_on": self.today + timedelta(days=chance.randint(20, 120)),
            "is_invented": True,
        }
