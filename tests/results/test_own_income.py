"""Who farms or trades counts after the income was asked, and not a day before."""

import pytest

from spean.casework.models import FollowUpAnswers
from spean.casework.services.calls import finish_call, keep_step
from tests.factories.calls import call_of
from tests.factories.casework import case_for, plan_for
from tests.factories.people import MORNING, TODAY
from tests.results.counting import count

pytestmark = pytest.mark.django_db
EARNS = {"alive": "yes", "sales": "900000", "profit": "250000"}


def told(officer, centre, business, activity="own_account", finished=True):
    follow_up = call_of(case_for(officer, centre))
    keep_step(actor=officer, follow_up=follow_up, step="now", said={"activity": activity})
    keep_step(actor=officer, follow_up=follow_up, step="business", said=business)
    if finished:
        finish_call(actor=officer, follow_up=follow_up, now=MORNING)
    return FollowUpAnswers.objects.get(follow_up=follow_up)


def test_a_farm_that_runs_and_leaves_money_counts_on_the_day_it_was_said(
    counsellor, pursat, evaluator
):
    row = told(counsellor, pursat, EARNS)

    assert row.income_checked_on == TODAY
    assert count(evaluator, "people_earning_own") == 1
    assert count(evaluator, "people_placed") == 0


def test_a_plan_to_farm_is_no_income(counsellor, pursat, evaluator):
    plan_for(case_for(counsellor, pursat), agreed=True)

    assert count(evaluator, "people_earning_own") == 0


@pytest.mark.parametrize(
    "business",
    [
        {"alive": "yes", "sales": "900000"},
        {"alive": "yes", "sales": "900000", "profit": "-50000"},
        {"alive": "yes", "profit": "0"},
        {"alive": "no", "profit": "250000"},
        {"profit": "250000"},
        {"alive": "no_answer", "profit": "250000"},
        {},
    ],
    ids=["sold only", "a loss", "nothing", "ended", "not said", "did not wish to say", "empty"],
)
def test_a_loss_and_what_was_not_said_are_no_income(counsellor, pursat, evaluator, business):
    assert told(counsellor, pursat, business).income_checked_on is None
    assert count(evaluator, "people_earning_own") == 0


@pytest.mark.parametrize("activity", ["looking", "employee", "family"])
def test_money_of_a_business_that_is_not_hers_does_not_count(
    counsellor, pursat, evaluator, activity
):
    told(counsellor, pursat, EARNS, activity=activity)

    assert count(evaluator, "people_earning_own") == 0


def test_a_call_that_was_not_finished_does_not_count(counsellor, pursat, evaluator):
    told(counsellor, pursat, EARNS, finished=False)

    assert count(evaluator, "people_earning_own") == 0
