"""Who may see and change whom, and the sealed who are seen by nobody."""

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Q

from spean.accounts.models import AuditEntry
from spean.core.crypto import CannotUnseal
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.people import selectors
from spean.people.contracts import SensitiveFacts
from spean.people.models import Person, PersonKey
from spean.people.selectors import search, suspicions, visible
from spean.people.services import (
    CannotServe,
    WrongInput,
    assign,
    edit_person,
    edit_sensitive,
    mark_sealed,
    open_file,
    open_for,
    raise_suspicions,
    register,
    seal_for,
    sensitive_facts,
)
from tests.factories.people import TODAY, registered, whole_intake

pytestmark = pytest.mark.django_db

EVERYBODY = [
    "counsellor", "colleague", "manager", "legal_officer", "job_officer", "facilitator",
    "volunteer", "assessor", "officer_elsewhere", "manager_elsewhere", "evaluator", "registrar",
    "ilo_officer", "donor", "auditor", "administrator", "employer_user", "stranger",
]  # fmt: skip
SEE_HER = {"counsellor", "colleague", "manager", "legal_officer", "job_officer", "facilitator"}


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_own_centre_sees_and_all_others_do_not(who, counsellor, request):
    person = registered(counsellor)

    viewer = request.getfixturevalue(who)

    assert people_seen(viewer) == ({person.pk} if who in SEE_HER else set())


def people_seen(viewer):
    return set(selectors.people_visible_to(viewer).values_list("pk", flat=True))


def test_a_volunteer_sees_whom_she_registered_or_was_given(volunteer, manager, counsellor):
    own, other = registered(volunteer), registered(counsellor)
    assert people_seen(volunteer) == {own.pk}

    assign(actor=manager, person_ids=[other.pk], to=volunteer)

    assert people_seen(volunteer) == {own.pk, other.pk}


def test_a_user_who_may_no_longer_sign_in_sees_nobody(counsellor):
    registered(counsellor)
    counsellor.is_active = False

    assert people_seen(counsellor) == set()


def answers_about(viewer, person):
    """Return every question of this room that could betray a person."""
    identity = selectors.identity_of(Person.objects.select_related("area").get(pk=person.pk))
    return {
        "list": person.pk in people_seen(viewer),
        "register": person in selectors.search_people(viewer, "").people,
        "name": person in selectors.search_people(viewer, person.given_name_km).people,
        "number": selectors.person_by_number(viewer, person.client_number) is not None,
        "card": selectors.people_with_card(viewer, "010123456").exists(),
        "duplicate": bool(selectors.likely_duplicates(identity, viewer=viewer)),
        "pair": selectors.suspicions_visible_to(viewer).exists(),
        "returns": selectors.returns_visible_to(viewer).filter(person=person).exists(),
        "jobs": selectors.jobs_abroad_visible_to(viewer).filter(episode__person=person).exists(),
        "counts": selectors.present_people().filter(pk=person.pk).exists(),
    }


def hidden_and_a_twin(counsellor):
    person = register(actor=counsellor, intake=whole_intake(), today=TODAY)
    twin = registered(counsellor)
    raise_suspicions(actor=counsellor, person=person)
    before = answers_about(counsellor, person)
    Person.objects.filter(pk=twin.pk).update(family_name_km="ចាន់", is_sealed=True)
    mark_sealed(actor=counsellor, person_id=person.pk)
    return person, before


def test_a_sealed_person_is_in_no_answer(counsellor, manager, officer_elsewhere):
    person, before = hidden_and_a_twin(counsellor)
    assert all(before.values())

    for viewer in (counsellor, manager, officer_elsewhere):
        assert not any(answers_about(viewer, person).values())


def test_without_the_filter_the_sealed_would_be_seen(counsellor, monkeypatch):
    """The control of the test above: it is the one filter that hides her."""
    person, _before = hidden_and_a_twin(counsellor)

    for module in (visible, suspicions):
        monkeypatch.setattr(module, "presence", lambda _person="": Q())

    assert all(answers_about(counsellor, person).values())
    assert search.people_visible_to is visible.people_visible_to


def test_a_sealed_file_cannot_be_opened_or_changed(counsellor, manager):
    person = registered(counsellor)
    mark_sealed(actor=counsellor, person_id=person.pk)

    with pytest.raises(ObjectDoesNotExist):
        open_file(viewer=manager, person_id=person.pk)
    with pytest.raises(NotAllowed):
        edit_person(
            actor=manager, person_id=person.pk, revision=2, changes={"address": "x"}, today=TODAY
        )


def test_opening_a_file_leaves_a_trace_of_the_same_act(colleague, counsellor):
    person = registered(counsellor)

    open_file(viewer=colleague, person_id=person.pk)

    entry = AuditEntry.objects.get(action="people.opened")
    assert (entry.actor_id, entry.ref_id, entry.detail) == (colleague.pk, person.pk, {})


def test_a_file_elsewhere_is_not_there(officer_elsewhere, counsellor):
    person = registered(counsellor)

    with pytest.raises(ObjectDoesNotExist):
        open_file(viewer=officer_elsewhere, person_id=person.pk)

    assert not AuditEntry.objects.filter(action="people.opened").exists()


@pytest.mark.parametrize("who", [who for who in EVERYBODY if who not in {"counsellor", "manager"}])
def test_class_three_opens_to_two_alone(who, counsellor, request):
    person = register(actor=counsellor, intake=whole_intake(), today=TODAY)

    viewer = request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        sensitive_facts(viewer=viewer, person=person)
    assert not AuditEntry.objects.filter(action="people.sensitive_read").exists()


def test_the_assigned_officer_and_the_manager_read_class_three_with_a_trace(counsellor, manager):
    person = register(actor=counsellor, intake=whole_intake(), today=TODAY)

    for viewer in (counsellor, manager):
        assert sensitive_facts(viewer=viewer, person=person).walk == 3

    entries = AuditEntry.objects.filter(action="people.sensitive_read")
    assert [entry.detail for entry in entries] == [{"kinds": ["sensitive"]}] * 2


def test_class_three_written_anew_is_read_anew(counsellor, colleague):
    person = registered(counsellor)

    edit_sensitive(actor=counsellor, person_id=person.pk, facts=SensitiveFacts(see=4))

    assert sensitive_facts(viewer=counsellor, person=person).see == 4
    with pytest.raises(NotAllowed):
        edit_sensitive(actor=colleague, person_id=person.pk, facts=SensitiveFacts(see=1))


def test_a_sealed_value_opens_for_its_own_person_and_place_alone(counsellor):
    one, other = registered(counsellor), registered(counsellor)
    sealed = seal_for(one, {"answer": 1}, context="note:1")

    assert open_for(viewer=counsellor, person=one, sealed=sealed, context="note:1") == {"answer": 1}
    for person, context in ((other, "note:1"), (one, "note:2")):
        with pytest.raises(CannotUnseal):
            open_for(viewer=counsellor, person=person, sealed=sealed, context=context)


def test_without_her_key_a_person_is_forgotten(counsellor):
    person = register(actor=counsellor, intake=whole_intake(), today=TODAY)

    PersonKey.objects.filter(person=person).delete()

    with pytest.raises(CannotUnseal):
        sensitive_facts(viewer=counsellor, person=person)


def test_the_second_of_two_officers_is_shown_the_first_ones_version(counsellor, colleague):
    person = registered(counsellor)
    edit_person(
        actor=counsellor, person_id=person.pk, revision=1, changes={"address": "ក"}, today=TODAY
    )

    with pytest.raises(ChangedMeanwhile) as refused:
        edit_person(
            actor=colleague, person_id=person.pk, revision=1, changes={"address": "ខ"}, today=TODAY
        )

    assert refused.value.details["theirs"].address == "ក"
    assert Person.objects.get(pk=person.pk).address == "ក"


def test_an_edit_is_audited_by_field_names(counsellor):
    person = registered(counsellor)

    edit_person(
        actor=counsellor,
        person_id=person.pk,
        revision=1,
        changes={"address": "ផ្ទះ ៥", "school_years": 7, "sex": "F"},
        today=TODAY,
    )

    entry = AuditEntry.objects.get(action="people.edited")
    assert entry.detail == {"fields": ["address", "school_years"]}


@pytest.mark.parametrize(
    "changes",
    [
        {"area_id": "0e6d1f0c-0000-4000-8000-000000000000"},
        {"given_name_km": "", "given_name_lat": "", "family_name_km": "", "family_name_lat": ""},
        {"education": "doctor of everything"},
    ],
)
def test_a_bad_change_is_refused_whole(counsellor, changes):
    person = registered(counsellor)

    with pytest.raises(WrongInput):
        edit_person(
            actor=counsellor,
            person_id=person.pk,
            revision=1,
            changes={"address": "new", **changes},
            today=TODAY,
        )

    assert Person.objects.get(pk=person.pk).address == ""


def test_a_field_outside_the_sections_cannot_be_changed(counsellor):
    person = registered(counsellor)

    with pytest.raises(KeyError):
        edit_person(
            actor=counsellor,
            person_id=person.pk,
            revision=1,
            changes={"centre_id": None},
            today=TODAY,
        )


def test_only_the_manager_assigns_and_only_to_colleagues_there(
    counsellor, colleague, manager, officer_elsewhere
):
    person = registered(counsellor)

    with pytest.raises(NotAllowed):
        assign(actor=counsellor, person_ids=[person.pk], to=colleague)
    with pytest.raises(CannotServe):
        assign(actor=manager, person_ids=[person.pk], to=officer_elsewhere)
    assign(actor=manager, person_ids=[person.pk], to=colleague)

    assert Person.objects.get(pk=person.pk).assigned_to == colleague
