"""The locked screen: nothing passes but the password or the way out."""

import pytest
from django.test import Client
from django.urls import reverse

from spean.accounts.models import User

pytestmark = pytest.mark.django_db
PASSWORD = "four words only she knows"
DATA = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def at_desk(client: Client, counsellor: User) -> Client:
    counsellor.set_password(PASSWORD)
    counsellor.save()
    client.force_login(counsellor, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def locked(at_desk: Client) -> Client:
    at_desk.post(reverse("desk:lock"))
    return at_desk


def test_the_lock_button_works_without_javascript(at_desk: Client) -> None:
    answer = at_desk.post(reverse("desk:lock"))
    assert answer.status_code == 302
    assert answer.headers["Location"] == reverse("desk:unlock")


def test_a_locked_session_sees_no_page_of_the_desk(locked: Client) -> None:
    answer = locked.get(reverse("desk:today"))
    assert answer.headers["Location"] == reverse("desk:unlock")


def test_an_unlocked_session_sees_the_desk(at_desk: Client) -> None:
    assert at_desk.get(reverse("desk:today")).status_code == 200


def test_the_password_opens_the_screen_again(locked: Client) -> None:
    answer = locked.post(reverse("desk:unlock"), {"password": PASSWORD})
    assert answer.headers["Location"] == reverse("desk:today")
    assert locked.get(reverse("desk:today")).status_code == 200


def test_a_wrong_password_keeps_it_locked_and_says_so(locked: Client) -> None:
    answer = locked.post(reverse("desk:unlock"), {"password": "wrong"})
    assert answer.status_code == 422
    assert "ពាក្យសម្ងាត់មិនត្រូវ" in answer.text
    assert locked.get(reverse("desk:today")).status_code == 302


def test_another_users_password_does_not_open_it(locked: Client, colleague: User) -> None:
    colleague.set_password("a colleague's own words")
    colleague.save()
    answer = locked.post(reverse("desk:unlock"), {"password": "a colleague's own words"})
    assert answer.status_code == 422


def test_tries_are_counted_as_at_sign_in(locked: Client) -> None:
    answers = [
        locked.post(reverse("desk:unlock"), {"password": f"guess {n}"}, **DATA).status_code
        for n in range(11)
    ]
    assert answers[0] == 422
    assert answers[-1] == 429
    assert locked.post(reverse("desk:unlock"), {"password": PASSWORD}, **DATA).status_code == 429


def test_the_script_gets_short_answers(at_desk: Client) -> None:
    assert at_desk.post(reverse("desk:lock"), **DATA).status_code == 204
    assert at_desk.post(reverse("desk:unlock"), {"password": PASSWORD}, **DATA).status_code == 204


def test_the_page_leads_back_inside_the_site_only(locked: Client) -> None:
    form = {"password": PASSWORD, "next": "https://example.org/"}
    assert locked.post(reverse("desk:unlock"), form).headers["Location"] == reverse("desk:today")
    locked.post(reverse("desk:lock"))
    form = {"password": PASSWORD, "next": "/desk/people/"}
    assert locked.post(reverse("desk:unlock"), form).headers["Location"] == "/desk/people/"


def test_one_can_sign_out_while_locked(locked: Client) -> None:
    locked.post(reverse("account_logout"))
    assert "_auth_user_id" not in locked.session


def test_the_locked_page_shows_nothing_of_the_work(locked: Client) -> None:
    page = locked.get(reverse("desk:unlock")).text
    assert reverse("desk:people") not in page
    assert "UNDEFINED" not in page


def test_a_stranger_can_neither_lock_nor_unlock(client: Client) -> None:
    for name in ("desk:lock", "desk:unlock"):
        answer = client.post(reverse(name), {"password": PASSWORD})
        assert answer.headers["Location"].startswith(reverse("account_login"))
