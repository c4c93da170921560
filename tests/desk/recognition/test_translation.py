"""What her work abroad speaks for, at the desk: why, her answer, confirmed, and where it goes."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.skills.models import UnitClaim
from spean.skills.rules.translation import of_ten
from spean.skills.selectors.recognition import first_levels
from spean.skills.selectors.translation import jobs_told, proposals_for
from tests.desk.people.writing import signed_in
from tests.factories.casework import client_of
from tests.factories.passports import passport_for, passport_link
from tests.factories.people import TODAY, consent, whole_return
from tests.factories.recognition import applied
from tests.factories.standards import tiling, worked_as_tiler

pytestmark = pytest.mark.django_db
CHANCE = re.compile(r"of ten|ក្នុង(ចំណោម)?ដប់|staff only|chance|0\.\d\d", re.IGNORECASE)


@pytest.fixture
def person(counsellor, pursat):
    years, shares = whole_return(jobs=()), consent("share_employer")
    person = client_of(counsellor, pursat, returns=(years,), consent=shares)
    worked_as_tiler(counsellor, person)
    return person


@pytest.fixture
def units(person):
    return list(tiling().units.order_by("sort"))


@pytest.fixture
def her(facilitator, settings):
    client = signed_in(facilitator)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def page(client, name, person):
    answer = client.get(reverse(f"desk:{name}", args=[person.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def says(client, person, name="units_told", **said):
    answers = {f"unit-{pk}": answer for pk, answer in said["to"].items()}
    return client.post(reverse(f"desk:{name}", args=[person.pk]), answers)


def test_each_unit_stands_with_the_reason_for_it(her, person, units):
    html = page(her, "units_told", person)

    for unit in units:
        assert unit.label_en in html
    assert "Did this abroad:" in html and "Named a tool of it:" in html


def test_she_says_yes_on_the_pictures_and_it_is_confirmed_together(her, facilitator, person, units):
    answer = says(her, person, "units_shown", to={units[0].pk: "yes", units[1].pk: "no"})
    assert answer.status_code == 302
    assert "Confirm together" in page(her, "units_told", person)

    her.post(reverse("desk:units_confirmed", args=[person.pk]))

    yes, no = UnitClaim.objects.order_by("-says_yes")
    assert (yes.unit, yes.confirmed_by) == (units[0], facilitator)
    assert (no.unit, no.confirmed_at) == (units[1], None)


def test_recognition_begins_with_what_was_confirmed(her, facilitator, person, units):
    says(her, person, to={units[0].pk: "yes"})
    her.post(reverse("desk:units_confirmed", args=[person.pk]))
    standard = units[0].standard
    chosen = re.compile(rf'value="{standard.code}"\s+selected')
    assert chosen.search(page(her, "recognition_new", person))

    made = applied(facilitator, person, standard)
    known = first_levels(made)

    assert {task.pk for task in units[0].tasks.all()} <= set(known)


def test_the_chance_is_on_the_staffs_page_and_on_nothing_of_hers(her, facilitator, person, units):
    says(her, person, to={unit.pk: "yes" for unit in units})
    her.post(reverse("desk:units_confirmed", args=[person.pk]))
    # The control: the staff do see it, so this search finds a chance where there is one.
    assert CHANCE.search(words(page(her, "units_told", person)))

    _passport, token, _end = shown(facilitator, person)
    for name in ("units_shown", "recognition_new", "person", "passport"):
        assert not CHANCE.search(words(page(her, name, person))), name
    told = her.get(f"/p/{token}/")
    assert told.status_code == 200 and not CHANCE.search(words(told.content.decode()))
    resume = her.get(reverse("desk:passport_resume", args=[person.pk]))
    assert resume.status_code == 200 and not CHANCE.search(resume.content.decode())


def test_no_chance_is_kept(her, person, units):
    says(her, person, to={units[0].pk: "yes"})
    found = {one.unit: one.chance for one in proposals_for(jobs_told(person), TODAY)}
    kept = str(UnitClaim.objects.values().get())

    assert str(found[units[0].code]) not in kept
    assert of_ten(found[units[0].code])[1] > 0


def test_only_who_accompanies_here_comes_in(officer_elsewhere, counsellor, person, units):
    urls = [reverse(f"desk:{name}", args=[person.pk]) for name in ("units_told", "units_shown")]
    for url in urls:
        assert signed_in(officer_elsewhere).get(url).status_code in (403, 404)
    person.is_sealed = True
    person.save()
    for url in urls:
        assert signed_in(counsellor).get(url).status_code in (403, 404)


@pytest.mark.parametrize("name", ["unit-nobody", "unit-00000000-0000-4000-8000-000000000000"])
def test_an_unknown_unit_is_written_nowhere(her, person, units, name):
    her.post(reverse("desk:units_told", args=[person.pk]), {name: "yes"})

    assert not UnitClaim.objects.exists()


def test_where_nothing_is_told_the_page_says_what_to_do(her, counsellor, pursat):
    nobody = client_of(counsellor, pursat, given_name_lat="Dara")

    assert "Write down the work abroad" in page(her, "units_told", nobody)


def test_the_queries_do_not_grow_with_the_units(her, person, units, django_assert_max_num_queries):
    page(her, "units_told", person)
    with django_assert_max_num_queries(40):
        page(her, "units_told", person)


def shown(actor, person):
    """Let her passport be shown."""
    passport_for(actor, person)
    return passport_link(actor, person, now=timezone.now())


def words(html):
    return re.sub(r"<[^>]+>|<(script|style).*?</\1>", " ", html, flags=re.DOTALL)
