"""Beginnings of a note: what a counsellor writes most often, one tap away."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.casework.choices import ContactMode
from spean.casework.models import NoteTemplate
from spean.casework.selectors.day import beginnings_for


@dataclass(frozen=True, slots=True)
class Starter:
    """A beginning: its name, and what it fills in."""

    code: str
    name: str | Promise
    topics: tuple[str, ...]
    mode: str
    minutes: int | None
    summary: str | Promise
    next_step: str | Promise = ""

    def initial(self) -> dict[str, Any]:
        """Return what the note form begins with."""
        return {
            "topics": list(self.topics),
            "mode": self.mode,
            "minutes": self.minutes,
            "summary": str(self.summary),
            "next_step": str(self.next_step),
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
    Starter(
        "benefit",
        _("Help with a benefit"),
        ("INF5",),
        ContactMode.IN_PERSON,
        20,
        _("Which benefit: \nPapers there: \nPapers missing: "),
        _("Bring the papers that are missing"),
    ),
    Starter(
        "job",
        _("Talk about a job"),
        ("EMP3",),
        ContactMode.IN_PERSON,
        20,
        _("Job: \nWhat fits: \nWhat the person decided: "),
    ),
    Starter(
        "skills",
        _("Talk about skills"),
        ("SKL2",),
        ContactMode.IN_PERSON,
        20,
        _("What the person can do: \nProof there: \nCourse or assessment: "),
    ),
    Starter(
        "rights",
        _("Talk with a group about rights"),
        ("INF1",),
        ContactMode.GROUP,
        60,
        _("What it was about: \nQuestions asked: "),
    ),
    Starter(
        "safe",
        _("Talk with a group about safe migration"),
        ("INF2",),
        ContactMode.GROUP,
        60,
        _("What it was about: \nQuestions asked: "),
    ),
)


def starters_for(viewer: User, *, is_group: bool) -> list[Starter]:
    """Return the beginnings to choose from: the viewer's and her centre's, then those shipped."""
    written = beginnings_for(viewer).filter(is_active=True)
    found = [*map(_of, written), *STARTERS]
    return [one for one in found if (one.mode == ContactMode.GROUP) is is_group]


def _of(written: NoteTemplate) -> Starter:
    return Starter(
        str(written.pk),
        written.label,
        tuple(written.topics),
        written.mode,
        written.minutes,
        written.summary,
        written.next_step,
    )


def starter(code: str, among: list[Starter]) -> Starter | None:
    """Return the beginning with this code, or None."""
    return next((one for one in among if one.code == code), None)
