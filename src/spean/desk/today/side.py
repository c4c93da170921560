"""The cards at the side of today: each one sentence and one way on."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.accounts.models import User
from spean.casework import selectors as casework
from spean.casework.selectors.assessments import assessments_waiting_for
from spean.casework.selectors.calls import employer_visits_for
from spean.casework.selectors.day import waiting_count
from spean.casework.selectors.grievances import waiting_for_answer
from spean.casework.selectors.quiet import quiet_days_of
from spean.casework.selectors.referrals import late_referrals
from spean.casework.selectors.transfers import transfers_to_decide
from spean.core.wording import digits_text
from spean.desk.courses.waiting import due_for
from spean.desk.jobs.cards import news_for
from spean.desk.jobs.checks import visits_shown
from spean.directory.perms import can, centres_where
from spean.jobs.models import JobReferral
from spean.people.selectors import people_visible_to, suspicions_visible_to
from spean.people.selectors.unassigned import people_without_officer
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
    cards = [waiting_too_long(viewer, quiet)] if quiet else []
    cards += [card for make in CARDS if (card := make(viewer)) is not None]
    led = [card for make in LED if (card := make(viewer)) is not None]
    cards += [_of_who_leads(led)] if can(viewer, "people.assign") else led
    news = tuple(_answer(referral) for referral in news_for(viewer))
    return [*cards, SideCard(_("New answers"), news)] if news else cards


def queue(viewer: User) -> SideCard | None:
    """Say how many people wait in the queue."""
    if not can(viewer, "casework.queue"):
        return None
    count = waiting_count(viewer, timezone.localdate())
    if not count:
        return None
    text = ngettext(
        "%(count)s person is waiting in the queue.",
        "%(count)s people are waiting in the queue.",
        count,
    ) % {"count": digits_text(count)}
    return SideCard(_("Queue"), (Line(text, _("Open the queue"), reverse("desk:queue")),))


def badly(viewer: User) -> SideCard | None:
    """Say how many do badly by their own answers."""
    count = can(viewer, "people.assign") and assessments_waiting_for(viewer).count()
    if not count:
        return None
    text = ngettext(
        "%(count)s person is doing badly by her own answers.",
        "%(count)s people are doing badly by their own answers.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("See who"), reverse("desk:alarms"))
    return SideCard(_("Doing badly"), (line,))


def late(viewer: User) -> SideCard | None:
    """Say how many partners are late with an answer."""
    if not can(viewer, "people.assign"):
        return None
    count = late_referrals(viewer, timezone.now()).count()
    if not count:
        return None
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


def visits(viewer: User) -> SideCard | None:
    """Say how many employers are to be visited, the first of them by name."""
    if not can(viewer, "jobs.refer"):
        return None
    count = employer_visits_for(viewer).count()
    if not count:
        return None
    text = ngettext(
        "%(count)s employer is to be visited.", "%(count)s employers are to be visited.", count
    ) % {"count": digits_text(count)}
    lines = [Line(said, _("Open"), url) for said, url in visits_shown(viewer, VISITS_SHOWN)]
    every = Line(text, _("See which"), reverse("desk:employer_visits"))
    return SideCard(_("Employers to visit"), (*lines, every))


def skills(viewer: User) -> SideCard | None:
    """Say what is due in the work on skills; lead who runs courses to all of it."""
    work = [
        Line(f"{one.word}: {digits_text(one.count)}", _("Open"), one.url)
        for one in due_for(viewer, timezone.localdate())
    ]
    if not can(viewer, "courses.edit"):
        return SideCard(_("Skills and courses"), tuple(work)) if work else None
    every = Line(_("Courses, recognition, certificates."), _("Skills"), reverse("desk:skills_home"))
    return SideCard(_("Skills and courses"), (*work, every))


def waiting_too_long(viewer: User, count: int) -> SideCard:
    """Say how many had no service for longer than their centre allows."""
    url = reverse("desk:today_section", args=["quiet"])
    days = set(quiet_days_of(centres_where(viewer, "casework.view")).values())
    facts = {"count": digits_text(count), "days": digits_text(max(days, default=0))}
    if len(days) == 1:
        text = ngettext(
            "%(count)s person has had no service for over %(days)s days.",
            "%(count)s people have had no service for over %(days)s days.",
            count,
        )
    else:
        text = ngettext(
            "%(count)s person has had no service for too long.",
            "%(count)s people have had no service for too long.",
            count,
        )
    word = ngettext("See the name", "See the %(count)s names", count) % facts
    return SideCard(_("Waiting for our help"), (Line(text % facts, word, url),))


def duplicates(viewer: User) -> SideCard | None:
    """Say how many pairs may be one person."""
    if not can(viewer, "people.compare_centres"):
        return None
    count = suspicions_visible_to(viewer).count()
    if not count:
        return None
    text = ngettext(
        "%(count)s pair of records may be one person.",
        "%(count)s pairs of records may be one person.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("Compare them"), reverse("desk:duplicates"))
    return SideCard(_("Possible duplicates"), (line,))


def clashes(viewer: User) -> SideCard | None:
    """Say how many answers two people changed at once."""
    if not can(viewer, "people.edit"):
        return None
    count = conflicts_among(people_visible_to(viewer)).count()
    if not count:
        return None
    text = ngettext(
        "%(count)s answer was changed by two people.",
        "%(count)s answers were changed by two people.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("Choose"), reverse("desk:conflicts"))
    return SideCard(_("Changed by two people"), (line,))


def closings(viewer: User) -> SideCard | None:
    """Say how many closings wait for a yes."""
    if not can(viewer, "people.assign"):
        return None
    count = casework.closings_waiting_for(viewer).count()
    if not count:
        return None
    text = ngettext(
        "An officer asks you to close %(count)s case.",
        "Officers ask you to close %(count)s cases.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("Look at them"), reverse("desk:closings"))
    return SideCard(_("Your yes is needed"), (line,))


def transfers(viewer: User) -> SideCard | None:
    """Say how many files another centre asks this one to take over."""
    if not can(viewer, "people.assign"):
        return None
    count = transfers_to_decide(viewer).count()
    if not count:
        return None
    text = ngettext(
        "Another centre asks you to take %(count)s file over.",
        "Other centres ask you to take %(count)s files over.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("Look at them"), reverse("desk:transfers"))
    return SideCard(_("From another centre"), (line,))


def nobody(viewer: User) -> SideCard | None:
    """Say for how many people nobody is responsible: only their officer may open what is sealed."""
    if not can(viewer, "people.assign"):
        return None
    count = people_without_officer(viewer).count()
    if not count:
        return None
    text = ngettext(
        "Nobody is responsible for %(count)s person.",
        "Nobody is responsible for %(count)s people.",
        count,
    ) % {"count": digits_text(count)}
    line = Line(text, _("Choose who"), reverse("desk:people_unassigned"))
    return SideCard(_("Without somebody responsible"), (line,))


def _of_who_leads(cards: list[SideCard]) -> SideCard:
    """Put what waits for who leads on one card, so that her own people stay the heart of Today."""
    text = _("What waits for a decision, what is late, and who must not wait.")
    every = Line(text, _("What needs who leads"), reverse("desk:supervision"))
    lines = (line for card in cards for line in card.lines)
    return SideCard(_("For who leads"), (*lines, every))


def complaints(viewer: User) -> SideCard | None:
    """Say how many complaints and praises wait for an answer; never of one about the viewer."""
    if not can(viewer, "grievance.handle"):
        return None
    today = timezone.localdate()
    due = list(waiting_for_answer(viewer, today).values_list("due_on", flat=True))
    if not due:
        return None
    text = ngettext(
        "%(count)s complaint waits for an answer.",
        "%(count)s complaints wait for an answer.",
        len(due),
    ) % {"count": digits_text(len(due))}
    if late := sum(day < today for day in due):
        text += " " + _("Late: %(count)s.") % {"count": digits_text(late)}
    line = Line(text, _("Look at them"), reverse("desk:grievances"))
    return SideCard(_("Complaints and praise"), (line,))


# What stands at the side of Today, in this order. To add a card: write a function like these, in
# this module or in one of your part, and name it here.
CARDS: tuple[Callable[[User], SideCard | None], ...] = (queue, visits, clashes, skills)
# What who leads decides: on one card of hers.
LED: tuple[Callable[[User], SideCard | None], ...] = (
    closings,
    transfers,
    nobody,
    complaints,
    badly,
    late,
    duplicates,
)
