"""The auditor's page: every entry once, by number, with a constant number of queries."""

import re

import pytest
from django.urls import reverse

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref
from spean.desk.settings.words import ACTIONS
from spean.directory.perms import POLICY
from tests.factories.accounts import UserFactory, entries
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db


@pytest.fixture
def auditor_in(client):
    user = staff(Role.AUDITOR, username="auditor-in")
    client.force_login(user)
    return user


def numbers(response):
    return [int(n) for n in re.findall(r'<td class="num">(\d+)</td>', response.content.decode())]


def test_all_entries_are_reached_page_by_page_even_while_new_ones_come(client, auditor_in):
    entries(120)
    seen, page = [], client.get(reverse("desk:audit"))
    while True:
        seen += numbers(page)
        entries(1)
        link = re.search(r'href="(\?before=\d+)"', page.content.decode())
        if not link:
            break
        page = client.get(reverse("desk:audit") + link.group(1))

    assert seen == list(range(120, 0, -1))


def test_the_filters_find_actor_act_and_record(client, auditor_in):
    actor, record = UserFactory(username="sokha"), UserFactory()
    entries(3)
    with one_writer():
        audit(actor=actor, action="people.registered", on=Ref("person", record.pk))
    last = AuditEntry.objects.latest("seq").seq

    for query in (
        {"actor": "SOKHA"},
        {"action": "people."},
        {"record": f"person:{record.pk}"},
    ):
        assert numbers(client.get(reverse("desk:audit"), query)) == [last]
    assert numbers(client.get(reverse("desk:audit"), {"actor": "nobody"})) == []
    assert numbers(client.get(reverse("desk:audit"), {"record": "x"})) == []
    assert len(numbers(client.get(reverse("desk:audit"), {"before": "x' OR 1=1"}))) == 4


def test_a_page_takes_a_constant_number_of_queries(client, auditor_in, django_assert_num_queries):
    with one_writer():
        for _ in range(60):
            audit(actor=UserFactory(), action="test.act")

    with django_assert_num_queries(6):
        client.get(reverse("desk:audit"))


@pytest.mark.parametrize("role", [Role.ILO_ME, Role.MINISTRY_ME, Role.DONOR_VIEWER])
def test_others_are_told_that_it_is_not_there(client, role):
    client.force_login(staff(role))

    assert client.get(reverse("desk:audit")).status_code == 404


def test_the_settings_say_what_the_viewer_may_do(client, auditor_in):
    text = client.get(reverse("desk:settings")).content.decode()

    assert text.count("<tr>") == 1 + sum(Role.AUDITOR in roles for roles in POLICY.values())


def test_every_action_of_the_policy_has_words():
    assert set(ACTIONS) == set(POLICY)
