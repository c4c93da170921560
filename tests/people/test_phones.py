"""Telephones as they are found on forms and rosters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namematch import to_khmer_digits
from spean.people.rules import parse_phones, phone_digits

mobile_numbers = st.from_regex(r"(12|92|77|10)[2-9][0-9]{5}", fullmatch=True)


@given(mobile_numbers)
def test_every_spelling_of_a_number_is_the_same_number(national):
    spaced = f"0{national[:2]} {national[2:5]} {national[5:]}"
    spellings = [
        f"0{national}", spaced, spaced.replace(" ", "-"), f"+855{national}", f"+855 (0){national}",
        f"00855{national}", f"855{national}", national, to_khmer_digits(f"0{national}"),
        f"{national}.0", f"0\u200b{national}",
    ]  # fmt: skip

    for text in spellings:
        assert [phone.number for phone in parse_phones(text)] == [f"+855{national}"], text


@given(mobile_numbers, mobile_numbers, st.sampled_from([" / ", "/", ", ", ";", "\n", " ឬ ", " "]))
def test_two_numbers_in_a_cell_are_two(first, second, between):
    found = parse_phones(f"0{first}{between}0{second}")

    expected = dict.fromkeys([f"+855{first}", f"+855{second}"])
    assert [phone.number for phone in found] == list(expected)


def test_a_thai_number_keeps_its_country_and_says_so():
    (phone,) = parse_phones("081 234 5678")

    assert phone.number == "+66812345678" and phone.notes == ("thai-number",)


def test_a_lost_zero_is_put_back_and_noted():
    assert parse_phones("12345678")[0].notes == ("lost-zero",)


def test_an_unreadable_number_is_kept_as_given_with_a_note():
    (phone,) = parse_phones("012 34 56")

    assert phone.number == "0123456" and not phone.is_readable
    assert phone.notes == ("unreadable-phone",)


@given(st.text(max_size=80))
def test_no_text_breaks_the_reader(text):
    for phone in parse_phones(text):
        assert 1 <= len(phone.number) <= 20


@pytest.mark.parametrize("text", ["", "none", "គ្មាន", "/"])
def test_a_text_without_digits_holds_no_number(text):
    assert parse_phones(text) == []


def test_the_searched_digits_have_neither_country_nor_zero():
    assert phone_digits("+85512345678") == phone_digits("012345678") == "12345678"
