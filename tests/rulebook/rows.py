"""Sample rows in the shape of the domain notes; none is verified, as there."""

from datetime import date
from decimal import Decimal
from typing import Any

from rulebook import Rule

GARMENT = "minimum-wage.garment"
GARMENT_CSV = """\
code,valid_from,valid_to,value,unit,source,verified,note
minimum-wage.garment,2024-01-01,2024-12-31,204,USD/month,sample,no,
minimum-wage.garment,2025-01-01,2025-12-31,208,USD/month,Prakas 211/24,no,probation 206
minimum-wage.garment,2026-01-01,,210,USD/month,Prakas 214,no,
minimum-age,1997-03-13,,15,years,sample,no,
minimum-age.hazardous,1997-03-13,,18,years,sample,no,
nssf.registers-any-enterprise,2017-01-01,,yes,,sample,no,
overtime.basis,1997-03-13,,voluntary,,sample,no,
"""


def a_rule(**changes: Any) -> Rule:
    values: dict[str, Any] = {
        "code": GARMENT,
        "valid_from": date(2025, 1, 1),
        "valid_to": date(2025, 12, 31),
        "value": Decimal(208),
        "unit": "USD/month",
        "source": "sample",
    }
    return Rule(**{**values, **changes})


def an_age(code: str = "minimum-age", years: int = 15, **changes: Any) -> Rule:
    return a_rule(code=code, value=Decimal(years), unit="years", valid_to=None, **changes)
