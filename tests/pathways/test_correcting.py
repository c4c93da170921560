"""Corrections made without a connection go together field by field; a clash is for a person."""

import json

import pytest
from django.urls import reverse

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.pathways.choosing import choose
from spean.people.models import Person
from spean.people.selectors import fields_carried
from spean.people.services import edit_person
from spean.surveys.choices import Effect
from spean.surveys.models import FieldConflict, Submission
from spean.surveys.services import SettledAlready, their_value
from tests.factories.forms import answer, in_use
from tests.factories.people import MORNING, PersonFactory
from tests.factories.serving import AreaFactory, staff
from tests.pathways.test_receiving import send

pytestmark = pytest.mark.django_db
TODAY = MORNING.date()


@pytest.fixture
def form(pursat):
    return in_use(pursat, questionnaire__effect=Effect.CORRECTION)


@pytest.fixture
def person(pursat, counsellor):
    return PersonFactory(
        centre=pursat, assigned_to=counsellor, given_name_km="សុភា", nickname="", education=""
    )


def seen(person):
    return json.dumps({"revision": person.revision, "fields": fields_carried(person)})


def correct(author, form, person, seen_then, **changes):
    """Send what a telephone sends: every field as it was shown, some of them changed."""
    shown = json.loads(seen_then)["fields"] if seen_then else {}
    said = {"person_id": str(person.pk), "person_seen": seen_then, **shown, **changes}
    (filed,) = send(author, answer(form, said))
    person.refresh_from_db()
    filed.submission.refresh_from_db()
    return filed.submission


def at_the_desk(author, person, **changes):
    edit_person(
        actor=author, person_id=person.pk, revision=person.revision, changes=changes, today=TODAY
    )
    person.refresh_from_db()


def test_a_correction_made_on_the_way_is_written_in_its_authors_name(counsellor, form, person):
    kept = correct(counsellor, form, person, seen(person), given_name_km="សុភី")

    assert (person.given_name_km, kept.state, kept.person_id) == ("សុភី", "applied", person.pk)
    edited = AuditEntry.objects.get(action="people.edited")
    assert (edited.actor_id, edited.detail["fields"]) == (counsellor.pk, ["given_name_km"])


def test_different_fields_changed_by_two_go_together(counsellor, form, person):
    then = seen(person)
    at_the_desk(counsellor, person, nickname="ភា")

    correct(counsellor, form, person, then, given_name_km="សុភី")

    assert (person.nickname, person.given_name_km) == ("ភា", "សុភី")
    assert not FieldConflict.objects.exists()


def test_the_same_field_changed_by_two_keeps_both_until_one_is_chosen(
    counsellor, manager, form, person
):
    then = seen(person)
    at_the_desk(manager, person, given_name_km="សុភ័ក្រ")

    kept = correct(counsellor, form, person, then, given_name_km="សុភី", nickname="ភា")

    assert (person.given_name_km, person.nickname, kept.state) == ("សុភ័ក្រ", "ភា", "applied")
    clash = FieldConflict.objects.get()
    assert (clash.field, their_value(clash)) == ("given_name_km", "សុភី")
    assert "សុភី".encode() not in bytes(clash.theirs)
    choose(actor=counsellor, conflict_id=clash.pk, takes_theirs=True, now=MORNING)
    person.refresh_from_db()
    assert person.given_name_km == "សុភី"
    with pytest.raises(SettledAlready):
        choose(actor=counsellor, conflict_id=clash.pk, takes_theirs=False, now=MORNING)


def test_the_same_change_made_twice_is_no_conflict(counsellor, manager, form, person):
    then = seen(person)
    at_the_desk(manager, person, given_name_km="សុភី")

    correct(counsellor, form, person, then, given_name_km="សុភី")

    assert not FieldConflict.objects.exists()


def test_a_telephone_may_correct_its_own_correction_from_the_same_list(counsellor, form, person):
    then = seen(person)

    correct(counsellor, form, person, then, nickname="ភា")
    correct(counsellor, form, person, then, nickname="ភី")

    # Sent without numbers of a device, as ODK Collect does, the second is a question.
    assert FieldConflict.objects.count() == 1


def test_an_empty_answer_clears_nothing(counsellor, form, person):
    correct(counsellor, form, person, seen(person), given_name_km="")

    assert person.given_name_km == "សុភា"


def test_what_is_said_to_be_wrong_is_emptied(counsellor, form, person):
    at_the_desk(counsellor, person, nickname="ភា", education="primary")

    correct(counsellor, form, person, seen(person), emptied="nickname given_name_km")

    # A name in Khmer is never emptied: nobody would know whose file it is.
    assert (person.nickname, person.given_name_km) == ("", "សុភា")
    assert person.education == "primary"


def test_who_empties_a_field_that_another_has_changed_is_asked(
    counsellor, manager, form, person, client
):
    at_the_desk(counsellor, person, nickname="ភា")
    then = seen(person)
    at_the_desk(manager, person, nickname="ភី")

    correct(counsellor, form, person, then, emptied="nickname")

    assert person.nickname == "ភី"
    assert their_value(FieldConflict.objects.get()) == ""
    client.force_login(counsellor)
    page = client.get(reverse("desk:conflicts")).content.decode()
    assert "<b>—</b>" in page


def test_a_new_number_is_added_to_the_file(counsellor, form, person):
    told = {"number": "012 345 678", "owner": "self", "safe_to_call": "later"}

    correct(counsellor, form, person, seen(person), contacts=[told])

    added = person.contacts.get(number="+85512345678")
    assert (added.safe_to_call, added.is_current) == ("later", True)


@pytest.mark.parametrize(("was", "told", "now"), [
    ("never", "safe", "never"), ("safe", "never", "never"), ("later", "safe", "later"),
])  # fmt: skip
def test_a_number_that_is_known_never_becomes_less_careful(
    counsellor, form, person, was, told, now
):
    row = person.contacts.create(number="+85512345678", safe_to_call=was)

    correct(
        counsellor,
        form,
        person,
        seen(person),
        contacts=[{"number": "012345678", "safe_to_call": told}],
    )

    row.refresh_from_db()
    assert row.safe_to_call == now
    assert person.contacts.filter(number=row.number).count() == 1


def test_a_form_that_carries_nothing_it_saw_fills_what_is_empty_and_asks_for_the_rest(
    counsellor, form, person
):
    correct(counsellor, form, person, "", nickname="ភា", given_name_km="សុភី")

    assert (person.nickname, person.given_name_km) == ("ភា", "សុភា")
    assert FieldConflict.objects.get().field == "given_name_km"


def test_a_commune_is_corrected_by_its_code(counsellor, form, person):
    area = AreaFactory(code="150501")

    correct(counsellor, form, person, seen(person), commune="150501")

    assert person.area == area


def test_a_place_that_is_not_there_waits_for_a_person(counsellor, form, person):
    kept = correct(counsellor, form, person, seen(person), commune="999999")

    assert (kept.state, kept.reason) == ("waiting", "wrong-input")


def test_work_on_a_file_that_was_handed_on_waits_for_the_supervisor(
    client, manager, volunteer, counsellor, form, pursat
):
    person = PersonFactory(centre=pursat, registered_by=volunteer, given_name_km="សុភា")
    then = seen(person)
    Person.objects.filter(pk=person.pk).update(assigned_to=counsellor)

    kept = correct(volunteer, form, person, then, given_name_km="សុភី")

    assert (kept.state, kept.reason, person.given_name_km) == (
        "waiting",
        "no-longer-theirs",
        "សុភា",
    )
    client.force_login(manager)
    client.post(reverse("desk:answer_again", args=[kept.pk]))
    person.refresh_from_db()
    assert person.given_name_km == "សុភី"


def test_a_correction_of_a_merged_file_goes_to_the_one_that_stands(counsellor, form, person):
    standing = PersonFactory(
        centre=person.centre, assigned_to=counsellor, given_name_km="សុភា", nickname="ពៅ"
    )
    then = seen(person)
    Person.objects.filter(pk=person.pk).update(merged_into=standing)

    kept = correct(counsellor, form, person, then, given_name_km="សុភី", nickname="ភា")

    standing.refresh_from_db()
    assert (standing.given_name_km, standing.nickname) == ("សុភី", "ពៅ")
    assert (kept.person_id, FieldConflict.objects.get().person_id) == (standing.pk, standing.pk)


def test_both_values_stand_on_the_page_in_words_and_only_in_reach(
    client, counsellor, manager, form, person, preah_vihear
):
    then = seen(person)
    at_the_desk(manager, person, education="primary")
    correct(counsellor, form, person, then, education="none")
    client.force_login(counsellor)

    page = client.get(reverse("desk:conflicts")).content.decode()

    labels = dict(Person._meta.get_field("education").flatchoices)
    assert str(labels["primary"]) in page
    assert str(labels["none"]) in page
    assert reverse("desk:conflicts") in client.get(reverse("desk:today")).content.decode()
    clash = FieldConflict.objects.get()
    client.force_login(staff(Role.COUNSELLOR, preah_vihear))
    assert client.post(reverse("desk:conflict_choice", args=[clash.pk])).status_code == 404
    client.force_login(counsellor)
    client.post(reverse("desk:conflict_choice", args=[clash.pk]), {"takes": "theirs"})
    person.refresh_from_db()
    assert person.education == "none"


def test_a_correction_that_arrives_twice_is_written_once(counsellor, form, person):
    said = {"person_id": str(person.pk), "person_seen": seen(person), "nickname": "ភា"}
    sent = answer(form, said)

    send(counsellor, sent)
    at_the_desk(counsellor, Person.objects.get(pk=person.pk), nickname="ពៅ")
    send(counsellor, sent)

    person.refresh_from_db()
    assert (person.nickname, Submission.objects.count()) == ("ពៅ", 1)


def test_a_telephones_second_correction_stands_over_its_first(client, counsellor, form, person):
    from tests.api.telephone import Telephone, receipts
    from tests.api.telephone import send as sync

    telephone, then = Telephone(counsellor), seen(person)
    client.force_login(counsellor)
    records = []
    for at, name in enumerate(("ភា", "ភី")):
        said = {"person_id": str(person.pk), "person_seen": then, "nickname": name}
        id = f"uuid:{person.pk}{at}"
        records.append(telephone.finish(answer(form, said, id=id), id))

    assert receipts(sync(client, telephone.batch(*records))) == [(1, "kept", ""), (2, "kept", "")]

    person.refresh_from_db()
    assert person.nickname == "ភី"
    assert not FieldConflict.objects.exists()
