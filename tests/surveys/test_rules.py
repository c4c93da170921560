"""The plain rules of a list: headings, legacy letters, rows of anything."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from kfc import unicode_to_limon

from spean.core.text import fold, tidy
from spean.people.rules import FAMILY_NAMES
from spean.surveys.choices import Column
from spean.surveys.rules import (
    COLUMN_FIELDS,
    Place,
    Surroundings,
    guessed,
    khmer_of,
    lacking,
    looks_legacy,
    same_keys,
    understand,
)
from spean.surveys.rules.columns import field_of
from spean.surveys.services.wording import asked, noted
from tests.often import often

PLACES = [
    *("ពោធិ៍សាត់", "បាត់ដំបង", "បន្ទាយមានជ័យ", "ឧត្ដរមានជ័យ", "ព្រះវិហារ", "សៀមរាប", "ភ្នំពេញ", "កណ្ដាល"),
    *("កំពង់ឆ្នាំង", "កំពត", "ក្រចេះ", "ស្ទឹងត្រែង", "មណ្ឌលគិរី", "រតនគិរី", "តាកែវ", "ស្វាយរៀង", "ព្រៃវែង"),
]
PERSONS = ["សុខ សុភា", "ចាន់ ច័ន្ទតារា", "កែវ ស្រីមុំ", "ហេង រដ្ឋា", "ស៊ីណា", "ញ៉ែម វណ្ណា", "លី បញ្ញា", "ម៉ៅ ប៊ុនធឿន"]
FIELDS = [field for field in Column.values if field != "ignore"]


@pytest.mark.parametrize("name", [*PLACES, *PERSONS])
def test_khmer_in_limon_letters_is_read_back(name):
    typed = unicode_to_limon(name)
    read = khmer_of(typed)

    assert read is not None
    assert fold(read) == fold(name)


def test_every_family_name_is_read_back_or_not_at_all():
    read = {name: khmer_of(unicode_to_limon(name), known=FAMILY_NAMES) for name in FAMILY_NAMES}

    assert not {name for name, khmer in read.items() if khmer and fold(khmer) != fold(name)}
    assert sum(khmer is not None for khmer in read.values()) > 0.95 * len(read)


@given(st.text("abcdeghijklmnopqrstuvwxyzKQXBRSTþñµ;:_e ", max_size=20))
@often(200)
def test_a_reading_is_always_canonical_and_written_back_the_same(text):
    khmer = khmer_of(text)

    if khmer is not None:
        assert unicode_to_limon(khmer) == " ".join(text.split())
        assert tidy(khmer) == khmer


@pytest.mark.parametrize(
    "text", ["Sok Sophea", "SOK SOPHEA", "José Muñoz", "សុខ សុភា", "012 345 678", ""]
)
def test_what_is_not_limon_is_left_alone(text):
    assert not looks_legacy(text)


@pytest.mark.parametrize("text", ["suPa", "eQµaH", "can; suPa", "RsIman"])
def test_limon_letters_without_a_font_are_recognised_by_their_signs(text):
    assert looks_legacy(text)


@pytest.mark.parametrize("font", ["Limon S1", "Limon R1", "ABC-TEXT-05"])
def test_a_legacy_font_is_known_by_its_name(font):
    assert looks_legacy("Sok", font)


@pytest.mark.parametrize("font", ["Khmer OS", "Khmer OS Siemreap", "Calibri", "Noto Sans Khmer"])
def test_other_fonts_are_not(font):
    assert not looks_legacy("suPa", font)


def test_of_a_legacy_font_other_than_limon_nothing_is_read():
    assert khmer_of("suPa", font="ABC-TEXT-05") is None


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("ឈ្មោះ", "name"), ("គោត្តនាម និងនាម", "name"), ("Full Name", "name"), ("ភេទ", "sex"),
        ("Sex (M/F)", "sex"), ("ថ្ងៃ ខែ ឆ្នាំ កំណើត", "birth"), ("D.O.B", ""), ("DOB", "birth"),
        ("អាយុ", "age"), ("លេខទូរស័ព្ទ", "phone"), ("Phone number", "phone"), ("ឃុំ/សង្កាត់", "commune"),
        ("ស្រុក/ក្រុង", "district"), ("ខេត្ត", "province"), ("ភូមិ", "village"), ("ល.រ", "ignore"),
        ("No.", "ignore"), ("អត្តសញ្ញាណប័ណ្ណ", "national_id"), ("ឈ្មោះជាអក្សរឡាតាំង", "name_latin"),
        ("សម្គាល់", ""), ("Remarks", ""),
    ],
)  # fmt: skip
def test_headings_are_known_in_both_languages(heading, field):
    assert field_of(heading) == field


def test_each_meaning_is_given_once_and_a_second_telephone_is_the_second():
    headers = [("A", "Name"), ("B", "Phone"), ("C", "Tel"), ("D", "Name")]

    assert guessed(headers, {}) == {"A": "name", "B": "phone", "C": "phone_2"}


def test_what_the_centre_said_before_goes_first():
    assert guessed([("A", "Name")], {"name": "nickname"}) == {"A": "nickname"}


def test_a_list_needs_a_name_and_a_place():
    assert lacking(["sex"]) == ["name", "place"]
    assert lacking(["name_latin", "village"]) == []


def test_every_field_of_the_rules_is_a_choice_of_the_room():
    assert set(COLUMN_FIELDS) == set(Column.values)


def find(name: str, level: int, within: str) -> list[Place]:
    codes = {1: "15", 2: "1501", 3: "150101", 4: "15010101"}
    is_exact = len(name) % 2 == 0
    count = len(name) % 3
    return [Place(f"{n}", codes[level], f"p{n}", "", is_exact) for n in range(count)]


TEXTS = st.one_of(
    st.text(max_size=60),
    st.text(string.digits + "/-. +០១២៣៤៥៦៧៨៩", max_size=30),
    st.text("កខគឃងចឆជ្ាិីឹឺុូួើឿៀេែៃោៅំះៈ៉៊់៌៍៎៏័\u200b ", max_size=30),
    st.sampled_from(
        ["=1+1", "អាយុ", "12/03/2535", "999999999999", "31/02/2000", "0", "-", "\x00", "suPa"]
    ),
)
CELLS = st.builds(
    lambda text, kind, font: {"t": text, "k": kind, "f": font},
    TEXTS,
    st.sampled_from(["text", "number", "day", "flag", "error"]),
    st.sampled_from(["", "Limon S1", "ABC", "Calibri"]),
)
ASKED = ("buddhist-era", "lost-zero", "unknown-sex", "legacy-font", "two-phones")
KEYS = [f"{code}:{field}" for code in ASKED for field in FIELDS]
ANSWERS = st.sampled_from(["yes", "keep", "empty", "F", "all", "two", "0", "x"])


@given(
    st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, CELLS)),
    st.dictionaries(st.sampled_from(KEYS), ANSWERS, max_size=4),
)
@often(400)
def test_a_row_of_anything_is_understood_or_asked_about_but_never_fails(cells, answers):
    mapping = {field: field for field in FIELDS}
    around = Surroundings(date(2026, 11, 22), find, "15")
    draft = understand(7, cells, mapping, answers, around)

    assert len({question["key"] for question in draft.questions}) == len(draft.questions)
    assert all(asked(question) for question in draft.questions)
    assert all(noted(note) for note in draft.notes)
    assert all(isinstance(key, str) for key in same_keys(draft.values))
    if not draft.questions:
        assert draft.values["sex"] in {"F", "M", "X"}
        assert draft.values["area_id"]
        assert any(draft.values.get(f"{part}_name_{script}") for part in ("family", "given")
                   for script in ("km", "lat"))  # fmt: skip
