"""The import desk in a browser without JavaScript: from the file to the people and back."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from spean.people.models import Person
from spean.surveys import services
from spean.surveys.models import ImportBatch, ImportRow
from tests.factories.people import registered
from tests.factories.surveys import (
    BASIS,
    HEADS,
    PLAIN,
    bytes_of,
    imported,
    laid_out,
    line,
    reviewed,
    row_of,
    workbook,
)

pytestmark = pytest.mark.django_db


def url(name, *ids):
    return reverse(f"desk:{name}", args=ids)


def text_of(answer) -> str:
    html = answer.content.decode()
    assert "UNDEFINED" not in html
    return html


def page(client, user, name, *ids, **query):
    client.force_login(user)
    answer = client.get(url(name, *ids), query)
    assert answer.status_code == 200, answer.headers
    return text_of(answer)


def sent(client, user, content, name="list.xlsx", **more):
    client.force_login(user)
    file = SimpleUploadedFile(name, content)
    return client.post(url("import_new"), {"id": str(uuid.uuid4()), "file": file, **more})


def basis_form(**changes):
    form = {**BASIS, "decided_on": "1 June 2026", "phones_are_safe": "yes"}
    return {**form, **changes}


def test_a_list_goes_all_the_way_from_the_file_to_people_and_back(client, counsellor):
    client.cookies["spean_language"] = "en"
    answer = sent(client, counsellor, bytes_of(workbook([PLAIN, line(name="", phone="")])))
    batch = ImportBatch.objects.get()
    assert answer["Location"] == url("import", batch.pk)
    assert client.get(answer["Location"])["Location"] == url("import_columns", batch.pk)

    html = page(client, counsellor, "import_columns", batch.pk)
    assert "សុខ សុភា" in html
    client.post(url("import_columns", batch.pk), batch.mapping)
    html = page(client, counsellor, "import", batch.pk)
    assert "Import 1 row" in html and "Please write the name" in html

    asked = client.post(url("import_start", batch.pk))
    assert asked["Location"] == url("import_basis", batch.pk)
    client.post(url("import_basis", batch.pk), basis_form())
    client.post(url("import_start", batch.pk))
    assert Person.objects.get().name == "សុខ សុភា"
    assert "It can be taken back until" in page(client, counsellor, "import", batch.pk)

    assert "1 person from this list" in page(client, counsellor, "import_undo", batch.pk)
    client.post(url("import_undo", batch.pk))
    assert not Person.objects.exists()
    assert "This import was taken back" in page(client, counsellor, "import", batch.pk)


def test_another_centre_s_list_is_not_there(client, counsellor, officer_elsewhere):
    batch = reviewed(counsellor, [PLAIN, line(name="", phone="")])
    row = row_of(batch, 3)
    client.force_login(officer_elsewhere)

    for name in ("import", "import_columns", "import_basis", "import_undo", "import_repairs",
                 "import_progress"):  # fmt: skip
        assert client.get(url(name, batch.pk)).status_code == 404, name
    for name in ("import_start", "import_stop", "import_go_on", "import_alike", "import_read"):
        assert client.post(url(name, batch.pk)).status_code == 404, name
    assert client.get(url("import_row", row.pk)).status_code == 404
    for name in ("import_row_skip", "import_row_take_up"):
        assert client.post(url(name, row.pk)).status_code == 404, name
    assert batch.file_name not in page(client, officer_elsewhere, "imports")


def test_for_whoever_may_not_import_there_is_no_such_page(client, job_officer):
    client.force_login(job_officer)

    assert client.get(url("imports")).status_code == 404
    assert client.get(url("import_new")).status_code == 404


def test_a_repair_is_agreed_to_with_one_button(client, counsellor):
    batch = reviewed(counsellor, [line(birth="12/03/2535")])
    html = page(client, counsellor, "import", batch.pk)
    assert "12/03/2535" in html and "១២ មីនា ១៩៩២" in html

    row = row_of(batch, 2)
    form = {"key": row.questions[0]["key"], "answer": "yes", "from-list": "yes"}
    answer = client.post(url("import_row", row.pk), form)

    assert answer["Location"] == url("import", batch.pk)
    assert row_of(batch, 2).state == "ready"


def test_the_same_repair_in_many_rows_takes_one_button(client, counsellor):
    names = ("ចាន់ ដារា", "កែវ វាសនា", "លី មករា")
    rows = [line(name=name, phone="", birth=f"0{n}/03/2535") for n, name in enumerate(names, 1)]
    batch = reviewed(counsellor, rows)
    assert "កែឆ្នាំពុទ្ធសករាជទាំង ៣ ជួរ" in page(client, counsellor, "import", batch.pk)

    client.post(url("import_alike", batch.pk), {"key": "buddhist-era:birth"})

    assert not batch.rows.exclude(state="ready").exists()


def test_a_missing_name_is_written_on_the_row_s_page(client, counsellor):
    batch = reviewed(counsellor, [line(name="")])
    row = row_of(batch, 2)
    page(client, counsellor, "import_row", row.pk)
    form = {"key": "missing-name:name", "answer": "write", "text": "ចាន់ ដារា"}
    client.post(url("import_row", row.pk), form)

    assert row_of(batch, 2).state == "ready"


def test_an_empty_text_is_not_taken_for_a_name(client, counsellor):
    row = row_of(reviewed(counsellor, [line(name="")]), 2)
    client.force_login(counsellor)
    form = {"key": "missing-name:name", "answer": "write", "text": " "}
    html = text_of(client.post(url("import_row", row.pk), form))

    assert "msg" in html
    assert ImportRow.objects.get(pk=row.pk).state == "question"


def test_an_unknown_place_is_chosen_from_the_gazetteer(client, counsellor):
    batch = reviewed(counsellor, [line(commune="ឋានសួគ៌ទីប្រាំពីរ")])
    row = row_of(batch, 2)
    page(client, counsellor, "import_row", row.pk)
    form = {"key": row.questions[0]["key"], "answer": "area", "area": "ចំរើនផល"}
    client.post(url("import_row", row.pk), form)

    assert row_of(batch, 2).understood["values"]["area_code"] == "150501"


def test_somebody_who_looks_alike_is_shown_side_by_side(client, counsellor):
    known = registered(counsellor)
    row = row_of(reviewed(counsellor, [PLAIN]), 2)
    html = page(client, counsellor, "import_row", row.pk)

    assert known.client_number in html
    assert 'class="cmp"' in html


def test_a_row_is_left_out_and_taken_up_again(client, counsellor):
    batch = reviewed(counsellor, [PLAIN, line(name="")])
    row = row_of(batch, 3)
    client.force_login(counsellor)
    client.post(url("import_row_skip", row.pk))
    assert row_of(batch, 3).state == "skipped"
    assert url("import_row_take_up", row.pk) in page(
        client, counsellor, "import", batch.pk, show="left-out"
    )

    client.post(url("import_row_take_up", row.pk))

    assert row_of(batch, 3).state == "question"


def test_the_same_file_again_needs_a_word(client, counsellor):
    content = bytes_of(workbook([PLAIN]))
    sent(client, counsellor, content)
    html = text_of(sent(client, counsellor, content))
    assert 'name="again"' in html

    sent(client, counsellor, content, again="yes")

    assert ImportBatch.objects.count() == 2


def test_a_refused_file_says_why(client, counsellor):
    client.cookies["spean_language"] = "en"
    answer = sent(client, counsellor, b"<html><table>", "list.xls")

    assert "This is a web page" in text_of(client.get(answer["Location"]))


@pytest.mark.parametrize(("content", "name"), [(b"", "a.xlsx"), (bytes(21 * 1024 * 1024), "a.csv")])
def test_an_empty_or_huge_file_is_refused_at_its_field(client, counsellor, content, name):
    answer = sent(client, counsellor, content, name)

    assert answer.status_code == 200
    assert "msg" in text_of(answer)
    assert not ImportBatch.objects.exists()


def test_hidden_rows_can_be_asked_for(client, counsellor):
    book = workbook([PLAIN, line(name="ចាន់ ដារា", phone="")])
    book.active.row_dimensions[3].hidden = True
    batch = laid_out(counsellor, bytes_of(book))
    client.force_login(counsellor)
    client.post(url("import_read", batch.pk), {"with_hidden": "on"})

    assert batch.rows.count() == 2


def test_the_progress_part_ends_when_the_job_is_over(client, counsellor):
    batch = reviewed(counsellor, [PLAIN])
    client.force_login(counsellor)
    services.begin_import(actor=counsellor, batch_id=batch.pk, now=timezone.now())
    going = client.get(url("import_progress", batch.pk), headers={"HX-Request": "true"})
    assert (going.status_code, "every 3s" in text_of(going)) == (200, True)
    assert "<progress" in page(client, counsellor, "import", batch.pk)

    imported_batch = ImportBatch.objects.get(pk=batch.pk)
    ImportBatch.objects.filter(pk=batch.pk).update(state="review")
    over = client.get(url("import_progress", batch.pk), headers={"HX-Request": "true"})

    assert (over.status_code, over["HX-Refresh"]) == (286, "true")
    assert imported_batch.total == 1


def test_a_job_that_was_left_behind_can_be_gone_on_with(client, counsellor):
    batch = reviewed(counsellor, [PLAIN])
    services.begin_import(actor=counsellor, batch_id=batch.pk, now=timezone.now())
    long_ago = timezone.now() - timezone.timedelta(minutes=10)
    ImportBatch.objects.filter(pk=batch.pk).update(updated_at=long_ago)
    assert url("import_go_on", batch.pk) in page(client, counsellor, "import", batch.pk)

    client.post(url("import_go_on", batch.pk))

    assert Person.objects.count() == 1


def test_the_rows_to_repair_are_given_as_a_workbook(client, counsellor):
    batch = reviewed(counsellor, [line(name="")])
    client.force_login(counsellor)
    answer = client.get(url("import_repairs", batch.pk))

    assert answer.content.startswith(b"PK")
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("count", [3, 18])
def test_the_review_asks_the_database_a_constant_number_of_times(
    client, counsellor, count, django_assert_max_num_queries
):
    rows = [
        line(name="", phone=f"0123450{n:02}", birth=f"0{n % 9 + 1}/03/2535") for n in range(count)
    ]
    batch = reviewed(counsellor, rows)
    client.force_login(counsellor)
    client.get(url("import", batch.pk))
    with django_assert_max_num_queries(18):
        client.get(url("import", batch.pk))


def test_who_stays_after_an_undo_is_named_with_who_worked_on_them(client, counsellor, pursat):
    from spean.casework.models import Case
    from tests.factories.casework import note_for
    from tests.factories.surveys import taken_back

    rows = [PLAIN, line(name="កែវ វាសនា", phone="", birth="01/05/1980")]
    batch = imported(counsellor, reviewed(counsellor, rows))
    note_for(Case.objects.get(person_id=row_of(batch, 2).person_id))
    taken_back(counsellor, batch)

    html = page(client, counsellor, "import", batch.pk)

    assert "សុខ សុភា" in html and counsellor.name_km in html
    assert HEADS
