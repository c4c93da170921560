import json
import uuid
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from spean.accounts.models import AuditEntry
from spean.casework import services
from spean.casework.contracts import DebtWords, ReplyWords
from spean.casework.models import Debt, LenderReply
from spean.casework.rules.debts import as_plain, due_days, in_riel, months_until, reckoned
from spean.casework.selectors.money import debts_visible_to, relief_source, riel_for
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.core.loans import Loan
from spean.directory.services.reference import load_own_tables
from tests.factories.casework import case_for
from tests.factories.people import TODAY

LOAN = DebtWords(
    lender_kind="mfi",
    lender="គ្រឹះស្ថានឥណទាន សាខាបាកាន",
    owed=Decimal("4000.50"),
    currency="USD",
    principal=Decimal(5500),
    rate=Decimal("1.5"),
    payment=Decimal(180),
    next_due_on=date(2026, 12, 15),
    collateral="ប័ណ្ណដី",
    is_land_at_risk=True,
    co_borrower="ម្តាយ",
    papers=("id_card",),
    other_papers=("សៀវភៅគ្រួសារ",),
)
REPLY = ReplyWords(
    asked_on=TODAY, wishes=("pause",), answer="partly", answered_on=TODAY, payment=Decimal(90)
)


def written(actor, person, **changes):
    words = replace(LOAN, **changes)
    return services.write_debt(actor=actor, person=person, id=uuid.uuid4(), words=words)


# --- days and riel --------------------------------------------------------------------------------


def test_days_follow_each_other_by_the_month_and_end_with_the_last():
    first = date(2026, 12, 31)

    assert due_days(first, 1, None, 3) == (first, date(2027, 1, 31), date(2027, 2, 28))
    assert due_days(first, 6, date(2027, 3, 1), 5) == (first, date(2027, 3, 1))
    assert due_days(first, 1, first, 5) == (first,)


def test_a_day_that_is_past_is_due_in_the_first_month():
    begins = date(2026, 12, 1)

    days = (None, date(2026, 10, 1), date(2026, 12, 9), date(2027, 2, 1))
    assert [months_until(begins, day) for day in days] == [None, 0, 0, 2]


def test_a_loan_is_reckoned_in_whole_riel():
    assert in_riel(Decimal("0.5"), Decimal(1)) == 1
    assert reckoned(LOAN, date(2026, 12, 1), Decimal(4000)) == Loan(
        16_002_000, rate=150, payment=720_000, first=0
    )


@pytest.mark.django_db
class TestTheDebtDesk:
    def test_a_loan_and_the_replies_come_back_as_they_were_written(self, counsellor, pursat):
        person = case_for(counsellor, pursat).person
        debt = written(counsellor, person)
        services.record_reply(actor=counsellor, debt=debt, id=uuid.uuid4(), words=REPLY)

        (opened,) = services.open_debts(viewer=counsellor, person=person)

        assert opened.words == LOAN
        assert [said for _row, said in opened.replies] == [REPLY]

    def test_nothing_of_it_can_be_read_in_the_database(self, counsellor, pursat):
        debt = written(counsellor, case_for(counsellor, pursat).person)
        services.record_reply(actor=counsellor, debt=debt, id=uuid.uuid4(), words=REPLY)

        open_text = json.dumps([as_plain(LOAN), as_plain(REPLY)], ensure_ascii=False).encode()
        for told in (b"4000", b"pause", "ប័ណ្ណដី".encode()):
            # The control: what is looked for does stand in what was sealed.
            assert told in open_text
            for model in (Debt, LenderReply):
                assert told not in bytes(model.objects.values_list("sealed", flat=True).get())

    def test_each_opening_is_written_down_once_and_holds_no_word_of_it(
        self, counsellor, manager, pursat
    ):
        person = case_for(counsellor, pursat).person
        written(counsellor, person)
        written(counsellor, person)
        before = AuditEntry.objects.count()

        assert len(services.open_debts(viewer=manager, person=person)) == 2

        entry = AuditEntry.objects.latest("pk")
        assert AuditEntry.objects.count() == before + 1
        assert (entry.action, entry.actor_id) == ("people.sensitive_read", manager.pk)
        assert "mfi" not in str(entry.detail)

    def test_a_colleague_neither_writes_nor_reads_nor_finds_it(self, counsellor, colleague, pursat):
        person = case_for(counsellor, pursat).person
        debt = written(counsellor, person)

        acts = (
            lambda: written(colleague, person),
            lambda: services.edit_debt(actor=colleague, debt=debt, revision=1, words=LOAN),
            lambda: services.record_reply(actor=colleague, debt=debt, id=uuid.uuid4(), words=REPLY),
            lambda: services.open_debts(viewer=colleague, person=person),
            lambda: services.open_debt(viewer=colleague, debt=debt),
        )
        for act in acts:
            with pytest.raises(NotAllowed):
                act()
        assert not debts_visible_to(colleague).exists()
        assert debts_visible_to(counsellor).get() == debt

    def test_the_second_of_two_officers_is_told(self, counsellor, manager, pursat):
        debt = written(counsellor, case_for(counsellor, pursat).person)
        paid = replace(LOAN, is_settled=True)
        services.edit_debt(actor=counsellor, debt=debt, revision=1, words=paid)

        with pytest.raises(ChangedMeanwhile):
            services.edit_debt(actor=manager, debt=debt, revision=1, words=LOAN)
        debt.refresh_from_db()
        assert services.open_debt(viewer=manager, debt=debt).words.is_settled

    @pytest.mark.parametrize(
        ("changes", "refusal"),
        [
            ({"wishes": ()}, services.NoWish),
            ({"answered_on": None}, services.AnswerWithoutDay),
        ],
    )
    def test_a_reply_says_what_was_asked_and_when_it_came(
        self, counsellor, pursat, changes, refusal
    ):
        debt = written(counsellor, case_for(counsellor, pursat).person)
        words = replace(REPLY, **changes)

        with pytest.raises(refusal):
            services.record_reply(actor=counsellor, debt=debt, id=uuid.uuid4(), words=words)
        assert not LenderReply.objects.exists()

    def test_who_waits_for_an_answer_needs_no_day_of_it(self, counsellor, pursat):
        debt = written(counsellor, case_for(counsellor, pursat).person)
        waiting = replace(REPLY, answer="waiting", answered_on=None, payment=None)

        services.record_reply(actor=counsellor, debt=debt, id=uuid.uuid4(), words=waiting)

        assert LenderReply.objects.count() == 1

    def test_dollars_and_baht_become_riel_by_the_dated_rates_alone(self):
        assert riel_for("USD", TODAY) is None and riel_for("KHR", TODAY) == 1
        load_own_tables()

        assert riel_for("USD", TODAY) == 4000
        assert round(riel_for("THB", TODAY), 2) == Decimal("123.08")
        assert "ABC and CMA" in relief_source()
