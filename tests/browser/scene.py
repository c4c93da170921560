"""The middle of the story, made by the services: people, a plan, wishes, a post that suits."""

import uuid
from datetime import date, time, timedelta
from typing import Any

from spean.casework import services as casework
from spean.casework.contracts import Agreement, Answers, PlanWords, StepWords
from spean.casework.models import Case, FollowUp
from spean.casework.rules import QUESTIONS
from spean.directory.models import Occupation, ServiceType, Skill
from spean.jobs.services import record_wishes
from spean.pathways.job_history import record_job
from spean.people.contracts import Contact, JobFacts
from spean.people.models import Person, Return
from tests.browser.acts import GOAL, STEP
from tests.browser.town import NEEDED, TILER, Town
from tests.factories.people import whole_return

# Family, given name, telephone, what the first questions showed, what was promised and when.
DAY: tuple[tuple[str, str, Contact, str, str, int], ...] = (
    (
        *("ភ្នំ", "ដារ៉ា", Contact(number="018 000 502", safe_to_call="later")),
        *("hungry_or_unsafe", "ស្អែកម៉ោង ៨ ព្រឹក មានការផ្សះផ្សា។ រំលឹកគាត់ម្តងទៀត។", 0),
    ),
    (
        *("ផ្កាយ", "រតនា", Contact(number="018 000 503")),
        *("debt_due", "ជួយបំពេញពាក្យសុំប័ណ្ណសមធម៌", 0),
    ),
    (
        *("វាល", "ស្រីនាង", Contact(number="018 000 504", safe_to_call="never")),
        *("", "សួរថារបររបស់គាត់ទៅយ៉ាងណាហើយ", 1),
    ),
)


def opened(town: Town, person: Person, *yes: str) -> Case:
    """Open a case on the day she came, and ask the first questions; `yes` names a yes."""
    asked_at = person.registered_at + timedelta(minutes=20)
    case = casework.open_case(actor=town.counsellor, person=person, now=asked_at)
    given = {code: "yes" if code in yes else "no" for code in QUESTIONS}
    casework.record_screening(
        actor=town.counsellor,
        person=person,
        id=uuid.uuid4(),
        answers=Answers(given),
        now=asked_at,
    )
    return case


def promised(town: Town, case: Case, what: str, days: int) -> None:
    """Promise something some days from today."""
    due_on = town.today + timedelta(days=days)
    FollowUp.objects.create(case=case, kind="next_step", what=what, due_on=due_on)


def a_day(town: Town) -> None:
    """Fill today's list: what must not wait, and what comes this week."""
    for family, given, contact, yes, what, days in DAY:
        if contact.safe_to_call == "later":
            contact = Contact(number=contact.number, safe_to_call="later", call_after=time(17))
        person = town.person(family, given, contact.number, contacts=(contact,), sex="M")
        promised(town, opened(town, person, *filter(None, [yes])), what, days)


def sophea(town: Town) -> Person:
    """Return a tiler who came back, with her plan and her wishes, for whom there is work."""
    job = JobFacts(
        occupation_id=Occupation.objects.get(code=TILER).pk,
        task_ids=tuple(Skill.objects.filter(code__in=NEEDED).values_list("pk", flat=True)),
        months=72,
    )
    years = whole_return(place="ឈុនបុរី", jobs=())
    person = town.person("ទន្លេ", "សុភា", "018 000 417", returns=(years,), born_on=date(1992, 3, 12))
    episode = Return.objects.get(person=person)
    record_job(actor=town.counsellor, return_id=episode.pk, job=job, now=town.now)
    case = opened(town, person, "debt_due")
    promised(town, case, "ត្រូវបង់បំណុលថ្ងៃទី ១៨។ ជួយសរសេរសំណើសុំពន្យារពេល។", 0)
    _plan(town, person)
    wishes = {"is_looking": True, "radius_km": 15, "wage_wanted": 240}
    work = {"wanted_occupations": [Occupation.objects.get(code=TILER)]}
    record_wishes(actor=town.counsellor, person=person, values={**wishes, **work}, revision=None)
    return person


def _plan(town: Town, person: Person) -> None:
    words = PlanWords(goal=GOAL, goal_code="wage_job_near", dimension="economic")
    plan = casework.write_plan(actor=town.counsellor, person=person, id=uuid.uuid4(), words=words)
    steps: dict[str, Any] = {
        STEP: ("EMP", "both"),
        "សុំប័ណ្ណសមធម៌នៅសាលាឃុំ": ("PRO", "client"),
    }
    for what, (group, owner) in steps.items():
        kind = ServiceType.objects.filter(group=group).order_by("code").first()
        due_on = town.today + timedelta(days=30)
        step = StepWords(what=what, owner=owner, service_type_id=kind.pk, due_on=due_on)
        casework.add_action(actor=town.counsellor, plan=plan, id=uuid.uuid4(), words=step)
    plan.refresh_from_db()
    casework.agree_plan(
        actor=town.counsellor,
        plan=plan,
        revision=plan.revision,
        agreement=Agreement("thumbprint"),
        now=town.now - timedelta(days=12),
    )
