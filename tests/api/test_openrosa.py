"""OpenRosa 1.0 as telephones speak it: lists, forms, files, and answers that arrive once."""

import base64
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import TokenScope
from spean.accounts.services import issue_token, revoke_token
from spean.surveys.models import FormMedia, SetAside, Submission
from spean.surveys.services import publish, receive_workbook
from tests.factories.forms import answer, in_use
from tests.surveys.test_forms_that_wait import SAID, published
from tests.surveys.xlsform.books import SURVEY, form

pytestmark = pytest.mark.django_db
LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"


def basic(name, secret):
    return "Basic " + base64.b64encode(f"{name}:{secret}".encode()).decode()


@pytest.fixture
def key(volunteer):
    _token, secret = issue_token(
        actor=volunteer,
        user=volunteer,
        name="Collect",
        scope=TokenScope.FILL,
        now=timezone.now(),
    )
    return {"HTTP_AUTHORIZATION": basic("volunteer", secret)}


def post(client, key, document, files=(), where="openrosa:submission", **more):
    said = {"xml_submission_file": SimpleUploadedFile("form.xml", document, "text/xml")}
    said |= {name: SimpleUploadedFile(name, content) for name, content in files}
    return client.post(reverse(where), {**said, **more}, **key)


def test_a_stranger_is_asked_for_a_password_in_the_way_telephones_know(client, visit):
    answered = client.get(reverse("openrosa:form-list"))

    assert answered.status_code == 401
    assert answered["WWW-Authenticate"].startswith("Basic ")


def test_a_wrong_password_and_another_users_token_open_nothing(client, visit, key, counsellor):
    secret = base64.b64decode(key["HTTP_AUTHORIZATION"].split()[1]).decode().split(":")[1]

    for said in (basic("volunteer", "x"), basic("counsellor", secret), "Basic ???", "Basic"):
        answered = client.get(reverse("openrosa:form-list"), HTTP_AUTHORIZATION=said)
        assert answered.status_code == 401


def test_a_withdrawn_token_opens_nothing_any_more(client, visit, key, volunteer):
    revoke_token(actor=volunteer, token_id=volunteer.tokens.get().pk, now=timezone.now())

    assert client.get(reverse("openrosa:form-list"), **key).status_code == 401


def test_a_page_of_another_site_cannot_send_in_somebodys_name(client, visit, volunteer):
    client.force_login(volunteer)

    assert post(client, {}, answer(visit)).status_code == 401


def test_the_list_names_what_the_sender_may_answer_and_nothing_else(
    client, key, visit, preah_vihear
):
    in_use(preah_vihear)

    listed = ElementTree.fromstring(client.get(reverse("openrosa:form-list"), **key).content)

    (form,) = listed.findall(f"{LIST}xform")
    assert form.findtext(f"{LIST}formID") == visit.questionnaire.form_id
    assert form.findtext(f"{LIST}hash") == f"md5:{visit.md5}"


def test_every_answer_names_the_version_of_the_protocol(client, key, visit):
    for url in (reverse("openrosa:form-list"), reverse("openrosa:form", args=[visit.pk])):
        assert client.get(url, **key)["X-OpenRosa-Version"] == "1.0"


def test_the_form_comes_as_it_was_compiled(client, key, visit):
    listed = ElementTree.fromstring(client.get(reverse("openrosa:form-list"), **key).content)

    url = listed.find(f"{LIST}xform").findtext(f"{LIST}downloadUrl")
    assert client.get(url, **key).content.decode() == visit.xform


def test_the_form_of_another_centre_is_not_there(client, key, preah_vihear):
    version = in_use(preah_vihear)

    assert client.get(reverse("openrosa:form", args=[version.pk]), **key).status_code == 404


def test_files_of_a_form_are_listed_and_come_whole(client, key, pursat):
    version = in_use(pursat, media_names=["ផែនទី.png"])
    FormMedia.objects.create(
        version=version, name="ផែនទី.png", content=b"PNG", content_type="image/png", md5="1" * 32
    )
    url = reverse("openrosa:manifest", args=[version.pk])

    listed = ElementTree.fromstring(client.get(url, **key).content)

    (file,) = listed.findall(f"{MANIFEST}mediaFile")
    assert file.findtext(f"{MANIFEST}filename") == "ផែនទី.png"
    assert client.get(file.findtext(f"{MANIFEST}downloadUrl"), **key).content == b"PNG"


def test_choices_that_stand_outside_a_form_reach_a_telephone_by_either_door(
    client, key, manager, volunteer, pursat
):
    content = form(
        ("select_one_external villages", "v", "V", "commune=${c}"),
        ("text", "c", "C"),
        head=(*SURVEY, "choice_filter"),
        external_choices=[("list_name", "name", "commune"), ("villages", "a", "x")],
        settings=[("form_id", "version"), ("places", "1")],
    )
    made = receive_workbook(actor=manager, file_name="places.xlsx", content=content)
    publish(actor=manager, version_id=made.pk, centre_ids=[pursat.pk], now=timezone.now())

    listed = ElementTree.fromstring(client.get(reverse("openrosa:form-list"), **key).content)
    address = listed.find(f"{LIST}xform").findtext(f"{LIST}manifestUrl")
    (file,) = ElementTree.fromstring(client.get(address, **key).content)
    client.force_login(volunteer)
    (told,) = client.get(reverse("api:start")).json()["forms"][0]["media"]

    assert file.findtext(f"{MANIFEST}filename") == told["name"] == "itemsets.csv"
    by_openrosa = client.get(file.findtext(f"{MANIFEST}downloadUrl"), **key).content
    assert by_openrosa == client.get(told["url"]).content
    assert b"villages" in by_openrosa
    assert file.findtext(f"{MANIFEST}hash") == f"md5:{told['hash']}"


def test_asking_before_sending_tells_how_much_may_come(client, key, visit, settings):
    answered = client.head(reverse("openrosa:submission"), **key)

    assert answered.status_code == 204
    assert answered["X-OpenRosa-Accept-Content-Length"] == str(settings.SPEAN_POST_LIMIT)


def test_an_answer_is_taken_and_the_same_again_is_answered_the_same(client, key, visit):
    sent = answer(visit, {"note": "x"})

    first, second = post(client, key, sent), post(client, key, sent)

    assert (first.status_code, second.status_code) == (201, 201)
    assert b"submit_success" in second.content
    assert Submission.objects.count() == 1


def test_other_content_under_the_same_number_is_refused_and_kept(client, key, visit):
    post(client, key, answer(visit, {"note": "x"}, id="uuid:1"))

    answered = post(client, key, answer(visit, {"note": "y"}, id="uuid:1"))

    assert answered.status_code == 409
    assert SetAside.objects.count() == 1


def test_an_answer_in_several_posts_is_complete_with_the_last(client, key, visit):
    sent = answer(visit, {"picture": "a.jpg"})

    first = post(client, key, sent, **{"*isIncomplete*": "yes"})
    last = post(client, key, sent, [("a.jpg", b"JPG")])

    assert (first.status_code, last.status_code) == (202, 201)
    assert Submission.objects.get().parts.count() == 1


def test_a_post_without_an_answer_says_what_is_missing(client, key, visit):
    answered = client.post(reverse("openrosa:submission"), {}, **key)

    assert answered.status_code == 400
    assert b"xml_submission_file" in answered.content


def test_broken_and_dangerous_documents_are_refused_in_words(client, key, visit):
    bomb = b'<!DOCTYPE d [<!ENTITY a "b">]><data id="x">&a;</data>'

    for document in (b"<data", bomb, b"not xml"):
        answered = post(client, key, document)
        assert answered.status_code == 400
        assert b"submit_error" in answered.content


def test_an_answer_to_an_unknown_form_stays_on_the_telephone(client, key, visit):
    sent = answer(visit).replace(visit.questionnaire.form_id.encode(), b"elsewhere")

    assert post(client, key, sent).status_code == 404


def test_a_centres_own_address_says_where_answers_belong(client, key, visit, pursat):
    url = reverse("openrosa:submission-of-centre", args=["PUR"])
    document = SimpleUploadedFile("form.xml", answer(visit), "text/xml")

    assert client.post(url, {"xml_submission_file": document}, **key).status_code == 201
    assert Submission.objects.get().centre == pursat


def test_a_centre_that_does_not_exist_takes_nothing(client, key, visit):
    url = reverse("openrosa:submission-of-centre", args=["XXX"])

    assert client.post(url, {}, **key).status_code == 404


def test_a_role_that_answers_nothing_is_told_there_is_nothing(client, visit, assessor):
    _token, secret = issue_token(
        actor=assessor, user=assessor, name="x", scope=TokenScope.FILL, now=timezone.now()
    )
    said = {"HTTP_AUTHORIZATION": basic(assessor.username, secret)}

    assert client.get(reverse("openrosa:form-list"), **said).status_code == 404


def test_a_key_for_reading_sends_nothing(client, visit, volunteer):
    _token, secret = issue_token(
        actor=volunteer, user=volunteer, name="x", scope=TokenScope.READ, now=timezone.now()
    )
    said = {"HTTP_AUTHORIZATION": basic("volunteer", secret)}

    assert post(client, said, answer(visit)).status_code == 401


def test_where_a_second_factor_is_asked_for_a_password_alone_opens_nothing(
    client, visit, volunteer, settings
):
    volunteer.set_password("correct horse battery")
    volunteer.save()
    said = {"HTTP_AUTHORIZATION": basic("volunteer", "correct horse battery")}

    settings.SPEAN_TWO_FACTOR = True
    assert client.get(reverse("openrosa:form-list"), **said).status_code == 401
    settings.SPEAN_TWO_FACTOR = False
    assert client.get(reverse("openrosa:form-list"), **said).status_code == 200


def test_a_changed_password_is_forgotten_at_once(client, visit, volunteer, settings):
    settings.SPEAN_TWO_FACTOR = False
    said = {"HTTP_AUTHORIZATION": basic("volunteer", "correct horse battery")}
    volunteer.set_password("correct horse battery")
    volunteer.save()
    assert client.get(reverse("openrosa:form-list"), **said).status_code == 200

    volunteer.set_password("another horse battery")
    volunteer.save()

    assert client.get(reverse("openrosa:form-list"), **said).status_code == 401


@pytest.mark.parametrize("form_id", SAID)
def test_a_questionnaire_of_the_programme_is_listed_and_its_answer_is_kept_once(
    form_id, client, key, pursat
):
    version = published(form_id, pursat)
    document = answer(version, SAID[form_id])

    listed = client.get(reverse("openrosa:form-list"), **key).content.decode()
    statuses = [post(client, key, document).status_code for _again in range(2)]

    assert f"<formID>{form_id}</formID>" in listed
    assert set(statuses) <= {201, 202}
    # What has its room takes effect, or waits where it names nobody who is here.
    expected = dict.fromkeys(("spean_rss", "spean_rss_short", "spean_attendance"), "waiting")
    expected["spean_feedback"] = "applied"
    assert Submission.objects.get().state == expected.get(form_id, "received")
