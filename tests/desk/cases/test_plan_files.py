import base64

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spean.casework.models import PlanFile
from tests.casework.test_plan_files import JPEG, OGG, PNG, PROGRAM
from tests.desk.cases.writing import sent
from tests.factories.casework import case_for, plan_for

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def plan(counsellor, pursat, client):
    client.force_login(counsellor)
    return plan_for(case_for(counsellor, pursat))


def page(client, plan):
    return client.get(reverse("desk:plan", args=[plan.case.person_id])).content.decode()


def test_a_drawn_signature_is_kept_and_opened(client, plan):
    drawn = "data:image/png;base64," + base64.b64encode(PNG).decode()

    assert (
        sent(client, "desk:plan_agree", plan.pk, mode="signature", drawn=drawn).status_code == 302
    )

    address = reverse("desk:plan_file", args=[PlanFile.objects.get().pk])
    assert address in page(client, plan)
    answered = client.get(address)
    assert (answered.content, answered["Content-Type"]) == (PNG, "image/png")
    assert answered["X-Content-Type-Options"] == "nosniff"


def test_a_photographed_paper_is_kept_without_javascript(client, plan):
    mark = SimpleUploadedFile("page.jpg", JPEG, "image/jpeg")

    assert sent(client, "desk:plan_agree", plan.pk, mode="thumbprint", mark=mark).status_code == 302

    assert PlanFile.objects.get().media_type == "image/jpeg"


def test_a_program_called_a_picture_is_refused_with_a_sentence(client, plan):
    mark = SimpleUploadedFile("thumb.png", PROGRAM, "image/png")

    answered = sent(client, "desk:plan_agree", plan.pk, mode="thumbprint", mark=mark)

    assert "This is not a picture." in answered.content.decode()
    assert not PlanFile.objects.exists()


def test_a_yes_without_a_mark_is_asked_for_one(client, plan):
    answered = sent(client, "desk:plan_agree", plan.pk, mode="thumbprint")

    assert "Please add the signature" in answered.content.decode()


def test_a_drawing_is_no_yes_of_another_kind(client, plan):
    drawn = "data:image/png;base64," + base64.b64encode(PNG).decode()

    answered = sent(client, "desk:plan_agree", plan.pk, mode="thumbprint", drawn=drawn)

    assert "Please add the signature" in answered.content.decode()


def test_a_voice_is_played_only_where_there_is_one(client, plan):
    assert "<audio" not in page(client, plan)
    sound = SimpleUploadedFile("plan.ogg", OGG, "audio/ogg")

    assert sent(client, "desk:plan_reading", plan.pk, sound=sound).status_code == 302

    html = page(client, plan)
    assert "<audio" in html and "data-speed" in html


def test_a_colleague_sees_neither_mark_nor_voice(client, plan, colleague):
    sent(client, "desk:plan_reading", plan.pk, sound=SimpleUploadedFile("a.ogg", OGG))
    file = PlanFile.objects.get()
    client.force_login(colleague)

    assert client.get(reverse("desk:plan_file", args=[file.pk])).status_code == 404
