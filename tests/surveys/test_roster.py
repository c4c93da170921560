"""One roster with every horror, as a centre would send it: the rows, the refusals, the undo."""

import pytest

from spean.people.models import Person
from spean.surveys import services
from spean.surveys.selectors import alike_questions, tally_of
from tests.factories.people import MORNING, registered
from tests.factories.surveys import (
    HEADS,
    answer,
    bytes_of,
    checked,
    codes_of,
    imported,
    in_limon,
    line,
    places,
    row_of,
    taken_back,
    uploaded,
    workbook,
)

pytestmark = pytest.mark.django_db

# What each row holds -> the questions it must raise, the title and the headings above not counted.
HORRORS = [
    (line(name="ចាន់ ដារា", phone="០១២ ០០០ ១០១", birth="១២/០៣/១៩៩២"), set()),
    (line(name="កែវ វាសនា", phone="012000102", birth="12/03/2535"), {"buddhist-era"}),
    (line(name="លី មករា", phone="012000103", birth="05/07/2530"), {"buddhist-era"}),
    (line(name="ហេង រតនា", phone="012000104", birth=35), set()),
    (line(name="មាស ពិសិដ្ឋ", phone="012000105 / 0970001050", birth="1/1/1985"), {"two-phones"}),
    (line(name="ប៊ុន ធឿន", phone=12000106, birth="03/03/1983"), {"lost-zero"}),
    (line(name="ទេព ចិន្តា", phone="+855 12 000 107", birth="04/04/1984", sex="ប"), set()),
    (line(name="sux suPa", phone="012000108", birth="05/05/1985"), {"legacy-font"}),
    (line(name="q#zz QQ;;", phone="012000109", birth="06/06/1986"), {"no-reading"}),
    (line(name="យឹម សុខា", phone="012000110", birth="07/07/1987", province="ពោធិសាត"),
     {"place-spelling"}),
    (line(name="ថាច់ លីណា", phone="012000111", birth="08/08/1988", district="", province=""),
     set()),
    (line(name="ញ៉ែម ស្រី\u200bមុំ", phone="012000112", birth="09/09/1989"), set()),
    (line(name="", phone="012000113", birth="10/10/1990"), {"missing-name"}),
    (line(name="ចាន់ ដារា", phone="០១២ ០០០ ១០១", birth="១២/០៣/១៩៩២"), {"same-in-list"}),
    (line(name="សុខ សុភា", phone="012 345 678", birth="12/03/1992"), {"likely-duplicate"}),
    (line(name="ឡុង វិសាល", phone="012000116", birth="11/11/1991", sex="?"), {"unknown-sex"}),
    (line(name="អ៊ុំ រស្មី", phone="012000117", birth="12/12/2031"), {"still-to-come"}),
    (line(name="ព្រំ សាវី", phone="012000118", birth="12/12/1992", commune="ទីណាទេសោះ"),
     {"unknown-place"}),
]  # fmt: skip
FIRST = 4


@pytest.fixture
def batch(counsellor):
    places()
    registered(counsellor)
    rows = [row for row, _codes in HORRORS]
    book = workbook([HEADS, *rows], ["បញ្ជីឈ្មោះពលករត្រឡប់មកវិញ"])
    sheet = book.active
    sheet.insert_rows(2)
    sheet.merge_cells("A1:H1")
    in_limon(book, f"B{FIRST + 7}", f"B{FIRST + 8}")
    last = FIRST + len(rows) - 1
    sheet.append([99, *line(name="លាក់ ទុក", phone="012000199")[1:]])
    sheet.row_dimensions[last + 1].hidden = True
    sheet.append(["សរុប", len(rows)])
    return checked(counsellor, uploaded(counsellor, bytes_of(book)))


def test_every_horror_is_read_or_asked_about_as_expected(batch):
    found = {row.number: codes_of(row) for row in batch.rows.all()}

    assert found == {FIRST + place: codes for place, (_row, codes) in enumerate(HORRORS)}
    assert batch.notes == [{"code": "hidden-rows", "count": 1, "rows": [FIRST + len(HORRORS)]}]
    assert (tally_of(batch).ready, tally_of(batch).question) == (5, 13)


def test_ready_rows_come_in_the_rest_waits_and_all_of_it_is_taken_back(batch, counsellor):
    assert [(one.code, one.count) for one in alike_questions(batch)] == [("buddhist-era", 2)]
    services.answer_alike(
        actor=counsellor, batch_id=batch.pk, key="buddhist-era:birth", now=MORNING
    )
    answer(counsellor, row_of(batch, FIRST + 4), "+85512000105")
    answer(counsellor, row_of(batch, FIRST + 7), "yes")

    batch = imported(counsellor, batch)

    assert (batch.state, tally_of(batch).applied, tally_of(batch).question) == ("review", 9, 9)
    assert Person.objects.count() == 10
    batch = taken_back(counsellor, batch)
    assert (batch.state, Person.objects.count()) == ("undone", 1)
