"""What jobs and skills put on a person's page: posts that could suit, referrals, placements."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.desk.cards import Card, Moment
from spean.directory.perms import can
from spean.jobs.choices import ReferralState
from spean.jobs.flows import LIVE
from spean.jobs.models import JobReferral
from spean.jobs.selectors import placements_of, referrals_of, unread_answers
from spean.pathways.matching import suggest_for
from spean.people.models import Person
from spean.skills.selectors import skills_of

SHOWN = 3
NEWS_DAYS = 7


def card_for(viewer: User, person: Person) -> Card | None:
    """Return the posts that could suit the person, if the viewer may see jobs."""
    if not can(viewer, "jobs.view", person):
        return None
    today = timezone.localdate()
    placement = placements_of(person).filter(ended_on=None).first()
    suggested = [] if placement else suggest_for(person=person, today=today, limit=SHOWN).fitting
    context = {
        "person": person,
        "placement": placement,
        "suggestions": suggested,
        "referrals": [row for row in referrals_of(person) if row.state in LIVE],
        "may_refer": can(viewer, "jobs.refer", person),
    }
    return Card("desk/jobs/_card.html", context)


def skills_card_for(viewer: User, person: Person) -> Card | None:
    """Return what the person can do, each with its proof."""
    if not can(viewer, "skills.view", person):
        return None
    context = {
        "person": person,
        "claims": skills_of(person),
        "may_edit": can(viewer, "skills.edit", person),
    }
    return Card("desk/jobs/_skills_card.html", context)


def moments_for(viewer: User, person: Person) -> list[Moment]:
    """Return what happened between the person and employers, in no order."""
    if not can(viewer, "jobs.view", person):
        return []
    moments = [moment for referral in referrals_of(person) for moment in _of_referral(referral)]
    for placement in placements_of(person):
        employer = placement.referral.vacancy.employer.organisation.label
        said = _("Started work: %(employer)s") % {"employer": employer}
        url = reverse("desk:referral", args=[placement.referral_id])
        moments.append(Moment(placement.started_on, said, url=url, at=placement.created_at))
        if placement.ended_on:
            said = _("Left the work: %(employer)s") % {"employer": employer}
            moments.append(Moment(placement.ended_on, said, url=url, at=placement.updated_at))
    return moments


def _of_referral(referral: JobReferral) -> list[Moment]:
    work = {"work": referral.vacancy.label}
    url = reverse("desk:referral", args=[referral.pk])
    # What was answered then, whatever became of it.
    answer = ReferralState.REFUSED if referral.refusal_reason else ReferralState.MEETING
    steps = (
        (referral.agreed_at, _("Said yes to: %(work)s") % work),
        (referral.sent_at, _("Put forward for: %(work)s") % work),
        (
            referral.answered_at,
            _("The employer answered about %(work)s: %(answer)s")
            % {**work, "answer": answer.label},
        ),
    )
    return [Moment(timezone.localtime(at).date(), text, url=url, at=at) for at, text in steps if at]


def news_for(viewer: User) -> list[JobReferral]:
    """Return what employers answered by their links in the last days, for the day's page."""
    if not can(viewer, "jobs.view"):
        return []
    since = timezone.localdate() - timedelta(days=NEWS_DAYS)
    return list(unread_answers(viewer, since)[:5])
