"""A file goes to another centre whole, in one act; the former centre finds it nowhere after."""

import uuid
from datetime import date, timedelta

import pytest
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.casework.choices import TransferState
from spean.casework.contracts import TransferWords
from spean.casework.models import FollowUp, Transfer
from spean.casework.selectors import cases_visible_to, follow_ups_visible_to
from spean.casework.selectors.transfers import transfers_to_decide, transfers_visible_to
from spean.casework.services.transfers import (
    AgreedLater,
    NoReason,
    SameCentre,
    TransferAskedAlready,
    ask_transfer,
    refuse_transfer,
    withdraw_transfer,
)
from spean.core.errors import IllegalMove, NotAllowed
from spean.pathways.transferring import take_over
from spean.people.models import Person
from spean.people.selectors import people_visible_to, search_people
from spean.people.services.file import CannotServe
from spean.surveys.selectors import submissions_visible_to
from tests.factories.casework import case_for, follow_up_for
from tests.factories.forms import in_use, kept

pytestmark = pytest.mark.django_db
NOW = timezone.now()


@pytest.fixture
def case(counsellor, pursat):
    return case_for(counsellor, pursat)


def asked(actor, person, to, **changes):
    words = {"to_centre": to, "reason": "គាត់ផ្លាស់លំនៅ", "agreed_on": date(2026, 6, 1), **changes}
    id = uuid.uuid4()
    return ask_transfer(actor=actor, person=person, id=id, words=TransferWords(**words), now=NOW)


def taken(actor, transfer, officer):
    return take_over(actor=actor, transfer=transfer, officer=officer, now=NOW)


def test_the_file_stays_until_the_other_manager_says_yes(
    case, counsellor, officer_elsewhere, manager_elsewhere, preah_vihear
):
    transfer = asked(counsellor, case.person, preah_vihear)

    assert people_visible_to(counsellor).filter(pk=case.person_id).exists()
    assert not people_visible_to(manager_elsewhere).filter(pk=case.person_id).exists()
    assert list(transfers_to_decide(manager_elsewhere)) == [transfer]


def test_everything_goes_and_the_former_centre_finds_nothing(
    case, counsellor, manager, officer_elsewhere, manager_elsewhere, preah_vihear, pursat
):
    follow_up_for(case)
    version = in_use(pursat)
    answer = kept(version, pursat, counsellor)
    type(answer).objects.filter(pk=answer.pk).update(person_id=case.person_id)
    transfer = asked(counsellor, case.person, preah_vihear)

    taken(manager_elsewhere, transfer, officer_elsewhere)

    person = Person.objects.get(pk=case.person_id)
    assert (person.centre, person.assigned_to) == (preah_vihear, officer_elsewhere)
    for mine in (counsellor, manager):
        assert not people_visible_to(mine).filter(pk=person.pk).exists()
        assert not cases_visible_to(mine).exists() and not follow_ups_visible_to(mine).exists()
        assert not submissions_visible_to(mine).filter(person_id=person.pk).exists()
        assert not search_people(mine, person.client_number).people
    assert cases_visible_to(officer_elsewhere).get() == case
    assert FollowUp.objects.get(case__person=person).state == "due"
    assert search_people(officer_elsewhere, person.client_number).people


def test_the_former_centre_keeps_a_count_and_a_number_alone(
    case, counsellor, manager, officer_elsewhere, manager_elsewhere, preah_vihear
):
    transfer = asked(counsellor, case.person, preah_vihear)
    taken(manager_elsewhere, transfer, officer_elsewhere)

    [seen] = transfers_visible_to(manager)

    assert (seen.state, seen.services) == (TransferState.ACCEPTED, 0)
    acts = AuditEntry.objects.order_by("seq").values_list("action", flat=True)
    assert [one for one in acts if "transfer" in one or "moved" in one] == [
        "casework.transfer_asked",
        "casework.transfer_accept",
        "people.moved_centre",
    ]


def test_a_no_has_a_reason_and_leaves_the_file_where_it_is(
    case, counsellor, manager_elsewhere, preah_vihear, pursat
):
    transfer = asked(counsellor, case.person, preah_vihear)

    with pytest.raises(NoReason):
        refuse_transfer(actor=manager_elsewhere, transfer=transfer, answer=" ", now=NOW)
    refuse_transfer(actor=manager_elsewhere, transfer=transfer, answer="គ្មានមន្ត្រី", now=NOW)

    case.person.refresh_from_db()
    assert case.person.centre == pursat
    asked(counsellor, case.person, preah_vihear)


def test_only_the_manager_who_was_asked_decides(
    case, counsellor, manager, officer_elsewhere, preah_vihear
):
    transfer = asked(counsellor, case.person, preah_vihear)

    for nobody in (counsellor, manager, officer_elsewhere):
        with pytest.raises(NotAllowed):
            taken(nobody, transfer, officer_elsewhere)
        with pytest.raises(NotAllowed):
            refuse_transfer(actor=nobody, transfer=transfer, answer="ទេ", now=NOW)


def test_it_goes_into_the_hands_of_somebody_who_serves_there(
    case, counsellor, manager_elsewhere, preah_vihear
):
    transfer = asked(counsellor, case.person, preah_vihear)

    with pytest.raises(CannotServe):
        taken(manager_elsewhere, transfer, counsellor)

    transfer.refresh_from_db()
    assert transfer.state == TransferState.ASKED


def test_who_was_asked_finds_nothing_after_the_question_is_taken_back(
    case, counsellor, officer_elsewhere, manager_elsewhere, preah_vihear
):
    transfer = asked(counsellor, case.person, preah_vihear)
    withdraw_transfer(actor=counsellor, transfer=transfer, now=NOW)

    assert not transfers_to_decide(manager_elsewhere).exists()
    with pytest.raises(IllegalMove):
        taken(manager_elsewhere, transfer, officer_elsewhere)


def test_one_centre_is_asked_at_a_time_and_another_one(case, counsellor, pursat, preah_vihear):
    with pytest.raises(SameCentre):
        asked(counsellor, case.person, pursat)
    with pytest.raises(AgreedLater):
        asked(counsellor, case.person, preah_vihear, agreed_on=NOW.date() + timedelta(days=9))
    asked(counsellor, case.person, preah_vihear)
    with pytest.raises(TransferAskedAlready):
        asked(counsellor, case.person, preah_vihear)


def test_nobody_elsewhere_asks_for_a_file(case, officer_elsewhere, manager_elsewhere, preah_vihear):
    for nobody in (officer_elsewhere, manager_elsewhere):
        with pytest.raises(NotAllowed):
            asked(nobody, case.person, preah_vihear)


def test_a_person_who_was_sealed_meanwhile_goes_nowhere_and_is_seen_nowhere(
    case, counsellor, manager, officer_elsewhere, manager_elsewhere, preah_vihear
):
    transfer = asked(counsellor, case.person, preah_vihear)
    Person.objects.filter(pk=case.person_id).update(is_sealed=True)

    for one in (manager, manager_elsewhere):
        assert not transfers_visible_to(one).exists()
    with pytest.raises(NotAllowed):
        taken(manager_elsewhere, transfer, officer_elsewhere)


def test_the_same_form_twice_is_one_question(case, counsellor, preah_vihear):
    words = TransferWords(preah_vihear, "ផ្លាស់លំនៅ", date(2026, 6, 1))
    given = {"id": uuid.uuid4(), "words": words, "now": NOW}
    for _time in range(2):
        ask_transfer(actor=counsellor, person=case.person, **given)

    assert Transfer.objects.count() == 1
