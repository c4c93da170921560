"""The pages by which a file goes to another centre."""

import pytest
from django.urls import reverse

from spean.casework.models import Transfer
from spean.people.models import Person
from tests.desk.cases.writing import hidden
from tests.factories.casework import case_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(counsellor, pursat, preah_vihear):
    return case_for(counsellor, pursat)


def url(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def ask(client, case, to, **changes):
    page = client.get(url("transfer_new", case.person_id))
    values = {"id": hidden(page, "id"), "to_centre": str(to.pk), "reason": "ផ្លាស់លំនៅ"}
    values |= {"agrees": "yes", "agreed_on": "១ មិថុនា ២០២៦", **changes}
    return client.post(url("transfer_new", case.person_id), values)


def test_a_file_is_asked_for_shown_as_a_number_and_taken_over(
    client, counsellor, officer_elsewhere, manager_elsewhere, case, preah_vihear
):
    client.force_login(counsellor)
    assert ask(client, case, preah_vihear).status_code == 302
    transfer = Transfer.objects.get()

    client.force_login(manager_elsewhere)
    for page in (url("transfers"), url("transfer", transfer.pk)):
        shown = client.get(page).content.decode()
        assert case.person.client_number in shown and case.person.name not in shown
    assert client.get(url("person", case.person_id)).status_code == 404
    given = {"id": str(transfer.pk), "officer": str(officer_elsewhere.pk), "how": "take"}
    assert client.post(url("transfer", transfer.pk), given).status_code == 302
    assert case.person.name in client.get(url("transfers")).content.decode()
    assert client.get(url("person", case.person_id)).status_code == 200

    client.force_login(counsellor)
    for name in ("person", "transfer_new", "close_case"):
        assert client.get(url(name, case.person_id)).status_code == 404


def test_the_former_manager_reads_a_number_and_no_name(
    client, counsellor, manager, officer_elsewhere, manager_elsewhere, case, preah_vihear
):
    client.force_login(counsellor)
    ask(client, case, preah_vihear)
    transfer = Transfer.objects.get()
    client.force_login(manager_elsewhere)
    given = {"id": str(transfer.pk), "officer": str(officer_elsewhere.pk), "how": "take"}
    client.post(url("transfer", transfer.pk), given)

    client.force_login(manager)
    shown = client.get(url("transfers")).content.decode()

    assert case.person.client_number in shown and case.person.name not in shown


def test_without_her_yes_nothing_is_sent(client, counsellor, case, preah_vihear):
    client.force_login(counsellor)

    assert ask(client, case, preah_vihear, agrees="no").status_code == 200

    assert not Transfer.objects.exists()


def test_a_no_needs_a_reason(client, counsellor, manager_elsewhere, case, preah_vihear):
    client.force_login(counsellor)
    ask(client, case, preah_vihear)
    transfer = Transfer.objects.get()
    client.force_login(manager_elsewhere)

    said = {"id": str(transfer.pk), "how": "refuse", "answer": ""}
    assert client.post(url("transfer", transfer.pk), said).status_code == 200
    client.post(url("transfer", transfer.pk), {**said, "answer": "គ្មានមន្ត្រី"})

    transfer.refresh_from_db()
    assert transfer.state == "refused"
    assert Person.objects.get(pk=case.person_id).centre == transfer.from_centre


def test_the_question_can_be_taken_back(client, counsellor, case, preah_vihear):
    client.force_login(counsellor)
    ask(client, case, preah_vihear)

    client.post(url("transfer_withdraw", case.person_id))

    assert Transfer.objects.get().state == "withdrawn"


def test_today_tells_the_manager_that_a_file_waits(
    client, counsellor, manager_elsewhere, case, preah_vihear
):
    client.force_login(counsellor)
    ask(client, case, preah_vihear)
    client.force_login(manager_elsewhere)

    assert url("transfers") in client.get(url("today")).content.decode()
    assert "ស្នើឱ្យអ្នកទទួល" in client.get(url("today")).content.decode()


def test_the_list_takes_as_many_queries_for_many_as_for_few(
    client, counsellor, manager, pursat, preah_vihear, django_assert_max_num_queries
):
    client.force_login(counsellor)
    for n in range(12):
        ask(client, case_for(counsellor, pursat, nickname=str(n)), preah_vihear)
    client.force_login(manager)

    with django_assert_max_num_queries(14):
        client.get(url("transfers"))
