"""An import is whole or not at all for each row, doubles nobody, and can be taken back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.accounts.selectors import verify_chain
from spean.casework.models import Case
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
from spean.surveys.selectors import tally_of
from tests.factories.casework import note_for
from tests.factories.people import TODAY, registered
from tests.factories.surveys import (
    BASIS,
    HEADS,
    PLAIN,
    answer,
    bytes_of,
    codes_of,
    fresh,
    imported,
    laid_out,
    line,
    notes_of,
    reviewed,
    row_of,
    taken_back,
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
