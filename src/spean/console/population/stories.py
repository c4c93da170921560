"""What happened to some of the invented people: screening, plan, notes, referral, work.

All of it through the same services as at the desk, so that every page has something true to show.
"""

from datetime import datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

from spean.accounts.models import User
from spean.casework import contracts as words
from spean.casework import services as casework
from spean.casework.rules import QUESTIONS
from spean.core.errors import DomainError
from spean.directory.models import ServiceType
from spean.jobs import services as jobs
from spean.pathways import placement
from spean.pathways.matching import suggest_for
from spean.people.models import Person

GOALS = [
    ("ខ្ញុំចង់ធ្វើការជិតផ្ទះ ហើយឱ្យកូនបានរៀន។", "wage_job_near", "economic"),
    ("ខ្ញុំចង់មានមុខរបរផ្ទាល់ខ្លួន មិនចង់ទៅឆ្ងាយទៀតទេ។", "farm_or_business", "economic"),
    ("ខ្ញុំចង់សងបំណុលឱ្យអស់ កុំឱ្យបាត់ដី។", "debt", "economic"),
    ("ខ្ញុំចង់រៀនជំនាញ ដែលរោងចក្រត្រូវការ។", "training", "economic"),
    ("ខ្ញុំចង់នៅជាមួយម្តាយ ហើយមានការងារទៀងទាត់។", "wage_job_near", "social"),
]
STEPS = [
    ("រកការងារ ៣ កន្លែងដែលសម", "EMP3", "staff"),
    ("សរសេរលិខិតសុំពន្យារការបង់បំណុល", "COU6", "both"),
    ("ចុះឈ្មោះកូនចូលរៀន", "SOC8", "client"),
    ("ពិនិត្យជំនាញ ដើម្បីបានវិញ្ញាបនបត្រ", "SKL2", "staff"),
    ("យកសៀវភៅគ្រួសារ និងអត្តសញ្ញាណប័ណ្ណ", "SOC9", "client"),
]
NOTES = [
    ("ពិភាក្សាពីការងារជិតផ្ទះ និងប្រាក់ឈ្នួល។", ("COU1",)),
    ("ពន្យល់ពីសិទ្ធិ និងឯកសារដែលត្រូវមាន។", ("INF1", "INF3")),
    ("ជួយគិតពីបំណុល និងចំណូលក្នុងគ្រួសារ។", ("COU6", "COU5")),
    ("ហៅសួរសុខទុក្ខ និងជំហានបន្ទាប់។", ("FUP1",)),
]


class Stories:
    """Tell a story for a person, as far as chance lets it go."""

    def __init__(self, seed: int, now: datetime) -> None:
        self.seed, self.now = seed, now
        self.types = {row.code: row.pk for row in ServiceType.objects.all()}

    def tell(self, person: Person, officer: User) -> None:
        """Screen, plan, note, refer and perhaps place one person."""
        chance = Random(f"spean-story:{self.seed}:{person.pk}")
        began = max(person.registered_at, self.now - timedelta(days=300))
        self._screen(chance, person, officer, began)
        if chance.random() < 0.75:
            self._plan(chance, person, officer, began + timedelta(days=2))
        for number in range(chance.choice([0, 1, 1, 2, 3])):
            self._note(chance, person, officer, number)
        if chance.random() < 0.6:
            self._wish(chance, person, officer)
        if chance.random() < 0.5:
            self._refer(chance, person, officer)

    def _id(self, chance: Random) -> UUID:
        return UUID(int=chance.getrandbits(128), version=4)

    def _screen(self, chance: Random, person: Person, officer: User, at: datetime) -> None:
        likely = {"debt_due": 0.25, "documents_missing": 0.15, "wages_owed": 0.2}
        rare = {"hungry_or_unsafe": 0.02, "urgent_health": 0.015, "self_harm": 0.004}
        answers = {
            question: "yes" if chance.random() < {**likely, **rare}.get(question, 0.006) else "no"
            for question in QUESTIONS
        }
        casework.record_screening(
            actor=officer,
            person=person,
            id=self._id(chance),
            answers=words.Answers(answers),
            now=at,
        )

    def _plan(self, chance: Random, person: Person, officer: User, at: datetime) -> None:
        goal, code, dimension = chance.choice(GOALS)
        plan = casework.write_plan(
            actor=officer,
            person=person,
            id=self._id(chance),
            words=words.PlanWords(
                goal=goal,
                goal_code=code,
                dimension=dimension,
                baseline_rss=Decimal(str(round(min(max(chance.gauss(0.38, 0.14), 0), 1), 3))),
                household_agrees=chance.random() < 0.8,
                review_on=(self.now + timedelta(days=chance.randint(5, 90))).date(),
            ),
        )
        for what, service, owner in chance.sample(STEPS, 3):
            casework.add_action(
                actor=officer,
                plan=plan,
                id=self._id(chance),
                words=words.StepWords(
                    what=what,
                    owner=owner,
                    service_type_id=self.types.get(service),
                    due_on=(self.now + timedelta(days=chance.randint(-5, 45))).date(),
                ),
            )
        if chance.random() < 0.85:
            plan.refresh_from_db()
            casework.agree_plan(
                actor=officer,
                plan=plan,
                revision=plan.revision,
                agreement=words.Agreement(mode=chance.choice(["signature", "thumbprint"])),
                now=min(at + timedelta(days=1), self.now),
            )

    def _note(self, chance: Random, person: Person, officer: User, number: int) -> None:
        said, topics = chance.choice(NOTES)
        on = (self.now - timedelta(days=chance.randint(0, 70) + number)).date()
        later = chance.random() < 0.4
        casework.note_service(
            actor=officer,
            person=person,
            id=self._id(chance),
            words=words.NoteWords(
                happened_on=on,
                mode=chance.choice(["in_person", "phone", "home_visit"]),
                topics=topics,
                minutes=chance.choice([10, 15, 20, 30, 45]),
                summary=said,
                next_step="ហៅសួរពីលទ្ធផល" if later else "",
                next_on=(self.now + timedelta(days=chance.randint(0, 14))).date()
                if later
                else None,
            ),
            now=self.now,
        )

    def _wish(self, chance: Random, person: Person, officer: User) -> None:
        moves = chance.random() < 0.31
        jobs.record_wishes(
            actor=officer,
            person=person,
            values={
                "radius_km": chance.choice([10, 15, 25, 40]),
                "accepts_dormitory": moves,
                "will_relocate": moves,
                "wage_wanted": Decimal(chance.choice([180, 200, 220, 250])),
            },
            revision=None,
        )

    def _refer(self, chance: Random, person: Person, officer: User) -> None:
        found = suggest_for(person=person, today=self.now.date(), limit=3).fitting
        if not found:
            return
        chosen = chance.choice(found)
        try:
            self._follow(chance, person, officer, chosen)
        except DomainError:
            # A place was taken meanwhile, or sharing was not allowed: the story ends here.
            return

    def _follow(self, chance: Random, person: Person, officer: User, chosen: object) -> None:
        match, vacancy = chosen.match, chosen.vacancy  # type: ignore[attr-defined]
        at = self.now - timedelta(days=chance.randint(1, 60))
        referral = jobs.propose(
            actor=officer,
            id=self._id(chance),
            person=person,
            vacancy=vacancy,
            fits=match.fits,
            fits_of=match.of,
            reasons=[
                {
                    "code": reason.code,
                    "polarity": str(reason.polarity),
                    "params": dict(reason.params),
                    "source": str(reason.source),
                }
                for reason in match.reasons
            ],
            now=at,
        )
        jobs.agree(actor=officer, referral_id=referral.pk, now=at)
        jobs.send_to_employer(actor=officer, referral_id=referral.pk, today=at.date(), now=at)
        if chance.random() < 0.5:
            jobs.employer_wants_to_meet(actor=officer, referral_id=referral.pk, now=at)
            if chance.random() < 0.7:
                self._place(chance, officer, referral.pk, vacancy)

    def _place(self, chance: Random, officer: User, referral_id: UUID, vacancy: object) -> None:
        placement.place(
            actor=officer,
            id=self._id(chance),
            referral_id=referral_id,
            terms={
                "started_on": (self.now - timedelta(days=chance.randint(0, 100))).date(),
                "wage": vacancy.wage_min,  # type: ignore[attr-defined]
                "currency": "USD",
                "pay_unit": "month",
                "hours_per_week": Decimal(48),
                "contract": vacancy.contract,  # type: ignore[attr-defined]
                "has_contract_copy": chance.random() < 0.5,
                "has_nssf": vacancy.has_nssf,  # type: ignore[attr-defined]
                "proof": chance.choices(["G1", "G2", "G3", "G4"], [30, 20, 35, 15])[0],
            },
            now=self.now,
        )
