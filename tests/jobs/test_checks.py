"""The decent-work check: what a worker's answers mean, and what they never mean."""

import uuid
from datetime import timedelta
from decimal import Decimal

import hypothesis.strategies as st
import pytest
from hypothesis import given

from spean.accounts.models import AuditEntry
from spean.core.errors import NotAllowed
from spean.directory.models import Sector
from spean.jobs.models import DecentWorkCheck
from spean.jobs.rules.checks import (
    Limits,
    Told,
    is_for_protection,
    judge,
    raised,
    told_from,
    visit_reasons,
)
from spean.jobs.services import record_placement
from spean.jobs.services.checks import VisitFound, open_check, record_check, record_visit
from tests.factories.jobs import RuleFactory, VacancyFactory, meeting, rules, terms, willing
from tests.factories.people import MORNING, TODAY

LIMITS = Limits(Decimal(48), Decimal(60))
GOOD = {
    **{"paid_late": "no", "may_refuse": "yes", "unpaid_extra": "no", "written": "yes"},
    **{"copy": "yes", "nssf": "yes", "papers": "yes", "free": "yes"},
}
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        name: st.sampled_from(["yes", "no", "unknown", "no_answer"]) for name in GOOD if name
    },
)
HOURS = st.one_of(st.none(), st.decimals(0, 168, places=1))


def judged(pay="yes", hours: Decimal | None = Decimal(48), **changes):
    told = Told({**GOOD, **changes}, hours=hours)
    return {one.item: one for one in judge(told, pay=pay, limits=LIMITS)}


def test_good_work_has_every_point_and_nothing_is_opened():
    items = judged()

    assert [one.points for one in items.values()] == [2, 2, 2, 2, 2]
    assert visit_reasons(items.values()) == () and not is_for_protection(items.values())


@pytest.mark.parametrize(
    ("changes", "item", "reason"),
    [
        ({"pay": "no"}, "pay", "pay-below"),
        ({"paid_late": "yes"}, "pay", "pay-late"),
        ({"hours": Decimal("60.5")}, "hours", "hours-long"),
        ({"may_refuse": "no"}, "hours", "hours-forced"),
        ({"unpaid_extra": "yes"}, "hours", "hours-unpaid"),
    ],
)
def test_each_knock_out_says_why_and_sends_somebody_to_the_employer(changes, item, reason):
    items = judged(**changes)

    assert items[item].is_knocked_out and items[item].points == 0
    assert visit_reasons(items.values()) == (reason,)


def test_no_nssf_sends_somebody_to_the_employer_though_it_knocks_nothing_out():
    for answer, reason in (("no", "nssf-none"), ("promised", "nssf-promised")):
        items = judged(nssf=answer)

        assert not any(one.is_knocked_out for one in items.values())
        assert visit_reasons(items.values()) == (reason,)


@pytest.mark.parametrize("answer", [{"papers": "no"}, {"free": "no"}])
def test_who_is_not_free_is_asked_in_private_before_anybody_goes_there(answer):
    items = judged(nssf="no", **answer).values()

    assert is_for_protection(items) and visit_reasons(items) == ()


@given(ANSWERS, HOURS, st.sampled_from(["unknown", "yes"]))
def test_what_is_not_known_is_never_a_no(answers, hours, pay):
    """Whatever is knocked out or opened rests on a plain yes or no, or on a number told."""
    plain = {name: said for name, said in answers.items() if said in ("yes", "no")}
    full, bare = Told(answers, hours=hours), Told(plain, hours=hours)

    assert judge(full, pay=pay, limits=LIMITS) == judge(bare, pay=pay, limits=LIMITS)


def test_nobody_knew_anything_and_nothing_follows():
    items = judge(Told(dict.fromkeys(GOOD, "unknown")), pay="unknown", limits=Limits(None, None))

    assert [one.points for one in items] == [None] * 5
    assert visit_reasons(items) == () and not is_for_protection(items)


@given(HOURS.filter(lambda hours: hours is not None), st.decimals(0, 20, places=1))
def test_longer_hours_never_score_better(hours, more):
    less, longer = judged(hours=hours)["hours"], judged(hours=hours + more)["hours"]

    assert longer.points <= less.points


def test_a_proof_is_raised_and_never_lowered():
    grades = ("G0", "G1", "G2", "G3", "G4")

    for told_by in ("worker", "employer", "paper"):
        assert all(raised(grade, told_by) >= grade for grade in grades)
    assert (raised("G2", "worker"), raised("G1", "employer")) == ("G3", "G3")
    assert raised("G0", "paper") == "G4"


def test_a_form_left_empty_tells_nothing():
    assert told_from({}) == Told({})


@pytest.fixture
def placement(counsellor, pursat):
    rules()
    for code, value, unit in (
        ("minimum-wage.garment", "210", "USD/month"),
        ("hours-per-week", "48", "hours"),
        ("decent-work.hours-most", "60", "hours"),
    ):
        RuleFactory(code=code, value=value, unit=unit)
    garment = Sector.objects.get_or_create(
        code="garment", defaults={"label_km": "កាត់ដេរ", "label_en": "Garments"}
    )[0]
    vacancy = VacancyFactory(employer__centre=pursat, employer__organisation__sector=garment)
    person = willing(counsellor, pursat)
    referral = meeting(counsellor, person, vacancy)
    started = TODAY - timedelta(days=30)
    values = terms(started_on=started, has_nssf="unknown", proof="G0")
    return record_placement(
        actor=counsellor, id=uuid.uuid4(), referral_id=referral.pk, terms=values, today=TODAY
    )


def ask(actor, placement, id=None, **said):
    return record_check(
        actor=actor,
        placement_id=placement.pk,
        id=id or uuid.uuid4(),
        moment="day_30",
        told=told_from({**GOOD, **said}),
        now=MORNING,
    )


@pytest.mark.django_db
def test_the_wage_is_held_against_the_minimum_of_the_day(counsellor, placement):
    pay = {"currency": "USD", "pay_unit": "month"}

    below = ask(counsellor, placement, wage="209", **pay)
    enough = ask(counsellor, placement, wage="210", **pay)

    assert below.items[0].reasons == ("pay-below",) and below.items[0].is_knocked_out
    assert (enough.items[0].points, enough.items[0].reasons) == (2, ())


@pytest.mark.django_db
def test_her_word_raises_the_proof_and_says_whether_there_is_nssf(counsellor, placement):
    ask(counsellor, placement, nssf="no")

    placement.refresh_from_db()
    assert (placement.proof, placement.has_nssf) == ("G1", "no")


@pytest.mark.django_db
def test_what_she_does_not_know_leaves_what_is_known(counsellor, placement):
    ask(counsellor, placement, nssf="unknown")

    placement.refresh_from_db()
    assert placement.has_nssf == "unknown"


@pytest.mark.django_db
def test_her_answers_lie_sealed_and_each_opening_is_written_down(
    counsellor, colleague, manager, placement
):
    kept = ask(counsellor, placement, papers="no").check

    assert b"papers" not in bytes(DecentWorkCheck.objects.get().sealed)
    assert open_check(viewer=manager, check=kept).items[4].reasons == ("papers-kept",)
    assert AuditEntry.objects.filter(action="people.sensitive_read").count() == 1
    with pytest.raises(NotAllowed):
        open_check(viewer=colleague, check=kept)


@pytest.mark.django_db
def test_a_check_sent_twice_is_one(counsellor, placement):
    key = uuid.uuid4()

    ask(counsellor, placement, id=key), ask(counsellor, placement, id=key)

    assert DecentWorkCheck.objects.count() == 1


@pytest.mark.django_db
def test_another_centre_asks_nothing(officer_elsewhere, placement):
    with pytest.raises(NotAllowed):
        ask(officer_elsewhere, placement)


@pytest.mark.django_db
def test_a_visit_that_saw_the_number_is_the_best_proof(counsellor, placement):
    found = VisitFound(TODAY, "yes", number_seen=True)

    record_visit(actor=counsellor, placement_id=placement.pk, found=found)

    placement.refresh_from_db()
    employer = placement.referral.vacancy.employer
    employer.refresh_from_db()
    assert (placement.proof, placement.has_nssf, employer.visited_on) == ("G4", "yes", TODAY)
