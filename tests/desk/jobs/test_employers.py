"""Every field of an employer and a skill is asked, kept and read again."""

import pytest
from django.urls import reverse

from spean.desk.jobs.forms import EmployerForm
from spean.jobs.models import Employer
from spean.people.models import Person
from spean.skills.models import ClaimedSkill
from tests.desk.cases.writing import hidden
from tests.factories.skills import SkillFactory, claimed

pytestmark = pytest.mark.django_db

EMPLOYER = {
    "label_km": "សំណង់ថ្មី",
    "label_en": "New Building",
    "moc_number": "MOC-77",
    "mlvt_number": "MLVT-77",
    "nssf_number": "NSSF-77",
    "licence": "PATENT-77",
    "size": "medium",
    "area": "150101",
    "address": "ផ្លូវ ៥",
    "latitude": "12.5",
    "longitude": "103.9",
    "hr_contact": "ផ្នែកបុគ្គលិក",
    "phone": "012 000 417",
    "telegram": "newbuilding",
    "association": "សមាគមសំណង់",
    "has_union": "yes",
    "visited_on": "3 November 2025",
    "visit_notes": "ស្អាត",
    "pledged_on": "4 November 2025",
}


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def sent(client, url, values, **changes):
    page = client.get(url)
    marks = {"id": hidden(page, "id"), "revision": hidden(page, "revision")}
    return client.post(url, {**marks, **values, **changes})


def test_the_list_of_fields_is_the_whole_form():
    assert set(EMPLOYER) | {"id", "revision", "centre", "sector"} == set(EmployerForm.base_fields)


def test_an_employer_is_written_read_and_corrected(client, scene):
    values = {**EMPLOYER, "centre": str(scene.centre.pk)}
    assert sent(client, at("employer_new"), values).status_code == 302
    made = Employer.objects.exclude(pk=scene.vacancy.employer_id).get()

    html = client.get(at("employer", made.pk)).content.decode()
    for name, text in EMPLOYER.items():
        spoken = {"size": "50 to 199 workers", "area": made.organisation.area.label_en}
        spoken |= {"has_union": "Yes"}
        assert spoken.get(name, text) in html, name

    late = {"id": str(made.pk), "revision": "1", **values, "licence": "PATENT-78"}
    assert client.post(at("employer_edit", made.pk), late).status_code == 302
    assert (
        "A colleague saved this"
        in client.post(
            at("employer_edit", made.pk), {**late, "licence": "PATENT-79"}
        ).content.decode()
    )
    made.organisation.refresh_from_db()
    assert made.organisation.licence == "PATENT-78"


def test_the_same_new_employer_sent_twice_is_one(client, scene):
    page = client.get(at("employer_new"))
    form = {"id": hidden(page, "id"), "revision": 1, **EMPLOYER, "centre": str(scene.centre.pk)}

    for _time in range(2):
        assert client.post(at("employer_new"), form).status_code == 302
    assert Employer.objects.count() == 2


def test_a_bar_asks_why_and_is_lifted_again(client, scene):
    employer = scene.vacancy.employer
    page = client.get(at("employer", employer.pk))
    form = {"id": hidden(page, "id")}
    assert "f err" in client.post(at("employer_bar", employer.pk), form).content.decode()

    client.post(
        at("employer_bar", employer.pk),
        {**form, "reason": "ជំពាក់ប្រាក់ឈ្នួល", "until": "31 December 2030"},
    )
    html = client.get(at("employer", employer.pk)).content.decode()
    assert "ជំពាក់ប្រាក់ឈ្នួល" in html and "31 December 2030" in html

    client.post(at("employer_lift", employer.pk))
    employer.refresh_from_db()
    assert not employer.is_blacklisted


def test_skills_are_found_added_proven_and_dropped(client, scene):
    weld = SkillFactory(code="weld", label_en="Welding", search="welding")
    url = at("skills", scene.person.pk)
    assert "Welding" in client.get(url, {"more": "weld"}).content.decode()

    client.post(url, {"more": "weld", "skills": str(weld.pk), "then": "add"})
    claim = ClaimedSkill.objects.get(person=scene.person, skill=weld)
    assert claim.grade == "self"

    proof = at("skill", scene.person.pk, claim.pk)
    asked = sent(client, proof, {"grade": "counsellor", "evidence": ""})
    assert "Please write what you saw" in asked.content.decode()
    assert sent(client, proof, {"grade": "counsellor", "evidence": "រូបថត"}).status_code == 302
    assert "រូបថត" in client.get(url).content.decode()

    client.post(at("skill_drop", scene.person.pk, claim.pk))
    assert not ClaimedSkill.objects.filter(pk=claim.pk).exists()


def test_who_writes_skills_but_does_not_read_them_is_led_back_to_the_person(
    client, scene, volunteer
):
    claim = claimed(scene.officer, scene.person, skill=SkillFactory(code="weld"))
    Person.objects.filter(pk=scene.person.pk).update(assigned_to=volunteer)
    client.force_login(volunteer)

    done = sent(client, at("skill", scene.person.pk, claim.pk), {"grade": "self"})

    assert done["Location"] == at("person", scene.person.pk)
    assert client.get(at("skills", scene.person.pk)).status_code == 404
