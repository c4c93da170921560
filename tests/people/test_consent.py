"""Consent: the newest decision counts, taking it back counts at once, only sharing asks it."""

import uuid
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from spean.accounts.models import AuditEntry
from spean.core.errors import NotAllowed
from spean.people.choices import Scope
from spean.people.contracts import ScopeAnswer
from spean.people.models import ConsentText
from spean.people.rules import Answer, Decision, is_granted
from spean.people.selectors import (
    consent_in_force,
    consent_text_on,
    missing_fields,
    people_visible_to,
    person_history,
    scopes_in_force,
    search_people,
)
from spean.people.services import (
    NothingToWithdraw,
    WrongInput,
    open_file,
    record_consent,
    sensitive_facts,
    withdraw_consent,
)
from tests.factories.people import MORNING, TODAY, consent, registered

SHARING = [scope for scope in Scope.values if scope.startswith("share_")]


@pytest.mark.django_db
def test_the_newest_decision_is_in_force(counsellor):
    person = registered(counsellor, consent=consent("share_nea"))
    later = consent("share_tvet", decided_at=MORNING + timedelta(hours=1))

    record_consent(actor=counsellor, person_id=person.pk, decision=later, id=uuid.uuid4())

    assert consent_in_force(person, "share_tvet", TODAY)
    assert not consent_in_force(person, "share_nea", TODAY)


@pytest.mark.django_db
def test_taking_it_back_ends_every_purpose_at_once(counsellor):
    person = registered(counsellor, consent=consent("share_nea", "contact_by_phone"))
    again = consent("share_nea", decided_at=MORNING + timedelta(hours=1))
    record_consent(actor=counsellor, person_id=person.pk, decision=again, id=uuid.uuid4())

    (first, second) = withdraw_consent(
        actor=counsellor, person_id=person.pk, withdrawn_at=MORNING + timedelta(hours=2)
    )

    assert scopes_in_force(person, TODAY) == []
    assert first.withdrawal_effect and second.withdrawn_by == "self"
    with pytest.raises(NothingToWithdraw):
        withdraw_consent(actor=counsellor, person_id=person.pk, withdrawn_at=MORNING)


@pytest.mark.django_db
def test_the_same_decision_sent_twice_is_one(counsellor):
    person = registered(counsellor)
    key = uuid.uuid4()

    for _ in range(2):
        record_consent(actor=counsellor, person_id=person.pk, decision=consent(), id=key)

    assert person.consents.count() == 2


@pytest.mark.django_db
def test_nobody_else_records_a_decision(officer_elsewhere, counsellor, volunteer):
    person = registered(counsellor)

    for actor in (officer_elsewhere, volunteer):
        with pytest.raises(NotAllowed):
            record_consent(
                actor=actor, person_id=person.pk, decision=consent("share_nea"), id=uuid.uuid4()
            )


@pytest.mark.django_db
@pytest.mark.parametrize(
    "bad",
    [
        {"mode": ""},
        {"mode": "shouting"},
        {"given_by": "guardian"},
        {"text_version": "no such text"},
        {"scopes": (ScopeAnswer(scope="everything", is_granted=True),)},
        {"scopes": (ScopeAnswer(scope="share_cso", is_granted=True),)},
        {"decided_at": MORNING + timedelta(days=4000)},
    ],
)
def test_an_incomplete_decision_is_refused(counsellor, bad):
    person = registered(counsellor)

    with pytest.raises(WrongInput):
        record_consent(
            actor=counsellor,
            person_id=person.pk,
            decision=replace(consent(), **bad),
            id=uuid.uuid4(),
        )

    assert person.consents.count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("scope", SHARING)
def test_a_yes_or_no_to_sharing_changes_nothing_but_sharing(counsellor, colleague, scope):
    """The same two files, one with the yes: everything but the sharing itself is equal."""

    def seen(person):
        return (
            [one.pk == person.pk for one in people_visible_to(colleague).filter(pk=person.pk)],
            person.pk in {one.pk for one in search_people(colleague, person.client_number).people},
            missing_fields(person),
            [one.code for one in person_history(person)],
            sensitive_facts(viewer=counsellor, person=person),
            open_file(viewer=colleague, person_id=person.pk).main_needs,
            sorted(set(scopes_in_force(person, TODAY)) - {scope}),
            consent_in_force(person, scope, TODAY, recipient="Red Cross"),
        )

    named = ScopeAnswer(scope=scope, is_granted=True, recipient="Red Cross")
    keep = ScopeAnswer(scope="service_delivery", is_granted=True)
    without, with_yes = (
        registered(counsellor, consent=replace(consent(), scopes=scopes))
        for scopes in ((keep,), (keep, named))
    )

    *same_without, shares_without = seen(without)
    *same_with, shares_with = seen(with_yes)
    assert same_without == same_with
    assert (shares_without, shares_with) == (False, True)


@pytest.mark.django_db
def test_the_trail_of_a_decision_holds_codes_alone(counsellor):
    person = registered(counsellor)

    record_consent(
        actor=counsellor,
        person_id=person.pk,
        decision=consent("share_nea", witness="សុខ ម៉ាលី", withheld_information="ជំងឺ"),
        id=uuid.uuid4(),
    )

    entry = AuditEntry.objects.get(action="people.consent_recorded")
    assert entry.detail == {"granted": ["service_delivery", "share_nea"]}


@pytest.mark.django_db
def test_the_first_text_explains_every_purpose_in_both_languages():
    text = consent_text_on(TODAY)

    for words in (text.text_km, text.text_en):
        numbered = [line for line in words.splitlines() if line[:1].isdigit()]
        assert len(numbered) == len(Scope.values)
    assert "អ្នកអាចថាទេ។ យើងនៅតែជួយ។ អ្នកអាចប្តូរចិត្តបានគ្រប់ពេល។" in text.text_km
    assert text.question_km.endswith("?") and not text.is_km_reviewed


@pytest.mark.django_db
def test_the_migration_adds_the_text_and_takes_it_away_while_nobody_agreed():
    migration = import_module("spean.people.migrations.0002_first_consent_text")

    migration.take_away(apps, None)
    assert not ConsentText.objects.exists()
    migration.add(apps, None)
    migration.add(apps, None)
    assert ConsentText.objects.get().version == "1"


@pytest.mark.django_db
def test_the_migration_keeps_a_text_that_somebody_agreed_to(counsellor):
    registered(counsellor)
    migration = import_module("spean.people.migrations.0002_first_consent_text")

    migration.take_away(apps, None)

    assert ConsentText.objects.filter(version="1").exists()


def decision(*answers, hours=0, **changes):
    at = MORNING + timedelta(hours=hours)
    return Decision(decided_at=at, recorded_at=at, answers=answers, **changes)


def test_a_yes_ends_on_its_last_day():
    until = decision(Answer("share_nea", True, "", date(2026, 12, 31)))

    assert is_granted([until], "share_nea", date(2026, 12, 31))
    assert not is_granted([until], "share_nea", date(2027, 1, 1))


def test_a_no_to_one_organisation_goes_before_a_yes_to_all():
    both = decision(Answer("share_cso", True), Answer("share_cso", False, "A"))

    assert is_granted([both], "share_cso", TODAY, recipient="B")
    assert not is_granted([both], "share_cso", TODAY, recipient="A")


def test_nothing_said_means_no():
    assert not is_granted([], "share_nea", TODAY)
    assert not is_granted([decision()], "share_nea", TODAY)


@given(
    st.lists(st.tuples(st.booleans(), st.booleans(), st.sampled_from(["", "a", "b"])), min_size=1)
)
def test_joining_two_files_never_allows_what_either_refuses(rows):
    decisions = [
        decision(
            Answer("share_nea", yes),
            hours=hour,
            is_withdrawn=gone,
            record=record,
            merged_at=MORNING + timedelta(days=9) if record else None,
        )
        for hour, (yes, gone, record) in enumerate(rows)
    ]
    files = {one.record for one in decisions}

    apart = [
        is_granted([one for one in decisions if one.record == record], "share_nea", TODAY)
        for record in files
    ]
    assert is_granted(decisions, "share_nea", TODAY) == all(apart)
