"""Horrors of sheets, letters and places: merged, hidden, invisible, in Limon, misspelt."""

import pytest

from spean.people.models import Person
from spean.surveys import services
from tests.factories.people import MORNING
from tests.factories.surveys import (
    HEADS,
    PLAIN,
    answer,
    bytes_of,
    checked,
    codes_of,
    imported,
    in_limon,
    laid_out,
    line,
    notes_of,
    places,
    reviewed,
    row_of,
    workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]


def only_row(counsellor, **changes):
    return row_of(reviewed(counsellor, [line(**changes)]), 2)


def values(row):
    return row.understood["values"]


def test_merged_cells_are_filled_down_and_noted(counsellor):
    book = workbook([PLAIN, line(name="ចាន់ ដារា", phone="097 654 3210", commune="")])
    book.active.merge_cells("F2:F3")
    batch = checked(counsellor, laid_out(counsellor, bytes_of(book)))

    assert row_of(batch, 3).state == "ready"
    assert "merged" in notes_of(row_of(batch, 3))
    assert {"code": "merged", "count": 1} in batch.notes


def test_hidden_rows_stay_out_but_are_told_of_and_can_be_asked_for(counsellor):
    book = workbook([PLAIN, line(name="ចាន់ ដារា", phone="097 654 3210")])
    book.active.row_dimensions[3].hidden = True
    batch = laid_out(counsellor, bytes_of(book))
    assert [row.number for row in batch.rows.all()] == [2]
    assert batch.notes == [{"code": "hidden-rows", "count": 1, "rows": [3]}]

    from spean.pathways import list_jobs

    services.begin_reading(actor=counsellor, batch_id=batch.pk, now=MORNING, with_hidden=True)
    list_jobs.read_list.call(str(counsellor.pk), str(batch.pk))

    batch.refresh_from_db()
    assert (batch.refusal_code, batch.rows.count()) == ("", 2)


def test_a_hidden_column_stays_out(counsellor):
    book = workbook([PLAIN])
    book.active.column_dimensions["E"].hidden = True
    batch = laid_out(counsellor, bytes_of(book))

    assert "E" not in dict(batch.headers)
    assert {"code": "hidden-columns", "cells": ["E"]} in batch.notes


def test_invisible_signs_and_a_wrong_order_are_put_right_and_kept_raw(counsellor):
    # COENG RO before COENG TA, and a zero-width space within the name.
    typed = "ស\u17d2\u179a\u17d2\u178fី\u200bមុំ"
    row = only_row(counsellor, name=typed)

    assert row.state == "ready"
    assert row.raw["B"]["t"] == typed
    assert "\u200b" not in values(row)["given_name_km"]
    assert "tidied" in notes_of(row)


def test_a_name_in_limon_is_proposed_in_khmer(counsellor):
    book = workbook([line(name="sux suPa")])
    in_limon(book, "B2")
    batch = checked(counsellor, laid_out(counsellor, bytes_of(book)))
    row = row_of(batch, 2)
    assert codes_of(row) == {"legacy-font"}
    assert row.questions[0]["becomes"] == "សុខ សុភា"

    answer(counsellor, row, "yes")
    imported(counsellor, batch)

    assert Person.objects.get().name == "សុខ សុភា"


def test_a_place_in_limon_is_found(counsellor):
    book = workbook([line(province="eBaFi_sat;")])
    in_limon(book, "H2")
    row = row_of(checked(counsellor, laid_out(counsellor, bytes_of(book))), 2)

    assert row.questions[0]["becomes"] == "ពោធិ៍សាត់"
    assert values(row)["area_code"] == "150101"


def test_what_cannot_be_read_in_a_legacy_font_is_refused_with_that_reason(counsellor):
    book = workbook([line(name="q#zz QQ;;")])
    in_limon(book, "B2")
    row = row_of(checked(counsellor, laid_out(counsellor, bytes_of(book))), 2)

    assert codes_of(row) == {"no-reading"}
    assert "yes" not in row.questions[0]["answers"]


def test_a_commune_without_its_province_is_taken_if_it_is_the_only_one(counsellor):
    row = only_row(counsellor, district="", province="")

    assert values(row)["area_code"] == "150101"


def test_a_commune_of_two_provinces_is_asked_about(counsellor):
    places(("130102", "បឹងបត់កណ្ដោល", "Boeng"))
    row = only_row(counsellor, district="", province="")
    assert codes_of(row) == {"which-place"}
    assert [one["code"] for one in row.questions[0]["details"]["places"]] == ["150101", "130102"]

    row = answer(counsellor, row, row.questions[0]["details"]["places"][1]["id"])

    assert values(row)["area_code"] == "130102"


def test_a_misspelt_province_is_proposed(counsellor):
    row = only_row(counsellor, province="ពោធិសាត")

    assert codes_of(row) == {"place-spelling"}
    assert row.questions[0]["becomes"] == "ពោធិ៍សាត់"


def test_an_unknown_commune_is_asked_about(counsellor):
    assert codes_of(only_row(counsellor, commune="ឋានសួគ៌ទីប្រាំពីរ")) == {"unknown-place"}


def test_a_row_said_twice_in_the_list_is_asked_about_once(counsellor):
    batch = reviewed(counsellor, [PLAIN, PLAIN])

    assert row_of(batch, 2).state == "ready"
    assert codes_of(row_of(batch, 3)) == {"same-in-list"}
    assert answer(counsellor, row_of(batch, 3), "skip").state == "skipped"


def test_a_missing_name_is_asked_for_and_can_be_written(counsellor):
    row = only_row(counsellor, name="")
    assert codes_of(row) == {"missing-name"}

    row = answer(counsellor, row, "write", text="ចាន់ ដារា")

    assert row.state == "ready"
    assert values(row)["family_name_km"] == "ចាន់"


def test_a_formula_stays_the_text_it_is(counsellor):
    content = "\n".join([",".join(HEADS), ",".join(line(name="=cmd|' /C calc'!A0"))])
    batch = checked(counsellor, laid_out(counsellor, content.encode(), "list.csv"))
    row = row_of(batch, 2)

    assert "=cmd" in row.raw["B"]["t"]
    assert row.state == "ready"


def test_a_control_character_is_refused(counsellor):
    content = ",".join(HEADS) + "\n" + ",".join(line(name="សុខ\x07 សុភា"))
    batch = checked(counsellor, laid_out(counsellor, content.encode(), "list.csv"))

    assert codes_of(row_of(batch, 2)) == {"unreadable-text"}


def test_a_row_whose_consent_says_no_is_not_imported(counsellor):
    heads = [*HEADS, "ការយល់ព្រម"]
    batch = reviewed(counsellor, [[*PLAIN, "ទេ"], [*line(name="ចាន់ ដារា", phone=""), "បាទ"]], heads)

    assert codes_of(row_of(batch, 2)) == {"consent-refused"}
    assert row_of(batch, 3).state == "ready"
