"""The levels of qualifications: eight, not verified until a document is named."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from spean.accounts.models import AuditEntry
from spean.directory.services import load_own_tables
from spean.skills.models import CqfLevel
from spean.skills.services.start_set import load_start_set
from tests.desk.people.writing import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def second():
    load_own_tables()
    load_start_set()
    return CqfLevel.objects.get(code="2")


def said(level, **changes):
    own = ("label_km", "label_en", "equal_km", "equal_en", "source", "document")
    values = {name: getattr(level, name) for name in own}
    return {"id": str(uuid4()), "revision": str(level.revision), **values, **changes}


def main_of(client, name, *keys):
    page = client.get(reverse(f"desk:{name}", args=keys))
    assert page.status_code == 200
    html = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def test_eight_levels_ship_in_both_languages_and_none_is_verified(second):
    levels = list(CqfLevel.objects.order_by("code"))

    assert [one.code for one in levels] == list("12345678")
    assert all(one.label_km and one.label_en and one.source for one in levels)
    assert not any(one.is_verified for one in levels)


def test_the_page_shows_them_as_not_verified_to_a_facilitator_who_changes_nothing(
    facilitator, second, django_assert_max_num_queries
):
    client = signed_in(facilitator)
    with django_assert_max_num_queries(12):
        page = main_of(client, "cqf_levels")

    assert page.count('class="stand draft"') == 8
    assert reverse("desk:cqf_level", args=[second.pk]) not in page
    assert client.get(reverse("desk:cqf_level", args=[second.pk])).status_code in (403, 404)


def test_a_document_verifies_a_level_and_loading_again_leaves_it(registrar, second):
    client = signed_in(registrar)
    url = reverse("desk:cqf_level", args=[second.pk])
    client.post(url, said(second, label_en="Another name", document="Sub-decree 153, 2012"))

    load_start_set()
    second.refresh_from_db()
    assert (second.is_verified, second.label_en) == (True, "Another name")
    assert second.verified_by == registrar and second.verified_on
    assert AuditEntry.objects.filter(action="skills.level_changed").count() == 1
    assert "Sub-decree 153" in main_of(client, "cqf_levels")


def test_without_its_document_a_level_is_not_verified_any_more(registrar, second):
    client = signed_in(registrar)
    url = reverse("desk:cqf_level", args=[second.pk])
    client.post(url, said(second, document="ប្រកាស ១"))
    second.refresh_from_db()
    client.post(url, said(second, document=""))

    second.refresh_from_db()
    assert (second.is_verified, second.verified_by, second.verified_on) == (False, None, None)


def test_who_saves_a_level_that_was_saved_meanwhile_is_shown_both(registrar, second):
    client = signed_in(registrar)
    url = reverse("desk:cqf_level", args=[second.pk])
    late = said(second, label_en="Late")
    client.post(url, said(second, label_en="First"))

    page = client.post(url, late)

    assert page.status_code == 200 and "First" in page.content.decode()
    second.refresh_from_db()
    assert second.label_en == "First"


def test_a_name_in_one_language_is_refused_and_nothing_is_lost(registrar, second):
    page = signed_in(registrar).post(
        reverse("desk:cqf_level", args=[second.pk]), said(second, label_km="", source="ថ្មី")
    )

    assert page.status_code == 200 and "ថ្មី" in page.content.decode()
    second.refresh_from_db()
    assert second.revision == 1


@pytest.mark.parametrize("wrong", [{"code": "9"}, {"is_verified": True, "document": ""}])
def test_the_database_refuses_a_ninth_level_and_one_verified_by_nothing(wrong, second):
    with pytest.raises(IntegrityError), transaction.atomic():
        CqfLevel.objects.filter(pk=second.pk).update(**wrong)
