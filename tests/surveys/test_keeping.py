"""What is kept of a list: its file, its headings, who may see it, what the trail tells."""

import io
import uuid

import openpyxl
import pytest
from django.db import connection
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.core.errors import IllegalMove, NotAllowed
from spean.surveys import services
from spean.surveys.models import ColumnMapping, ImportBatch
from spean.surveys.selectors import batches_visible_to, original_of
from tests.factories.surveys import (
    HEADS,
    PLAIN,
    answer,
    bytes_of,
    checked,
    imported,
    laid_out,
    line,
    received,
    reviewed,
    row_of,
    taken_back,
    uploaded,
    workbook,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("gazetteer")]

NAMES = ("ចាន់ ដារា", "កែវ វាសនា", "លី មករា", "ហេង រតនា", "មាស ពិសិដ្ឋ")


def five():
    phones = [f"01234500{number}" for number in range(5)]
    births = [f"0{number + 1}/05/198{number}" for number in range(5)]
    return [
        line(name=name, phone=phone, birth=birth)
        for name, phone, birth in zip(NAMES, phones, births, strict=True)
    ]


def test_the_same_file_twice_is_said_so(counsellor):
    content = bytes_of(workbook([PLAIN]))
    first = received(counsellor, content)

    with pytest.raises(services.SameFile) as caught:
        received(counsellor, content)
    assert caught.value.details["batch"] == first


def test_the_same_form_twice_keeps_one_file(counsellor, pursat):
    form = {"actor": counsellor, "id": uuid.uuid4(), "centre_id": pursat.pk, "file_name": "a.xlsx"}
    content = bytes_of(workbook([PLAIN]))
    services.receive_file(**form, content=content)
    services.receive_file(**form, content=content)

    assert ImportBatch.objects.count() == 1


def test_the_file_is_kept_as_it_came_but_not_in_the_clear(counsellor):
    content = "\n".join([",".join(HEADS), ",".join(PLAIN)]).encode()
    batch = checked(counsellor, laid_out(counsellor, content, "list.csv"))

    assert original_of(batch.pk) == content
    with connection.cursor() as cursor:
        cursor.execute("SELECT original FROM surveys_importbatch")
        assert "សុភា".encode() not in bytes(cursor.fetchone()[0])
        cursor.execute("SELECT raw, understood, questions, answers FROM surveys_importrow")
        stored = str(cursor.fetchone())
    assert "សុភា" not in stored and "\\u17" not in stored
    assert row_of(batch, 2).raw["B"]["t"] == "សុខ សុភា"


def test_headings_are_remembered_for_the_centre_s_next_list(counsellor, officer_elsewhere):
    heads = ["ល.រ", "អ្នកណា", *HEADS[2:]]
    batch = laid_out(counsellor, bytes_of(workbook([PLAIN], heads)))
    assert batch.state == "columns"
    services.map_columns(
        actor=counsellor,
        batch_id=batch.pk,
        mapping={**batch.mapping, "B": "name"},
        now=timezone.now(),
    )

    later = uploaded(counsellor, bytes_of(workbook(five(), heads)))
    elsewhere = laid_out(officer_elsewhere, bytes_of(workbook([PLAIN], heads)))

    assert (later.state, later.mapping["B"]) == ("review", "name")
    assert elsewhere.state == "columns"
    assert ColumnMapping.objects.count() == len(heads)


@pytest.mark.parametrize(
    ("mapping", "refusal"),
    [({"B": "name"}, services.ColumnsMissing), ({"F": "commune"}, services.ColumnsMissing),
     ({"B": "name", "F": "commune", "G": "commune"}, services.ColumnTwice)],
)  # fmt: skip
def test_columns_without_name_or_place_or_named_twice_are_refused(counsellor, mapping, refusal):
    batch = laid_out(counsellor, bytes_of(workbook([PLAIN])))

    with pytest.raises(refusal):
        services.map_columns(
            actor=counsellor, batch_id=batch.pk, mapping=mapping, now=timezone.now()
        )


def test_another_centre_neither_sees_nor_touches_a_list(counsellor, officer_elsewhere, job_officer):
    batch = reviewed(counsellor, [PLAIN])

    for stranger in (officer_elsewhere, job_officer):
        assert not batches_visible_to(stranger).exists()
        with pytest.raises(NotAllowed):
            services.begin_import(actor=stranger, batch_id=batch.pk, now=timezone.now())
        with pytest.raises(NotAllowed):
            services.skip_row(actor=stranger, row_id=row_of(batch, 2).pk)
        with pytest.raises(NotAllowed):
            services.repairs_workbook(actor=stranger, batch_id=batch.pk)


def test_a_list_whose_rows_are_imported_is_not_read_anew(counsellor):
    batch = imported(counsellor, reviewed(counsellor, [PLAIN]))

    with pytest.raises(services.AlreadyImported):
        services.begin_reading(actor=counsellor, batch_id=batch.pk, now=timezone.now())


def test_a_list_that_was_taken_back_stays_so(counsellor):
    batch = taken_back(counsellor, imported(counsellor, reviewed(counsellor, [PLAIN])))

    with pytest.raises((services.NothingReady, IllegalMove)):
        services.begin_import(actor=counsellor, batch_id=batch.pk, now=timezone.now())


def test_the_rows_to_repair_leave_as_text_with_both_languages(counsellor):
    content = ",".join(HEADS) + "\n" + ",".join(line(name="=1+1", sex="?", phone=""))
    batch = checked(counsellor, laid_out(counsellor, content.encode(), "list.csv"))
    file = services.repairs_workbook(actor=counsellor, batch_id=batch.pk)
    sheet = openpyxl.load_workbook(io.BytesIO(file)).active

    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert "'=1+1" in [cell.value for cell in cells]
    assert any("C2: Woman or man?" in str(cell.value) for cell in cells)


def test_the_audit_trail_holds_no_word_of_the_list(counsellor):
    batch = imported(counsellor, reviewed(counsellor, [line(birth="12/03/2535"), five()[0]]))
    answer(counsellor, row_of(batch, 2), "yes")

    told = str(list(AuditEntry.objects.values_list("action", "detail")))
    for secret in ("សុភា", "12/03", "1992-03", "12345678", "មេភូមិ"):
        assert secret not in told
    assert {"surveys.received", "surveys.read", "surveys.imported"} <= set(
        AuditEntry.objects.values_list("action", flat=True)
    )


def test_a_file_that_is_refused_says_why_and_keeps_its_bytes(counsellor):
    batch = uploaded(counsellor, b"<html><table>", "list.xls")

    assert (batch.state, batch.refusal_code) == ("refused", "web-page")
    assert original_of(batch.pk) == b"<html><table>"
    assert services.refusal_sentence(batch.refusal_code)
