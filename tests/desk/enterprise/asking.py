"""What is written in the forms of a business."""

from uuid import uuid4

from django.urls import reverse
from django.utils import timezone

from spean.skills.services import business as service

PNG = b"\x89PNG\r\n\x1a\n...IEND\xaeB`\x82"
SOLD = {
    "product0-name": "បាយ",
    "product0-unit": "ចាន",
    "product0-price": "5,000",
    "product0-unit_cost": "៣០០០",
    "product0-likely": "900",
    "product0-low": "600",
    "product0-high": "1200",
    "cost0-name": "ចង្ក្រាន",
    "cost0-amount": "400000",
    "own_money": "1500000",
    "fixed": "200000",
    "owner_pay": "600000",
    "days": "26",
    "begins": "1/7/2026",
    "registration": "not_asked",
}


def saved(actor, business, found, loan=None):
    given = {"id": uuid4(), "shop": found, "loan": loan, "now": timezone.now()}
    return service.save_plan(actor=actor, business=business, **given)


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def text_of(client, url):
    page = client.get(url)
    assert page.status_code == 200
    return page.content.decode()


def posted_plan(client, business, then="look", **changes):
    data = {"id": str(uuid4()), "then": then, **SOLD, **changes}
    return client.post(at("shop_plan", business.pk), data)
