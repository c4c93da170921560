"""What the register knows for a right to a scheme: what was not asked stays unknown."""

from decimal import Decimal

import pytest

from rulebook import FACTS
from spean.people.choices import ClientType, IdPoor
from spean.people.models import Household, Person
from spean.people.selectors.situations import situations_of
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db


def known(**changes):
    """Return the one situation of one person."""
    household = changes.pop("household", None)
    person = PersonFactory(**changes)
    if household is not None:
        Person.objects.filter(pk=person.pk).update(household=Household.objects.create(**household))
    ((found, count),) = situations_of(Person.objects.filter(pk=person.pk))
    assert count == 1
    return found


def test_every_fact_is_one_that_conditions_may_ask():
    assert set(known()) <= set(FACTS)


@pytest.mark.parametrize("card", ["", *IdPoor.values])
def test_every_card_is_a_word_of_the_library_or_not_known(card):
    found = known(id_poor=card)["equity-card"]
    assert found in FACTS["equity-card"].words if card else found is None


def test_of_a_household_nobody_asked_about_nothing_is_known():
    found = known()
    for code in ("children-under-2", "children-at-school", "elderly", "pregnant-at-home"):
        assert found[code] is None


@pytest.mark.parametrize(("under_5", "under_2"), [(0, Decimal(0)), (2, None), (None, None)])
def test_children_under_two_are_known_only_where_there_are_none_under_five(under_5, under_2):
    assert known(household={"children_under_5": under_5})["children-under-2"] == under_2


@pytest.mark.parametrize(
    ("asked", "at_school", "missing"),
    [
        ({"children_5_17": 3, "out_of_school": 1}, 2, 1),
        ({"children_5_17": 0}, 0, 0),
        ({"children_5_17": 3}, None, None),
        ({"out_of_school": 1}, None, 1),
        ({"children_5_17": 1, "out_of_school": 2}, 0, 2),
    ],
)
def test_children_at_school_are_those_who_are_not_missing(asked, at_school, missing):
    found = known(household=asked)

    assert found["children-at-school"] == at_school
    assert found["children-out-of-school"] == missing


def test_a_returned_worker_without_a_journey_may_have_been_anywhere():
    assert known(client_type=ClientType.RETURNEE)["returned-from-thailand"] is None
    assert known(client_type=ClientType.HOST_COMMUNITY)["returned-from-thailand"] is False


def test_no_scheme_written_down_is_not_a_no():
    assert known(nssf_scheme="")["nssf-member"] is None
    assert known(nssf_scheme="health")["nssf-member"] is True


def test_people_in_one_situation_are_counted_together_in_one_query(django_assert_num_queries):
    for _each in range(3):
        PersonFactory(id_poor=IdPoor.NONE)
    PersonFactory(id_poor=IdPoor.LEVEL_1)

    with django_assert_num_queries(1):
        counts = sorted(count for _known, count in situations_of(Person.objects.all()))
    assert counts == [1, 3]
