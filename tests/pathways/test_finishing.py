"""What a person finished ticks the step of her plan."""

from datetime import timedelta

import pytest

from spean.accounts.choices import Role
from spean.casework.models import PlanAction
from spean.core.errors import NotAllowed
from spean.pathways.training import agree_with_results, complete_class, service_of
from spean.skills.choices import CourseKind, EnterprisePackage
from spean.skills.models import Course
from spean.skills.services.assessing import moderate
from tests.factories.casework import case_for, plan_for, step_for
from tests.factories.people import MORNING
from tests.factories.recognition import applied, assessed, assessors, booked, ready, standard
from tests.factories.serving import staff
from tests.factories.training import (
    AFTER,
    DAYS,
    LAST,
    course_at,
    enrolled,
    marked,
    published_terms,
)

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=4)


@pytest.fixture
def case(counsellor, pursat):
    return case_for(counsellor, pursat)


@pytest.fixture
def manager(pursat):
    published_terms()
    return staff(Role.CENTRE_MANAGER, pursat)


def step_of(case, code):
    plan = plan_for(case, agreed=True, steps=0)
    return step_for(plan, code, what="រៀន")


def class_of(manager, course, *people):
    sit = [enrolled(manager, course, person) for person in people]
    for day in DAYS:
        marked(manager, course, day, dict.fromkeys(sit, "present"))
    return sit


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("SKL4", {"kind": "vocational"}),
        ("SKL5", {"kind": "readiness"}),
        ("ENT1", {"kind": "enterprise", "package": "gyb"}),
    ],
)
def test_who_completes_a_course_has_done_the_step_of_its_kind(code, kind, case, manager, pursat):
    step = step_of(case, code)
    course = course_at(pursat, **kind)
    (one,) = class_of(manager, course, case.person)

    for _twice in range(2):
        complete_class(actor=manager, course_id=course.pk, now=AFTER)

    step.refresh_from_db()
    assert (step.state, step.done_on) == ("done", LAST)
    assert (step.evidence_kind, step.evidence_id) == ("enrolment", one.pk)


def test_a_course_of_another_kind_ticks_nothing(case, manager, pursat):
    step = step_of(case, "ENT2")
    course = course_at(pursat, kind="enterprise", package="gyb")
    class_of(manager, course, case.person)

    complete_class(actor=manager, course_id=course.pk, now=AFTER)

    step.refresh_from_db()
    assert step.state == "planned"


def test_who_has_no_plan_completes_all_the_same(case, manager, pursat):
    course = course_at(pursat)
    (one,) = class_of(manager, course, case.person)

    assert complete_class(actor=manager, course_id=course.pk, now=AFTER) == [one]
    assert not PlanAction.objects.exists()


def test_who_may_not_complete_a_class_ticks_nothing(case, manager, counsellor, pursat):
    step = step_of(case, "SKL4")
    course = course_at(pursat)
    class_of(manager, course, case.person)

    with pytest.raises(NotAllowed):
        complete_class(actor=counsellor, course_id=course.pk, now=AFTER)
    step.refresh_from_db()
    assert step.state == "planned"


def looked_at(facilitator, person, pursat, results):
    kept = standard()
    made = applied(facilitator, person, kept)
    return assessed(booked(ready(made), *assessors(pursat, kept)), *results)


@pytest.mark.parametrize("results", [("c", "c"), ("nyc", "nyc")], ids=["competent", "not yet"])
def test_an_agreed_assessment_is_done_whatever_it_found(results, facilitator, case, pursat):
    step = step_of(case, "SKL3")
    made = looked_at(facilitator, case.person, pursat, results)

    agree_with_results(actor=made.moderator.user, recognition_id=made.pk, now=LATER)

    step.refresh_from_db()
    assert (step.state, step.evidence_kind, step.evidence_id) == ("done", "recognition", made.pk)


def test_results_that_go_back_tick_nothing(facilitator, case, pursat):
    step = step_of(case, "SKL3")
    made = looked_at(facilitator, case.person, pursat, ("c", "c"))

    moderate(
        actor=made.moderator.user, recognition_id=made.pk, agrees=False, reason="ខ្វះ", now=LATER
    )

    step.refresh_from_db()
    assert step.state == "planned"


def test_every_kind_of_course_is_a_kind_of_service_that_is_known():
    packages = [Course(kind="enterprise", package=one) for one in EnterprisePackage]
    others = [Course(kind=one) for one in CourseKind if one != CourseKind.ENTERPRISE]
    codes = {service_of(course) for course in (*packages, *others)}

    assert "" not in codes and service_of(Course(kind="enterprise")) == ""
    assert len(codes) == 6
