"""The manager's desk for pairs: one centre's files side by side, two centres' by verdict alone."""

import pytest
from django.urls import reverse

from spean.accounts.models import User
from spean.people.models import Merge, Person, Suspicion
from spean.people.services import ask_elsewhere, raise_suspicions
from tests.desk.people.writing import signed_in
from tests.factories.people import registered

pytestmark = pytest.mark.django_db


def pair_of(first: User, second: User) -> tuple[Person, Person, Suspicion]:
    kept = registered(first)
    other = registered(second)
    raise_suspicions(actor=second, person=other)
    return kept, other, Suspicion.objects.get()


def test_the_manager_makes_two_files_one_and_two_again(counsellor: User, manager: User) -> None:
    kept, other, pair = pair_of(counsellor, counsellor)
    client = signed_in(manager)
    address = reverse("desk:suspicion", args=[pair.pk])
    page = client.get(address).content.decode()

    client.post(address, {"answer": "same", "keep": str(kept.pk)})
    other.refresh_from_db()
    merged_into = other.merged_into
    client.post(reverse("desk:merge_undo", args=[Merge.objects.get().pk]))
    other.refresh_from_db()

    assert kept.client_number in page
    assert merged_into == kept
    assert other.merged_into is None


def test_a_settled_pair_leaves_the_list(counsellor: User, manager: User) -> None:
    _kept, _other, pair = pair_of(counsellor, counsellor)
    client = signed_in(manager)
    address = reverse("desk:suspicion", args=[pair.pk])
    before = client.get(reverse("desk:duplicates")).content.decode()

    client.post(address, {"answer": "different", "keep": str(pair.first_id)})

    assert address in before
    assert address not in client.get(reverse("desk:duplicates")).content.decode()


def test_two_centres_compare_without_showing_a_file(
    counsellor: User, officer_elsewhere: User, manager: User, manager_elsewhere: User
) -> None:
    _theirs, ours, pair = pair_of(officer_elsewhere, counsellor)
    ask_elsewhere(actor=counsellor, person=ours, question="តើជាអ្នកណា?")
    address = reverse("desk:suspicion", args=[pair.pk])

    html = signed_in(manager_elsewhere).get(address).content.decode()

    assert "តើជាអ្នកណា?" in html
    assert ours.client_number not in html
    assert str(ours.pk) not in html
    signed_in(manager).post(address, {"agrees": "yes"})
    assert not Merge.objects.exists()
    signed_in(manager_elsewhere).post(address, {"agrees": "yes"})
    assert Merge.objects.get().kept == ours


def test_a_pair_of_other_centres_is_not_there(
    officer_elsewhere: User, manager: User, pursat: object
) -> None:
    _kept, _other, pair = pair_of(officer_elsewhere, officer_elsewhere)

    answer = signed_in(manager).get(reverse("desk:suspicion", args=[pair.pk]))

    assert answer.status_code == 404


def test_a_counsellor_has_no_list_of_pairs(counsellor: User) -> None:
    assert signed_in(counsellor).get(reverse("desk:duplicates")).status_code == 404
