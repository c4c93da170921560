"""The administrator's pages for users and roles, used as a browser would."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry, User
from spean.directory.models import Posting
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.serving import CentreFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    user = UserFactory(username="boss", administrator=True)
    client.force_login(user)
    return user


@pytest.fixture
def other():
    return UserFactory(username="sokha")


def password_in(response):
    return re.search(r"data-sensitive>([^<]+)<", response.content.decode()).group(1)


def make(client, **changes):
    values = {"id": str(uuid.uuid4()), "username": "Chenda", "name_km": "ចិន្តា", **changes}
    return client.post(reverse("desk:user_new"), values)


def give(client, user, **changes):
    values = {"id": str(uuid.uuid4()), "role": Role.AUDITOR, "starts_on": "1 July 2026", **changes}
    return client.post(reverse("desk:posting_new", args=[user.pk]), values)


def test_a_new_user_is_shown_with_her_password_once(client, boss):
    response = make(client)

    user = User.objects.get(username="chenda")
    assert user.check_password(password_in(response))
    assert response["Cache-Control"] == "no-store"
    assert user.must_change_password
    assert not user.is_administrator
    page = client.get(reverse("desk:user", args=[user.pk]))
    assert password_in(response) not in page.content.decode()


@pytest.mark.parametrize("name", ["sokha", "SOKHA", "a b", ""])
def test_a_name_that_cannot_be_had_is_refused_at_the_form(client, boss, other, name):
    response = make(client, username=name)

    assert response.status_code == 200
    assert User.objects.count() == 2
    assert 'role="alert"' in response.content.decode()


def test_sending_the_form_twice_makes_one_user(client, boss):
    key = str(uuid.uuid4())
    make(client, id=key)
    response = make(client, id=key)

    assert User.objects.get(username="chenda").check_password(password_in(response))


def test_the_list_finds_by_either_name_with_a_constant_number_of_queries(
    client, boss, django_assert_num_queries
):
    centre = CentreFactory()
    for number in range(30):
        user = UserFactory(name_km=f"ដារ៉ា {number}")
        Posting.objects.create(
            user=user, centre=centre, role=Role.COUNSELLOR, starts_on=timezone.localdate()
        )
    with django_assert_num_queries(6):
        client.get(reverse("desk:users"))

    found = client.get(reverse("desk:users"), {"q": "ដារ៉ា 29"}).content.decode()

    assert "ដារ៉ា 29" in found
    assert "ដារ៉ា 28" not in found


def test_a_role_is_given_and_works_at_the_next_click(client, boss, other):
    assert give(client, other).status_code == 302

    posting = Posting.objects.get()
    assert (posting.role, posting.centre, posting.starts_on.isoformat()) == (
        Role.AUDITOR,
        None,
        "2026-07-01",
    )
    client.force_login(other)
    assert client.get(reverse("desk:audit")).status_code == 200
    assert client.get(reverse("desk:users")).status_code == 404


def test_a_role_of_a_centre_needs_one(client, boss, other):
    refused = give(client, other, role=Role.COUNSELLOR)
    assert refused.status_code == 200
    assert not Posting.objects.exists()

    give(client, other, role=Role.COUNSELLOR, centre=str(CentreFactory().pk))
    assert Posting.objects.count() == 1


def test_the_same_role_twice_at_a_time_is_refused(client, boss, other):
    give(client, other)
    give(client, other)

    assert Posting.objects.count() == 1


def test_ending_a_role_yesterday_works_at_once(client, boss, other):
    give(client, other)
    yesterday = timezone.localdate() - timedelta(days=1)

    client.post(
        reverse("desk:posting_end", args=[Posting.objects.get().pk]),
        {"last_day": yesterday.strftime("%d/%m/%Y")},
    )

    assert Posting.objects.get().ends_on == yesterday
    client.force_login(other)
    assert client.get(reverse("desk:audit")).status_code == 404


def test_nobody_widens_her_own_rights(client, boss):
    give(client, boss, role=Role.CENTRE_MANAGER, centre=str(CentreFactory().pk))
    for act in ("user_shut_out", "user_password", "user_second_factor"):
        client.post(reverse(f"desk:{act}", args=[boss.pk]))

    boss.refresh_from_db()
    assert not Posting.objects.exists()
    assert boss.is_active
    assert boss.check_password(PASSWORD)
    assert not AuditEntry.objects.exists()


def test_shutting_out_and_letting_in(client, boss, other):
    client.post(reverse("desk:user_shut_out", args=[other.pk]))
    other.refresh_from_db()
    assert not other.is_active

    client.post(reverse("desk:user_let_in", args=[other.pk]))
    other.refresh_from_db()
    assert other.is_active


def test_an_administrator_may_be_shut_out_while_another_is_left(client, boss):
    second = UserFactory(administrator=True)

    client.post(reverse("desk:user_shut_out", args=[second.pk]))

    second.refresh_from_db()
    assert not second.is_active


def test_a_new_password_is_shown_and_works(client, boss, other):
    response = client.post(reverse("desk:user_password", args=[other.pk]))

    other.refresh_from_db()
    assert other.check_password(password_in(response))


@pytest.mark.parametrize("act", ["user_shut_out", "user_let_in", "user_password"])
def test_a_link_alone_does_nothing(client, boss, other, act):
    assert client.get(reverse(f"desk:{act}", args=[other.pk])).status_code == 405


def test_the_second_of_two_who_correct_a_name_loses_nothing(client, boss, other):
    url = reverse("desk:user", args=[other.pk])
    client.post(url, {"revision": 1, "name_en": "Meas"})
    response = client.post(url, {"revision": 1, "name_en": "Sok"})

    other.refresh_from_db()
    assert other.name_en == "Meas"
    assert "Sok" in response.content.decode()


def test_everybody_corrects_her_own_name(client, other):
    client.force_login(other)

    client.post(reverse("desk:profile"), {"revision": 1, "name_en": "Meas"})

    other.refresh_from_db()
    assert other.name_en == "Meas"


def test_the_page_of_a_user_who_is_not_there_is_not_there(client, boss):
    assert client.get(reverse("desk:user", args=[uuid.uuid4()])).status_code == 404
