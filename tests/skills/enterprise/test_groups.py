"""Groups, and what moves when two files become one."""

from datetime import date
from uuid import uuid4

import pytest

from spean.core.loans import Loan
from spean.skills import services as skills
from spean.skills.contracts import IdeaWords, KitThing, MeetingWords
from spean.skills.models import Business, CooperativeMember
from spean.skills.selectors.enterprise import (
    businesses_visible_to,
    due_checks,
    plans_visible_to,
)
from spean.skills.selectors.groups import savings_of
from spean.skills.services import business as service
from spean.skills.services import groups
from tests.factories.casework import case_for
from tests.factories.people import MORNING
from tests.skills.enterprise.test_services import saved

pytestmark = pytest.mark.django_db
IDEA = IdeaWords("food", "លក់បាយព្រឹក")
PNG = b"\x89PNG\r\n\x1a\n...IEND\xaeB`\x82"
TODAY = MORNING.date()
THINGS = [KitThing("ចង្ក្រាន", 1, 400_000), KitThing("ចាន", 20, 5_000)]


def test_a_member_joins_and_leaves(counsellor, person, group):
    member = groups.join_cooperative(actor=counsellor, group=group, person=person, on=TODAY)
    groups.leave_cooperative(actor=counsellor, member=member, on=TODAY)

    assert CooperativeMember.objects.get().left_on == TODAY


def test_a_group_takes_no_more_than_it_saved(counsellor, group):
    def meet(**words):
        said = MeetingWords(date(2026, 6, 1), 8, **words)
        given = {"actor": counsellor, "group": group, "id": uuid4(), "words": said}
        return groups.note_cooperative_meeting(**given)

    meet(saved=80_000)
    with pytest.raises(groups.NotSoMuchSaved):
        meet(taken=80_001)
    meet(taken=30_000)
    assert savings_of(group) == 50_000


def test_businesses_move_with_a_merge_and_back(counsellor, pursat, person, business, group):
    twin = case_for(counsellor, pursat).person
    plan = saved(counsellor, business, Loan(777_123))
    for one in (person, twin):
        groups.join_cooperative(actor=counsellor, group=group, person=one, on=TODAY)
    moves = skills.move_person(actor=counsellor, source=person, target=twin)

    assert Business.objects.get().person == twin
    assert CooperativeMember.objects.filter(person=twin, left_on=None).count() == 1
    skills.move_back(actor=counsellor, source=person, moves=moves)
    assert Business.objects.get().person == person
    assert CooperativeMember.objects.filter(left_on=None).count() == 2
    assert service.open_loan(viewer=counsellor, plan=plan).owed == 777_123


def test_a_sealed_person_has_no_business_anywhere(counsellor, person, business):
    saved(counsellor, business)
    person.is_sealed = True
    person.save()

    assert not businesses_visible_to(counsellor).exists()
    assert not plans_visible_to(counsellor).exists()
    assert due_checks(counsellor, TODAY) == []
