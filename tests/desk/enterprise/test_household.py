"""What the business does to the household's money."""

from uuid import uuid4

import pytest
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.casework.services import save_budget
from spean.core.months import LIKELY
from spean.pathways.shop_at_home import shop_at_home
from tests.casework.money.households import sheet
from tests.desk.enterprise.asking import at, saved, text_of
from tests.skills.enterprise.shops import shop

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan(counsellor, business):
    kept = {"id": uuid4(), "sheet": sheet(), "now": timezone.now()}
    save_budget(actor=counsellor, person=business.person, **kept)
    return saved(counsellor, business, shop())


def test_both_ways_are_drawn_and_the_opening_is_written_down(client, plan):
    before = AuditEntry.objects.filter(action="people.sensitive_read").count()
    html = text_of(client, at("shop_household", plan.pk))

    assert html.count('class="months wide"') == 2
    assert AuditEntry.objects.filter(action="people.sensitive_read").count() > before


def test_the_shop_stands_in_the_months_with_all_it_earns_and_needs(counsellor, plan):
    home = shop_at_home(viewer=counsellor, plan=plan)
    codes = {line.code for line in home.with_shop.lines}

    assert {"sales", "goods", "fixed", "start", "living"} <= codes
    assert "owner_pay" not in codes and "sales" not in {one.code for one in home.without.lines}
    assert home.with_shop.views[LIKELY].cash != home.without.views[LIKELY].cash
