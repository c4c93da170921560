"""Beginnings of a note: what a counsellor writes most often, one tap away."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.casework.choices import ContactMode


@dataclass(frozen=True, slots=True)
class Starter:
    """A beginning: its name, and what it fills in."""

    code: str
    name: str | Promise
    topics: tuple[str, ...]
    mode: str
    minutes: int
    summary: str | Promise

    def initial(self) -> dict[str, Any]:
        """Return what the note form begins with."""
        return {
            "topics": list(self.topics),
            "mode": self.mode,
            "minutes": self.minutes,
            "summary": str(self.summary),
        }


STARTERS = (
    Starter(
        "career",
        _("Talk about work"),
        ("COU1",),
        ContactMode.IN_PERSON,
        30,
        _("Wishes: \nWhat the person can do: \nWhat is in the way: "),
    ),
    Starter(
        "call",
        _("Telephone call"),
        ("FUP1",),
        ContactMode.PHONE,
        10,
        _("How the person is: \nWork and pay: \nWhat is missing: "),
    ),
    Starter(
        "visit",
        _("Visit at home"),
        ("FUP2",),
        ContactMode.HOME_VISIT,
        45,
        _("How the household is: \nWork and pay: \nWhat is missing: "),
    ),
    Starter(
        "papers",
        _("Help with papers"),
        ("INF3", "SOC9"),
        ContactMode.IN_PERSON,
        20,
        _("Paper: \nWhere it was asked for: \nWhen to fetch it: "),
    ),
    Starter(
        "debt",
        _("Talk about debt"),
        ("COU6",),
        ContactMode.IN_PERSON,
        30,
        _("What was decided: \nWho writes to whom: "),
    ),
)


def starter(code: str) -> Starter | None:
    """Return the beginning with this code, or None."""
    return next((one for one in STARTERS if one.code == code), None)
