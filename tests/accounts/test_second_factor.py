"""The second code: owed by staff, asked for after the password, never passed by."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.urls import reverse

from spean.accounts.models import AuditEntry
from spean.accounts.services import reset_second_factor
from spean.core.text import to_khmer_digits
from tests.factories.accounts import PASSWORD, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _owed(settings):
    settings.SPEAN_TWO_FACTOR = True
    settings.MFA_ADAPTER = "spean.config.adapter.SecondFactor"


@pytest.fixture
def user():
    return UserFactory(administrator=True)


def code_now(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(client, user):
    return client.post("/account/login/", {"login": user.username, "password": PASSWORD})


def set_up(client):
    """Set up the telephone of whoever is signed in; return the secret."""
    client.get(reverse("mfa_activate_totp"))
    secret = client.session["mfa.totp.secret"]
    response = client.post(reverse("mfa_activate_totp"), {"code": code_now(secret)})
    assert response.status_code == 302
    return secret


def is_in(client):
    return "_auth_user_id" in client.session


@pytest.fixture
def protected(client, user):
    """A user with a second factor, signed out again; its secret and spare codes."""
    from django.core.cache import cache

    sign_in(client, user)
    secret = set_up(client)
    spare = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    client.post(reverse("account_logout"))
    # The code of this half minute was used up by setting up.
    cache.clear()
    return secret, spare


@pytest.mark.parametrize("name", ["desk:today", "desk:settings", "desk:search"])
def test_without_a_second_factor_every_page_leads_to_setting_it_up(client, user, name):
    sign_in(client, user)

    assert client.get(reverse(name))["Location"] == reverse("mfa_activate_totp")
    assert client.post(reverse(name))["Location"] == reverse("mfa_activate_totp")


def test_setting_it_up_opens_the_desk_and_gives_spare_codes(client, user):
    sign_in(client, user)

    set_up(client)

    assert client.get(reverse("desk:settings")).status_code == 200
    assert client.get(reverse("mfa_view_recovery_codes")).status_code == 200
    assert AuditEntry.objects.latest("seq").detail == {"change": "totp-on"}


def test_a_wrong_code_does_not_set_it_up(client, user):
    sign_in(client, user)
    client.get(reverse("mfa_activate_totp"))

    client.post(reverse("mfa_activate_totp"), {"code": "000000"})

    assert not Authenticator.objects.exists()
    assert client.get(reverse("desk:settings"))["Location"] == reverse("mfa_activate_totp")


def test_the_secret_is_sealed_in_the_database(client, user):
    sign_in(client, user)

    secret = set_up(client)

    stored = Authenticator.objects.get(type="totp").data["secret"]
    assert secret not in stored
    assert Authenticator.objects.get(type="totp").wrap().validate_code("000000") is False


def test_the_password_alone_is_not_enough(client, user, protected):
    response = sign_in(client, user)

    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_in(client)
    assert client.get(reverse("desk:settings"))["Location"].startswith("/account/login/")
    assert client.get(reverse("mfa_activate_totp"))["Location"].startswith("/account/login/")


@pytest.mark.parametrize("digits", [str, to_khmer_digits])
def test_the_right_code_opens_in_either_digits(client, user, protected, digits):
    sign_in(client, user)

    client.post(reverse("mfa_authenticate"), {"code": digits(code_now(protected[0]))})

    assert is_in(client)
    assert AuditEntry.objects.latest("seq").action == "accounts.signed_in"


def test_a_wrong_code_is_refused_and_noted(client, user, protected):
    sign_in(client, user)

    response = client.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert response.status_code == 200
    assert not is_in(client)
    last = AuditEntry.objects.latest("seq")
    assert (last.action, last.ref_id, last.detail) == (
        "accounts.sign_in_failed",
        user.pk,
        {"step": "code"},
    )


def test_the_same_code_does_not_open_twice(client, user, protected):
    code = code_now(protected[0])
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})
    client.post(reverse("account_logout"))

    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code})

    assert not is_in(client)


def test_a_spare_code_works_once(client, user, protected):
    spare = protected[1][0]
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": spare})
    assert is_in(client)
    client.post(reverse("account_logout"))

    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": spare})

    assert not is_in(client)


def test_codes_cannot_be_guessed_without_end(client, user, protected):
    sign_in(client, user)
    for _ in range(6):
        client.post(reverse("mfa_authenticate"), {"code": "000000"})

    client.post(reverse("mfa_authenticate"), {"code": code_now(protected[0])})

    assert not is_in(client)


def test_a_reset_by_an_administrator_is_felt_at_the_next_click(client, user, protected):
    sign_in(client, user)
    client.post(reverse("mfa_authenticate"), {"code": code_now(protected[0])})
    assert client.get(reverse("desk:settings")).status_code == 200

    reset_second_factor(actor=None, user=user)

    assert client.get(reverse("desk:settings"))["Location"] == reverse("mfa_activate_totp")


def test_switching_it_off_leads_back_to_setting_it_up(client, user):
    sign_in(client, user)
    set_up(client)

    client.post(reverse("mfa_deactivate_totp"))

    assert not Authenticator.objects.filter(type="totp").exists()
    assert client.get(reverse("desk:settings"))["Location"] == reverse("mfa_activate_totp")
    assert AuditEntry.objects.latest("seq").detail == {"change": "totp-off"}


def test_a_locked_screen_leaves_only_two_ways(client, user):
    sign_in(client, user)
    set_up(client)
    session = client.session
    session["locked"] = True
    session.save()

    for name in ("desk:settings", "account_change_password", "mfa_view_recovery_codes"):
        assert client.get(reverse(name))["Location"] == reverse("desk:unlock")
    assert client.get(reverse("desk:unlock")).status_code == 200


def test_after_some_minutes_the_password_is_asked_for_again(client, user):
    sign_in(client, user)
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 301
    session.save()

    response = client.get(reverse("mfa_activate_totp"))

    assert response["Location"].startswith(reverse("account_reauthenticate"))
    client.post(response["Location"], {"password": PASSWORD})
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
