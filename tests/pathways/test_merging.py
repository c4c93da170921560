"""Two files made one and two again: nothing is lost, nobody's reach grows."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spean.casework.models import Case
from spean.core.errors import NotAllowed
from spean.pathways import merging
from spean.pathways.registration import admit
from spean.people.contracts import Contact
from spean.people.models import Consent, ContactPoint, Merge, Person, Suspicion
from spean.people.selectors import consent_in_force, people_visible_to, search_people
from spean.people.services import (
    AlreadyParted,
    CannotMerge,
    ask_other_centre,
    edit_contact,
    edit_person,
    mark_sealed,
    record_consent,
    return_status,
    sensitive_facts,
)
from tests.factories.people import MORNING, TODAY, consent, intake, whole_intake

pytestmark = pytest.mark.django_db

LATER = MORNING + timedelta(days=1)
ROOMS = ("people", "casework", "jobs", "skills", "outreach")
QUIET = {"updated_at", "revision", "decided_at"}


def admitted(actor, make=intake, **changes):
    centre_id = actor.postings.get().centre_id
    return admit(actor=actor, intake=make(centre_id=centre_id, **changes), now=MORNING)


def everything() -> dict[str, dict[str, Any]]:
    """Every column of every row of every room, but the counters of saving."""
    rows = {}
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            if model.__name__ in {"Merge", "Suspicion"}:
                continue
            for row in model._default_manager.values():
                key = f"{model.__name__}:{row.get('id', row.get('person_id', ''))}"
                rows[key] = {name: value for name, value in row.items() if name not in QUIET}
    # Index rows are rebuilt: their content counts, not their numbers.
    tokens = sorted(
        (str(row["person_id"]), bytes(row.get("token", b"")), row.get("key", ""))
        for name, row in rows.items()
        if name.startswith(("SearchToken:", "IdentityKey:"))
    )
    kept = {k: v for k, v in rows.items() if not k.startswith(("SearchToken:", "IdentityKey:"))}
    return {**kept, "index": {"rows": tokens}}


def test_a_merge_moves_every_rooms_rows_and_hides_the_other_file(counsellor, manager):
    kept = admitted(counsellor)
    merged = admitted(counsellor, whole_intake, contacts=(Contact(number="097 111 2233"),))

    merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=LATER)

    assert list(people_visible_to(manager)) == [kept]
    assert kept.returns.count() == 1 and kept.documents.count() == 2
    assert set(kept.contacts.values_list("number", flat=True)) == {"+85512345678", "+855971112233"}
    assert not Case.objects.filter(person=merged).exists()
    fresh = Person.objects.get(pk=kept.pk)
    assert fresh.marital_status == "married" and fresh.nickname == "ភា"


def test_sealed_details_open_after_the_merge_and_after_parting(counsellor, manager):
    kept, merged = admitted(counsellor), admitted(counsellor, whole_intake)

    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=LATER)
    assert return_status(viewer=manager, episode=kept.returns.get())["channel_out"] == "broker"
    assert sensitive_facts(viewer=manager, person=kept).walk == 3

    merging.unmerge(actor=manager, merge_id=done.pk, now=LATER)
    assert return_status(viewer=manager, episode=merged.returns.get())["channel_out"] == "broker"
    assert sensitive_facts(viewer=manager, person=kept).walk is None


def test_the_kept_person_is_found_by_the_other_spelling(counsellor, manager):
    kept = admitted(counsellor)
    merged = admitted(counsellor, family_name_lat="", given_name_lat="Sophaphy")

    merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=LATER)

    assert search_people(counsellor, "sophaphy").people == [kept]


def test_parting_restores_both_files_exactly(counsellor, manager):
    kept = admitted(counsellor)
    merged = admitted(counsellor, whole_intake)
    before = everything()

    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=LATER)
    assert everything() != before
    merging.unmerge(actor=manager, merge_id=done.pk, now=LATER)

    assert everything() == before


edits = st.fixed_dictionaries(
    {},
    optional={
        "address": st.text(st.characters(categories=["L", "Nd"]), max_size=20),
        "school_years": st.none() | st.integers(0, 20),
        "can_read_thai": st.none() | st.booleans(),
        "main_needs": st.lists(st.sampled_from(["food", "health", "legal"]), unique=True),
        "marital_status": st.sampled_from(["", "single", "widowed"]),
    },
)


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=edits)
def test_merge_edit_and_part_loses_no_field(counsellor, manager, changes):
    kept = admitted(counsellor)
    merged = admitted(
        counsellor,
        whole_intake,
        contacts=(Contact(number="012 345 678"), Contact(number="097 111 2233")),
    )
    before = {person.pk: Person.objects.values().get(pk=person.pk) for person in (kept, merged)}
    moved = ContactPoint.objects.get(person=merged, number="+855971112233")

    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=LATER)
    revision = Person.objects.get(pk=kept.pk).revision
    filled = Person.objects.values().get(pk=kept.pk)
    edited = edit_person(
        actor=manager, person_id=kept.pk, revision=revision, changes=changes, today=TODAY
    )
    merging.unmerge(actor=manager, merge_id=done.pk, now=LATER)

    quiet = {"updated_at", "revision"}
    now = {person.pk: Person.objects.values().get(pk=person.pk) for person in (kept, merged)}
    for name, value in before[merged.pk].items():
        assert name in quiet or now[merged.pk][name] == value
    for name, value in before[kept.pk].items():
        # Who types what was already filled in from the other file changes nothing.
        is_edited = name in changes and getattr(edited, name) != filled.get(name, value)
        assert name in quiet or now[kept.pk][name] == (
            getattr(edited, name) if is_edited else value
        )
    moved.refresh_from_db()
    assert moved.person_id == merged.pk
    assert merged.contacts.count() == 2 and merged.returns.count() == 1
    for person in (kept, merged):
        Person.objects.filter(pk=person.pk).update(is_sealed=True)


def test_a_telephone_edited_to_one_that_the_other_file_kept_stays(counsellor, manager):
    kept = admitted(counsellor)
    merged = admitted(
        counsellor, contacts=(Contact(number="012 345 678"), Contact(number="097 111 2233"))
    )
    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=LATER)
    ContactPoint.objects.filter(person=kept, number="+85512345678").delete()
    row = ContactPoint.objects.get(person=kept, number="+855971112233")
    edit_contact(
        actor=manager, contact_id=row.pk, revision=row.revision, contact=Contact(number="012345678")
    )

    merging.unmerge(actor=manager, merge_id=done.pk, now=LATER)

    assert kept.contacts.get().number == merged.contacts.get().number == "+85512345678"


def test_the_warning_that_protects_more_stays(counsellor, manager):
    kept = admitted(counsellor)
    merged = admitted(counsellor, contacts=(Contact(number="012345678", safe_to_call="never"),))

    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=LATER)
    assert kept.contacts.get().safe_to_call == "never"

    merging.unmerge(actor=manager, merge_id=done.pk, now=LATER)
    assert kept.contacts.get().safe_to_call == "safe"


@pytest.mark.parametrize("yes_is_on", ["kept", "merged"])
def test_a_merge_never_widens_what_was_allowed(counsellor, manager, yes_is_on):
    yes, no = consent("share_employer"), consent()
    kept = admitted(counsellor, consent=yes if yes_is_on == "kept" else no)
    merged = admitted(counsellor, consent=no if yes_is_on == "kept" else yes)

    # A decision counts as given before the merge by the clock of whoever wrote it down.
    now = timezone.now()
    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=now)
    assert not consent_in_force(kept, "share_employer", TODAY)
    assert consent_in_force(kept, "service_delivery", TODAY)

    merging.unmerge(actor=manager, merge_id=done.pk, now=now)
    assert consent_in_force(kept, "share_employer", TODAY) is (yes_is_on == "kept")
    assert consent_in_force(merged, "share_employer", TODAY) is (yes_is_on == "merged")


def test_a_decision_after_the_merge_stands_alone(counsellor, manager):
    kept, merged = admitted(counsellor), admitted(counsellor)
    merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=MORNING)

    record_consent(
        actor=counsellor,
        person_id=kept.pk,
        decision=consent("share_employer"),
        id=Merge.objects.get().pk,
    )

    assert consent_in_force(kept, "share_employer", TODAY)
    assert Consent.objects.filter(person=kept).count() == 3


def test_an_officer_does_not_merge(counsellor):
    kept, merged = admitted(counsellor), admitted(counsellor)

    with pytest.raises(NotAllowed):
        merging.merge(actor=counsellor, keep_id=kept.pk, merge_id=merged.pk, now=LATER)

    assert not Merge.objects.exists()


def test_a_manager_does_not_reach_into_another_centre(counsellor, manager, officer_elsewhere):
    own, theirs = admitted(counsellor), admitted(officer_elsewhere)

    for keep, other in ((own, theirs), (theirs, own)):
        with pytest.raises(NotAllowed):
            merging.merge(actor=manager, keep_id=keep.pk, merge_id=other.pk, now=LATER)

    assert not people_visible_to(manager).filter(pk=theirs.pk).exists()


def test_two_managers_who_agree_make_one_file_where_the_question_came_from(
    counsellor, manager, officer_elsewhere, manager_elsewhere
):
    theirs, own = admitted(counsellor), admitted(officer_elsewhere)
    suspicion = Suspicion.objects.get()
    ask_other_centre(actor=officer_elsewhere, suspicion_id=suspicion.pk)

    merging.agree(actor=manager, suspicion_id=suspicion.pk, agrees=True, now=LATER)
    assert not Merge.objects.exists()
    assert not people_visible_to(manager).filter(pk=own.pk).exists()
    merging.agree(actor=manager_elsewhere, suspicion_id=suspicion.pk, agrees=True, now=LATER)

    assert Merge.objects.get().kept_id == own.pk
    assert list(people_visible_to(manager_elsewhere)) == [own]
    assert not people_visible_to(manager).filter(pk=theirs.pk).exists()


def test_a_registrar_settles_for_both(counsellor, officer_elsewhere, registrar):
    admitted(counsellor)
    admitted(officer_elsewhere)
    suspicion = Suspicion.objects.get()
    ask_other_centre(actor=counsellor, suspicion_id=suspicion.pk)

    merging.agree(actor=registrar, suspicion_id=suspicion.pk, agrees=True, now=LATER)

    assert Merge.objects.exists() and not people_visible_to(registrar).exists()


def test_a_managers_same_merges_at_once_and_parting_says_two_people(counsellor, manager):
    kept, merged = admitted(counsellor), admitted(counsellor)
    pair = Suspicion.objects.get()

    merging.settle(actor=manager, suspicion_id=pair.pk, answer="same", keep_id=kept.pk, now=LATER)
    done = Merge.objects.get()
    assert (done.kept_id, done.merged_id) == (kept.pk, merged.pk)

    merging.unmerge(actor=manager, merge_id=done.pk, now=LATER)
    pair.refresh_from_db()
    assert pair.state == "different"
    with pytest.raises(AlreadyParted):
        merging.unmerge(actor=manager, merge_id=done.pk, now=LATER)


def test_a_sealed_or_merged_file_cannot_be_merged(counsellor, manager):
    one, two, three = (admitted(counsellor) for _ in range(3))
    mark_sealed(actor=counsellor, person_id=one.pk)
    merging.merge(actor=manager, keep_id=two.pk, merge_id=three.pk, now=LATER)

    for keep, other in ((one, two), (two, one), (two, three), (two, two)):
        with pytest.raises(CannotMerge):
            merging.merge(actor=manager, keep_id=keep.pk, merge_id=other.pk, now=LATER)
