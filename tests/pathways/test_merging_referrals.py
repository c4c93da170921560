"""A referral goes where the case goes: it opens after two files became one, and after parting."""

from datetime import timedelta

import pytest

from spean.casework.models import FollowUp, ServiceReferral
from spean.casework.services.referral_links import ReferralLinkEnded, open_referral_link
from spean.casework.services.service_referrals import open_reason
from spean.pathways import merging
from tests.factories.casework import case_for
from tests.factories.people import MORNING
from tests.factories.referrals import case_allowing, partner, referral_link, referred

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(days=1)


def test_the_reason_and_the_link_open_after_the_merge_and_after_parting(
    counsellor, manager, pursat
):
    kept, merged = (case_allowing(counsellor, pursat) for _file in range(2))
    referral = referred(merged, partner(), shared=("reason",))
    _link, token = referral_link(referral)

    done = merging.merge(
        actor=manager, keep_id=kept.person_id, merge_id=merged.person_id, now=LATER
    )
    moved = ServiceReferral.objects.get()
    assert moved.case.person_id == kept.person_id
    assert open_reason(viewer=manager, referral=moved).startswith("ឈឺខ្នង")
    told = open_referral_link(token=token, now=LATER)[1]
    assert told.number == kept.person.client_number and told.reason
    assert FollowUp.objects.get(about_kind="service_referral").case_id == kept.pk

    merging.unmerge(actor=manager, merge_id=done.pk, now=LATER)
    told = open_referral_link(token=token, now=LATER)[1]
    assert told.number == merged.person.client_number


def test_a_merge_widens_nothing_that_either_file_allowed(counsellor, manager, pursat):
    kept = case_for(counsellor, pursat)
    merged = case_allowing(counsellor, pursat)
    _link, token = referral_link(referred(merged, partner()))

    merging.merge(actor=manager, keep_id=kept.person_id, merge_id=merged.person_id, now=LATER)

    with pytest.raises(ReferralLinkEnded):
        open_referral_link(token=token, now=LATER)
