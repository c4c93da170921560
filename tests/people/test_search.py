"""Find people in either script, in every way of typing, and nobody of another centre."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spean.people.contracts import Contact, Document
from spean.people.models import Person, SearchToken
from spean.people.selectors import search_people
from spean.people.services import edit_person, mark_sealed
from tests.factories.people import TODAY, registered

pytestmark = pytest.mark.django_db

ZWSP = "\u200b"


def ids(found):
    return [person.pk for person in found.people]


@pytest.mark.parametrize(
    "text",
    [
        "សុខ សុភា", "សុភា", "សុ", "សុខសុភា", "សុភា សុខ", f"សុ{ZWSP}ភា", "  សុភា  ", "Sok Sophea",
        "sophea", "SOPH", "soksophea", "Sokh Sophear", "ភា", "012 345 678", "+855 12 345 678",
        "០១២៣៤៥៦៧៨", "12345678", "012345", "010-123-456", "០១០ ១២៣ ៤៥៦",
    ],
)  # fmt: skip
def test_a_person_is_found_however_she_is_typed(counsellor, text):
    person = registered(
        counsellor,
        nickname="ភា",
        documents=(Document(kind="national_id", number="010 123 456"),),
    )
    registered(
        counsellor,
        family_name_km="ចាន់",
        given_name_km="ធារ៉ា",
        family_name_lat="Chan",
        given_name_lat="Theara",
        contacts=(Contact(number="097 654 3210"),),
    )

    assert ids(search_people(counsellor, text)) == [person.pk]


def test_coeng_da_and_ta_are_one_letter_in_search(counsellor):
    person = registered(counsellor, given_name_km="ចិន្តា", given_name_lat="")

    assert ids(search_people(counsellor, "ចិន្ដា")) == [person.pk]


def test_signs_typed_in_another_order_are_found(counsellor):
    person = registered(counsellor, given_name_km="ស្រីម៉ុំ", given_name_lat="")

    assert ids(search_people(counsellor, "ស្រីមុ៉ំ")) == [person.pk]


def test_a_latin_query_finds_a_khmer_name_by_its_sound(counsellor):
    person = registered(
        counsellor,
        family_name_km="ហេង",
        given_name_km="វណ្ណា",
        family_name_lat="",
        given_name_lat="",
    )

    assert ids(search_people(counsellor, "Vanna")) == [person.pk]


def test_the_record_number_finds_its_person(counsellor):
    person = registered(counsellor)
    registered(counsellor, given_name_km="ដារ៉ា")

    assert ids(search_people(counsellor, person.client_number)) == [person.pk]
    assert ids(search_people(counsellor, person.client_number.lower())) == [person.pk]


def test_exact_comes_before_beginning_and_beginning_before_sound(counsellor):
    sound = registered(counsellor, given_name_km="", given_name_lat="Daraa")
    begins = registered(counsellor, given_name_km="", given_name_lat="Darareaksmey")
    exact = registered(counsellor, given_name_km="", given_name_lat="Dara")

    assert ids(search_people(counsellor, "dara"))[0] == exact.pk
    assert set(ids(search_people(counsellor, "dara"))) == {exact.pk, begins.pk, sound.pk}


def test_a_name_that_nobody_bears_finds_nobody(counsellor):
    registered(counsellor)

    assert ids(search_people(counsellor, "Zbigniew")) == []
    assert ids(search_people(counsellor, "។ ៕ !!")) == []


def test_nobody_of_another_centre_is_found(counsellor, officer_elsewhere):
    registered(counsellor)

    for text in ("សុភា", "012345678", ""):
        assert ids(search_people(officer_elsewhere, text)) == []


def test_a_sealed_person_is_not_found(counsellor):
    person = registered(counsellor)
    mark_sealed(actor=counsellor, person_id=person.pk)

    for text in ("សុភា", "012345678", person.client_number, ""):
        assert ids(search_people(counsellor, text)) == []


def test_a_corrected_name_is_found_and_the_old_one_is_not(counsellor):
    person = registered(counsellor)
    edit_person(
        actor=counsellor,
        person_id=person.pk,
        revision=1,
        changes={"given_name_km": "ចន្ធូ", "given_name_lat": "Chanthou"},
        today=TODAY,
    )

    assert ids(search_people(counsellor, "ចន្ធូ")) == [person.pk]
    assert ids(search_people(counsellor, "sophea")) == []


@pytest.mark.parametrize("text", ["", "សុភា", "sok sophea", "012345678", "010123456"])
def test_the_query_count_does_not_grow_with_the_register(counsellor, text):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            search_people(counsellor, text)
        return len(captured)

    registered(counsellor)
    search_people(counsellor, text)
    few = queries()
    for _ in range(30):
        registered(counsellor)

    assert queries() == few <= 5


def test_beginnings_are_answered_by_the_index(counsellor):
    registered(counsellor)
    rows = SearchToken.objects.filter(
        centre=counsellor.postings.get().centre_id, token__gte=b"w:so", token__lt=b"w:so\xff"
    )

    if connection.vendor == "sqlite":
        assert "search_token" in rows.explain()
    assert rows.exists()


def test_pages_follow_each_other_without_gaps(counsellor):
    everybody = {registered(counsellor).pk for _ in range(28)}

    first, second = search_people(counsellor, "sophea"), search_people(counsellor, "sophea", 2)

    assert first.has_more and not second.has_more
    assert (
        set(ids(first)) | set(ids(second))
        == everybody
        == set(Person.objects.values_list("pk", flat=True))
    )
