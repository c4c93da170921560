"""The pages of rules as two lawyers walk them, on a telephone and on a laptop."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.directory.models import RuleRow, RuleSubject
from spean.directory.services import draft_rule, load_own_tables
from tests.browser.conftest import Visit
from tests.browser.walker import LAPTOP, PHONE
from tests.directory.lawmaking import WAGE, second, words

__all__ = ["second"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def draft(transactional_db, legal_officer):
    load_own_tables()
    written = words(source="ប្រកាសសាកល្បង លេខ ០០០ ចុះថ្ងៃទី ១ តុលា ២០២៦", is_checked=True)
    return draft_rule(actor=legal_officer, id=uuid.uuid4(), words=written, now=timezone.now())


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_a_rule_is_drafted_tried_and_published_by_two(
    visitor: Visit, draft: RuleRow, legal_officer, second, size
) -> None:
    subject = RuleSubject.objects.get(code=WAGE)
    right = RuleSubject.objects.get(code="eligible.MATERNITY-CASH")
    with visitor(size=size) as her:
        her.let_in(legal_officer)
        her.go(reverse("desk:rule_new", args=[right.pk]))
        assert "children-under-2 >= 1" in her.text
        her.go(reverse("desk:rule_draft", args=[draft.pk]))
        her.press("Try it on the register")
        assert "222" in her.text and "210" in her.text
    with visitor(size=size) as other:
        other.let_in(second)
        other.go(reverse("desk:rules"))
        other.go(reverse("desk:rule_draft", args=[draft.pk]))
        other.press("I have read it: publish")
        assert "222" in other.text and "182" in other.text
        other.go(reverse("desk:rule", args=[right.pk]))
    assert RuleRow.objects.get(code=subject.code, valid_from=draft.valid_from).state == "published"
