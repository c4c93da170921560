"""A draft tried on the register: counts alone, small ones hidden, nobody's name."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.directory.models import Sector
from spean.people.choices import IdPoor
from spean.people.models import Person
from spean.results.selectors.simulating import simulate
from tests.desk.people.writing import signed_in
from tests.directory.lawmaking import drafted, lawyer, second
from tests.factories.jobs import VacancyFactory
from tests.factories.people import PersonFactory

__all__ = ["lawyer", "second"]
pytestmark = pytest.mark.django_db
WIDER = {"code": "eligible.HEF", "value": "equity-card in poor-1 poor-2 at-risk"}


def people(officer, centre, count, **changes):
    return [PersonFactory(centre=centre, registered_by=officer, **changes) for _one in range(count)]


def tried(row):
    found = simulate(row, timezone.localdate())
    return dict(zip(found.people.labels, [cell.value for cell in found.people.cells], strict=True))


def test_it_says_how_many_would_newly_have_a_right(lawyer, counsellor, pursat):
    people(counsellor, pursat, 24, id_poor=IdPoor.AT_RISK)
    people(counsellor, pursat, 16, id_poor=IdPoor.NONE)

    assert tried(drafted(lawyer, **WIDER)) == {"yes": 20, "no": 0, "unknown": 0, "same": 20}


def test_few_are_hidden_with_what_would_give_them_away(lawyer, counsellor, pursat):
    people(counsellor, pursat, 3, id_poor=IdPoor.AT_RISK)
    people(counsellor, pursat, 30, id_poor=IdPoor.NONE)

    found = simulate(drafted(lawyer, **WIDER), timezone.localdate()).people

    assert found.cells[0].value is None
    assert 3 not in [cell.value for cell in found]
    assert [cell.value for cell in found].count(None) >= 2


def test_the_sealed_and_the_merged_are_in_no_count(lawyer, counsellor, pursat):
    kept, *rest = people(counsellor, pursat, 30, id_poor=IdPoor.AT_RISK)
    Person.objects.filter(pk__in=[one.pk for one in rest[:20]]).update(is_sealed=True)
    Person.objects.filter(pk__in=[one.pk for one in rest[20:]]).update(merged_into=kept)

    found = simulate(drafted(lawyer, **WIDER), timezone.localdate()).people

    assert found.total.value is None


def test_what_the_register_does_not_know_stays_unknown(lawyer, counsellor, pursat):
    people(counsellor, pursat, 20, id_poor="")

    assert tried(drafted(lawyer, **WIDER))["same"] == 20


def test_two_drafts_that_differ_by_one_person_say_the_same(lawyer, counsellor, pursat):
    people(counsellor, pursat, 21, id_poor=IdPoor.AT_RISK)
    people(counsellor, pursat, 1, id_poor=IdPoor.APPLIED)
    people(counsellor, pursat, 30, id_poor=IdPoor.NONE)
    wider = {**WIDER, "value": f"{WIDER['value']} applied"}

    assert tried(drafted(lawyer, **WIDER))["yes"] == tried(drafted(lawyer, **wider))["yes"]


def test_a_wage_is_tried_on_vacancies_and_on_people_at_work(lawyer):
    garment = Sector.objects.get(code="garment")
    for wage in (210, 215, 230):
        VacancyFactory(employer__organisation__sector=garment, wage_min=wage, wage_max=None)
    VacancyFactory(wage_min=100, wage_max=None)

    found = simulate(drafted(lawyer), date(2026, 6, 1))

    assert dict(zip(found.vacancies.labels, found.vacancies.values, strict=True)) == {
        "yes": 0,
        "no": 2,
        "unknown": 0,
        "same": 1,
    }


def test_a_rule_that_decides_nothing_in_the_register_is_said_to(lawyer):
    row = drafted(lawyer, code="hours-per-day", value="8")
    assert simulate(row, timezone.localdate()) is None

    page = signed_in(lawyer).post(reverse("desk:rule_try", args=[row.pk])).content.decode()
    assert "គ្មានអ្វីដែលបទដ្ឋាននេះសម្រេចទេ" in page


def test_the_page_shows_counts_without_a_name_and_the_trail_keeps_it(lawyer, counsellor, pursat):
    row = drafted(lawyer, **WIDER)
    found = people(counsellor, pursat, 12, id_poor=IdPoor.AT_RISK)

    page = signed_in(lawyer).post(reverse("desk:rule_try", args=[row.pk])).content.decode()

    assert ">10</td>" in page
    assert not [one for one in found if one.name in page or one.client_number in page]
    entry = AuditEntry.objects.get(action="directory.rule_simulated")
    assert (entry.actor_id, str(entry.ref_id)) == (lawyer.pk, str(row.pk))
