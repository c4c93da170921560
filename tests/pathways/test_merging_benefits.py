"""A way to a scheme goes along when two files become one, opens there, and goes on."""

from datetime import timedelta

import pytest

from spean.casework.models import SchemeReferral
from spean.directory.services import load_own_tables
from spean.pathways import merging
from tests.casework.benefits.ways import started, stepped, words
from tests.factories.casework import case_for
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


def test_a_benefit_opens_and_goes_on_after_the_merge_and_after_parting(manager, counsellor, pursat):
    load_own_tables()
    kept, merged = (case_for(counsellor, pursat).person for _file in range(2))
    referral = started(manager, merged, "HEF")
    later = MORNING + timedelta(days=1)

    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=later)
    assert SchemeReferral.objects.get().case.person_id == kept.pk
    stepped(manager, referral, "make_ready")

    merging.unmerge(actor=manager, merge_id=done.pk, now=later)
    assert SchemeReferral.objects.get().case.person_id == merged.pk
    assert stepped(manager, referral, "submit").state == "submitted"
    assert words(referral).scheme == "HEF"
