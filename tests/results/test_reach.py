"""Whose figures somebody reads, from which size on, and what can be promised."""

import uuid
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.results.indicators import EVENTS, PEOPLE, figures, read
from spean.results.models import Indicator, Target
from spean.results.services import (
    DEFINITIONS,
    AlreadyPromised,
    Promise,
    TargetIsPast,
    load_indicators,
    set_target,
)
from tests.factories.people import TODAY
from tests.results.counting import at, people

pytestmark = pytest.mark.django_db
REGISTERED = "returnees_registered"


def sizes(viewer, code=REGISTERED):
    return read(viewer, code, TODAY).published.sizes


def test_a_viewer_of_one_centre_never_reads_anothers_figures(
    counsellor, officer_elsewhere, pursat, preah_vihear
):
    people(pursat, 8)
    people(preah_vihear, 13)

    assert sizes(counsellor)["all"] == 8
    assert sizes(officer_elsewhere)["all"] == 13
    assert [centre.code for centre in read(counsellor, REGISTERED, TODAY).reach.centres] == ["PUR"]


def test_the_ministry_and_the_ilo_read_all_centres(evaluator, ilo_officer, pursat, preah_vihear):
    people(pursat, 8)
    people(preah_vihear, 13)

    assert sizes(evaluator)["all"] == sizes(ilo_officer)["all"] == 21
    grid = read(evaluator, REGISTERED, TODAY).published.grids["centre", "all"]
    assert grid.row_sums == {"PUR": 8, "PVH": 13}


def test_somebody_who_serves_nowhere_reads_nothing(stranger, pursat):
    people(pursat, 8)

    assert sizes(stranger)["all"] == 0


def test_a_donor_sees_no_number_below_ten_where_staff_see_five(donor, evaluator, pursat):
    people(pursat, 7, registered_at=at("2026-08-01 09:00"))

    assert sizes(evaluator)["all"] == 7
    assert sizes(donor)["all"] is None


def test_a_donor_sees_closed_quarters_only(donor, pursat):
    """Two looks on two days of an open quarter would tell who came between them."""
    people(pursat, 12, registered_at=at("2026-08-01 09:00"))
    people(pursat, 11)

    assert sizes(donor) == {"2025-Q4": 0, "2026-Q1": 0, "2026-Q2": 0, "2026-Q3": 12, "all": 12}
    assert read(donor, REGISTERED, TODAY).reach.until == date(2026, 9, 30)


def test_the_list_and_the_page_hide_the_same(evaluator, pursat):
    people(pursat, 9, registered_at=at("2026-08-01 09:00"))
    people(pursat, 2)

    listed = {figure.indicator.code: figure.sizes for figure in figures(evaluator, TODAY)}
    assert listed[REGISTERED] == sizes(evaluator)
    assert listed[REGISTERED]["2026-Q4"] is None and listed[REGISTERED]["all"] == 11


def queries(ask):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        ask()
    return len(seen)


def test_more_people_and_centres_cost_no_more_queries(
    evaluator, pursat, preah_vihear, oddar_meanchey
):
    people(pursat, 1)
    figures(evaluator, TODAY)
    before = (
        queries(lambda: figures(evaluator, TODAY)),
        queries(lambda: read(evaluator, "people_placed", TODAY)),
    )

    for centre in (pursat, preah_vihear, oddar_meanchey):
        people(centre, 12)

    assert (
        queries(lambda: figures(evaluator, TODAY)),
        queries(lambda: read(evaluator, "people_placed", TODAY)),
    ) == before
    assert before[0] <= 15 and before[1] <= 5


class TestDefinitions:
    def test_every_indicator_that_is_defined_is_counted_and_the_other_way_round(self):
        assert {row[0] for row in DEFINITIONS} == set(PEOPLE) | set(EVENTS)

    def test_the_migration_writes_the_indicators_and_the_headline(self):
        assert Indicator.objects.count() == len(DEFINITIONS)
        headline = Target.objects.get()
        assert (headline.indicator.code, headline.value) == (REGISTERED, 20_000)

    def test_before_the_migration_there_is_nothing_and_after_it_everything(self):
        Indicator.objects.all().delete()

        import_module("spean.results.migrations.0002_first_indicators").load(apps, None)

        assert Indicator.objects.count() == len(DEFINITIONS) and Target.objects.count() == 1

    def test_loading_again_changes_neither_number_nor_reviewed_words_nor_targets(self):
        Indicator.objects.filter(code=REGISTERED).update(label_km="ពាក្យថ្មី", is_km_reviewed=True)
        Target.objects.update(value=21_000)

        load_indicators()

        assert Indicator.objects.count() == len(DEFINITIONS)
        assert Indicator.objects.get(code=REGISTERED).label_km == "ពាក្យថ្មី"
        assert Target.objects.get().value == 21_000


class TestTargets:
    def promise(self, actor, by=date(2027, 6, 30), value=900, id=None, **changes):
        return set_target(
            actor=actor,
            id=id or uuid.uuid4(),
            indicator=Indicator.objects.get(code="people_placed"),
            promise=Promise(by, value, "Project document, 2026"),
            today=TODAY,
            **changes,
        )

    def test_an_administrator_writes_down_what_was_promised(self, administrator, evaluator):
        target = self.promise(administrator)

        assert read(evaluator, "people_placed", TODAY).target == target
        assert AuditEntry.objects.filter(action="results.target_set", ref_id=target.pk).exists()

    def test_sent_twice_it_is_one_target(self, administrator):
        id = uuid.uuid4()
        assert self.promise(administrator, id=id) == self.promise(administrator, id=id)
        assert Target.objects.get(pk=id).revision == 1

    def test_nobody_else_may(self, manager, evaluator):
        for actor in (manager, evaluator):
            with pytest.raises(NotAllowed):
                self.promise(actor)
        assert Target.objects.count() == 1

    def test_a_day_that_is_over_is_refused(self, administrator):
        with pytest.raises(TargetIsPast):
            self.promise(administrator, by=TODAY)

    def test_a_second_target_for_the_same_day_is_refused(self, administrator):
        self.promise(administrator)
        with pytest.raises(AlreadyPromised):
            self.promise(administrator, value=1)

    def test_the_second_of_two_who_correct_at_once_is_told(self, administrator):
        target = self.promise(administrator)
        self.promise(administrator, id=target.pk, value=1_000, revision=1)
        with pytest.raises(ChangedMeanwhile):
            self.promise(administrator, id=target.pk, value=2_000, revision=1)
        assert Target.objects.get(pk=target.pk).value == 1_000
