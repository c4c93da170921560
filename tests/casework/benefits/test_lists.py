"""The centre's lists, and that no consent moves anybody in them."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from spean.accounts.choices import Role
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
from tests.factories.serving import AreaFactory, CentreFactory, staff

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


class TestConsentMovesNobody(TestCase):
    """The same people with other answers in form F2: the same rights, the same order."""

    def setUp(self) -> None:
        load_own_tables()
        centre = CentreFactory(code="PUR", area=AreaFactory(code="15"))
        self.officer = staff(Role.COUNSELLOR, centre, username="counsellor-of-rules")
        self.people = [self._person(centre, days) for days in (35, 60, 45)]

    def _person(self, centre: object, days: int) -> Person:
        given_name = f"សុភា{days}"
        person = registered(
            self.officer,
            assigned_to_id=self.officer.pk,
            given_name_km=given_name,
            consent=consent(*SCOPES),
        )
        open_case(actor=self.officer, person=person, now=MORNING)
        Person.objects.filter(pk=person.pk).update(id_poor="expired")
        row = walked(self.officer, started(self.officer, person), "make_ready", "submit")
        waiting(row, days)
        return person

    def _seen(self) -> tuple[object, ...]:
        order = [row.case.person_id for row in waiting_benefits(self.officer, TODAY)]
        rights = [
            [(one.scheme.code, one.decision.verdict) for one in rights_of(self.officer, who, TODAY)]
            for who in self.people
        ]
        return order, rights

    @settings(max_examples=15)
    @given(answers=st.lists(st.booleans(), min_size=42, max_size=42))
    def test_whatever_was_allowed(self, answers: list[bool]) -> None:
        before = self._seen()

        rows = list(ConsentScope.objects.order_by("pk"))
        for row, is_granted in zip(rows, answers, strict=False):
            row.is_granted = is_granted
        ConsentScope.objects.bulk_update(rows, ["is_granted"])

        assert self._seen() == before

    def test_what_does_count_would_be_seen(self) -> None:
        before = self._seen()

        Person.objects.filter(pk=self.people[0].pk).update(id_poor="level_1")
        waiting(SchemeReferral.objects.get(case__person=self.people[0]), 99)

        order, rights = self._seen()
        assert order != before[0] and rights != before[1]
