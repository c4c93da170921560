"""ODK Central's REST API for those who read: who is let in, what there is, and what is not."""

import json

import pytest
from django.utils import timezone

from spean.accounts.choices import TokenScope
from spean.accounts.models import AuditEntry
from spean.accounts.services import revoke_token
from tests.api.reader import Reader, password_of
from tests.factories.forms import answer, in_use, kept

pytestmark = pytest.mark.django_db


@pytest.fixture
def reader(client, manager):
    return Reader(client, manager)


def sign_in(client, name, secret):
    said = {"email": name, "password": secret}
    return client.post("/v1/sessions", said, content_type="application/json")


def told(response):
    return json.loads(b"".join(response)) if response.streaming else response.json()


def test_a_program_signs_in_with_its_own_password_by_name_or_by_mail(client, manager, visit):
    manager.email = "sok@example.org"
    manager.save()
    secret = password_of(manager)

    for name in ("manager", " MANAGER ", "Sok@example.org"):
        answered = sign_in(client, name, secret)
        assert answered.status_code == 200
        said = {"HTTP_AUTHORIZATION": f"Bearer {answered.json()['token']}"}
        assert client.get("/v1/users/current", **said).json()["displayName"]


def test_neither_ones_own_password_nor_a_telephones_lets_a_program_read(client, manager, visit):
    manager.set_password("mountain river 7")
    manager.save()

    for name, secret in (
        ("manager", "mountain river 7"),
        ("manager", password_of(manager, TokenScope.FILL)),
        ("counsellor", password_of(manager)),
        ("", password_of(manager)),
        ("manager", ""),
    ):
        answered = sign_in(client, name, secret)
        assert answered.status_code == 401
        assert answered.json()["code"] == 401.2


@pytest.mark.parametrize("body", ["", "[]", "{", '{"email": "manager"}', "null"])
def test_what_is_no_sign_in_is_refused(client, body):
    answered = client.post("/v1/sessions", body, content_type="application/json")

    assert answered.status_code == 401


def test_a_password_for_reading_sends_nothing(client, manager, visit):
    said = {"HTTP_AUTHORIZATION": f"Bearer {password_of(manager)}"}

    assert client.get("/openrosa/formList", **said).status_code == 401


def test_a_withdrawn_password_reads_nothing_any_more(client, manager, visit):
    reader = Reader(client, manager)
    assert reader.get("projects").status_code == 200

    revoke_token(actor=manager, token_id=manager.tokens.get().pk, now=timezone.now())

    assert reader.get("projects").status_code == 401


@pytest.mark.parametrize("role", ["counsellor", "volunteer", "job_officer", "evaluator"])
def test_who_may_not_take_answers_out_finds_nothing_here(client, request, role, visit):
    said = {"HTTP_AUTHORIZATION": f"Bearer {password_of(request.getfixturevalue(role))}"}

    assert client.get("/v1/projects", **said).status_code == 404


def test_the_site_is_one_project_with_the_forms_of_the_centre(reader, visit, preah_vihear):
    in_use(preah_vihear)

    (project,) = reader.get("projects").json()
    (form,) = reader.get("projects/1/forms").json()

    assert reader.get("projects/1").json()["id"] == project["id"] == 1
    assert form["xmlFormId"] == visit.questionnaire.form_id
    assert (form["version"], form["hash"], form["state"]) == ("1", visit.md5, "open")
    assert reader.get(f"projects/1/forms/{form['xmlFormId']}").json() == form
    assert reader.get(f"projects/1/forms/{form['xmlFormId']}.xml").content.decode() == visit.xform


def test_answers_are_listed_and_come_as_they_were_sent(
    reader, visit, pursat, volunteer, preah_vihear, officer_elsewhere
):
    sent = answer(visit, {"note": "x"}, id="uuid:7")
    kept(visit, pursat, volunteer, {"note": "x"}, instance_id="uuid:7")
    other = kept(visit, preah_vihear, officer_elsewhere)
    form = f"projects/1/forms/{visit.questionnaire.form_id}"

    (listed,) = told(reader.get(f"{form}/submissions"))

    assert listed["instanceId"] == "uuid:7"
    assert isinstance(listed["submitterId"], int)
    assert reader.get(f"{form}/submissions/uuid:7").json() == listed
    assert reader.get(f"{form}/submissions/uuid:7.xml").content == sent
    assert reader.get(f"{form}/submissions/{other.instance_id}").status_code == 404
    assert reader.get(f"{form}/submissions/{other.instance_id}.xml").status_code == 404


def test_no_answers_are_an_empty_list(reader, visit):
    form = f"projects/1/forms/{visit.questionnaire.form_id}"

    assert told(reader.get(f"{form}/submissions")) == []


def test_all_answers_come_as_the_same_files_as_at_the_desk(reader, visit, pursat, volunteer):
    kept(visit, pursat, volunteer)

    answered = reader.get(f"projects/1/forms/{visit.questionnaire.form_id}/submissions.csv.zip")

    assert b"".join(answered).startswith(b"PK")


@pytest.mark.parametrize(
    "path", ["projects/2", "projects/2/forms", "projects/1/forms/x", "projects/1/forms/x.svc"]
)
def test_what_is_not_there_is_said_in_centrals_words(reader, visit, path):
    answered = reader.get(path)

    assert answered.status_code == 404
    assert set(answered.json()) == {"message", "code", "details"}
    assert answered.json()["code"] == 404.1


def test_nothing_can_be_changed_here(client, manager, visit):
    said = {"HTTP_AUTHORIZATION": f"Bearer {password_of(manager)}"}

    for method in ("post", "put", "patch", "delete"):
        answered = getattr(client, method)("/v1/projects/1/forms", **said)
        assert answered.status_code == 405


def test_each_answer_that_is_read_stands_in_the_trail(reader, visit, pursat, volunteer):
    kept(visit, pursat, volunteer, instance_id="uuid:7")
    form = f"projects/1/forms/{visit.questionnaire.form_id}"

    told(reader.get(f"{form}/submissions"))
    reader.get(f"{form}/submissions/uuid:7.xml")

    entries = AuditEntry.objects.filter(action="surveys.answers_out").order_by("seq")
    assert [one.detail for one in entries] == [
        {"rows": 1, "way": "list"}, {"rows": 1, "way": "one"},
    ]  # fmt: skip
