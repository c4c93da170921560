"""Client numbers as centres hand them out."""

from datetime import date

import pytest
from django.db import transaction

from spean.directory.models import NumberBlock
from spean.directory.rules import is_valid_client_number
from spean.directory.services.client_numbers import BLOCK_SIZE, issue_client_number
from tests.factories.serving import CentreFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


def running_number(text):
    return int(text.split("-")[2])


def test_the_first_number_of_the_first_centre_is_one():
    text = issue_client_number(CentreFactory(), DAY)
    assert text.startswith("MRC-26-00001-")
    assert is_valid_client_number(text)


def test_two_centres_never_hand_out_the_same_number():
    one, other = CentreFactory(), CentreFactory()
    issued = [issue_client_number(centre, DAY) for centre in (one, other) * 3]
    assert len(set(issued)) == 6
    assert {running_number(text) // BLOCK_SIZE for text in issued[1::2]} == {1}


def test_a_centre_goes_on_in_its_own_block():
    one, other = CentreFactory(), CentreFactory()
    first = issue_client_number(one, DAY)
    issue_client_number(other, DAY)
    assert running_number(issue_client_number(one, DAY)) == running_number(first) + 1


def test_a_full_block_is_followed_by_the_next_free_one():
    centre, other = CentreFactory(), CentreFactory()
    issue_client_number(centre, DAY)
    issue_client_number(other, DAY)
    NumberBlock.objects.filter(centre=centre).update(next=BLOCK_SIZE)
    last = issue_client_number(centre, DAY)
    assert running_number(last) == BLOCK_SIZE
    assert running_number(issue_client_number(centre, DAY)) == 2 * BLOCK_SIZE + 1


def test_a_new_year_begins_with_one():
    centre = CentreFactory()
    issue_client_number(centre, DAY)
    assert issue_client_number(centre, date(2027, 1, 1)).startswith("MRC-27-00001-")


def test_a_registration_that_is_rolled_back_gives_its_number_back():
    centre = CentreFactory()

    def refused():
        with transaction.atomic():
            issue_client_number(centre, DAY)
            raise LookupError

    with pytest.raises(LookupError):
        refused()
    assert running_number(issue_client_number(centre, DAY)) == 1
