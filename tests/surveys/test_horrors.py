"""The list of horrors: each, as it comes in a centre's roster, read as it should be."""

from datetime import date

import pytest

from spean.people.models import ContactPoint, Person
from spean.surveys import services
from tests.factories.people import MORNING
from tests.factories.surveys import (
    PLAIN,
    answer,
    codes_of,
    imported,
    line,
    notes_of,
    reviewed,
    row_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]


def only_row(counsellor, **changes):
    return row_of(reviewed(counsellor, [line(**changes)]), 2)


def values(row):
    return row.understood["values"]


def test_a_plain_row_is_ready_and_becomes_a_person(counsellor):
    batch = imported(counsellor, reviewed(counsellor, [PLAIN]))

    person = Person.objects.get()
    assert batch.state == "applied"
    assert (person.family_name_km, person.given_name_km, person.sex) == ("សុខ", "សុភា", "F")
    assert (person.born_on, person.born_precision) == (date(1992, 3, 12), "day")
    assert person.area.code == "150101"
    assert ContactPoint.objects.get().number == "+85512345678"


def test_khmer_digits_are_read(counsellor):
    row = only_row(counsellor, birth="១២/០៣/១៩៩២", phone="០១២ ៣៤៥ ៦៧៨")

    assert row.state == "ready"
    assert values(row)["born_on"] == "1992-03-12"
    assert values(row)["phones"][0]["number"] == "+85512345678"


def test_a_buddhist_year_is_asked_about_and_changed_by_a_yes(counsellor):
    row = only_row(counsellor, birth="12/03/2535")
    assert codes_of(row) == {"buddhist-era"}
    assert (row.questions[0]["was"], row.questions[0]["becomes"]) == ("12/03/2535", "1992-03-12")

    row = answer(counsellor, row, "yes")

    assert row.state == "ready"
    assert values(row)["born_on"] == "1992-03-12"


def test_a_buddhist_year_that_names_its_era_is_not_asked_about(counsellor):
    assert only_row(counsellor, birth="12/03/2535 ព.ស").state == "ready"


def test_a_day_that_excel_keeps_in_the_buddhist_era_is_asked_about(counsellor):
    assert codes_of(only_row(counsellor, birth=date(2535, 3, 12))) == {"buddhist-era"}


def test_one_answer_changes_the_same_repair_in_every_row(counsellor):
    rows = [line(name=f"សុខ សុភា{letter}", birth="12/03/2535", phone="") for letter in "កខគ"]
    batch = reviewed(counsellor, rows)

    changed = services.answer_alike(
        actor=counsellor, batch_id=batch.pk, key="buddhist-era:birth", now=MORNING
    )

    assert changed == 3
    assert not batch.rows.exclude(state="ready").exists()


@pytest.mark.parametrize("age", [35, "35", "៣៥", "អាយុ ៣៥ ឆ្នាំ"])
def test_an_age_stands_for_a_birth(counsellor, age):
    row = only_row(counsellor, birth=age)

    assert row.state == "ready"
    assert values(row)["born_precision"] == "age_only"


def test_the_first_of_january_is_kept_as_a_year_without_a_question(counsellor):
    row = only_row(counsellor, birth="01/01/1985")

    assert row.state == "ready"
    assert values(row)["born_precision"] == "year"
    assert "first-of-january" in notes_of(row)


def test_a_number_of_excel_is_a_day(counsellor):
    row = only_row(counsellor, birth=33675)

    assert codes_of(row) == {"excel-day"}
    assert row.questions[0]["becomes"] == "1992-03-12"


def test_a_birth_to_come_is_asked_about(counsellor):
    assert codes_of(only_row(counsellor, birth="12/03/2031")) == {"still-to-come"}


def test_two_numbers_in_a_cell_need_somebody_who_knows_which_is_safe(counsellor):
    batch = reviewed(counsellor, [line(phone="012 000 210 / 097 000 0210")])
    row = row_of(batch, 2)
    assert codes_of(row) == {"two-phones"}

    answer(counsellor, row, "+85512000210")
    imported(counsellor, batch)

    safe = dict(ContactPoint.objects.values_list("number", "safe_to_call"))
    assert safe == {"+85512000210": "safe", "+855970000210": "never"}


@pytest.mark.parametrize("phone", ["+855 12 345 678", "00855 12345678", " 012-345-678 "])
def test_a_number_may_be_written_in_any_way(counsellor, phone):
    row = only_row(counsellor, phone=phone)

    assert row.state == "ready"
    assert values(row)["phones"][0]["number"] == "+85512345678"


def test_a_lost_zero_is_put_back_by_a_yes(counsellor):
    row = only_row(counsellor, phone=12345678)
    assert codes_of(row) == {"lost-zero"}

    row = answer(counsellor, row, "yes")

    assert values(row)["phones"] == [{"number": "+85512345678", "safe": None}]


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        ("សុខ សុភា", "សុខ", "សុភា"),
        ("ចាន់ដារា", "ចាន់", "ដារា"),
        ("លោកស្រី កែវ មុំ", "កែវ", "មុំ"),
    ],
)
def test_a_name_in_one_cell_is_cut_family_first(counsellor, written, family, given):
    row = only_row(counsellor, name=written)

    assert (values(row).get("family_name_km"), values(row)["given_name_km"]) == (family, given)


def test_a_name_in_both_scripts_in_one_cell_fills_both(counsellor):
    row = only_row(counsellor, name="សុខ សុភា (SOK Sophea)")

    assert values(row)["given_name_km"] == "សុភា"
    assert (values(row)["family_name_lat"], values(row)["given_name_lat"]) == ("SOK", "Sophea")


@pytest.mark.parametrize(
    ("written", "sex"),
    [("M", "M"), ("F", "F"), ("ប", "M"), ("ស", "F"), ("ស្រី", "F"), ("ប្រុស", "M"),
     ("male", "M"), ("Female", "F")],
)  # fmt: skip
def test_the_sex_may_be_a_letter_or_a_word(counsellor, written, sex):
    assert values(only_row(counsellor, sex=written))["sex"] == sex


@pytest.mark.parametrize("written", ["", "?", "ក"])
def test_a_sex_that_is_not_there_is_asked_about(counsellor, written):
    row = only_row(counsellor, sex=written)
    assert codes_of(row) == {"unknown-sex"}

    assert answer(counsellor, row, "F").state == "ready"
