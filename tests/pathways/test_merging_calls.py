"""What was answered in a call opens for the file it was joined to, and after parting."""

from datetime import timedelta

import pytest

from spean.casework.services.calls import keep_step, open_call
from spean.jobs.models import DecentWorkCheck
from spean.jobs.services.checks import open_check
from spean.pathways import merging
from tests.factories.calls import FREE, first_call, placed
from tests.factories.casework import client_of
from tests.factories.people import MORNING
from tests.pathways.test_calling import called

pytestmark = pytest.mark.django_db


def test_answers_and_checks_move_with_the_file_and_back(counsellor, manager, pursat):
    kept = client_of(counsellor, pursat, given_name_km="ដារ៉ា")
    placement = placed(counsellor, pursat)
    merged, call = placement.person, first_call(placement)
    called(counsellor, call, job={**FREE, "nssf": "no"})
    later = MORNING + timedelta(days=1)

    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=later)
    assert opened_by(manager, call, kept) == ("no", ("nssf-none",))

    merging.unmerge(actor=manager, merge_id=done.pk, now=later)
    assert opened_by(manager, call, merged) == ("no", ("nssf-none",))


def test_a_call_begun_before_a_merge_goes_on_after_it(counsellor, manager, pursat):
    kept = client_of(counsellor, pursat, given_name_km="ដារ៉ា")
    placement = placed(counsellor, pursat)
    call = first_call(placement)
    keep_step(actor=counsellor, follow_up=call, step="now", said={"activity": "employee"})

    later = MORNING + timedelta(days=1)
    merging.merge(actor=manager, keep_id=kept.pk, merge_id=placement.person_id, now=later)
    call.refresh_from_db()
    keep_step(actor=manager, follow_up=call, step="home", said={"food": "no"})

    assert set(open_call(viewer=manager, follow_up=call)) == {"now", "home"}


def opened_by(viewer, call, person):
    call = type(call).objects.get(pk=call.pk)
    check = DecentWorkCheck.objects.select_related("placement__person").get()
    assert call.case.person_id == check.placement.person_id == person.pk
    said = open_call(viewer=viewer, follow_up=call)["job"]["nssf"]
    return said, open_check(viewer=viewer, check=check).items[3].reasons
