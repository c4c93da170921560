"""What a counsellor types on the page of a household's money."""

from typing import Any

EMPTY_LOAN = {"every": "1", "basis": "told"}


def money(**changes: Any) -> dict[str, Any]:
    """Return a course that is 120,000 short each month while it lasts, from next month on."""
    loans = {f"loan{n}-{name}": said for n in range(4) for name, said in EMPTY_LOAN.items()}
    return {
        **loans,
        "question": "course",
        "months_harvest": [],
        "months_planting": [],
        "month_school": "11",
        "month_birth": "",
        "living_likely": "៦០០០០០",
        "living_basis": "told",
        "other_income_likely": "300,000",
        "other_income_basis": "told",
        "childcare_likely": "100000",
        "childcare_basis": "told",
        "cash_likely": "80000",
        "cash_basis": "seen",
        "course_months_likely": "4",
        "course_months_basis": "rule",
        "stipend_likely": "280000",
        "stipend_basis": "rule",
        "wage_trained_likely": "1200000",
        "wage_trained_low": "840000",
        "wage_trained_high": "1500000",
        "wage_trained_basis": "seen",
        **changes,
    }


LOAN = {
    "loan0-name": "ធនាគារ",
    "loan0-owed": "3000000",
    "loan0-rate": "1.5",
    "loan0-payment": "150000",
    "loan0-basis": "seen",
}
