"""The first page: Khmer first, how to reach each open centre, help is free."""

from datetime import date, timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from spean.directory.models import Centre, RuleRow

pytestmark = pytest.mark.django_db
FREE = "ជំនួយឥតគិតថ្លៃ។ គ្មាននរណាមានសិទ្ធិសុំលុយពីអ្នកទេ។"


@pytest.fixture
def open_centre(pursat: Centre) -> Centre:
    pursat.phone = "012 000 417"
    pursat.address = "ភូមិពាលញែក"
    pursat.hours_km, pursat.hours_en = "ចន្ទ–សុក្រ ៧:៣០", "Mon–Fri 7:30"
    pursat.telegram = "@spean_pursat"
    pursat.save()
    return pursat


def hotline(**changes: object) -> RuleRow:
    fields = {
        "code": "hotline.molvt", "valid_from": date(2024, 1, 1), "value": "1297",
        "unit": "telephone", "source": "test", "is_verified": True, **changes,
    }  # fmt: skip
    return RuleRow.objects.create(**fields)


def test_home_answers_at_once_without_a_redirect(client: Client) -> None:
    assert client.get("/").status_code == 200


def test_home_is_khmer_whatever_the_browser_asks_for(client: Client) -> None:
    answer = client.get("/", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert answer.headers["Content-Language"] == "km"
    assert '<html lang="km"' in answer.text
    assert FREE in answer.text


def test_home_is_english_once_the_person_chose_it(client: Client) -> None:
    chosen = client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert chosen.headers["Location"] == "/"
    answer = client.get("/", headers={"Accept-Language": "km"})
    assert '<html lang="en"' in answer.text
    assert "Help is free. Nobody may ask you for money." in answer.text


def test_the_other_language_is_one_click_away_and_named_in_itself(client: Client) -> None:
    assert '<button class="sync" lang="en">English</button>' in client.get("/").text
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert '<button class="sync" lang="km">ខ្មែរ</button>' in client.get("/").text


def test_home_says_how_to_reach_an_open_centre(client: Client, open_centre: Centre) -> None:
    page = client.get("/").text
    assert open_centre.label_km in page
    assert 'href="tel:012000417"' in page
    assert "tg://resolve?domain=spean_pursat" in page
    assert open_centre.address in page
    assert open_centre.hours_km in page
    assert open_centre.hours_en not in page


def test_home_does_not_name_a_closed_centre(client: Client, open_centre: Centre) -> None:
    open_centre.is_open = False
    open_centre.save()
    assert open_centre.label_km not in client.get("/").text


def test_home_works_before_the_first_centre(client: Client) -> None:
    answer = client.get("/")
    assert "មិនទាន់មានមជ្ឈមណ្ឌលបើកនៅទីនេះទេ។" in answer.text
    assert "tel:" not in answer.text


def test_a_hotline_stands_there_only_while_its_row_is_in_force(client: Client) -> None:
    row = hotline()
    assert 'href="tel:1297"' in client.get("/").text
    row.valid_to = timezone.localdate() - timedelta(days=1)
    row.save()
    assert "1297" not in client.get("/").text


def test_an_unchecked_hotline_says_that_it_is_unchecked(client: Client) -> None:
    hotline(is_verified=False)
    assert "(មិនទាន់ពិនិត្យ)" in client.get("/").text


def test_home_leads_to_the_sign_in(client: Client) -> None:
    assert f'href="{reverse("account_login")}"' in client.get("/").text


def test_the_quick_exit_is_a_plain_link_to_a_page_that_says_nothing(client: Client) -> None:
    assert f'href="{reverse("portal:elsewhere")}"' in client.get("/").text
    page = client.get(reverse("portal:elsewhere")).text
    assert "ស្ពាន" not in page
    assert "ពលករ" not in page
    assert "/desk" not in page


def test_home_asks_the_database_a_constant_number_of_times(
    client: Client,
    open_centre: Centre,
    preah_vihear: Centre,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(2):
        client.get("/")


def test_the_page_carries_the_headers_that_keep_it_to_itself(client: Client) -> None:
    headers = client.get("/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_the_colours_that_were_chosen_come_with_the_page(client: Client) -> None:
    client.cookies["spean_theme"] = "dark"
    assert 'data-theme="dark"' in client.get("/").text
    client.cookies["spean_theme"] = '"><script>'
    assert "data-theme" not in client.get("/").text
