from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.jobs import flows
from spean.jobs.choices import ReferralState, VacancyState
from spean.jobs.rules import advertisement_flags, is_in_force, monthly_usd

FACTS = {
    "per_usd": {"KHR": Decimal(4000), "THB": Decimal("32.5")},
    "working_days": Decimal(26),
    "hours_a_day": Decimal(8),
}


@pytest.mark.parametrize(
    ("amount", "currency", "unit", "monthly"),
    [
        ("260", "USD", "month", "260.00"),
        ("10", "USD", "day", "260.00"),
        ("1.25", "USD", "hour", "260.00"),
        ("1040000", "KHR", "month", "260.00"),
        ("325", "THB", "day", "260.00"),
    ],
)
def test_wages_of_all_units_become_dollars_a_month(amount, currency, unit, monthly):
    found = monthly_usd(Decimal(amount), currency=currency, pay_unit=unit, **FACTS)

    assert found == Decimal(monthly)


@pytest.mark.parametrize(
    ("amount", "currency", "unit", "missing"),
    [
        (None, "USD", "month", {}),
        (Decimal(5), "USD", "piece", {}),
        (Decimal(5), "THB", "month", {"per_usd": {}}),
        (Decimal(5), "USD", "day", {"working_days": None}),
        (Decimal(5), "USD", "hour", {"hours_a_day": None}),
    ],
)
def test_a_wage_that_cannot_be_told_is_not_guessed(amount, currency, unit, missing):
    facts = {**FACTS, **missing}

    assert monthly_usd(amount, currency=currency, pay_unit=unit, **facts) is None


@given(
    low=st.decimals(0, 10**6, places=2),
    more=st.decimals(0, 10**6, places=2),
    currency=st.sampled_from(["USD", "KHR", "THB"]),
    unit=st.sampled_from(["month", "day", "hour"]),
)
def test_who_earns_more_never_seems_to_earn_less(low, more, currency, unit):
    def dollars(amount):
        return monthly_usd(amount, currency=currency, pay_unit=unit, **FACTS)

    assert dollars(low) <= dollars(low + more)


def flags(**changes):
    values = {"sex_limit": "any", "sex_limit_ground": "", "maximum_age": None}
    return advertisement_flags(**{**values, **changes})


def test_limits_by_sex_or_age_are_raised():
    assert flags() == []
    assert flags(sex_limit="F") == ["sex-limit"]
    assert flags(sex_limit="F", sex_limit_ground="Art. 12") == []
    assert flags(maximum_age=35) == ["age-limit"]
    assert flags(minimum_age=18, lawful_age=18) == []
    assert flags(minimum_age=25, lawful_age=18) == ["age-limit"]


@pytest.mark.parametrize(
    ("barred", "until", "holds"),
    [
        (False, None, False),
        (True, None, True),
        (True, date(2026, 11, 22), True),
        (True, date(2026, 11, 21), False),
    ],
)
def test_a_bar_holds_to_its_last_day(barred, until, holds):
    assert is_in_force(barred, until, date(2026, 11, 22)) is holds


@pytest.mark.parametrize(
    ("flow", "states"), [(flows.REFERRAL, ReferralState), (flows.VACANCY, VacancyState)]
)
def test_every_state_can_be_reached_and_moves_stay_among_the_states(flow, states):
    reached = {flow.start} | {move.target for move in flow.moves.values()}
    named = {source for move in flow.moves.values() for source in move.sources}

    assert reached == set(states)
    assert named <= set(states)


def test_only_a_live_referral_can_move():
    for state in ReferralState:
        assert bool(flows.REFERRAL.actions_from(state)) == (state in flows.LIVE)
