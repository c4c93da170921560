"""A business of a person, with what hangs on it: for addresses and for seals."""

from typing import Any
from uuid import uuid4

from django.utils import timezone

from spean.core.loans import Loan
from spean.skills.contracts import CheckWords, IdeaWords, KitThing
from spean.skills.models import Business, BusinessPlan
from spean.skills.services.business import begin_business, move_business, open_loan, save_plan
from spean.skills.services.business_checks import check_business, open_checks
from spean.skills.services.finance import ask_for_money, open_finance
from spean.skills.services.kits import keep_receipt, open_kit_file, put_together
from tests.factories.casework import case_for
from tests.factories.directory import ServiceOfferFactory
from tests.house.recipes import kept_budget
from tests.house.rows import Place
from tests.skills.enterprise.shops import shop

PICTURE = b"\x89PNG\r\n\x1a\n...IEND\xaeB`\x82"


def begun_business(place: Place) -> Any:
    """Return the id of a running business of a person who has a key of her own."""
    place.example("budget_id", kept_budget)
    return _begun(place.officer, place.person).pk


def _begun(officer: Any, person: Any) -> Business:
    words = IdeaWords("food", "លក់បាយ")
    made = begin_business(actor=officer, person=person, id=uuid4(), words=words)
    return move_business(actor=officer, business=made, move="start", on=timezone.localdate())


def _business(place: Place) -> Business:
    return Business.objects.get(pk=place.example("business_id", begun_business))


def _planned(officer: Any, business: Business) -> BusinessPlan:
    given = {"id": uuid4(), "shop": shop(), "loan": Loan(777_000), "now": timezone.now()}
    return save_plan(actor=officer, business=business, **given)


def kept_shop_plan(place: Place) -> Any:
    """Return the id of a saved plan with a loan."""
    return _planned(place.officer, _business(place)).pk


def _asked(officer: Any, business: Business) -> Any:
    given = {"offer": ServiceOfferFactory(), "amount": 777_000, "on": timezone.localdate()}
    return ask_for_money(actor=officer, business=business, id=uuid4(), **given)


def asked_for_money(place: Place) -> Any:
    """Return the id of an application for money."""
    return _asked(place.officer, _business(place)).pk


def made_kit(place: Place) -> Any:
    """Return the id of a kit that can be handed over."""
    return place.row("skills.Kit", business=_business(place), needs="", allowed_by=None).pk


def kept_receipt(place: Place) -> Any:
    """Return the id of a receipt."""
    kit = place.row("skills.Kit", business=_business(place), needs="", allowed_by=None)
    return keep_receipt(actor=place.officer, kit=kit, id=uuid4(), picture=PICTURE).pk


def plan_scene(officer: Any, centre: Any) -> Any:
    """Return the person and what opens the loan of her plan."""
    plan = _planned(officer, _begun(officer, case_for(officer, centre).person))
    return plan.business.person, lambda viewer: open_loan(viewer=viewer, plan=plan)


def check_scene(officer: Any, centre: Any) -> Any:
    """Return the person and what opens how her loan is paid."""
    business = _begun(officer, case_for(officer, centre).person)
    today = timezone.localdate()
    words = CheckWords(1, today, True, loan="late")
    check_business(actor=officer, business=business, id=uuid4(), words=words, today=today)
    return business.person, lambda viewer: open_checks(viewer=viewer, business=business)


def finance_scene(officer: Any, centre: Any) -> Any:
    """Return the person and what opens how much she asked for."""
    business = _begun(officer, case_for(officer, centre).person)
    _asked(officer, business)
    return business.person, lambda viewer: open_finance(viewer=viewer, business=business)


def receipt_scene(officer: Any, centre: Any) -> Any:
    """Return the person and what opens a receipt of her kit."""
    business = _begun(officer, case_for(officer, centre).person)
    words = {"purpose": "tools", "supplier": "ផ្សារ", "things": [KitThing("ចង្ក្រាន", 1, 5)]}
    kit = put_together(actor=officer, business=business, id=uuid4(), **words)
    file = keep_receipt(actor=officer, kit=kit, id=uuid4(), picture=PICTURE)
    return business.person, lambda viewer: open_kit_file(viewer=viewer, file=file)
