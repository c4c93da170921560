import json
import uuid
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.accounts.models import AuditEntry
from spean.casework import services
from spean.casework.models import Budget
from spean.casework.rules.sheet import CODES, Known, NamedLoan, Sheet
from spean.casework.selectors.money import budgets_visible_to, given_by_rules
from spean.core.errors import NotAllowed
from spean.core.loans import Loan
from spean.directory.models import RuleRow
from spean.directory.services.reference import load_own_tables
from tests.casework.money.households import LOANS, RANGES, YEAR, household, sheet, sure
from tests.factories.casework import case_for, plan_for
from tests.factories.people import MORNING, TODAY

KNOWN = st.builds(Known, RANGES, st.sampled_from(["told", "seen", "guess"]))
SHEETS = st.builds(
    Sheet,
    question=st.sampled_from(["course", "farm"]),
    begins=st.dates(date(2026, 1, 1), date(2030, 1, 1)).map(lambda day: day.replace(day=1)),
    known=st.dictionaries(st.sampled_from(CODES), KNOWN),
    loans=st.lists(st.builds(NamedLoan, st.text(), LOANS, st.just("told"))).map(tuple),
    harvest_months=YEAR.map(lambda months: tuple(sorted(months))),
    birth=st.none() | st.just(date(2027, 1, 1)),
)


def saved(actor, person, **changes):
    return services.save_budget(
        actor=actor, person=person, id=uuid.uuid4(), sheet=sheet(**changes), now=MORNING
    )


@given(SHEETS)
def test_a_sheet_comes_back_as_it_was_kept(one):
    assert Sheet.from_plain(one.as_plain()) == one


def test_a_sheet_is_reckoned_as_the_household_it_tells_of():
    assert sheet().household() == household(
        cash=80_000,
        durations={**dict.fromkeys(sheet().household().durations, 0), "course_months": 4},
    )


@pytest.mark.django_db
class TestKeeping:
    def test_each_saving_is_a_version_with_the_plan_in_force(self, counsellor, pursat):
        case = case_for(counsellor, pursat)
        first = saved(counsellor, case.person)
        plan = plan_for(case)
        second = saved(counsellor, case.person)

        assert [(b.version, b.plan) for b in (first, second)] == [(1, None), (2, plan)]
        assert second.saved_at == MORNING and second.arithmetic == "2026-1"

    def test_it_opens_as_it_was_saved_and_each_opening_is_written_down(
        self, counsellor, manager, pursat
    ):
        loans = (NamedLoan("ធនាគារ", Loan(3_000_000, rate=150, payment=150_000), "seen"),)
        budget = saved(counsellor, case_for(counsellor, pursat).person, loans=loans)
        before = AuditEntry.objects.count()

        for viewer in (counsellor, manager):
            assert services.open_budget(viewer=viewer, budget=budget) == sheet(loans=loans)
        assert AuditEntry.objects.count() == before + 2

    def test_nothing_of_it_can_be_read_in_the_database(self, counsellor, pursat):
        loans = (NamedLoan("ធនាគារ", Loan(3_141_592), "seen"),)
        saved(counsellor, case_for(counsellor, pursat).person, loans=loans)

        raw = bytes(Budget.objects.values_list("sealed", flat=True).get())

        open_text = json.dumps(sheet(loans=loans).as_plain(), ensure_ascii=False).encode()
        for told in (b"3141592", "ធនាគារ".encode(), b"living"):
            # The control: what is looked for does stand in what was sealed.
            assert told in open_text and told not in raw

    def test_a_colleague_neither_keeps_nor_opens_nor_finds_it(self, counsellor, colleague, pursat):
        person = case_for(counsellor, pursat).person
        budget = saved(counsellor, person)

        with pytest.raises(NotAllowed):
            saved(colleague, person)
        with pytest.raises(NotAllowed):
            services.open_budget(viewer=colleague, budget=budget)
        assert not budgets_visible_to(colleague).exists()
        assert budgets_visible_to(counsellor).get() == budget

    def test_what_was_not_asked_cannot_be_kept(self, counsellor, pursat):
        person = case_for(counsellor, pursat).person

        with pytest.raises(services.NotReckonedYet):
            saved(counsellor, person, known={})
        assert not Budget.objects.exists()

    def test_without_an_open_case_there_is_nothing_to_keep_it_with(self, counsellor, pursat):
        case = case_for(counsellor, pursat)
        case.state, case.exit_reason = "closed", "withdrew"
        case.save()

        with pytest.raises(services.NoOpenCase):
            saved(counsellor, case.person)


@pytest.mark.django_db
class TestGivenByRules:
    def test_amounts_come_from_the_rows_in_force_in_whole_riel(self):
        load_own_tables()

        found = given_by_rules(TODAY)

        assert found["stipend"].amount == sure(280_000) and found["stipend"].is_verified
        wage = found["wage_now"]
        assert (wage.amount.low, wage.amount.high) == (840_000, 908_000)
        assert not wage.is_verified and "National Bank" in wage.source
        assert (found["at_birth"].amount.low, found["at_birth"].amount.high) == (400_000, 800_000)
        assert found["nssf_share"].amount == sure(200)

    def test_a_rule_that_is_not_in_force_gives_nothing(self):
        load_own_tables()
        RuleRow.objects.filter(code="tvet-stipend").delete()

        found = given_by_rules(TODAY)

        assert "stipend" not in found and "wage_now" in found

    def test_without_a_rate_nothing_is_turned_into_riel(self):
        load_own_tables()
        RuleRow.objects.filter(code="exchange-khr-per-usd").delete()

        found = given_by_rules(TODAY)

        assert "wage_now" not in found and "stipend" in found
