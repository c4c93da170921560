"""Questionnaires at the desk: brought in, put to use; telephones; what needs a person."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook

from spean.accounts.models import AuditEntry, Token
from spean.directory.models import Device
from spean.people.models import Person
from spean.surveys.choices import Effect
from spean.surveys.models import Questionnaire, Submission
from tests.api.telephone import Telephone
from tests.factories.forms import VersionFactory, answer, in_use, registration
from tests.pathways.test_receiving import send

pytestmark = pytest.mark.django_db


def workbook(*rows, choices=()):
    book = Workbook()
    survey = book.active
    survey.title = "survey"
    for row in [("type", "name", "label::ខ្មែរ (km)", "label::English (en)"), *rows]:
        survey.append(row)
    sheet = book.create_sheet("choices")
    for row in [("list_name", "name", "label::ខ្មែរ (km)", "label::English (en)"), *choices]:
        sheet.append(row)
    settings = book.create_sheet("settings")
    settings.append(("form_title", "form_id", "version"))
    settings.append(("ទស្សនកិច្ច", "visit", "1"))
    kept = io.BytesIO()
    book.save(kept)
    return SimpleUploadedFile("visit.xlsx", kept.getvalue())


def test_a_workbook_is_brought_in_put_to_use_and_taken_back(client, manager, pursat):
    client.force_login(manager)
    sent = workbook(("text", "note", "កំណត់ត្រា", "Note"))

    page = client.post(reverse("desk:questionnaire_new"), {"file": sent}, follow=True)

    assert "កំណត់ត្រា" in page.content.decode()
    found = Questionnaire.objects.get(form_id="visit")
    use = reverse("desk:questionnaire_use", args=[found.pk])
    client.post(use, {"centres": [str(pursat.pk)]})
    found.refresh_from_db()
    assert (found.state, found.publications.count()) == ("open", 1)
    client.post(use, {})
    found.refresh_from_db()
    assert (found.state, found.publications.count()) == ("closed", 0)


def test_a_workbook_that_cannot_be_used_shows_every_place_and_is_not_kept(client, manager):
    client.force_login(manager)
    sent = workbook(("select_one nowhere", "a", "ក", "A"), ("calculate", "b", "", ""))

    page = client.post(reverse("desk:questionnaire_new"), {"file": sent}).content.decode()

    assert "A2" in page
    assert "3" in page
    assert not Questionnaire.objects.exists()


def test_a_questionnaire_that_sends_its_answers_elsewhere_is_never_in_use(client, manager, pursat):
    client.force_login(manager)
    xform = (
        '<model><submission method="post" action="https://elsewhere.example/submission"/></model>'
    )
    version = VersionFactory(xform=xform, published_at=None, questionnaire__state="draft")
    use = reverse("desk:questionnaire_use", args=[version.questionnaire.pk])

    page = client.post(use, {"centres": [str(pursat.pk)]}, follow=True)

    assert "submission_url" in page.content.decode()
    assert not version.questionnaire.publications.exists()


def test_what_was_repaired_is_shown_and_the_workbook_itself_comes_back(client, manager):
    client.force_login(manager)
    sent = workbook(("text", "my note", "កំណត់ត្រា", "Note"))
    content = sent.read()
    sent.seek(0)

    page = client.post(reverse("desk:questionnaire_new"), {"file": sent}, follow=True)

    assert "my note" in page.content.decode()
    found = Questionnaire.objects.get()
    taken = client.get(reverse("desk:questionnaire_workbook", args=[found.pk]))
    assert taken.content == content


def test_a_counsellor_sees_what_is_in_use_and_makes_none(client, counsellor, pursat, preah_vihear):
    mine, other = in_use(pursat), in_use(preah_vihear)
    client.force_login(counsellor)

    listed = client.get(reverse("desk:questionnaires")).content.decode()

    assert str(mine.questionnaire.pk) in listed
    assert str(other.questionnaire.pk) not in listed
    url = reverse("desk:questionnaire", args=[other.questionnaire.pk])
    assert client.get(url).status_code == 404
    assert client.get(reverse("desk:questionnaire_new")).status_code == 404


def test_the_list_asks_the_same_questions_however_long_it_is(
    client, manager, pursat, django_assert_num_queries
):
    client.force_login(manager)
    in_use(pursat)
    client.get(reverse("desk:questionnaires"))
    with django_assert_num_queries(4):
        client.get(reverse("desk:questionnaires"))
    for _one in range(5):
        in_use(pursat)
    with django_assert_num_queries(4):
        client.get(reverse("desk:questionnaires"))


def test_a_telephones_password_is_shown_once_and_ends_at_once(client, volunteer):
    client.force_login(volunteer)

    shown = client.post(reverse("desk:telephone_connect"), {"name": "Oppo"}).content.decode()

    token = Token.objects.get()
    assert "<svg" in shown
    assert "/openrosa" in shown
    assert client.get(reverse("desk:telephones")).content.decode().count('<svg class="qr') == 0
    client.post(reverse("desk:telephone_key_end", args=[token.pk]))
    token.refresh_from_db()
    assert token.revoked_at is not None


def test_a_lost_telephone_is_reported_by_its_user_and_nobody_else(client, volunteer, counsellor):
    telephone = Telephone(volunteer)
    url = reverse("desk:telephone_lost", args=[telephone.id])
    client.force_login(counsellor)
    assert client.post(url).status_code == 404

    client.force_login(volunteer)
    client.post(url)

    assert Device.objects.get().revoked_at is not None


def test_an_answer_that_waits_is_applied_once_what_was_missing_is_there(
    client, manager, counsellor, pursat
):
    from tests.factories.serving import AreaFactory

    version = in_use(pursat, questionnaire__effect=Effect.REGISTRATION)
    send(counsellor, answer(version, registration(commune="150101")))
    waiting = Submission.objects.get()
    assert waiting.reason == "wrong-input"
    client.force_login(manager)
    again = reverse("desk:answer_again", args=[waiting.pk])
    assert str(waiting.pk) in client.get(reverse("desk:answers_waiting")).content.decode()

    client.post(again)
    assert not Person.objects.exists()
    AreaFactory(code="150101")
    client.post(again)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.person_id) == ("applied", Person.objects.get().pk)
    assert AuditEntry.objects.filter(action="surveys.taken_up").count() == 2


def test_nobody_settles_answers_of_another_centre(client, counsellor, preah_vihear, pursat):
    from spean.accounts.choices import Role
    from tests.factories.serving import staff

    version = in_use(pursat, questionnaire__effect=Effect.REGISTRATION)
    send(counsellor, answer(version, registration(commune="")))
    waiting = Submission.objects.get()
    client.force_login(staff(Role.CENTRE_MANAGER, preah_vihear))

    assert client.post(reverse("desk:answer_again", args=[waiting.pk])).status_code == 404
