"""Who is counted, how often, and who never."""

import uuid
from datetime import date, timedelta

import pytest

from spean.casework.models import ServiceEvent
from spean.jobs.models import Placement
from spean.jobs.services import record_placement
from spean.people.contracts import ScopeAnswer
from spean.people.models import Consent, Person
from spean.people.services import record_consent, withdraw_consent
from spean.results.indicators import read
from spean.results.selectors import people_who_count
from tests.factories.casework import case_for, note_for, plan_for
from tests.factories.jobs import VacancyFactory, rules, sent, terms, willing
from tests.factories.people import MORNING, TODAY, PersonFactory, consent, registered
from tests.factories.referrals import answered, case_allowing, referred
from tests.factories.referrals import partner as service_partner
from tests.results.counting import at, count, people

pytestmark = pytest.mark.django_db


def test_returned_workers_are_counted_and_family_members_are_not(counsellor, evaluator):
    registered(counsellor)
    registered(counsellor, client_type="family_member")

    assert count(evaluator, "returnees_registered") == 1


def test_the_same_woman_counts_once_as_a_person_and_three_times_as_sessions(
    counsellor, pursat, evaluator
):
    case = case_for(counsellor, pursat)
    for _ in range(3):
        note_for(case, topics=("COU1", "COU3"))

    assert count(evaluator, "people_counselled") == 1
    assert count(evaluator, "counselling_sessions") == 3


def test_a_service_that_is_no_counselling_is_a_service_only(counsellor, pursat, evaluator):
    note_for(case_for(counsellor, pursat), topics=("EMP2",))

    assert count(evaluator, "people_counselled") == count(evaluator, "counselling_sessions") == 0
    assert count(evaluator, "services_given") == 1


def test_a_group_session_is_one_service_and_no_person(counsellor, pursat, evaluator):
    ServiceEvent.objects.create(
        centre=pursat, staff=counsellor, mode="group", happened_on=TODAY, women=12, men=3
    )

    assert count(evaluator, "services_given") == 1
    assert count(evaluator, "people_counselled") == 0


def test_a_plan_counts_when_it_is_agreed_and_once_in_all_its_versions(
    counsellor, pursat, evaluator
):
    plan_for(case_for(counsellor, pursat))
    agreed = case_for(counsellor, pursat)
    plan_for(agreed, agreed=True)

    assert count(evaluator, "plans_agreed") == 1


@pytest.fixture
def placed(job_officer, pursat):
    """One woman placed twice: first by her word, then with a pay slip."""
    rules()
    person = willing(job_officer, pursat)
    for proof, nssf in (("G1", "no"), ("G4", "yes")):
        referral = sent(job_officer, person, VacancyFactory())
        record_placement(
            actor=job_officer,
            id=uuid.uuid4(),
            referral_id=referral.pk,
            terms=terms(proof=proof, has_nssf=nssf),
            today=TODAY,
        )
    return person


def test_a_person_placed_twice_counts_once_with_her_best_proof(placed, job_officer, monkeypatch):
    monkeypatch.setattr("spean.results.selectors.reach.INSIDE", 0)
    reading = read(job_officer, "people_placed", TODAY)
    grids = reading.published.grids

    assert count(job_officer, "people_referred_to_jobs") == 1
    assert reading.published.sizes["all"] == 1
    assert {row: n for row, n in grids["proof", "all"].row_sums.items() if n} == {"G4": 1}
    assert {row: n for row, n in grids["nssf", "all"].row_sums.items() if n} == {"yes": 1}
    assert {row: n for row, n in grids["kept", "all"].row_sums.items() if n} == {"unknown": 1}


def test_a_job_that_ended_before_90_days_is_not_called_kept(placed, job_officer, monkeypatch):
    monkeypatch.setattr("spean.results.selectors.reach.INSIDE", 0)
    start = TODAY - timedelta(days=200)
    Placement.objects.update(started_on=start, ended_on=start + timedelta(days=89))

    rows = read(job_officer, "people_placed", TODAY).published.grids["kept", "all"].row_sums
    assert rows == {"yes": 0, "no": 1, "unknown": 0}


def test_a_sealed_file_is_never_counted(counsellor, pursat, evaluator):
    case = case_for(counsellor, pursat)
    note_for(case)
    Person.objects.update(is_sealed=True)

    for code in ("returnees_registered", "people_counselled", "services_given"):
        assert count(evaluator, code) == 0


def test_a_file_joined_to_another_is_never_counted(evaluator, pursat):
    kept, double = people(pursat, 2)
    Person.objects.filter(pk=double.pk).update(merged_into=kept)

    assert count(evaluator, "returnees_registered") == 1


class TestWhoSaidNo:
    def decide(self, counsellor, person, **changes):
        decision = consent(decided_at=MORNING + timedelta(hours=1), **changes)
        record_consent(actor=counsellor, person_id=person.pk, decision=decision, id=uuid.uuid4())

    def no(self, **changes):
        return {"scopes": (
            ScopeAnswer(scope="service_delivery", is_granted=True),
            ScopeAnswer(scope="anonymous_statistics", is_granted=False),
        ), **changes}  # fmt: skip

    def test_she_is_left_out_with_all_her_services(self, counsellor, pursat, evaluator):
        case = case_for(counsellor, pursat)
        note_for(case)
        self.decide(counsellor, case.person, **self.no())

        for code in ("returnees_registered", "people_counselled", "counselling_sessions"):
            assert count(evaluator, code) == 0

    def test_who_said_yes_or_was_not_asked_is_counted(self, counsellor):
        registered(counsellor)
        registered(counsellor, consent=consent("anonymous_statistics"))

        assert people_who_count(TODAY).count() == 2

    def test_a_later_yes_counts_her_again(self, counsellor):
        person = registered(counsellor, consent=consent(**self.no()))
        assert people_who_count(TODAY).count() == 0

        self.decide(counsellor, person)
        assert people_who_count(TODAY).count() == 1

    def test_a_withdrawn_decision_leaves_her_out(self, counsellor):
        person = registered(counsellor)
        withdraw_consent(actor=counsellor, person_id=person.pk, withdrawn_at=MORNING)

        assert people_who_count(TODAY).count() == 0

    def test_a_no_brought_by_a_merge_holds_until_she_decides_anew(self, counsellor):
        person = registered(counsellor)
        refusal = registered(counsellor, consent=consent(**self.no()))
        Consent.objects.filter(person=refusal).update(
            person=person, merged_from=refusal.pk, merged_at=MORNING + timedelta(hours=2)
        )
        Person.objects.filter(pk=refusal.pk).update(merged_into=person)
        Consent.objects.filter(merged_from=None).update(created_at=MORNING)
        assert people_who_count(TODAY).count() == 0

        self.decide(counsellor, person)
        assert people_who_count(TODAY).count() == 1


@pytest.mark.parametrize(
    ("moment", "quarter"),
    [
        ("2026-09-30 23:59:59", "2026-Q3"),
        ("2026-10-01 00:00:00", "2026-Q4"),
        ("2026-10-01 06:59:59", "2026-Q4"),
    ],
)
def test_a_quarter_ends_at_midnight_in_phnom_penh(evaluator, pursat, moment, quarter):
    """At 6.59 in the morning of 1 October it is still September in Greenwich."""
    people(pursat, 5, registered_at=at(moment))

    sizes = read(evaluator, "returnees_registered", TODAY).published.sizes
    assert [period for period, size in sizes.items() if size and period != "all"] == [quarter]


def test_quarters_add_up_to_the_whole_because_each_counts_when_it_first_happened(
    counsellor, pursat, evaluator, monkeypatch
):
    monkeypatch.setattr("spean.results.selectors.reach.INSIDE", 0)
    case = case_for(counsellor, pursat)
    for day in (date(2026, 5, 5), date(2026, 8, 8), TODAY):
        note_for(case, happened_on=day)

    sizes = read(evaluator, "people_counselled", TODAY).published.sizes
    assert sizes == {"2026-Q1": 0, "2026-Q2": 1, "2026-Q3": 0, "2026-Q4": 0, "all": 1}


def test_an_age_is_that_of_the_last_day_counted(evaluator, pursat, monkeypatch):
    monkeypatch.setattr("spean.results.selectors.reach.INSIDE", 0)
    for born in (date(1980, 11, 22), date(1980, 11, 23), None):
        PersonFactory(centre=pursat, born_on=born)

    rows = read(evaluator, "returnees_registered", TODAY).published.grids["age", "all"].row_sums
    assert {row: n for row, n in rows.items() if n} == {"46-60": 1, "36-45": 1, "?": 1}


def test_a_referral_counts_when_sent_when_accepted_and_when_the_service_was_given(
    counsellor, manager, pursat
):
    partner = service_partner()
    ways = (("decline",), ("accept",), ("accept", "fail"), ("accept", "finish"))
    for moves in ways:
        referral = referred(case_allowing(counsellor, pursat), partner)
        for move in moves:
            answered(referral, move, reason="other")

    codes = ("people_referred_to_services", "people_taken_on", "people_served")
    assert [count(manager, code) for code in codes] == [4, 3, 1]
