"""Today's rows in words: a verb first, and never a word of health, violence or anything sealed."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from spean.casework.choices import FollowUpKind
from spean.casework.contracts import Section, Waiting
from spean.casework.rules.calls import CALL_MONTHS
from spean.casework.selectors.calls import contact_to_use
from spean.core.wording import digits_text, time_text
from spean.desk.jobs.checks import visit_words
from spean.people.choices import SafeToCall
from spean.people.models import ContactPoint, Person
from spean.people.selectors import not_to_telephone


@dataclass(frozen=True, slots=True)
class Row:
    """One person on today's list, as it is drawn."""

    person: Person
    triage: str
    extra: str
    do: str
    contact: ContactPoint | None
    is_declined: bool
    url: str
    act_url: str
    act_word: str
    act_drawing: str


@dataclass(frozen=True, slots=True)
class DrawnSection:
    """A part of the page: its heading, how many people, the rows shown, and how many are left."""

    code: str
    title: str
    total: int
    rows: list[Row]

    @property
    def others(self) -> int:
        """Return how many people are not shown here."""
        return self.total - len(self.rows)


def title_of(code: str) -> str:
    """Return the heading of a part of today's list.

    :raises KeyError: if there is no such part
    """
    return {
        "now": _("Before the day ends"),
        "week": _("How are they?"),
        "quiet": _("Waiting for our help"),
        "new": _("Newly registered"),
    }[code]


def drawn(today: date, *sections: Section) -> list[DrawnSection]:
    """Return parts of today's list in words."""
    people = [waiting.case.person_id for section in sections for waiting in section.rows]
    declined = not_to_telephone(people)
    return [
        DrawnSection(
            section.code,
            title_of(section.code),
            section.total,
            [_row(waiting, section.code, today, declined) for waiting in section.rows],
        )
        for section in sections
    ]


def _row(waiting: Waiting, code: str, today: date, declined: set[UUID]) -> Row:
    person = waiting.case.person
    contact, is_declined = contact_to_use(person), person.pk in declined
    url = reverse("desk:person", args=[person.pk])
    follow_up = waiting.follow_up if code in ("now", "week") else None
    word, drawing = _act_of(follow_up, None if is_declined else contact)
    return Row(
        person=person,
        triage={"now": "red", "week": "amber"}.get(code, waiting.case.triage),
        extra=_extra(follow_up, person, code),
        do=_what_to_do(waiting, code, today),
        contact=contact,
        is_declined=is_declined,
        url=url,
        act_url=reverse("desk:follow_up", args=[follow_up.pk]) if follow_up else url,
        act_word=word,
        act_drawing=drawing,
    )


def _act_of(follow_up: Any, contact: ContactPoint | None) -> tuple[str, str]:
    if follow_up is None:
        return _("Open"), "arrow-right"
    # An employer is visited, and what is private is not for the telephone.
    if follow_up.kind in (FollowUpKind.EMPLOYER, FollowUpKind.PRIVATE):
        return _("Visit"), "geo-alt"
    return _act(contact)


def _act(contact: ContactPoint | None) -> tuple[str, str]:
    if contact is None or contact.safe_to_call == SafeToCall.NEVER:
        return _("Visit"), "geo-alt"
    if contact.safe_to_call == SafeToCall.LATER and contact.call_after:
        return _("Call at %(hour)s") % {"hour": time_text(contact.call_after)}, "clock"
    return _("Call"), "telephone"


def _extra(follow_up: Any, person: Person, code: str) -> str:
    if code == "week" and follow_up and follow_up.kind in CALL_MONTHS:
        return str(follow_up.get_kind_display())
    return str(person.area.label)


def _what_to_do(waiting: Waiting, code: str, today: date) -> str:
    if code == "quiet":
        days = (today - waiting.quiet_since).days if waiting.quiet_since else 0
        return _("Meet again: no help for %(days)s days.") % {"days": digits_text(days)}
    if code == "new":
        return _("Ask the first questions.")
    follow_up = waiting.follow_up
    if follow_up is None or (waiting.is_urgent and follow_up.due_on > today):
        return _("Talk with this person today.")
    if follow_up.is_discreet:
        return _("Open the file: a promised step is due.")
    if follow_up.what:
        return str(follow_up.what)
    if follow_up.kind == FollowUpKind.EMPLOYER:
        return visit_words(follow_up.reasons)
    return {
        FollowUpKind.SAFELY: _("Talk about how to go abroad safely."),
        FollowUpKind.NEXT_STEP: _("Take the next step that you agreed on."),
        FollowUpKind.REVIEW: _("Look at the plan together again."),
        FollowUpKind.MISSED: _("Ask how the person is: an appointment was missed."),
    }.get(follow_up.kind, _ask(follow_up))


def _ask(follow_up: Any) -> str:
    of_job = follow_up.about_kind == "placement"
    return _("Ask about pay, hours and NSSF.") if of_job else _("Ask how it is going.")
