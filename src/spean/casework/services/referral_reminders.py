"""While a partner is waited for, one call stands on the officer's list."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from spean.casework import flows
from spean.casework.choices import FollowUpKind, FollowUpState
from spean.casework.models import FollowUp, ServiceReferral
from spean.casework.rules import is_discreet
from spean.casework.services.revisions import put
from spean.core.wording import digits_text


def promise_call(referral: ServiceReferral) -> None:
    """Keep one call on the officer's list while a step is waited for; part of the act."""
    mine = FollowUp.objects.select_for_update().filter(
        about_kind="service_referral", about_id=referral.pk, state=FollowUpState.DUE
    )
    for one in mine:
        put(one, {"state": flows.FOLLOW_UP.move(one.state, "cancel")})
    remind_at = referral.remind_at
    if remind_at is None:
        return
    FollowUp.objects.create(
        case=referral.case,
        kind=FollowUpKind.NEXT_STEP,
        what=_call(referral, remind_at),
        due_on=timezone.localdate(remind_at),
        is_discreet=is_discreet([referral.service_type.code]),
        about_kind="service_referral",
        about_id=referral.pk,
    )


def _call(referral: ServiceReferral, remind_at: datetime) -> str:
    waited = remind_at - _since(referral)
    facts = {
        "partner": referral.organisation.label,
        "days": digits_text(max(1, round(waited.total_seconds() / 86400))),
    }
    if referral.state in flows.UNANSWERED:
        return (_("Call %(partner)s: no answer for %(days)s days") % facts)[:300]
    return (_("Call %(partner)s: how far is the referral?") % facts)[:300]


def _since(referral: ServiceReferral) -> datetime:
    moments = (referral.started_at, referral.contacted_at, referral.answered_at)
    return next((one for one in moments if one), referral.sent_at)
