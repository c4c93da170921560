"""The decent-work check and the visit to an employer in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.casework.models import FollowUp
from spean.casework.selectors.calls import employer_visits_for
from spean.jobs.choices import CheckItem, CheckReason
from spean.jobs.models import Placement
from spean.jobs.rules.checks import Item
from spean.jobs.selectors import placements_visible_to
from spean.jobs.selectors.checks import checks_visible_to
from spean.jobs.services.checks import check_of_call, open_check


@dataclass(frozen=True, slots=True)
class ItemLine:
    """One item of the check: its name, how it stands, and what is not as it should be."""

    name: str
    word: str
    is_out: bool
    reasons: list[str]


def check_lines(viewer: User, follow_up: FollowUp) -> list[ItemLine]:
    """Return the items of the check that a call made, opened for this viewer; none without one."""
    if follow_up.about_kind != "placement":
        return []
    check = checks_visible_to(viewer).filter(pk=check_of_call(follow_up.pk)).first()
    return [_line(one) for one in open_check(viewer=viewer, check=check).items] if check else []


def _line(one: Item) -> ItemLine:
    words = {None: _("not known"), 0: _("missing"), 1: _("in part"), 2: _("as it should be")}
    word = _("far below what is right") if one.is_knocked_out else words[one.points]
    return ItemLine(
        str(CheckItem(one.item).label), word, one.is_knocked_out, reason_words(one.reasons)
    )


def reason_words(codes: Iterable[str]) -> list[str]:
    """Return reasons in words; a code that is not known any more is left out."""
    return [str(CheckReason(code).label) for code in codes if code in CheckReason.values]


def visits_shown(viewer: User, most: int) -> list[tuple[str, str]]:
    """Return the visits that are to do first: a sentence, and where it is written down."""
    due = list(employer_visits_for(viewer)[:most])
    about = [one.about_id for one in due if one.about_id]
    jobs = placements_visible_to(viewer, "jobs.refer").in_bulk(about)
    return [
        (
            " · ".join([_employer(jobs[one.about_id]), *reason_words(one.reasons)[:1]]),
            reverse("desk:employer_visit", args=[one.pk]),
        )
        for one in due
        if one.about_id in jobs
    ]


def _employer(placement: Placement) -> str:
    return str(placement.referral.vacancy.employer.organisation.label)


def visit_words(codes: Iterable[str]) -> str:
    """Return what to do about an employer, with the first reason."""
    why = reason_words(codes)
    return _("Visit the employer: %(why)s.") % {"why": why[0]} if why else _("Visit the employer.")
