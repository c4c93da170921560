"""The pages of guidance: work within reach, her choice, first aid under seal, peer groups."""

import re
from decimal import Decimal
from uuid import uuid4

import pytest
from django.urls import reverse

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.casework.models import CareerChoice, FirstAidRecord, PeerGroup, ServiceEvent
from spean.people.models import Person
from tests.desk.people.writing import signed_in
from tests.factories.casework import case_for, service_type
from tests.factories.directory import ServiceOfferFactory
from tests.factories.jobs import VacancyFactory, rules
from tests.factories.serving import AreaFactory, CentreFactory, staff

pytestmark = pytest.mark.django_db
SECRET = "មិនចង់ឱ្យនរណាដឹង"


@pytest.fixture
def person(counsellor, pursat):
    rules()
    for code in ("COU1", "COU3", "COU7"):
        service_type(code)
    area = AreaFactory(code="150101", latitude=12.6, longitude=103.6)
    return case_for(counsellor, pursat, area_id=area.pk).person


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def main_of(client, url):
    page = client.get(url)
    assert page.status_code == 200
    html = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def posted(client, url, **form):
    answer = client.post(url, {"id": str(uuid4()), **form})
    assert answer.status_code == 302, answer.content.decode()
    return answer


def test_few_posts_are_said_to_be_few_and_nothing_is_a_percentage(counsellor, person):
    area = AreaFactory(code="150101")
    for low, high in ((200, 230), (240, 260)):
        VacancyFactory(area=area, wage_min=Decimal(low), wage_max=Decimal(high))
    ServiceOfferFactory(area=area, cost_khr=0)

    html = main_of(signed_in(counsellor), at("career", person.pk))

    assert "$200 – $260" in html and "តិចពេក" in html
    assert "មុខតំណែង ២ ក្នុង ៣០ ថ្ងៃ" in html
    assert "%" not in re.sub(r"<[^>]+>", "", html)
    assert "រៀនដេរក្នុងបីខែ" in html and "ឥតគិតថ្លៃ" in html


def test_what_she_chose_stands_on_her_page_and_in_the_plan_form(counsellor, person):
    vacancy = VacancyFactory(area=AreaFactory(code="150101"))
    client = signed_in(counsellor)
    form = {"id": str(uuid4()), "words": "ខ្ញុំចង់ធ្វើជាងការ៉ូ", "next_wish": "ទៅមើលកន្លែងធ្វើការ"}
    form |= {"occupations": [str(vacancy.occupation_id)], "chosen_on": "២២ វិច្ឆិកា ២០២៦"}
    for _again in range(2):
        assert client.post(at("career", person.pk), form).status_code == 302

    choice = CareerChoice.objects.get()
    assert choice.occupations.get() == vacancy.occupation
    assert ServiceEvent.objects.get().topics.get().code == "COU1"
    assert "ខ្ញុំចង់ធ្វើជាងការ៉ូ" in main_of(client, at("person", person.pk))
    assert "ខ្ញុំចង់ធ្វើជាងការ៉ូ" in main_of(client, at("plan", person.pk))


def test_a_choice_without_words_is_asked_for_them(counsellor, person):
    answer = signed_in(counsellor).post(
        at("career", person.pk), {"id": str(uuid4()), "words": "", "chosen_on": "២២ វិច្ឆិកា ២០២៦"}
    )
    assert answer.status_code == 200 and not CareerChoice.objects.exists()


def aid(**changes):
    given = {"offered": ["calm", "linked"], "referral": "yes", "text": SECRET}
    return {**given, "happened_on": "២២ វិច្ឆិកា ២០២៦", "minutes": "៣០", **changes}


def test_first_aid_is_written_opened_with_a_trace_and_shown_nowhere_else(counsellor, person):
    client = signed_in(counsellor)
    posted(client, at("first_aid_new", person.pk), **aid())
    before = AuditEntry.objects.filter(action="people.sensitive_read").count()

    assert SECRET in main_of(client, at("first_aid", person.pk))
    assert AuditEntry.objects.filter(action="people.sensitive_read").count() == before + 1
    event = ServiceEvent.objects.get()
    for url in (
        at("person", person.pk),
        at("note_read", event.pk),
        at("today"),
        at("follow_ups"),
        at("people"),
        at("group_notes"),
    ):
        assert SECRET not in client.get(url).content.decode()


def test_first_aid_of_301_letters_is_refused(counsellor, person):
    form = {"id": str(uuid4()), **aid(text="ក" * 301)}
    answer = signed_in(counsellor).post(at("first_aid_new", person.pk), form)
    assert answer.status_code == 200 and not FirstAidRecord.objects.exists()


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.JOB_OFFICER, Role.VOLUNTEER])
def test_who_is_not_responsible_finds_no_page_of_first_aid(counsellor, pursat, person, role):
    posted(signed_in(counsellor), at("first_aid_new", person.pk), **aid())
    other = signed_in(staff(role, pursat))
    assert other.get(at("first_aid", person.pk)).status_code == 404
    assert other.get(at("first_aid_new", person.pk)).status_code == 404
    page = other.get(at("person", person.pk)).content.decode()
    assert at("first_aid", person.pk) not in page


def test_a_sealed_person_has_no_page_of_guidance(counsellor, person):
    Person.objects.filter(pk=person.pk).update(is_sealed=True)
    client = signed_in(counsellor)
    for name in ("career", "first_aid", "first_aid_new"):
        assert client.get(at(name, person.pk)).status_code == 404


def begun(client):
    posted(client, at("peer_group_new"), **group_form())
    return PeerGroup.objects.get()


def group_form(**changes):
    centre = PeerGroup._meta.get_field("centre").related_model.objects.get(code="PUR")
    given = {"revision": "1", "name": "ក្រុមភូមិថ្មី", "kind": "women", "centre": str(centre.pk)}
    return {**given, "meets_when": "ព្រឹកអាទិត្យ", **changes}


def test_a_group_is_begun_joined_met_and_left(counsellor, person):
    client = signed_in(counsellor)
    group = begun(client)
    posted(client, at("peer_join", group.pk), person=str(person.pk))
    html = main_of(client, at("peer_group", group.pk))
    assert person.name in html
    assert group.name in main_of(client, at("person", person.pk))

    member = group.members.get()
    form = {"topics": ["COU7"], "present": [str(member.pk)], "women": "២"}
    posted(client, at("peer_meeting", group.pk), happened_on="២២ វិច្ឆិកា ២០២៦", **form)
    assert ServiceEvent.objects.get().women == 3
    assert "៣" in main_of(client, at("peer_group", group.pk)).partition("</h1>")[2]

    client.post(at("peer_leave", member.pk))
    assert at("peer_leave", member.pk) not in main_of(client, at("peer_group", group.pk))


def test_a_meeting_of_nobody_is_asked_again(counsellor, person):
    client = signed_in(counsellor)
    group = begun(client)
    form = {"id": str(uuid4()), "topics": ["COU7"], "happened_on": "២២ វិច្ឆិកា ២០២៦"}
    assert client.post(at("peer_meeting", group.pk), form).status_code == 200
    assert not ServiceEvent.objects.exists()


def test_a_group_is_put_right_and_ends(counsellor, person):
    client = signed_in(counsellor)
    group = begun(client)
    changed = {**group_form(name="ឈ្មោះថ្មី"), "revision": str(group.revision)}
    posted(client, at("peer_group_edit", group.pk), **changed)

    group.refresh_from_db()
    assert group.name == "ឈ្មោះថ្មី" and not group.is_active
    assert "លែងជួបគ្នាហើយ" in main_of(client, at("peer_groups"))


def test_another_centres_group_is_not_there(counsellor, person):
    group = begun(signed_in(counsellor))
    other = signed_in(staff(Role.CENTRE_MANAGER, CentreFactory(code="ODM")))
    assert other.get(at("peer_group", group.pk)).status_code == 404
    assert group.name not in main_of(other, at("peer_groups"))


def test_a_sealed_person_is_not_offered_to_join_and_not_listed(counsellor, person):
    client = signed_in(counsellor)
    group = begun(client)
    posted(client, at("peer_join", group.pk), person=str(person.pk))
    Person.objects.filter(pk=person.pk).update(is_sealed=True)

    html = main_of(client, at("peer_group", group.pk))
    assert person.name not in html and str(person.pk) not in html
    assert "០ នាក់" in main_of(client, at("peer_groups"))


def test_the_list_of_groups_asks_as_often_for_one_as_for_many(
    counsellor, pursat, person, django_assert_max_num_queries
):
    for number in range(12):
        PeerGroup.objects.create(centre=pursat, name=f"ក្រុម {number}", kind="women")
    client = signed_in(counsellor)
    client.get(at("peer_groups"))
    with django_assert_max_num_queries(14):
        client.get(at("peer_groups"))
