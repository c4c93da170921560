"""Peer groups: who belongs to them, and meetings that are noted once."""

import uuid
from datetime import timedelta

import pytest

from spean.accounts.choices import Role
from spean.casework.contracts import MeetingWords, PeerGroupWords
from spean.casework.models import PeerMember, ServiceEvent
from spean.casework.selectors.guidance import groups_visible_to, members_visible_to
from spean.casework.services.notes import NobodyCounted
from spean.casework.services.peers import (
    NotAMember,
    OtherCentre,
    begin_group,
    edit_group,
    join_group,
    leave_group,
    note_meeting,
)
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.pathways import merging
from spean.people.models import Person
from tests.factories.casework import case_for, service_type
from tests.factories.people import MORNING, TODAY
from tests.factories.serving import CentreFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor, pursat):
    service_type("COU7")
    return case_for(counsellor, pursat).person


WORDS = PeerGroupWords(name="ក្រុមស្ត្រីភូមិថ្មី", kind="women")


@pytest.fixture
def group(counsellor, pursat):
    service_type("COU7")
    return begin_group(actor=counsellor, centre=pursat, id=uuid.uuid4(), words=WORDS)


def meet(actor, group, **changes):
    values = {"happened_on": TODAY, "topics": ("COU7",), **changes}
    return note_meeting(
        actor=actor, group=group, id=uuid.uuid4(), words=MeetingWords(**values), now=MORNING
    )


def test_a_meeting_is_one_group_service_with_those_who_were_there(
    counsellor, pursat, group, person
):
    member = join_group(actor=counsellor, group=group, person=person, on=TODAY)
    meeting = meet(counsellor, group, present=(member.pk,), women=3, men=1)

    event = ServiceEvent.objects.get()
    assert (event.women, event.men, event.case) == (4, 1, None)
    assert list(meeting.present.all()) == [member]
    assert event.mode == "group"


def test_a_meeting_of_nobody_is_refused(counsellor, group):
    with pytest.raises(NobodyCounted):
        meet(counsellor, group)


def test_only_people_of_the_centre_join_once(counsellor, pursat, group, person):
    for _again in range(2):
        join_group(actor=counsellor, group=group, person=person, on=TODAY)
    assert PeerMember.objects.count() == 1

    odm = CentreFactory(code="ODM")
    both = staff(Role.COUNSELLOR, odm)
    stranger = case_for(both, odm).person
    with pytest.raises(NotAllowed):
        join_group(actor=counsellor, group=group, person=stranger, on=TODAY)


def test_somebody_of_another_centre_does_not_join_even_if_seen(pursat, group):
    odm = CentreFactory(code="ODM")
    two = staff(Role.COUNSELLOR, pursat)
    two.postings.create(centre=odm, role=Role.COUNSELLOR, starts_on=TODAY - timedelta(days=900))
    stranger = case_for(two, odm).person
    with pytest.raises(OtherCentre):
        join_group(actor=two, group=group, person=stranger, on=TODAY)


def test_a_sealed_member_is_in_no_list_and_no_count(counsellor, group, person):
    member = join_group(actor=counsellor, group=group, person=person, on=TODAY)
    assert groups_visible_to(counsellor).get().size == 1

    Person.objects.filter(pk=person.pk).update(is_sealed=True)
    assert not members_visible_to(counsellor).exists()
    assert groups_visible_to(counsellor).get().size == 0
    with pytest.raises(NotAMember):
        meet(counsellor, group, present=(member.pk,))


def test_who_left_is_not_ticked_any_more_and_was_there(counsellor, group, person):
    member = join_group(actor=counsellor, group=group, person=person, on=TODAY)
    meet(counsellor, group, present=(member.pk,))
    leave_group(actor=counsellor, member=member, on=TODAY)
    with pytest.raises(NotAMember):
        meet(counsellor, group, present=(member.pk,))
    assert group.meetings.get().present.get() == member


def test_another_centre_sees_and_changes_no_group(group):
    elsewhere = staff(Role.CENTRE_MANAGER, CentreFactory(code="ODM"))
    assert not groups_visible_to(elsewhere).exists()
    with pytest.raises(NotAllowed):
        edit_group(actor=elsewhere, group=group, revision=1, words=WORDS)
    with pytest.raises(NotAllowed):
        meet(elsewhere, group, women=3)


def test_the_second_of_two_who_change_a_group_is_told(counsellor, group):
    other = PeerGroupWords(name="ឈ្មោះថ្មី", kind="women")
    edit_group(actor=counsellor, group=group, revision=1, words=other)
    with pytest.raises(ChangedMeanwhile):
        edit_group(actor=counsellor, group=group, revision=1, words=WORDS)


def test_memberships_of_two_files_go_together_and_apart(counsellor, manager, pursat, group):
    kept, merged = (case_for(counsellor, pursat).person for _file in range(2))
    for one in (kept, merged):
        join_group(actor=counsellor, group=group, person=one, on=TODAY)
    later = MORNING + timedelta(days=1)
    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=later)
    assert groups_visible_to(counsellor).get().size == 1

    merging.unmerge(actor=manager, merge_id=done.pk, now=later)
    assert PeerMember.objects.filter(person=merged, left_on=None).count() == 1
