"""Who may assess: registered, free of every tie, at one place at a time, never alone."""

import uuid
from datetime import timedelta

import pytest

from spean.core.errors import IllegalMove, NotAllowed
from spean.people.models import Person
from spean.people.models.household import Household
from spean.skills.models import Sitting
from spean.skills.selectors import recognition as reads
from spean.skills.selectors.assessors import assessors_for, sittings_of
from spean.skills.services import assessing
from spean.skills.services import assessors as keeping
from tests.factories.casework import client_of
from tests.factories.people import MORNING, TODAY
from tests.factories.recognition import (
    an_assessor,
    applied,
    approved,
    assessed,
    assessors,
    booked,
    checked,
    found,
    proof,
    rated,
    ready,
    standard,
)

pytestmark = pytest.mark.django_db
LATER = MORNING + timedelta(hours=2)


@pytest.fixture
def tiler():
    return standard()


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat, family_name_lat="Sok", family_name_km="សុខ")


@pytest.fixture
def made(facilitator, person, tiler):
    return ready(applied(facilitator, person, tiler))


@pytest.fixture
def both(pursat, tiler):
    return assessors(pursat, tiler)


def tie(actor, assessor, person, kind):
    return keeping.declare_tie(
        actor=actor,
        assessor=assessor,
        person=person,
        id=uuid.uuid4(),
        kind=kind,
        now=MORNING,
    )


@pytest.mark.parametrize("kind", ["family", "employer", "trainer", "creditor"])
def test_an_assessor_assessing_a_cousin_is_refused_with_the_reason(facilitator, made, both, kind):
    declared = tie(facilitator, both[0], made.person, kind)

    with pytest.raises(keeping.Tied) as refusal:
        booked(made, *both)
    assert str(declared.get_kind_display()) in str(refusal.value)
    assert not Sitting.objects.exists()


def test_the_second_assessor_is_checked_like_the_first(facilitator, made, both):
    tie(facilitator, both[1], made.person, "family")
    with pytest.raises(keeping.Tied):
        booked(made, *both)


def test_one_name_in_one_commune_is_asked_about(facilitator, made, both):
    both[0].family_name_lat, both[0].area = "SOK", made.person.area
    both[0].save()

    with pytest.raises(keeping.MayBeFamily):
        booked(made, *both)
    tie(facilitator, both[0], made.person, "none")
    assert booked(made, *both).state == "booked"


def test_another_name_or_another_commune_is_not_asked_about(made, both):
    both[0].family_name_lat, both[0].area = "Chea", made.person.area
    both[0].save()
    both[1].family_name_lat, both[1].area = "Sok", None
    both[1].save()
    assert booked(made, *both).state == "booked"


def test_nobody_assesses_her_own_household(facilitator, counsellor, pursat, made, both):
    home = Household.objects.create()
    own = client_of(counsellor, pursat, given_name_lat="Dara", family_name_lat="Chea")
    Person.objects.filter(pk__in=[own.pk, made.person_id]).update(household=home)
    both[0].person = own
    both[0].save()

    with pytest.raises(keeping.MayBeFamily):
        booked(made, *both)
    tie(facilitator, both[0], made.person, "none")
    with pytest.raises(keeping.MayBeFamily):
        booked(made, *both)


@pytest.mark.parametrize("who", ["counsellor", "facilitator"])
def test_who_accompanies_does_not_assess(request, pursat, tiler, made, both, who):
    close = an_assessor(request.getfixturevalue(who), pursat, tiler)
    with pytest.raises(keeping.TooClose):
        booked(made, close, both[1])
    with pytest.raises(keeping.TooClose):
        booked(made, both[0], close)


def test_a_registration_that_has_ended_is_refused(made, both):
    both[0].valid_until = TODAY - timedelta(days=1)
    both[0].save()
    with pytest.raises(keeping.NotRegistered):
        booked(made, *both)


def test_an_assessor_of_another_trade_is_refused_and_of_the_units_taken(made, both):
    both[0].occupations.clear()
    with pytest.raises(keeping.WrongTrade):
        booked(made, *both)
    both[0].units.set(made.standard.units.all())
    assert booked(made, *both).state == "booked"


def test_an_assessor_of_another_centre_comes_only_if_she_roams(preah_vihear, made, both):
    both[0].centre = preah_vihear
    both[0].save()
    with pytest.raises(keeping.NotHere):
        booked(made, *both)
    assert both[0] not in assessors_for(made, TODAY)
    both[0].is_roaming = True
    both[0].save()
    assert booked(made, *both).state == "booked"


def test_an_assessor_is_at_one_place_at_a_time(facilitator, counsellor, pursat, tiler, made, both):
    booked(made, *both)
    other = client_of(counsellor, pursat, given_name_lat="Bora")
    second = ready(applied(facilitator, other, tiler))

    with pytest.raises(assessing.DoubleBooked):
        booked(second, *both, starts_at=LATER, ends_at=LATER + timedelta(hours=2))
    after = MORNING + timedelta(hours=3)
    assert booked(second, *both, starts_at=after, ends_at=after + timedelta(hours=1))


def test_the_same_one_may_have_another_hour(made, both):
    booked(made, *both)
    booked(made, *both, starts_at=LATER, ends_at=LATER + timedelta(hours=2))
    assert made.sittings.filter(is_cancelled=False).count() == 1


def test_nobody_looks_over_her_own_work(made, both):
    with pytest.raises(assessing.SameAssessor):
        booked(made, both[0], both[0])


def test_hours_lie_ahead_and_in_order(made, both):
    with pytest.raises(assessing.EndsBefore):
        booked(made, *both, ends_at=MORNING)
    with pytest.raises(assessing.EndsBefore):
        booked(made, *both, starts_at=MORNING - timedelta(days=1))


def test_an_assessor_sees_what_is_hers_while_it_is_hers(made, both, assessor):
    first, second = both
    assert not reads.recognitions_visible_to(first.user).exists()
    booked(made, first, second)
    for one in both:
        assert list(reads.recognitions_visible_to(one.user)) == [made]
    assert not reads.recognitions_visible_to(assessor).exists()

    assessed(made)
    assessing.moderate(actor=second.user, recognition_id=made.pk, agrees=True, now=LATER)
    for one in both:
        assert not reads.recognitions_visible_to(one.user).exists()


def test_the_assessor_opens_the_portfolio_of_hers_alone(
    facilitator, person, tiler, both, assessor, tmp_path
):
    made = applied(facilitator, person, tiler)
    checked(proof(made, tmp_path))
    made = ready(made)
    booked(made, *both)
    assert reads.evidence_visible_to(both[0].user).count() == 1
    assert not reads.evidence_visible_to(assessor).exists()


def test_her_day_shows_what_is_booked(made, both):
    booked(made, *both)
    end = MORNING + timedelta(days=1)
    assert [one.recognition for one in sittings_of(both[0].user, MORNING, end)] == [made]
    assert not sittings_of(both[1].user, MORNING, end).exists()


def test_results_are_written_from_the_day_on_and_by_her_alone(facilitator, made, both):
    start = MORNING + timedelta(days=3)
    booked(made, *both, starts_at=start, ends_at=start + timedelta(hours=2))
    said = {"recognition_id": made.pk, "found": found(made)}

    with pytest.raises(assessing.TooEarly):
        assessing.write_results(actor=both[0].user, now=MORNING, **said)
    for other in (both[1].user, facilitator):
        with pytest.raises(NotAllowed):
            assessing.write_results(actor=other, now=start, **said)
    assert assessing.write_results(actor=both[0].user, now=start, **said).state == "assessed"


def test_a_tie_declared_after_the_booking_stops_the_assessment(facilitator, made, both):
    booked(made, *both)
    tie(both[0].user, both[0], made.person, "creditor")
    with pytest.raises(keeping.Tied):
        assessed(made)


def test_an_assessor_does_not_clear_herself(made, both):
    with pytest.raises(NotAllowed):
        tie(both[0].user, both[0], made.person, "none")


def test_a_unit_is_competent_only_if_every_part_is(made, both):
    booked(made, *both)
    said = found(made, "c", "c", oral="nyc")
    assessing.write_results(actor=both[0].user, recognition_id=made.pk, found=said, now=LATER)
    assert set(made.units.values_list("result", flat=True)) == {"nyc"}


def test_a_part_left_out_is_refused_and_nothing_kept(made, both):
    booked(made, *both)
    said = found(made, "c", "c", knowledge="")
    with pytest.raises(assessing.Incomplete):
        assessing.write_results(actor=both[0].user, recognition_id=made.pk, found=said, now=LATER)
    assert set(made.units.values_list("result", flat=True)) == {""}


def test_what_is_sent_back_is_assessed_again(made, both):
    booked(made, *both)
    assessed(made, "nyc", "nyc")
    second = both[1].user

    with pytest.raises(assessing.ReasonMissing):
        assessing.moderate(actor=second, recognition_id=made.pk, agrees=False, now=LATER)
    back = assessing.moderate(
        actor=second, recognition_id=made.pk, agrees=False, reason="រូបថត", now=LATER
    )
    assert (back.state, back.sent_back) == ("booked", "រូបថត")
    assert assessed(made, "c", "nyc").state == "assessed"


def test_the_first_assessor_does_not_agree_with_herself(made, both):
    booked(made, *both)
    assessed(made)
    with pytest.raises(NotAllowed):
        assessing.moderate(actor=both[0].user, recognition_id=made.pk, agrees=True, now=LATER)


def test_nothing_competent_is_not_yet_and_something_is_approved(facilitator, made, person, tiler):
    assert approved_again(made, "nyc", "nyc").state == "not_yet"
    other = applied(facilitator, person, tiler)
    assert approved(other, "nyc", "c").state == "approved"


def approved_again(made, *results):
    first, second = assessors(made.person.centre, made.standard)
    booked(made, first, second)
    assessed(made, *results)
    return assessing.moderate(actor=second.user, recognition_id=made.pk, agrees=True, now=LATER)


def test_units_with_a_gap_are_not_assessed(facilitator, person, tiler, both):
    made = applied(facilitator, person, tiler)
    gap = made.units.order_by("unit__sort").first().unit_id
    assessed(booked(ready(made, frozenset({gap})), *both))
    assert sorted(made.units.values_list("result", flat=True)) == ["", "c"]


def test_her_own_word_is_closed_once_the_day_is_set(made, both):
    booked(made, *both)
    with pytest.raises(IllegalMove):
        rated(made)
