"""Help, privacy, attributions, and the pages for what goes wrong."""

import pytest
from django.conf import settings
from django.test import Client, RequestFactory
from django.urls import reverse
from django.views.defaults import bad_request, server_error
from pytest_django import DjangoAssertNumQueries, Settings

from spean.accounts.models import User
from spean.directory.choices import Classification
from spean.directory.models import Area, Occupation

pytestmark = pytest.mark.django_db
NOT_HERE = "ទំព័រនេះមិនមាន ឬមិនមែនសម្រាប់អ្នក។"
ESCO = "This service uses the ESCO classification of the European Commission."


@pytest.mark.parametrize("name", ["home", "help", "privacy", "about", "elsewhere"])
@pytest.mark.parametrize("language", ["km", "en"])
def test_a_public_page_speaks_its_language_without_an_undefined_name(
    client: Client, name: str, language: str
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    answer = client.get(reverse(f"portal:{name}"))
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert "UNDEFINED" not in answer.text


@pytest.mark.parametrize(
    "name", ["account_login", "account_change_password", "account_reauthenticate", "mfa_index"]
)
def test_a_page_of_the_sign_in_package_looks_and_speaks_as_ours(
    client: Client, counsellor: User, name: str
) -> None:
    if name != "account_login":
        client.force_login(
            counsellor, backend="allauth.account.auth_backends.AuthenticationBackend"
        )
    page = client.get(reverse(name)).text
    assert 'class="in1"' in page
    assert "UNDEFINED" not in page
    assert "Password" not in page


def test_a_page_that_is_not_there_and_one_not_allowed_are_the_same(
    client: Client, counsellor: User
) -> None:
    client.force_login(counsellor, backend="allauth.account.auth_backends.AuthenticationBackend")
    absent = client.get("/desk/nothing/here/")
    forbidden = client.get(reverse("desk:audit"))
    assert absent.status_code == forbidden.status_code == 404
    assert NOT_HERE in absent.text
    assert NOT_HERE in forbidden.text


def test_our_own_fault_is_said_in_both_languages_without_the_database(
    rf: RequestFactory, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        page = server_error(rf.get("/")).content.decode()
    assert "ប្រព័ន្ធមានបញ្ហា មិនមែនកំហុសអ្នកទេ។" in page
    assert "it is not your fault" in page
    assert "UNDEFINED" not in page


def test_our_own_fault_needs_no_manifest_of_files(rf: RequestFactory, settings: Settings) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    settings.STATIC_ROOT = settings.SPEAN_HOME / "not-built"
    assert server_error(rf.get("/")).status_code == 500


def test_a_request_we_cannot_read_gets_a_polite_page(rf: RequestFactory) -> None:
    page = bad_request(rf.get("/"), ValueError("x")).content.decode()
    assert "សូមត្រឡប់ រួចសាកម្តងទៀត។" in page


def test_a_stale_form_says_that_nothing_was_sent(counsellor: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(reverse("account_login"), {"login": "x", "password": "y"})
    assert answer.status_code == 403
    assert "មិនទាន់បានផ្ញើអ្វីទេ។" in answer.text
    assert "data-stale" in answer.text


def test_the_demo_names_its_accounts_at_the_sign_in(client: Client, settings: Settings) -> None:
    settings.SPEAN_DEMO_ACCOUNTS = [("counsellor", "Counsellor")]
    page = client.get(reverse("account_login")).text
    assert "counsellor" in page
    assert "អ្នកប្រឹក្សា" in page


def test_a_live_site_names_no_account_and_has_no_training_line(
    client: Client, settings: Settings, counsellor: User
) -> None:
    settings.SPEAN_DEMO_ACCOUNTS = [("counsellor", "Counsellor")]
    settings.SPEAN_IS_DEMO = False
    page = client.get(reverse("account_login")).text
    assert "counsellor" not in page
    assert 'class="train"' not in page


def test_every_page_of_the_demo_says_that_people_are_invented(client: Client) -> None:
    for name in ("home", "help", "privacy", "about"):
        assert 'class="train"' in client.get(reverse(f"portal:{name}")).text


def test_a_wrong_name_and_a_wrong_password_get_the_same_words(
    client: Client, counsellor: User
) -> None:
    pages = [
        client.post(reverse("account_login"), {"login": name, "password": "wrong"}).text
        for name in (counsellor.username, "nobody")
    ]
    assert all("ឈ្មោះ ឬពាក្យសម្ងាត់មិនត្រូវ។" in page for page in pages)


def test_only_data_that_is_loaded_is_attributed(client: Client) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert ESCO not in client.get(reverse("portal:about")).text
    Occupation.objects.create(code="7122.1", scheme=Classification.ESCO, isco="7122")
    assert ESCO in client.get(reverse("portal:about")).text


def test_the_official_gazetteer_is_attributed_with_its_licence(client: Client) -> None:
    Area.objects.create(code="15", level=1, source="NCDD gazetteer, 14 October 2024")
    page = client.get(reverse("portal:about")).text
    assert "ODbL 1.0" in page
    assert "NCDD" in page
