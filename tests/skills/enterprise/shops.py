"""Shops to reckon with."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from spean.core.months import Range
from spean.skills.rules.enterprise import SEASONS, Product, Shop


def product(**changes: Any) -> Product:
    given = {"name": "បាយ", "price": 5_000, "unit_cost": 3_000, "sold": Range(600, 900, 1_200)}
    return Product(**{**given, **changes})


def shop(**changes: Any) -> Shop:
    """Return a stall that sells 900 bowls a month, each leaving 2,000 riel."""
    given = {
        "begins": date(2026, 7, 1),
        "products": (product(),),
        "start_costs": (("ចង្ក្រាន", 400_000), ("តុ", 300_000)),
        "own_money": 1_500_000,
        "fixed": 200_000,
        "owner_pay": 600_000,
    }
    return Shop(**{**given, **changes})


_riel = st.integers(0, 50_000)
_many = st.integers(0, 2_000)


@st.composite
def products(draw: st.DrawFn) -> Product:
    sold = sorted(draw(st.tuples(_many, _many, _many)))
    return product(price=draw(_riel), unit_cost=draw(_riel), sold=Range(*sold))


@st.composite
def shops(draw: st.DrawFn) -> Shop:
    money = st.integers(0, 5_000_000)
    return shop(
        products=tuple(draw(st.lists(products(), min_size=1, max_size=3))),
        own_money=draw(money),
        given=draw(money),
        fixed=draw(money),
        owner_pay=draw(money),
        stock_months=draw(st.integers(0, 3)),
        opens_after=draw(st.integers(0, 6)),
        days=draw(st.integers(1, 31)),
        family_hours=draw(st.integers(0, 400)),
        family_wage=draw(st.integers(0, 4_000)),
        seasons=tuple(draw(st.sets(st.sampled_from(sorted(SEASONS))))),
    )
