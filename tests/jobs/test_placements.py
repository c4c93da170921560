import threading
import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, connections

from spean.accounts.choices import Role
from spean.core.errors import ChangedMeanwhile, IllegalMove
from spean.jobs import services
from spean.jobs.models import JobReferral, JobSeeker, Placement, Vacancy
from spean.jobs.selectors import free_places
from tests.factories.jobs import SeekerFactory, VacancyFactory, meeting, proposed, terms, willing
from tests.factories.people import TODAY
from tests.factories.serving import CentreFactory, staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor, pursat):
    return willing(counsellor, pursat)


@pytest.fixture
def vacancy(pursat):
    return VacancyFactory(employer__centre=pursat, openings=1)


def placed(actor, referral, **changes):
    return services.record_placement(
        actor=actor,
        id=changes.pop("id", uuid.uuid4()),
        referral_id=referral.pk,
        terms=terms(**changes),
        today=TODAY,
    )


def test_a_placement_keeps_its_terms_and_fills_the_place(counsellor, person, vacancy):
    referral = meeting(counsellor, person, vacancy)

    placement = placed(counsellor, referral, wage=Decimal("270.50"))

    placement.refresh_from_db()
    referral.refresh_from_db()
    assert (placement.wage, placement.proof, placement.person) == (Decimal("270.50"), "G1", person)
    assert (referral.state, free_places(vacancy)) == ("hired", 0)


def test_sent_twice_it_is_one_placement(counsellor, person, vacancy):
    referral, key = meeting(counsellor, person, vacancy), uuid.uuid4()

    first, again = placed(counsellor, referral, id=key), placed(counsellor, referral, id=key)

    assert first == again
    assert Placement.objects.count() == 1


def test_a_full_vacancy_refuses_and_leaves_no_trace(counsellor, pursat, person, vacancy):
    other = willing(counsellor, pursat, given_name_lat="Dara")
    first, second = meeting(counsellor, person, vacancy), meeting(counsellor, other, vacancy)
    placed(counsellor, first)

    with pytest.raises(services.VacancyFilled):
        placed(counsellor, second)
    second.refresh_from_db()
    assert (second.state, Placement.objects.count()) == ("meeting", 1)


def test_her_other_referrals_end_and_she_looks_no_more(counsellor, pursat, person, vacancy):
    SeekerFactory(person=person)
    other = proposed(counsellor, person, VacancyFactory(employer__centre=pursat))

    placed(counsellor, meeting(counsellor, person, vacancy))

    other.refresh_from_db()
    assert (other.state, other.close_reason) == ("closed", "hired_elsewhere")
    assert not JobSeeker.objects.get().is_looking


def test_work_that_has_not_begun_is_no_placement(counsellor, person, vacancy):
    referral = meeting(counsellor, person, vacancy)

    with pytest.raises(services.NotStartedYet):
        placed(counsellor, referral, started_on=TODAY + timedelta(days=1))
    assert not Placement.objects.exists()


def test_who_was_not_sent_cannot_be_hired(counsellor, person, vacancy):
    with pytest.raises(IllegalMove):
        placed(counsellor, proposed(counsellor, person, vacancy))


@pytest.mark.parametrize(
    "wrong", [{"wage": Decimal(-1)}, {"ended_on": TODAY - timedelta(days=9)}, {"proof": "G9"}]
)
def test_terms_that_cannot_be_meant_leave_nothing(counsellor, person, vacancy, wrong):
    referral = meeting(counsellor, person, vacancy)

    with pytest.raises(ValidationError):
        placed(counsellor, referral, **wrong)
    referral.refresh_from_db()
    assert (referral.state, Placement.objects.count()) == ("meeting", 0)


def test_a_placement_is_corrected_once_by_each_reading(counsellor, person, vacancy):
    placement = placed(counsellor, meeting(counsellor, person, vacancy))
    better = {"placement_id": placement.pk, "terms": {"proof": "G4"}, "revision": 1}

    assert services.correct_placement(actor=counsellor, **better).proof == "G4"
    with pytest.raises(ChangedMeanwhile):
        services.correct_placement(actor=counsellor, **better)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer anyway")
def test_of_two_officers_who_press_at_once_one_gets_the_last_place():
    centre = CentreFactory(code="PUR")
    officer = staff(Role.COUNSELLOR, centre)
    vacancy = VacancyFactory(employer__centre=centre, openings=1)
    referrals = [
        meeting(officer, willing(officer, centre, given_name_lat=name), vacancy)
        for name in ("Dara", "Vanna")
    ]
    barrier, came = threading.Barrier(2), []

    def press(referral):
        barrier.wait()
        try:
            came.append(placed(officer, referral))
        except services.VacancyFilled:
            came.append(None)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=press, args=[one]) for one in referrals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(one is None for one in came) == [False, True]
    assert Placement.objects.count() == 1
    assert JobReferral.objects.filter(state="hired").count() == 1
    assert free_places(Vacancy.objects.get()) == 0
