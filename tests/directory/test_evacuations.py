"""A centre works from another one till a day: the host's staff reach it, and then no more."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry, User
from spean.core.errors import NotAllowed
from spean.directory.models import Posting
from spean.directory.selectors.evacuations import Stay, posting_id, stays_at
from spean.directory.services.evacuations import (
    BeginsInThePast,
    NobodyChosen,
    end_stay,
    work_from_elsewhere,
)
from spean.directory.services.postings import AlreadyPosted
from spean.people.selectors import people_visible_to
from tests.factories.accounts import UserFactory
from tests.factories.people import PersonFactory
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return UserFactory(username="boss", administrator=True)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def stay(oddar_meanchey, pursat, today):
    return Stay(oddar_meanchey, pursat, today, today + timedelta(days=21))


def sees(user):
    """How many people she sees, her rights read anew."""
    return people_visible_to(User.objects.get(pk=user.pk)).count()


def test_who_was_chosen_sees_the_people_till_the_last_day_and_not_after(
    boss, stay, today, counsellor, colleague, monkeypatch
):
    PersonFactory(centre=stay.centre)

    work_from_elsewhere(actor=boss, stay=stay, users=[counsellor.pk], today=today)

    assert (sees(counsellor), sees(colleague)) == (1, 0)
    now = timezone.now()
    for days, there in ((21, 1), (22, 0)):
        monkeypatch.setattr("django.utils.timezone.now", lambda d=days: now + timedelta(days=d))
        assert sees(counsellor) == there
    assert AuditEntry.objects.filter(action="directory.works_elsewhere").count() == 1


def test_the_same_stay_twice_is_one(boss, stay, today, counsellor, manager):
    for _again in range(2):
        both = [counsellor.pk, manager.pk]
        work_from_elsewhere(actor=boss, stay=stay, users=both, today=today)

    assert Posting.objects.filter(centre=stay.centre).count() == 2
    roles = {one.role for one in stays_at(stay.centre, today)[0].postings}
    assert roles == {Role.COUNSELLOR, Role.CENTRE_MANAGER}


def test_one_press_takes_it_back_and_leaves_what_was_given_by_hand(
    boss, stay, today, counsellor, colleague
):
    PersonFactory(centre=stay.centre)
    staff(Role.COUNSELLOR, stay.centre, username="by-hand")
    by_hand = Posting.objects.get(user__username="by-hand")
    Posting.objects.filter(pk=by_hand.pk).update(ends_on=stay.ends_on)
    work_from_elsewhere(actor=boss, stay=stay, users=[counsellor.pk, colleague.pk], today=today)

    assert end_stay(actor=boss, stay=stay, today=today) == 2

    assert (sees(counsellor), sees(by_hand.user), stays_at(stay.centre, today)) == (0, 1, [])
    # And it can be said again.
    work_from_elsewhere(actor=boss, stay=stay, users=[counsellor.pk], today=today)
    assert sees(counsellor) == 1


def test_a_stay_that_had_begun_ends_yesterday_and_stays_written(boss, stay, today, counsellor):
    work_from_elsewhere(actor=boss, stay=stay, users=[counsellor.pk], today=today)
    later = today + timedelta(days=5)

    end_stay(actor=boss, stay=stay, today=later)

    assert Posting.objects.get(centre=stay.centre).ends_on == later - timedelta(days=1)
    assert end_stay(actor=boss, stay=stay, today=later) == 0


def test_if_one_of_them_serves_there_already_nobody_is_posted(
    boss, stay, today, counsellor, colleague
):
    mine = {"user": colleague, "centre": stay.centre, "role": Role.COUNSELLOR}
    Posting.objects.create(starts_on=today, **mine)

    with pytest.raises(AlreadyPosted):
        work_from_elsewhere(actor=boss, stay=stay, users=[counsellor.pk, colleague.pk], today=today)

    assert not Posting.objects.filter(user=counsellor, centre=stay.centre).exists()


def test_what_cannot_be_is_refused(boss, stay, today, counsellor, manager, manager_elsewhere):
    before = Posting.objects.count()
    cases = [
        (NotAllowed, manager, stay, [counsellor.pk]),
        (NotAllowed, boss, stay, [manager_elsewhere.pk]),
        (NotAllowed, boss, Stay(stay.host, stay.host, today, today), [counsellor.pk]),
        (NobodyChosen, boss, stay, []),
        (
            BeginsInThePast,
            boss,
            Stay(stay.centre, stay.host, today - timedelta(days=1), stay.ends_on),
            [counsellor.pk],
        ),
    ]
    for refusal, actor, said, users in cases:
        with pytest.raises(refusal):
            work_from_elsewhere(actor=actor, stay=said, users=users, today=today)
    with pytest.raises(NotAllowed):
        end_stay(actor=manager, stay=stay, today=today)
    assert Posting.objects.count() == before


def test_the_page_lends_and_takes_back(client, boss, stay, today, counsellor):
    client.force_login(boss)
    url = reverse("desk:centre_evacuate", args=[stay.centre.pk])

    offered = client.get(url, {"host": stay.host.code}).content.decode()
    assert str(counsellor.pk) in offered
    given = {"starts_on": today.strftime("%d/%m/%Y"), "ends_on": stay.ends_on.strftime("%d/%m/%Y")}
    sent = client.post(f"{url}?host={stay.host.code}", {**given, "staff": [str(counsellor.pk)]})
    assert sent.status_code == 302
    wanted = posting_id(stay, counsellor.pk, Role.COUNSELLOR)
    assert Posting.objects.get(centre=stay.centre).pk == wanted

    key = stays_at(stay.centre, today)[0].key
    client.post(reverse("desk:centre_return", args=[stay.centre.pk]), {"stay": key})

    assert not Posting.objects.filter(centre=stay.centre).exists()
