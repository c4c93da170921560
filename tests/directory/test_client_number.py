"""The check digit of a client number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.directory.rules import check_digit, client_number, is_valid_client_number

NUMBERS = st.integers(min_value=1, max_value=999_999_999)
YEARS = st.integers(min_value=2020, max_value=2099)


def test_the_example_of_the_standard_has_its_digit():
    # ISO/IEC 7064, MOD 11,10: 0794 takes 5.
    assert check_digit("0794") == "5"


def test_a_number_is_written_with_at_least_five_digits():
    assert client_number(2026, 42).startswith("MRC-26-00042-")


def test_a_number_grows_beyond_five_digits():
    assert client_number(2026, 123456).startswith("MRC-26-123456-")


@given(YEARS, NUMBERS)
def test_every_number_issued_is_valid(year, number):
    assert is_valid_client_number(client_number(year, number))


@given(YEARS, NUMBERS, st.data())
def test_one_wrong_digit_is_always_found(year, number, data):
    good = client_number(year, number)
    places = [at for at, letter in enumerate(good) if letter.isdigit()]
    at = data.draw(st.sampled_from(places))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != good[at]]))
    assert not is_valid_client_number(good[:at] + other + good[at + 1 :])


@pytest.mark.parametrize(
    "text",
    ["", "MRC-26-00042", "MRC-26-0042-1", "mrc-26-00042-8", "MRC-២៦-00042-8", " MRC-26-00042-8"],
)
def test_a_number_in_another_form_is_not_valid(text):
    assert not is_valid_client_number(text)


@pytest.mark.parametrize("digits", ["", "12a", "១២", "²"])
def test_only_ascii_digits_have_a_check_digit(digits):
    with pytest.raises(ValueError, match="digits 0 to 9"):
        check_digit(digits)
