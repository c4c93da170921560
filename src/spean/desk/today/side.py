"""The cards at the side of today: each one sentence and one way on."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.accounts.models import User
from spean.casework import selectors as casework
from spean.casework.rules import QUIET_DAYS
from spean.casework.selectors.assessments import assessments_waiting_for
from spean.casework.selectors.referrals import late_referrals
from spean.casework.selectors.calls import employer_visits_for
from spean.core.wording import digits_text
from spean.desk.jobs.cards import news_for
from spean.desk.jobs.checks import visits_shown
from spean.directory.perms import can
from spean.jobs.models import JobReferral
from spean.people.selectors import people_visible_to, suspicions_visible_to
from spean.surveys.selectors import conflicts_among

VISITS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Line:
    """What there is, and the link that shows it."""

    text: str
    word: str
    url: str


@dataclass(frozen=True, slots=True)
class SideCard:
    """A heading and its lines."""

    title: str
    lines: tuple[Line, ...]


def side_cards(viewer: User, quiet: int) -> list[SideCard]:
    """Return the cards that have something to say to this viewer."""
    cards = [_waiting_too_long(quiet)] if quiet else []
    if can(viewer, "people.compare_centres"):
        pairs = suspicions_visible_to(viewer).count()
        cards += [_duplicates(pairs)] if pairs else []
    if can(viewer, "people.assign"):
        closings = casework.closings_waiting_for(viewer).count()
        cards += [_closings(closings)] if closings else []
        badly = assessments_waiting_for(viewer).count()
        cards += [_badly(badly)] if badly else []
        late = late_referrals(viewer, timezone.now()).count()
        cards += [_late(late)] if late else []
    if can(viewer, "jobs.refer"):
        visits = employer_visits_for(viewer).count()
        cards += [_visits(visits, visits_shown(viewer, VISITS_SHOWN))] if visits else []
    if can(viewer, "people.edit"):
        clashes = conflicts_among(people_visible_to(viewer)).count()
        cards += [_clashes(clashes)] if clashes else []
    news = tuple(_answer(referral) for referral in news_for(viewer))
    return [*cards, SideCard(_("New answers"), news)] if news else cards


def _badly(count: int) -> SideCard:
    text = ngettext(
        "%(count)s person is doing badly by her own answers.",
        "%(count)s people are doing badly by their own answers.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("See who"), reverse("desk:alarms"))
    return SideCard(_("Doing badly"), (line,))


def _late(count: int) -> SideCard:
    text = ngettext(
        "%(count)s referral has had no answer in time.",
        "%(count)s referrals have had no answer in time.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("See which"), reverse("desk:referrals_late"))
    return SideCard(_("Partners that are late"), (line,))


def _answer(referral: JobReferral) -> Line:
    text = _("%(employer)s answered about %(name)s: %(answer)s") % {
        "employer": referral.vacancy.employer.organisation.label,
        "name": referral.person.name,
        "answer": referral.get_state_display(),
    }
    return Line(text, _("Read it"), reverse("desk:referral", args=[referral.pk]))


def _visits(count: int, first: list[tuple[str, str]]) -> SideCard:
    text = ngettext(
        "%(count)s employer is to be visited.", "%(count)s employers are to be visited.", count
    ) % {"count": digits_text(count)}
    lines = [Line(said, _("Open"), url) for said, url in first]
    every = Line(text, _("See which"), reverse("desk:employer_visits"))
    return SideCard(_("Employers to visit"), (*lines, every))


def _waiting_too_long(count: int) -> SideCard:
    facts = {"count": digits_text(count), "days": digits_text(QUIET_DAYS)}
    text = ngettext(
        "%(count)s person has had no service for over %(days)s days.",
        "%(count)s people have had no service for over %(days)s days.",
        count,
    )
    word = ngettext("See the name", "See the %(count)s names", count) % facts
    url = reverse("desk:today_section", args=["quiet"])
    return SideCard(_("Waiting for our help"), (Line(text % facts, word, url),))


def _duplicates(count: int) -> SideCard:
    text = ngettext(
        "%(count)s pair of records may be one person.",
        "%(count)s pairs of records may be one person.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("Compare them"), reverse("desk:duplicates"))
    return SideCard(_("Possible duplicates"), (line,))


def _clashes(count: int) -> SideCard:
    text = ngettext(
        "%(count)s answer was changed by two people.",
        "%(count)s answers were changed by two people.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("Choose"), reverse("desk:conflicts"))
    return SideCard(_("Changed by two people"), (line,))


def _closings(count: int) -> SideCard:
    text = ngettext(
        "An officer asks you to close %(count)s case.",
        "Officers ask you to close %(count)s cases.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("Look at them"), reverse("desk:closings"))
    return SideCard(_("Your yes is needed"), (line,))
