"""From an intake to a file that somebody works on: all of it, or none."""

import pytest

from spean.accounts.models import AuditEntry
from spean.casework.models import Case
from spean.pathways import registration
from spean.people.models import Person, PersonKey, Suspicion
from spean.people.selectors import suspicions_of
from spean.people.services import WrongInput, ask_elsewhere
from tests.factories.people import MORNING, intake

pytestmark = pytest.mark.django_db


def admit(actor, given=None, **more):
    given = given or intake(centre_id=actor.postings.get().centre_id)
    return registration.admit(actor=actor, intake=given, now=MORNING, **more)


def test_a_registered_person_has_an_open_case(counsellor):
    person = admit(counsellor)

    assert Case.objects.get().person == person


def test_sending_the_form_twice_makes_one_person_one_case_and_no_suspicion(counsellor):
    given = intake()

    assert admit(counsellor, given) == admit(counsellor, given)

    assert Person.objects.count() == Case.objects.count() == 1
    assert not Suspicion.objects.exists()


def test_what_was_said_at_the_desk_settles_the_pair(counsellor):
    first = admit(counsellor)

    second = admit(counsellor, answers={first.pk: "different"})

    assert Suspicion.objects.get().state == "different"
    assert not suspicions_of(counsellor, second).exists()


def test_an_unsure_answer_waits_for_the_manager(counsellor, manager):
    first = admit(counsellor)

    second = admit(counsellor, answers={first.pk: "unsure"})

    assert suspicions_of(manager, second).get().state == "unsure"


def test_a_pair_nobody_was_asked_about_stays_open(counsellor):
    admit(counsellor)
    second = admit(counsellor)

    assert suspicions_of(counsellor, second).get().state == "open"


def test_asking_elsewhere_makes_a_task_for_the_other_manager(
    counsellor, officer_elsewhere, manager_elsewhere
):
    theirs = admit(officer_elsewhere)
    own = admit(counsellor)

    ask_elsewhere(actor=counsellor, person=own, question="តើធ្លាប់មកទេ?")

    pair = suspicions_of(manager_elsewhere, theirs).get()
    assert pair.asked_from == own and pair.question == "តើធ្លាប់មកទេ?"


def test_a_refusal_leaves_no_trace_at_all(counsellor):
    with pytest.raises(WrongInput):
        admit(counsellor, intake(sex="?"))

    assert not Person.objects.exists() and not PersonKey.objects.exists()
    assert not Case.objects.exists() and not AuditEntry.objects.exists()


def test_one_refused_intake_refuses_them_all(counsellor):
    intakes = [intake(), intake(), intake(main_needs=("gold",))]

    with pytest.raises(WrongInput):
        registration.admit_many(actor=counsellor, intakes=intakes, now=MORNING)

    assert not Person.objects.exists()


def test_many_are_admitted_in_order_with_numbers_of_their_own(counsellor):
    intakes = [intake() for _ in range(5)]

    people = registration.admit_many(actor=counsellor, intakes=intakes, now=MORNING)

    assert [person.pk for person in people] == [one.id for one in intakes]
    assert len({person.client_number for person in people}) == 5
    assert Case.objects.count() == 5
