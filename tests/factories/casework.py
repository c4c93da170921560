"""Cases of people who really registered, made by the services themselves."""

import uuid
from datetime import date, datetime, timedelta
from typing import Any

from spean.accounts.models import User
from spean.casework import services
from spean.casework.contracts import Agreement, Answers, NoteWords, PlanWords, StepWords
from spean.casework.models import Case, FollowUp, Plan, PlanAction, Screening, ServiceEvent
from spean.casework.rules import QUESTIONS
from spean.directory.models import Centre, ServiceType
from spean.people.models import Person
from tests.factories.people import MORNING, TODAY, registered

LABELS = {
    "COU1": ("ប្រឹក្សាអំពីការងារ", "Career counselling"),
    "COU3": ("ជំនួយផ្លូវចិត្តបឋម", "Psychosocial first aid"),
    "EMP2": ("ប្រវត្តិរូបសង្ខេប", "CV or profile"),
    "EMP3": ("ផ្គូផ្គងការងារ", "Matching"),
    "FUP1": ("ទូរស័ព្ទតាមដាន", "Follow-up call"),
    "FUP2": ("ចុះសួរសុខទុក្ខ", "Follow-up visit"),
    "PRO5": ("សុខភាព", "Health care"),
}


def service_type(code: str = "COU1") -> ServiceType:
    km, en = LABELS.get(code, (code, code))
    values = {"group": code[:3], "label_km": km, "label_en": en}
    return ServiceType.objects.get_or_create(code=code, defaults=values)[0]


def client_of(officer: User, centre: Centre, **changes: Any) -> Person:
    """Register a person at a centre, in the hands of an officer."""
    values = {"centre_id": centre.pk, "assigned_to_id": officer.pk, **changes}
    return registered(officer, **values)


def case_for(officer: User, centre: Centre, **changes: Any) -> Case:
    """Register a person and open the case."""
    person = client_of(officer, centre, **changes)
    return services.open_case(actor=officer, person=person, now=MORNING)


def answers(*yes: str, **words: str) -> Answers:
    """Return all eleven answers: yes to those named, no to the rest."""
    given = {code: "yes" if code in yes else "no" for code in QUESTIONS}
    return Answers(given, **words)


def screened(case: Case, *yes: str, now: datetime = MORNING, **words: str) -> Screening:
    """Ask the first questions."""
    return services.record_screening(
        actor=case.opened_by,
        person=case.person,
        id=uuid.uuid4(),
        answers=answers(*yes, **words),
        now=now,
    )


def plan_words(**changes: Any) -> PlanWords:
    values = {
        "goal": "ខ្ញុំចង់ធ្វើការជិតផ្ទះ",
        "goal_code": "wage_job_near",
        "dimension": "economic",
    }
    return PlanWords(**{**values, **changes})


def plan_for(case: Case, *, agreed: bool = False, steps: int = 1, **changes: Any) -> Plan:
    """Write a plan with steps of kind EMP3, and let the person say yes to it."""
    plan = services.write_plan(
        actor=case.opened_by, person=case.person, id=uuid.uuid4(), words=plan_words(**changes)
    )
    for number in range(steps):
        step_for(plan, what=f"រកការងារ {number}")
    if agreed:
        plan = services.agree_plan(
            actor=case.opened_by,
            plan=plan,
            revision=plan.revision,
            agreement=Agreement("thumbprint"),
            now=MORNING,
        )
    return plan


def step_for(plan: Plan, code: str = "EMP3", **changes: Any) -> PlanAction:
    values = {"what": "រកការងារ", "owner": "both", "service_type_id": service_type(code).pk}
    return services.add_action(
        actor=plan.written_by, plan=plan, id=uuid.uuid4(), words=StepWords(**{**values, **changes})
    )


def note_words(**changes: Any) -> NoteWords:
    service_type(changes.get("topics", ("COU1",))[0])
    values = {"happened_on": TODAY, "mode": "in_person", "topics": ("COU1",), "minutes": 20}
    return NoteWords(**{**values, **changes})


def note_for(case: Case, now: datetime = MORNING, **changes: Any) -> ServiceEvent:
    return services.note_service(
        actor=case.opened_by,
        person=case.person,
        id=uuid.uuid4(),
        words=note_words(**changes),
        now=now,
    )


def follow_up_for(case: Case, days: int = 0, **changes: Any) -> FollowUp:
    """Promise a contact some days from today."""
    values: dict[str, Any] = {"kind": "next_step", "what": "ជួយសរសេរលិខិត", **changes}
    return FollowUp.objects.create(case=case, due_on=TODAY + timedelta(days=days), **values)


def day(text: str) -> date:
    return date.fromisoformat(text)
