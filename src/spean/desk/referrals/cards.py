"""What referrals to services put on a person's page."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.casework.rules import is_discreet
from spean.casework.selectors import case_of
from spean.casework.selectors.referrals import referrals_of
from spean.desk.cards import Card, Moment
from spean.directory.perms import can
from spean.people.models import Person

SHOWN = 6


def card_for(viewer: User, person: Person) -> Card | None:
    """Return the person's referrals, if the viewer may see casework and there is a case."""
    if not can(viewer, "casework.view", person):
        return None
    case = case_of(person)
    if case is None:
        return None
    context = {
        "person": person,
        "referrals": list(referrals_of(viewer, person)[:SHOWN]),
        "may_refer": can(viewer, "casework.edit", person) and case.state == "open",
    }
    return Card("desk/referrals/_card.html", context)


def moments_for(viewer: User, person: Person) -> list[Moment]:
    """Return to whom this person was sent, in no order; a discreet service is not named."""
    if not can(viewer, "casework.view", person):
        return []
    moments = []
    for one in referrals_of(viewer, person):
        named = "" if is_discreet([one.service_type.code]) else one.organisation.label
        said = _("Referred to %(partner)s") % {"partner": named} if named else _("Referred")
        url = reverse("desk:service_referral", args=[one.pk])
        day, who = timezone.localdate(one.sent_at), one.sent_by.display_name
        moments.append(Moment(day, said, who, url=url, at=one.sent_at))
    return moments
