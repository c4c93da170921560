"""One sealed record of each kind, and how a viewer opens it (`test_classes.py`)."""

import uuid
from collections.abc import Callable
from typing import Any

from spean.casework import services as casework
from spean.casework.models import PlanFile
from spean.casework.services.benefits import open_benefits
from spean.casework.services.calls import keep_step, open_call
from spean.casework.services.first_aid import FirstAidWords, open_first_aid, write_first_aid
from spean.casework.services.plan_files import open_plan_file
from spean.casework.services.service_referrals import open_reason
from spean.directory.services import load_own_tables
from spean.jobs.rules.checks import told_from
from spean.jobs.services.checks import open_check, record_check
from spean.people.contracts import SensitiveFacts
from spean.people.models import IdentityDocument, JobAbroad, Person, Return
from spean.people.services import (
    document_number,
    edit_sensitive,
    job_sensitive,
    register,
    return_status,
    sensitive_facts,
)
from spean.people.services.registry_asking import Inquiry, ask_registry, open_answers
from tests.casework.benefits.ways import started
from tests.casework.money.test_budgets import saved
from tests.casework.money.test_debts import REPLY, written
from tests.casework.test_plan_files import agreed
from tests.factories.calls import FREE, placed
from tests.factories.casework import case_for, follow_up_for, plan_for, screened, service_type
from tests.factories.people import MORNING, TODAY, consent, whole_intake
from tests.factories.referrals import case_allowing, partner, referred
from tests.house.businesses import check_scene, finance_scene, plan_scene, receipt_scene
from tests.house.training_scenes import receipt, trace
from tests.registries.peer import Peer

Open = Callable[[Any], Any]
Scene = Callable[[Any, Any], tuple[Person, Open]]


def _sensitive(officer, centre):
    person = case_for(officer, centre).person
    edit_sensitive(actor=officer, person_id=person.pk, facts=SensitiveFacts(see=4))
    return person, lambda viewer: sensitive_facts(viewer=viewer, person=person)


def whole_file(officer, centre):
    whole = whole_intake(centre_id=centre.pk, assigned_to_id=officer.pk)
    return register(actor=officer, intake=whole, today=TODAY)


def _document(officer, centre):
    person = whole_file(officer, centre)
    row = IdentityDocument.objects.filter(person=person, kind="national_id").get()
    return person, lambda viewer: document_number(viewer=viewer, document=row)


def _return(officer, centre):
    person = whole_file(officer, centre)
    row = Return.objects.get(person=person)
    return person, lambda viewer: return_status(viewer=viewer, episode=row)


def _job(officer, centre):
    person = whole_file(officer, centre)
    row = JobAbroad.objects.get(episode__person=person)
    return person, lambda viewer: job_sensitive(viewer=viewer, job=row)


def _registry(officer, centre):
    person = case_for(officer, centre, consent=consent("share_commune_idpoor")).person
    asked = {"type": "EQUITY_CARD", "number": "150101-000123", "purpose": "SP-ELIG"}
    inquiry = Inquiry(**asked, is_found=True, words="x")
    ask_registry(actor=officer, person=person, peer=Peer().row, id=uuid.uuid4(), inquiry=inquiry)
    return person, lambda viewer: open_answers(viewer=viewer, person=person)


def _budget(officer, centre):
    person = case_for(officer, centre).person
    row = saved(officer, person)
    return person, lambda viewer: casework.open_budget(viewer=viewer, budget=row)


def _debt(officer, centre):
    person = case_for(officer, centre).person
    row = written(officer, person)
    return person, lambda viewer: casework.open_debt(viewer=viewer, debt=row)


def _reply(officer, centre):
    person = case_for(officer, centre).person
    row = written(officer, person)
    casework.record_reply(actor=officer, debt=row, id=uuid.uuid4(), words=REPLY)
    return person, lambda viewer: casework.open_debts(viewer=viewer, person=person)


def _first_aid(officer, centre):
    person = case_for(officer, centre).person
    service_type("COU3")
    words = FirstAidWords(happened_on=TODAY, offered=("calm",), referral="declined", minutes=9)
    write_first_aid(actor=officer, person=person, id=uuid.uuid4(), words=words, now=MORNING)
    return person, lambda viewer: open_first_aid(viewer=viewer, person=person)


def _call(officer, centre):
    case = case_for(officer, centre)
    row = follow_up_for(case, kind="month_1")
    keep_step(actor=officer, follow_up=row, step="now", said={"activity": "work"})
    return case.person, lambda viewer: open_call(viewer=viewer, follow_up=row)


def _mark(officer, centre):
    plan = plan_for(case_for(officer, centre))
    agreed(plan)
    row = PlanFile.objects.get(plan=plan)
    return plan.case.person, lambda viewer: open_plan_file(viewer=viewer, file=row)


def _benefit(officer, centre):
    load_own_tables()
    person = case_for(officer, centre).person
    row = started(officer, person, "HEF")
    return person, lambda viewer: open_benefits(viewer=viewer, person=person, referrals=[row])


def _screening(officer, centre):
    case = case_for(officer, centre)
    row = screened(case, "debt_threat")
    return case.person, lambda viewer: casework.open_answers(viewer=viewer, screening=row)


def _referral(officer, centre):
    case = case_allowing(officer, centre)
    row = referred(case, partner())
    return case.person, lambda viewer: open_reason(viewer=viewer, referral=row)


def _check(officer, centre):
    placement = placed(officer, centre)
    told = told_from(FREE)
    given = {"placement_id": placement.pk, "id": uuid.uuid4(), "moment": "day_30", "told": told}
    row = record_check(actor=officer, now=MORNING, **given).check
    return placement.person, lambda viewer: open_check(viewer=viewer, check=row)


SCENES: dict[str, Scene] = {
    "casework.Budget.sealed": _budget,
    "casework.Debt.sealed": _debt,
    "casework.FirstAidRecord.sealed": _first_aid,
    "casework.FollowUpAnswers.sealed": _call,
    "casework.LenderReply.sealed": _reply,
    "casework.PlanFile.sealed": _mark,
    "casework.SchemeReferral.sealed": _benefit,
    "casework.Screening.sealed": _screening,
    "casework.ServiceReferral.sealed": _referral,
    "jobs.DecentWorkCheck.sealed": _check,
    "people.IdentityDocument.sealed": _document,
    "people.JobAbroad.sealed": _job,
    "people.RegistryAnswer.sealed": _registry,
    "people.Return.sealed": _return,
    "people.SensitiveDetails.sealed": _sensitive,
    "skills.StipendPayment.sealed": receipt,
    "skills.Trace.sealed": trace,
    "skills.BusinessCheck.sealed": check_scene,
    "skills.BusinessPlan.sealed": plan_scene,
    "skills.FinanceLink.sealed": finance_scene,
    "skills.KitFile.sealed": receipt_scene,
}
