"""A grievance is sealed, answered in time, and never seen by whom it is about."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.casework.models import Grievance, GrievanceAbout
from spean.casework.rules.grievances import is_receipt, receipt_digits, receipt_said
from spean.casework.selectors import grievances as selectors
from spean.casework.selectors.grievances import (
    grievance_of_receipt,
    grievances_visible_to,
    waiting_for_answer,
)
from spean.casework.services import grievances as services
from spean.casework.services.grievances import GrievanceWords, receive_grievance
from spean.core.errors import ChangedMeanwhile, IllegalMove, NotAllowed
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db
NOW = timezone.now()
TODAY = timezone.localdate()
STORY = "គាត់ទារលុយពីខ្ញុំ"


def told(centre, actor=None, id=None, **changes):
    words = {"kind": "service", "way": "web", "about": "nobody", "story": STORY, **changes}
    given = GrievanceWords(centre=centre, **words)
    return receive_grievance(actor=actor, id=id or uuid.uuid4(), words=given, now=NOW)


def seen(viewer, today=TODAY):
    return list(grievances_visible_to(viewer, today))


def looked(actor, grievance, *accused):
    named = [one.pk for one in accused]
    act = {"grievance": grievance, "revision": grievance.revision}
    return services.look_into(actor=actor, **act, accused=named)


def test_what_was_told_lies_sealed_and_each_reading_leaves_a_trace(manager, pursat):
    grievance, _number = told(pursat, contact="០១២ ៣៤៥ ៦៧៨")

    assert STORY.encode() not in bytes(grievance.sealed)
    assert services.open_grievance(viewer=manager, grievance=grievance)["story"] == STORY
    last = AuditEntry.objects.order_by("-seq").first()
    assert (last.action, last.actor_id) == ("casework.grievance_read", manager.pk)
    assert STORY not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_the_manager_sees_what_may_stay_at_her_centre(
    manager, counsellor, manager_elsewhere, registrar, pursat
):
    grievance, _number = told(pursat)

    assert seen(manager) == [grievance]
    for other in (counsellor, manager_elsewhere, registrar):
        assert seen(other) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"about": "manager"},
        {"about": "unknown", "kind": "bribery"},
        {"about": "unknown", "kind": "sexual_harassment"},
    ],
)
def test_what_may_be_about_the_manager_goes_to_somebody_outside(
    changes, manager, registrar, auditor, pursat
):
    grievance, _number = told(pursat, **changes)

    assert seen(manager) == []
    assert seen(registrar) == seen(auditor) == [grievance]


def test_a_manager_who_is_named_later_finds_no_trace_from_then_on(
    client, manager, registrar, pursat
):
    grievance, _number = told(pursat)
    colleague = staff(Role.CENTRE_MANAGER, pursat)
    assert seen(colleague) == [grievance]

    looked(colleague, grievance, manager)

    assert seen(manager) == seen(colleague) == []
    assert seen(registrar) == [grievance]
    with pytest.raises(NotAllowed):
        services.open_grievance(viewer=manager, grievance=grievance)
    client.force_login(manager)
    assert client.get(f"/desk/cases/complaints/{grievance.pk}/").status_code == 404
    assert str(grievance.pk) not in client.get("/desk/cases/complaints/").content.decode()


def test_whoever_stands_outside_and_is_named_does_not_see_it_either(
    client, registrar, auditor, manager, pursat
):
    grievance, _number = told(pursat, about="manager")
    GrievanceAbout.objects.create(grievance=grievance, user=auditor)

    assert seen(registrar) == [grievance] and seen(auditor) == []
    client.force_login(auditor)
    page = client.get("/desk/settings/audit/", {"action": "casework.grievance"})
    assert page.status_code == 200 and str(grievance.pk) not in page.content.decode()


def test_a_selector_that_forgets_the_accused_is_caught(monkeypatch, auditor, pursat):
    grievance, _number = told(pursat, about="manager")
    GrievanceAbout.objects.create(grievance=grievance, user=auditor)
    monkeypatch.setattr(selectors, "about_her", lambda viewer: [])

    with pytest.raises(AssertionError):
        assert seen(auditor) == []


def test_an_answer_that_is_late_is_seen_outside_the_centre_too(manager, registrar, pursat):
    grievance, _number = told(pursat)
    last_day = grievance.due_on

    assert last_day == TODAY + timedelta(days=14)
    assert seen(registrar, last_day) == []
    assert seen(registrar, last_day + timedelta(days=1)) == [grievance]
    assert seen(manager, last_day + timedelta(days=1)) == [grievance]


def test_it_is_looked_into_answered_and_closed_once(manager, pursat):
    grievance, number = told(pursat)
    grievance = looked(manager, grievance)
    act = {"outcome": "put_right", "answer": "យើងសុំទោស។", "now": NOW}

    with pytest.raises(ChangedMeanwhile):
        services.close_grievance(actor=manager, grievance=grievance, revision=1, **act)
    closed = services.close_grievance(actor=manager, grievance=grievance, revision=2, **act)

    assert services.answer_of(grievance_of_receipt(number)) == "យើងសុំទោស។"
    assert not waiting_for_answer(manager, TODAY).exists()
    with pytest.raises(IllegalMove):
        services.close_grievance(actor=manager, grievance=closed, revision=closed.revision, **act)


def test_the_number_finds_it_said_in_khmer_or_with_spaces(pursat):
    grievance, number = told(pursat)
    khmer = number.translate({ord("0") + n: 0x17E0 + n for n in range(10)})

    for said in (number, receipt_said(number), khmer, f" {number[:6]}-{number[6:]}"):
        assert grievance_of_receipt(said) == grievance
    assert number not in str(Grievance.objects.values().get())
    assert grievance_of_receipt("0" * 12) is None


def test_the_same_form_twice_is_one_with_the_same_number(pursat):
    id = uuid.uuid4()

    assert told(pursat, id=id) == told(pursat, id=id)
    assert Grievance.objects.count() == 1


def test_the_key_in_an_address_does_not_tell_the_number(pursat):
    grievance, number = told(pursat)

    other, another = told(pursat, id=grievance.pk)

    assert other != grievance and another != number


@pytest.mark.parametrize("said", ["²" * 12, "①" * 12, "\x00" * 12, "-", "1" * 40])
def test_what_is_no_number_finds_nothing(pursat, said):
    told(pursat)

    assert grievance_of_receipt(said) is None


def test_staff_write_down_for_their_own_centre_alone(counsellor, officer_elsewhere, pursat):
    assert told(pursat, counsellor, way="box")[0].written_by == counsellor
    with pytest.raises(NotAllowed):
        told(pursat, officer_elsewhere, way="box")


def test_the_public_page_takes_so_many_in_an_hour(monkeypatch, pursat):
    monkeypatch.setattr(services, "MOST_IN_AN_HOUR", 2)
    for _time in range(2):
        told(pursat)

    with pytest.raises(services.TooMany):
        told(pursat)


@given(st.uuids())
def test_a_slip_of_one_digit_is_noticed(id):
    digits = receipt_digits(id.hex)

    assert is_receipt(digits) and len(digits) == 12
    for place in range(12):
        wrong = digits[:place] + str((int(digits[place]) + 1) % 10) + digits[place + 1 :]
        assert not is_receipt(wrong)
