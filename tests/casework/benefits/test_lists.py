"""The centre's lists, and that no consent moves anybody in them."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spean.casework.models import SchemeReferral
from spean.casework.selectors.benefits import (
    benefits_to_renew,
    refusals_by_reason,
    refusals_of,
    refused_benefits,
    waiting_benefits,
)
from spean.casework.selectors.rights import rights_of
from spean.casework.services import open_case
from spean.directory.services import load_own_tables
from spean.people.choices import Scope
from spean.people.models import ConsentScope, Person
from tests.casework.benefits.ways import TO_RECEIVED, started, stepped, walked
from tests.factories.people import MORNING, TODAY, consent, registered

# Everything that can be allowed without naming an organisation.
SCOPES = [one for one in Scope.values if one not in ("service_delivery", "share_cso")]


def waiting(row, days):
    SchemeReferral.objects.filter(pk=row.pk).update(waiting_since=TODAY - timedelta(days=days))
    return row


@pytest.mark.django_db
class TestLists:
    def test_what_waits_over_thirty_days_comes_worst_first(self, counsellor, person):
        rows = {
            days: waiting(
                walked(counsellor, started(counsellor, person, scheme), "make_ready", "submit"),
                days,
            )
            for days, scheme in ((31, "IDPOOR"), (90, "HEF"), (30, "SCHOOL"))
        }

        assert list(waiting_benefits(counsellor, TODAY)) == [rows[90], rows[31]]

    def test_an_answer_takes_it_off_the_list(self, counsellor, person):
        row = waiting(walked(counsellor, started(counsellor, person), "make_ready", "submit"), 40)
        stepped(counsellor, row, "refuse")

        assert not waiting_benefits(counsellor, TODAY).exists()

    def test_a_colleague_finds_the_open_ones_and_another_centre_none(
        self, counsellor, colleague, officer_elsewhere, person
    ):
        for scheme in ("IDPOOR", "HEF"):
            row = walked(counsellor, started(counsellor, person, scheme), "make_ready", "submit")
            waiting(row, 40)

        assert waiting_benefits(counsellor, TODAY).count() == 2
        assert [one.scheme.code for one in waiting_benefits(colleague, TODAY)] == ["IDPOOR"]
        assert not waiting_benefits(officer_elsewhere, TODAY).exists()

    def test_what_ends_within_thirty_days_is_to_renew(self, counsellor, person):
        soon = walked(
            counsellor,
            started(counsellor, person, "SCHOOL"),
            *TO_RECEIVED,
            until=TODAY + timedelta(days=30),
        )
        walked(
            counsellor,
            started(counsellor, person, "HEF"),
            *TO_RECEIVED,
            until=TODAY + timedelta(days=31),
        )

        assert list(benefits_to_renew(counsellor, TODAY)) == [soon]

    @pytest.mark.parametrize("scheme", ["IDPOOR", "HEF"])
    def test_who_applied_again_is_no_longer_among_the_refused(self, counsellor, person, scheme):
        refused = walked(
            counsellor, started(counsellor, person, scheme), "make_ready", "submit", "refuse"
        )
        assert list(refused_benefits(counsellor)) == [refused]

        started(counsellor, person, scheme)

        assert not refused_benefits(counsellor).exists()

    @pytest.mark.parametrize(("count", "told"), [(9, {}), (10, {"decent_house": 10})])
    def test_fewer_than_ten_refusals_are_told_to_nobody(self, counsellor, person, count, told):
        row = walked(counsellor, started(counsellor, person), "make_ready", "submit", "refuse")
        SchemeReferral.objects.bulk_create(
            SchemeReferral(
                case=row.case,
                scheme=row.scheme,
                is_private=False,
                state="refused",
                refusal="decent_house",
                started_on=TODAY,
                started_by=counsellor,
                sealed=b"",
            )
            for _row in range(count - 1)
        )

        assert refusals_of("IDPOOR") == told and refusals_by_reason(counsellor) == told


@pytest.fixture
def people(counsellor, pursat):
    """Three people who allowed everything and wait for the same card, in no order of days."""
    load_own_tables()
    return [_waiting_person(counsellor, days) for days in (35, 60, 45)]


def _waiting_person(officer, days):
    person = registered(
        officer,
        assigned_to_id=officer.pk,
        given_name_km=f"សុភា{days}",
        consent=consent(*SCOPES),
    )
    open_case(actor=officer, person=person, now=MORNING)
    Person.objects.filter(pk=person.pk).update(id_poor="expired")
    waiting(walked(officer, started(officer, person), "make_ready", "submit"), days)
    return person


def seen(officer, people):
    """Return the order of the list, and what each has a right to."""
    order = [row.case.person_id for row in waiting_benefits(officer, TODAY)]
    rights = [
        [(one.scheme.code, one.decision.verdict) for one in rights_of(officer, who, TODAY)]
        for who in people
    ]
    return order, rights


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(answers=st.lists(st.booleans(), min_size=42, max_size=42))
def test_no_answer_about_sharing_moves_a_right_or_a_place_in_the_list(counsellor, people, answers):
    before = seen(counsellor, people)

    rows = list(ConsentScope.objects.order_by("pk"))
    for row, is_granted in zip(rows, answers, strict=False):
        row.is_granted = is_granted
    ConsentScope.objects.bulk_update(rows, ["is_granted"])

    assert seen(counsellor, people) == before


@pytest.mark.django_db
def test_what_does_count_would_be_seen(counsellor, people):
    order, rights = seen(counsellor, people)

    Person.objects.filter(pk=people[0].pk).update(id_poor="level_1")
    waiting(SchemeReferral.objects.get(case__person=people[0]), 99)

    now = seen(counsellor, people)
    assert now[0] != order and now[1] != rights
