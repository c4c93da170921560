"""Signing in, being throttled, and signing out."""

import re

import pytest
from django.urls import reverse

from spean.accounts.models import AuditEntry
from spean.accounts.services import deactivate, reset_password
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/account/login/"


def sign_in(client, name, password, **extra):
    return client.post(LOGIN, {"login": name, "password": password}, **extra)


def is_in(client):
    return "_auth_user_id" in client.session


def actions():
    return list(AuditEntry.objects.order_by("seq").values_list("action", flat=True))


@pytest.mark.parametrize("typed", ["sokha12", "SOKHA12", " Sokha12 ", "sokha១២", "so\u200bkha12"])
def test_the_name_is_taken_however_it_is_typed(client, typed):
    UserFactory(username="sokha12")

    response = sign_in(client, typed, PASSWORD)

    assert response.status_code == 302
    assert response["Location"] == reverse("desk:today")
    assert is_in(client)


def test_signing_in_and_out_is_in_the_trail(client):
    user = UserFactory()

    sign_in(client, user.username, PASSWORD)
    client.post(reverse("account_logout"))

    assert actions() == ["accounts.signed_in", "accounts.signed_out"]
    assert set(AuditEntry.objects.values_list("actor_id", flat=True)) == {user.pk}


def test_the_session_key_is_another_after_signing_in(client):
    user = UserFactory()
    client.get(LOGIN)
    client.session.save()
    session = client.session
    session["seen"] = 1
    session.save()
    client.cookies["spean_session"] = session.session_key

    sign_in(client, user.username, PASSWORD)

    assert client.session.session_key != session.session_key


def test_signing_out_tells_the_browser_to_forget(client):
    client.force_login(UserFactory())

    response = client.post(reverse("account_logout"))

    assert response["Clear-Site-Data"] == '"cache", "storage"'
    assert not is_in(client)


def test_a_link_cannot_sign_anybody_out(client):
    client.force_login(UserFactory())

    client.get(reverse("account_logout"))

    assert is_in(client)


def masked(response, name):
    text = response.content.decode().replace(name, "NAME")
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)


def test_a_wrong_name_a_wrong_password_and_a_shut_out_user_get_the_same_answer(client):
    UserFactory(username="user9000")
    UserFactory(username="shutout", shut_out=True)

    tries = {"user9000": "wrong-password", "nobody": "wrong-password", "shutout": PASSWORD}
    answers = {name: sign_in(client, name, password) for name, password in tries.items()}

    assert {answer.status_code for answer in answers.values()} == {200}
    assert len({masked(answer, name) for name, answer in answers.items()}) == 1
    assert not is_in(client)


@pytest.mark.parametrize("name", ["known", "unknown"])
def test_a_wrong_name_costs_one_password_hash_like_a_wrong_password(client, name, monkeypatch):
    from django.contrib.auth.hashers import MD5PasswordHasher

    UserFactory(username="known")
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args, **kw: hashed.append(1) or encode(*args, **kw)
    )

    sign_in(client, name, "wrong-password")

    assert len(hashed) == 1


def test_a_failed_sign_in_is_noted_without_what_was_typed(client):
    user = UserFactory(username="sokha")

    sign_in(client, "sokha", "wrong-password")
    sign_in(client, "stranger", "wrong-password")

    first, second = AuditEntry.objects.order_by("seq")
    assert (first.action, first.ref_id, first.actor_id) == (
        "accounts.sign_in_failed",
        user.pk,
        None,
    )
    assert (second.ref_id, second.detail) == (None, {"step": "password"})


def test_after_ten_wrong_tries_even_the_right_password_must_wait(client):
    user = UserFactory(username="sokha")
    for number in range(10):
        # Other spellings of the name win no further guesses.
        sign_in(client, "sokha" if number % 2 else "SOKHA", "wrong-password")

    response = sign_in(client, user.username, PASSWORD)

    assert response.status_code == 429
    assert "សាកច្រើនដងពេក" in response.content.decode()
    assert not is_in(client)


def test_nine_wrong_tries_are_forgiven(client):
    user = UserFactory()
    for _ in range(9):
        sign_in(client, user.username, "wrong-password")

    sign_in(client, user.username, PASSWORD)

    assert is_in(client)


def test_a_locked_address_does_not_lock_the_victim_out_elsewhere(client):
    user = UserFactory()
    for _ in range(12):
        sign_in(client, user.username, "wrong-password", REMOTE_ADDR="203.0.113.9")

    sign_in(client, user.username, PASSWORD, REMOTE_ADDR="198.51.100.7")

    assert is_in(client)


def test_the_lock_ends_after_a_quarter_of_an_hour(client, settings):
    from datetime import timedelta

    from axes.models import AccessAttempt
    from django.utils import timezone

    user = UserFactory()
    for _ in range(11):
        sign_in(client, user.username, "wrong-password")

    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert sign_in(client, user.username, PASSWORD).status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))

    sign_in(client, user.username, PASSWORD)
    assert is_in(client)


def test_tries_during_a_lock_add_nothing_to_the_trail(client):
    UserFactory(username="sokha")
    for _ in range(15):
        sign_in(client, "sokha", "wrong-password")

    assert actions().count("accounts.sign_in_failed") <= 10


def test_a_new_user_comes_no_further_than_the_page_for_her_own_password(client):
    user = UserFactory(new=True)
    sign_in(client, user.username, PASSWORD)

    response = client.get(reverse("desk:today"))
    assert response["Location"] == reverse("account_change_password")

    fresh = "another-river-77"
    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh},
    )
    user.refresh_from_db()
    assert response["Location"] == reverse("desk:today")
    assert user.check_password(fresh)
    assert not user.must_change_password
    assert is_in(client)
    assert actions()[-1] == "accounts.password_changed"


@pytest.mark.parametrize("fresh", ["short", "password1234", "1234567890123"])
def test_a_password_that_others_would_guess_is_refused(client, fresh):
    user = UserFactory(new=True)
    client.force_login(user)

    response = client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh},
    )

    user.refresh_from_db()
    assert response.status_code == 200
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("act", [deactivate, reset_password])
def test_whoever_is_shut_out_or_gets_a_new_password_is_out_at_once(client, act):
    user = UserFactory(administrator=True)
    sign_in(client, user.username, PASSWORD)
    assert client.get(reverse("desk:settings")).status_code == 200

    act(actor=None, user=user)

    assert client.get(reverse("desk:settings"))["Location"].startswith(LOGIN)


def test_nobody_can_sign_herself_up_or_ask_for_mail(client):
    for path in ("signup/", "password/reset/", "email/", "confirm-email/"):
        assert client.get(f"/account/{path}").status_code == 404
