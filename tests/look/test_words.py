"""Days, ages, money and counts in the reader's language and digits."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from spean.config import tags
from spean.core import wording

DAY = date(2026, 6, 15)


@pytest.mark.parametrize(
    ("precision", "khmer", "english"),
    [
        ("day", "១៥ មិថុនា ២០២៦", "15 June 2026"),
        ("month", "មិថុនា ២០២៦", "June 2026"),
        ("year", "២០២៦", "2026"),
    ],
)
def test_a_day_is_written_as_exactly_as_it_is_known(
    precision: str, khmer: str, english: str
) -> None:
    with translation.override("km"):
        assert tags.day_text(DAY, precision) == khmer
    with translation.override("en"):
        assert tags.day_text(DAY, precision) == english


def test_a_near_day_leaves_this_year_out_and_no_other() -> None:
    today = timezone.localdate()
    with translation.override("en"):
        assert str(today.year) not in wording.day_text(today, "near")
        assert wording.day_text(date(today.year - 1, 3, 2), "near") == f"2 March {today.year - 1}"


def test_a_moment_is_read_in_the_time_of_phnom_penh() -> None:
    evening_in_london = datetime(2026, 6, 14, 17, 30, tzinfo=UTC)
    with translation.override("en"):
        assert tags.day_text(evening_in_london) == "15 June 2026"
        assert tags.time_text(evening_in_london) == "12:30 am"


def test_no_day_is_an_empty_text() -> None:
    assert tags.day_text(None) == ""
    assert tags.day_text("") == ""


@pytest.mark.parametrize(
    ("hour", "khmer", "english"),
    [
        (time(17), "៥ ល្ងាច", "5 pm"),
        (time(9, 10), "៩:១០ ព្រឹក", "9:10 am"),
        (time(0, 5), "១២:០៥ យប់", "12:05 am"),
        (time(12), "១២ ថ្ងៃត្រង់", "12 pm"),
        (time(14), "២ រសៀល", "2 pm"),
        (time(21), "៩ យប់", "9 pm"),
    ],
)
def test_an_hour_is_written_as_it_is_said(hour: time, khmer: str, english: str) -> None:
    with translation.override("km"):
        assert tags.time_text(hour) == khmer
    with translation.override("en"):
        assert tags.time_text(hour) == english


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        (260, "USD", "$260"),
        (Decimal("260.00"), "USD", "$260"),
        (Decimal("12.5"), "USD", "$12.50"),
        (-5, "USD", "-$5"),
        (280000, "KHR", "280,000\u00a0៛"),
        ("9000", "THB", "9,000\u00a0฿"),
        (None, "USD", ""),
        ("much", "USD", "much"),
    ],
)
def test_money_is_written_as_on_a_price_tag(amount: object, currency: str, written: str) -> None:
    assert tags.money(amount, currency) == written


def test_an_age_comes_from_years_or_from_the_day_of_birth() -> None:
    today = timezone.localdate()
    with translation.override("en"):
        assert tags.age_text(34) == "34 years"
        assert tags.age_text(date(today.year - 30, today.month, 1)) == "30 years"
        assert tags.age_text(34, "age_only") == "about 34 years"


def test_counts_and_ages_have_khmer_digits_and_their_counter_word() -> None:
    with translation.override("km"):
        assert tags.people_count(7) == "៧ នាក់"
        assert tags.age_text(34) == "៣៤ ឆ្នាំ"


def test_one_person_is_one_person() -> None:
    with translation.override("en"):
        assert tags.people_count(1) == "1 person"
        assert tags.people_count(0) == "0 people"


def test_digits_stay_western_on_an_english_page() -> None:
    with translation.override("en"):
        assert tags.khmer_digits(1250) == "1250"
    with translation.override("km"):
        assert tags.khmer_digits(1250) == "១២៥០"


def test_a_telephone_is_written_in_groups() -> None:
    assert tags.phone_text("+85512000417") == "012 000 417"
    assert tags.phone_text("+66812345678").startswith("+66 ")
    assert tags.phone_text("not a number") == "not a number"


def test_a_foreign_name_is_marked_with_its_language() -> None:
    with translation.override("km"):
        assert tags.in_its_language("Sophea") == '<span lang="en">Sophea</span>'
        assert tags.in_its_language("សុភា") == "សុភា"
    with translation.override("en"):
        assert tags.in_its_language("សុភា") == '<span lang="km">សុភា</span>'


def test_a_name_cannot_smuggle_a_tag_into_the_page() -> None:
    with translation.override("km"):
        assert "<b>" not in tags.in_its_language("<b>x</b>")
