"""What is sealed under one file's key opens for the file it was joined to, and after parting."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from spean.casework.contracts import DebtWords
from spean.casework.models import Budget
from spean.casework.services import open_budget, open_debts, save_budget, write_debt
from spean.pathways import merging
from spean.people.models import Person
from tests.casework.money.households import sheet
from tests.factories.casework import case_for
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db
WORDS = DebtWords("mfi", "ឥណទាន", Decimal(100), "USD")


def test_loans_and_kept_months_open_after_the_merge_and_after_parting(counsellor, manager, pursat):
    kept, merged = (case_for(counsellor, pursat).person for _file in range(2))
    write_debt(actor=manager, person=merged, id=uuid4(), words=WORDS)
    save_budget(actor=manager, person=merged, id=uuid4(), sheet=sheet(), now=MORNING)
    later = MORNING + timedelta(days=1)

    done = merging.merge(actor=manager, keep_id=kept.pk, merge_id=merged.pk, now=later)
    assert opened_by(manager, kept) == ([WORDS], sheet())

    merging.unmerge(actor=manager, merge_id=done.pk, now=later)
    assert opened_by(manager, merged) == ([WORDS], sheet())
    assert not open_debts(viewer=manager, person=Person.objects.get(pk=kept.pk))


def opened_by(viewer, person):
    debts = open_debts(viewer=viewer, person=Person.objects.get(pk=person.pk))
    budget = Budget.objects.get(case__person=person.pk)
    return [one.words for one in debts], open_budget(viewer=viewer, budget=budget)
