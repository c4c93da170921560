"""The Washington Group Short Set."""

from collections.abc import Mapping

WASHINGTON_GROUP = ("see", "hear", "walk", "remember", "self_care", "communicate")
_A_LOT = 3


def has_disability(answers: Mapping[str, int | None]) -> bool | None:
    """Tell whether any of the six answers is "a lot" (3) or "cannot" (4).

    None when nothing says so and an answer is missing. Source: Washington Group on Disability
    Statistics, Short Set on Functioning, recommended cut-off (centre practice F1 15).
    """
    given = [answers.get(domain) for domain in WASHINGTON_GROUP]
    if any(answer is not None and answer >= _A_LOT for answer in given):
        return True
    return None if None in given else False
