"""An import is whole or not at all for each row, doubles nobody, and can be taken back."""

import io
import uuid
from datetime import timedelta

import openpyxl
import pytest
from django.db import connection
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.accounts.selectors import verify_chain
from spean.casework.models import Case
from spean.core.errors import IllegalMove, NotAllowed
from spean.pathways import importing, list_jobs
from spean.people.models import (
    Consent,
    IdentityDocument,
    IdentityKey,
    Person,
    PersonKey,
    SearchToken,
    Suspicion,
)
from spean.people.services import edit_person
from spean.surveys import services
from spean.surveys.models import ColumnMapping, ImportBatch
from spean.surveys.selectors import batches_visible_to, original_of, tally_of
from tests.factories.casework import note_for
from tests.factories.people import TODAY, registered
from tests.factories.surveys import (
    BASIS,
    HEADS,
    PLAIN,
    answer,
    bytes_of,
    checked,
    codes_of,
    fresh,
    imported,
    laid_out,
    line,
    notes_of,
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


def test_nothing_is_imported_before_somebody_says_how_they_agreed(counsellor):
    batch = laid_out(counsellor, bytes_of(workbook([PLAIN])))
    services.map_columns(
        actor=counsellor, batch_id=batch.pk, mapping=batch.mapping, now=timezone.now()
    )
    list_jobs.check_list.call(str(counsellor.pk), str(batch.pk))

    with pytest.raises(services.BasisMissing):
        services.begin_import(actor=counsellor, batch_id=batch.pk, now=timezone.now())
    assert not Person.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"mode": ""}, {"witness": ""}, {"legal_basis": "public_task"}, {"decided_on": "2999-01-01"},
     {"decided_on": ""}],
)  # fmt: skip
def test_a_consent_that_is_not_whole_is_refused(counsellor, wrong):
    batch = laid_out(counsellor, bytes_of(workbook([PLAIN])))

    with pytest.raises(services.BasisIncomplete):
        services.record_basis(actor=counsellor, batch_id=batch.pk, basis={**BASIS, **wrong})


def test_each_person_has_the_consent_of_the_list(counsellor):
    imported(counsellor, reviewed(counsellor, [PLAIN]))

    consent = Consent.objects.get()
    assert (consent.mode, consent.witness) == ("verbal", "មេភូមិ")
    assert list(consent.scopes.values_list("scope", flat=True)) == ["service_delivery"]


def test_a_row_that_waits_is_not_imported_and_nothing_of_it_is_written(counsellor):
    batch = imported(counsellor, reviewed(counsellor, [PLAIN, line(name="", phone="")]))

    assert (batch.state, tally_of(batch).applied, tally_of(batch).question) == ("review", 1, 1)
    assert Person.objects.count() == Case.objects.count() == 1


def test_a_crash_in_the_middle_is_gone_on_with_and_doubles_nobody(counsellor, monkeypatch):
    batch = reviewed(counsellor, five())
    services.begin_import(actor=counsellor, batch_id=batch.pk, now=timezone.now())
    real, calls = importing.admit, []

    def admit_until_the_light_goes_out(**arguments):
        calls.append(1)
        person = real(**arguments)
        if len(calls) == 3:
            raise KeyboardInterrupt
        return person

    monkeypatch.setattr(importing, "admit", admit_until_the_light_goes_out)
    with pytest.raises(KeyboardInterrupt):
        list_jobs.import_list.call(str(counsellor.pk), str(batch.pk))
    assert Person.objects.count() == tally_of(batch).applied == 2

    monkeypatch.setattr(importing, "admit", real)
    list_jobs.go_on(actor=counsellor, batch=fresh(batch))

    assert Person.objects.count() == tally_of(batch).applied == 5
    assert fresh(batch).state == "applied"
    assert Case.objects.count() == 5


def test_importing_again_makes_nobody_twice(counsellor):
    batch = imported(counsellor, reviewed(counsellor, five()))

    with pytest.raises(services.NothingReady):
        services.begin_import(actor=counsellor, batch_id=batch.pk, now=timezone.now())
    assert Person.objects.count() == 5


def test_an_import_that_is_stopped_keeps_what_is_done(counsellor):
    batch = reviewed(counsellor, five())
    services.begin_import(actor=counsellor, batch_id=batch.pk, now=timezone.now())
    services.stop(actor=counsellor, batch_id=batch.pk)
    list_jobs.import_list.call(str(counsellor.pk), str(batch.pk))

    assert (tally_of(batch).applied, tally_of(batch).ready) == (1, 4)
    assert fresh(batch).state == "review"


def test_taking_back_leaves_no_trace_but_the_audit_trail(counsellor):
    heads = [*HEADS, "អត្តសញ្ញាណប័ណ្ណ"]
    batch = reviewed(
        counsellor, [[*one, f"01012345{number}"] for number, one in enumerate(five())], heads
    )
    imported(counsellor, batch)
    assert IdentityDocument.objects.count() == 5

    batch = taken_back(counsellor, batch)

    left = (Person, PersonKey, IdentityKey, IdentityDocument, SearchToken, Consent, Case, Suspicion)
    assert [model.__name__ for model in left if model.objects.exists()] == []
    assert (batch.state, tally_of(batch).undone) == ("undone", 5)
    assert AuditEntry.objects.filter(action="people.withdrawn").count() == 5
    assert verify_chain().is_whole


def test_who_was_worked_on_stays_and_the_row_says_why(counsellor, colleague):
    batch = imported(counsellor, reviewed(counsellor, five()))
    noted, edited = (Person.objects.get(pk=row_of(batch, n).person_id) for n in (2, 3))
    note_for(Case.objects.get(person=noted))
    edit_person(
        actor=colleague,
        person_id=edited.pk,
        revision=edited.revision,
        changes={"nickname": "ភា"},
        today=TODAY,
    )

    batch = taken_back(counsellor, batch)

    assert set(Person.objects.all()) == {noted, edited}
    assert (batch.state, tally_of(batch).undone, tally_of(batch).applied) == ("applied", 3, 2)
    kept = [note for note in row_of(batch, 3).understood["notes"] if note["code"] == "kept"]
    assert ("people.edited", str(colleague.pk)) in {(one["what"], one["who"]) for one in kept}
    assert "kept" in notes_of(row_of(batch, 2))


def test_after_thirty_days_nothing_is_taken_back(counsellor):
    batch = imported(counsellor, reviewed(counsellor, [PLAIN]))

    with pytest.raises(services.TooLateToUndo):
        services.begin_undo(
            actor=counsellor, batch_id=batch.pk, now=timezone.now() + timedelta(days=31)
        )


def test_somebody_of_the_centre_who_looks_alike_is_asked_about(counsellor):
    known = registered(counsellor)
    batch = reviewed(counsellor, [PLAIN])
    row = row_of(batch, 2)
    assert codes_of(row) == {"likely-duplicate"}
    assert row.questions[0]["details"] == {"person": str(known.pk)}

    row = answer(counsellor, row, "same")

    assert (row.state, row.person_id) == ("skipped", known.pk)
    assert Person.objects.count() == 1


def test_two_people_who_look_alike_become_two_and_the_pair_is_settled(counsellor):
    registered(counsellor)
    batch = reviewed(counsellor, [PLAIN])
    answer(counsellor, row_of(batch, 2), "different")
    imported(counsellor, batch)

    assert Person.objects.count() == 2
    assert Suspicion.objects.get().state == "different"


def test_of_somebody_at_another_centre_only_that_there_may_be_one_is_told(
    counsellor, officer_elsewhere
):
    other = registered(officer_elsewhere)
    row = row_of(reviewed(counsellor, [PLAIN]), 2)

    assert row.state == "ready"
    assert "elsewhere" in notes_of(row)
    assert str(other.pk) not in f"{row.questions}{row.understood}{row.likely}"


def test_somebody_who_came_meanwhile_is_asked_about_when_the_row_is_imported(counsellor):
    batch = reviewed(counsellor, [PLAIN])
    registered(counsellor)
    batch = imported(counsellor, batch)

    assert Person.objects.count() == 1
    assert codes_of(row_of(batch, 2)) == {"likely-duplicate"}


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
    for secret in ("សុភា", "12/03", "1992", "12345678", "មេភូមិ"):
        assert secret not in told
    assert {"surveys.received", "surveys.read", "surveys.imported"} <= set(
        AuditEntry.objects.values_list("action", flat=True)
    )


def test_a_file_that_is_refused_says_why_and_keeps_its_bytes(counsellor):
    batch = uploaded(counsellor, b"<html><table>", "list.xls")

    assert (batch.state, batch.refusal_code) == ("refused", "web-page")
    assert original_of(batch.pk) == b"<html><table>"
    assert services.refusal_sentence(batch.refusal_code)
