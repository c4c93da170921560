"""The questions of every desk form, on good and bad input."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from spean.desk.fields import (
    ClientForm,
    Day,
    DayField,
    DecimalField,
    Money,
    MoneyField,
    OneOfField,
    PhoneField,
    SomeOfField,
    WholeField,
    YesNoField,
    day_words,
)
from spean.people import choices as c


class Asked(ClientForm):
    name = forms.CharField(max_length=20, required=False)
    told = forms.CharField(widget=forms.Textarea, required=False)
    sex = OneOfField(choices=c.Sex.choices, required=False)
    born = DayField(may_be_age=True, required=False)
    until = DayField(may_be_future=True, required=False)
    people = WholeField(most=60, required=False)
    hours = DecimalField(most=24, places=1, required=False)
    wage = MoneyField(currencies=c.Currency.choices, required=False)
    phone = PhoneField(required=False)
    needs = SomeOfField(choices=c.Need.choices, most=3, required=False)
    reads = YesNoField(required=False)


def asked(**written: object) -> Asked:
    form = Asked(written)
    form.is_valid()
    return form


@pytest.fixture(autouse=True)
def _khmer() -> object:
    with translation.override("km"):
        yield


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("6 July 2025", "2025-07-06", "day"),
        ("៦ កក្កដា ២០២៥", "2025-07-06", "day"),
        ("ថ្ងៃទី៦ ខែកក្កដា ឆ្នាំ២០២៥", "2025-07-06", "day"),
        ("6/7/2025", "2025-07-06", "day"),
        ("2025-07-06", "2025-07-06", "day"),
        ("July 2025", "2025-07-01", "month"),
        ("៧/២០២៥", "2025-07-01", "month"),
        ("២០២៥", "2025-01-01", "year"),
        ("ព.ស. ២៥៦៨", "2025-01-01", "year"),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: str, precision: str) -> None:
    form = asked(born=text)

    assert not form.errors
    assert str(form.cleaned_data["born"].on) == day
    assert form.cleaned_data["born"].precision == precision


def test_an_age_will_do_for_a_birth() -> None:
    form = asked(born="៣៤")

    assert form.cleaned_data["born"].precision == "age_only"
    assert day_words(form.cleaned_data["born"]) == "៣៤"


def test_a_year_of_the_buddhist_era_is_asked_about_with_the_day_it_means() -> None:
    form = asked(born="15/6/2568")

    assert form.errors["born"] == ["ថ្ងៃនេះមិនទាន់មកដល់ទេ។ តើជាឆ្នាំពុទ្ធសករាជមែនទេ?"]
    assert "១៥ មិថុនា ២០២៥" in str(form["born"])


def test_a_confirmed_buddhist_year_is_converted() -> None:
    form = asked(**{"born": "15/6/2568", "born-era": "be"})

    assert str(form.cleaned_data["born"].on) == "2025-06-15"


@pytest.mark.parametrize("text", ["06/07", "6/7/25", "abc", "=1+1", "1/13/2020", "32/1/2020"])
def test_a_day_that_may_mean_two_things_is_not_guessed(text: str) -> None:
    assert "born" in asked(born=text).errors


def test_a_month_that_is_too_short_says_so() -> None:
    sentence = "ខែវិច្ឆិកាមាន ៣០ ថ្ងៃ។ បើមិនច្បាស់ ដាក់តែខែក៏បាន។"

    assert asked(born="31/11/2020").errors["born"] == [sentence]


def test_what_was_written_stays_in_the_field() -> None:
    assert 'value="31/11/2020"' in str(asked(born="31/11/2020")["born"])


@given(st.dates(min_value=date(1930, 1, 1), max_value=date(2090, 1, 1)))
def test_a_day_shown_is_a_day_that_can_be_read_again(day: date) -> None:
    with translation.override("km"):
        form = asked(until=day_words(Day(day)))

    assert form.cleaned_data["until"] == Day(day)


def test_a_number_is_read_in_khmer_digits() -> None:
    assert asked(people="១២").cleaned_data["people"] == 12


@pytest.mark.parametrize(
    ("field", "text"),
    [("people", "-1"), ("people", "61"), ("people", "1.5"), ("people", "=1+1"), ("hours", "25")],
)
def test_a_number_out_of_its_bounds_is_refused(field: str, text: str) -> None:
    assert field in asked(**{field: text}).errors


def test_money_is_an_amount_and_a_currency() -> None:
    form = asked(wage_amount="១,២០០.៥០", wage_currency="THB")

    assert form.cleaned_data["wage"] == Money(Decimal("1200.50"), "THB")


@pytest.mark.parametrize(
    "written",
    [
        {"wage_amount": "-400", "wage_currency": "THB"},
        {"wage_amount": "400"},
        {"wage_amount": "=400", "wage_currency": "THB"},
        {"wage_amount": "400", "wage_currency": "EUR"},
    ],
)
def test_money_below_zero_or_without_its_currency_is_refused(written: dict[str, str]) -> None:
    assert "wage" in asked(**written).errors


def test_a_number_that_is_too_short_counts_its_digits() -> None:
    sentence = "លេខទូរស័ព្ទមាន ៩ ឬ ១០ ខ្ទង់។ អ្នកបានសរសេរ ៨ ខ្ទង់។"

    assert asked(phone="០១២០០០៤១").errors["phone"] == [sentence]


def test_a_telephone_comes_out_in_one_form() -> None:
    assert asked(phone="០១២ ០០០ ៤១៧").cleaned_data["phone"] == "+85512000417"


@pytest.mark.parametrize("text", ["សុភា\x00", "a\ud800b", "\x1b[31m", "ab\ufffd"])
def test_what_is_not_text_is_refused_and_can_be_shown_again(text: str) -> None:
    form = asked(name=text)

    assert form.errors["name"] == ["អក្សរខ្លះនៅទីនេះអានមិនបាន។ សូមវាយម្តងទៀត។"]
    str(form["name"]).encode()


def test_ten_megabytes_are_refused_at_once() -> None:
    form = asked(name="ក" * 10_000_000, told="ក" * 10_000_000, born="9" * 10_000_000)

    assert set(form.errors) == {"name", "told", "born"}
    assert len(str(form["told"])) < 10_000


def test_a_formula_stays_the_text_it_is() -> None:
    assert asked(name="=1+1").cleaned_data["name"] == "=1+1"


def test_invisible_characters_are_tidied_away() -> None:
    assert asked(name="សុ\u200bភា\u200d ").cleaned_data["name"] == "សុភា"


def test_lines_of_a_note_are_kept() -> None:
    assert asked(told="ក\nខ").cleaned_data["told"] == "ក\nខ"


def test_more_answers_than_allowed_are_refused() -> None:
    data = QueryDict("needs=food&needs=debt&needs=health&needs=legal")
    form = Asked(data)

    assert "needs" in form.errors


def test_yes_no_and_not_known_are_three_answers() -> None:
    answers = [asked(reads=said).cleaned_data["reads"] for said in ("yes", "no", "")]

    assert answers == [True, False, None]
