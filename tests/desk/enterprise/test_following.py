"""Visits, checks, kits, money and groups on their pages."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from spean.accounts.choices import Role
from spean.skills.contracts import IdeaWords
from spean.skills.models import Business, CooperativeGroup, FinanceLink, Kit
from spean.skills.services import business as service
from tests.desk.enterprise.asking import PNG, at, text_of
from tests.factories.directory import ServiceOfferFactory, ServiceTypeFactory
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db


def test_a_visit_begins_with_what_was_promised(client, business):
    for advice in ("ចាប់ផ្តើម", "ទីពីរ"):
        data = {"id": str(uuid4()), "advice": advice, "promises": "សរសេរការលក់"}
        data["happened_on"] = timezone.localdate().strftime("%d/%m/%Y")
        assert client.post(at("business_visit", business.pk), data).status_code == 302

    assert "សរសេរការលក់" in text_of(client, at("business_visit", business.pk))


def begun(counsellor, business, days=40):
    on = timezone.localdate() - timedelta(days=days)
    return service.move_business(actor=counsellor, business=business, move="start", on=on)


def test_a_check_that_is_due_stands_on_the_list_until_it_is_made(client, counsellor, business):
    begun(counsellor, business)
    assert at("business_check", business.pk) in text_of(client, at("enterprise"))

    data = {"id": str(uuid4()), "month": "1", "is_alive": "yes", "sales": "900000"}
    data["checked_on"] = timezone.localdate().strftime("%d/%m/%Y")
    assert client.post(at("business_check", business.pk), data).status_code == 302
    assert at("business_check", business.pk) not in text_of(client, at("enterprise"))
    assert "900,000" in text_of(client, at("business", business.pk))


def test_the_list_of_due_checks_asks_few_questions(
    client, counsellor, pursat, person, django_assert_max_num_queries
):
    def one_more():
        words = IdeaWords("food", "លក់បាយ")
        made = service.begin_business(actor=counsellor, person=person, id=uuid4(), words=words)
        begun(counsellor, made)

    one_more()
    client.get(at("enterprise"))
    with django_assert_max_num_queries(20) as few:
        client.get(at("enterprise"))
    for _more in range(5):
        one_more()
    with django_assert_max_num_queries(len(few)):
        client.get(at("enterprise"))


def test_a_business_begins_on_a_day(client, business):
    url, day = at("business_move", business.pk), timezone.localdate().strftime("%d/%m/%Y")

    assert client.post(url, {"move": "start", "on": ""}).status_code == 200
    assert client.post(url, {"move": "start", "on": day}).status_code == 302
    assert Business.objects.get().state == "started"


def made_kit(client, business):
    data = {"id": str(uuid4()), "purpose": "tools", "supplier": "ផ្សារថ្មី"}
    data |= {"thing0-name": "ចង្ក្រាន", "thing0-count": "2", "thing0-price": "150000"}
    assert client.post(at("kit_new", business.pk), data).status_code == 302
    return Kit.objects.order_by("-created_at").first()


def upload(content, name="receipt.png"):
    return SimpleUploadedFile(name, content, "image/png")


def test_a_kit_is_made_handed_over_and_looked_at(client, business):
    kit = made_kit(client, business)
    assert "300,000" in text_of(client, at("kit", kit.pk))
    day = timezone.localdate().strftime("%d/%m/%Y")
    hand = {"id": str(uuid4()), "on": day, "mark": upload(PNG)}
    assert client.post(at("kit_hand_over", kit.pk), hand).status_code == 302
    item = kit.items.get()
    look = {"on": day, str(item.pk): "broken"}
    assert client.post(at("kit_look", kit.pk), look).status_code == 302
    assert kit.items.get().state == "broken"


def test_a_receipt_that_is_a_program_is_refused_with_a_sentence(client, business):
    kit = made_kit(client, business)
    sent = {"id": str(uuid4()), "file": upload(b"MZ\x90" * 20)}
    answered = client.post(at("kit_receipt", kit.pk), sent)

    assert answered.status_code == 200
    assert "JPEG" in answered.content.decode()
    assert not kit.files.exists()


def test_a_second_kit_of_the_same_kind_waits_for_the_manager(client, pursat, business):
    made_kit(client, business)
    second = made_kit(client, business)
    assert at("kit_hand_over", second.pk) not in text_of(client, at("kit", second.pk))

    client.force_login(staff(Role.CENTRE_MANAGER, pursat))
    assert client.post(at("kit_allow", second.pk)).status_code == 302
    assert at("kit_hand_over", second.pk) in text_of(client, at("kit", second.pk))


def test_a_receipt_opens_for_the_officer(client, business):
    kit = made_kit(client, business)
    client.post(at("kit_receipt", kit.pk), {"id": str(uuid4()), "file": upload(PNG)})
    answered = client.get(at("kit_file", kit.files.get().pk))

    assert answered.content == PNG
    assert "no-store" in answered["Cache-Control"]


def test_whom_she_asked_for_money_and_what_was_answered(client, business):
    area = business.person.area
    lends = ServiceTypeFactory(code="ENT8")
    offer = ServiceOfferFactory(service_type=lends, area=area)
    day = timezone.localdate().strftime("%d/%m/%Y")
    data = {"id": str(uuid4()), "offer": str(offer.pk), "amount": "2000000", "asked_on": day}
    assert client.post(at("business_money", business.pk), data).status_code == 302
    link = FinanceLink.objects.get()
    assert "2,000,000" in text_of(client, at("business_money", business.pk))
    answered = client.post(at("finance_answer", link.pk), {"move": "refuse", "on": day})
    assert answered.status_code == 302
    assert FinanceLink.objects.get().state == "refused"


def test_a_group_is_begun_joined_met_and_left(client, person, pursat):
    data = {"id": str(uuid4()), "revision": "1", "name": "ក្រុមត្រី", "centre": str(pursat.pk)}
    client.post(at("cooperative_new"), data | {"purpose": "ចិញ្ចឹមត្រី"})
    group = CooperativeGroup.objects.get()
    client.post(at("cooperative_join", group.pk), {"id": str(uuid4()), "person": str(person.pk)})
    day = timezone.localdate().strftime("%d/%m/%Y")
    meeting = {"id": str(uuid4()), "came": "8", "saved": "40000", "happened_on": day}
    client.post(at("cooperative_meeting", group.pk), meeting)
    html = text_of(client, at("cooperative", group.pk))

    assert person.given_name in html and "40,000" in html
    too_much = {**meeting, "id": str(uuid4()), "taken": "90000"}
    assert client.post(at("cooperative_meeting", group.pk), too_much).status_code == 200
    client.post(at("cooperative_leave", group.members.get().pk))
    assert person.given_name not in re.sub(
        r"<option.*?</option>", "", text_of(client, at("cooperative", group.pk))
    )
