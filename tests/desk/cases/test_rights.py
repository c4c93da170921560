"""What somebody may have a right to: each scheme with its reasons, for two pairs of eyes alone."""

from datetime import date

import pytest
from django.urls import reverse

from rulebook import Verdict
from spean.casework.selectors.rights import rights_of
from spean.people.choices import IdPoor
from spean.people.models import Household, Person
from tests.factories.casework import case_for

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 23)


@pytest.fixture
def case(counsellor, pursat, country_rules):
    return case_for(counsellor, pursat)


@pytest.fixture
def country_rules(db):
    """Load the schemes and rules that come with the site."""
    from spean.directory.services import load_own_tables

    load_own_tables()


def verdicts(viewer, person):
    return {one.scheme.code: one.decision.verdict for one in rights_of(viewer, person, DAY)}


def knows(person, **facts):
    household = facts.pop("household", None)
    if household is not None:
        person.household = Household.objects.create(**household)
    for name, value in facts.items():
        setattr(person, name, value)
    person.save()


def test_a_poor_household_with_a_pupil_is_likely_to_have_its_rights(counsellor, case):
    knows(
        case.person,
        id_poor=IdPoor.LEVEL_1,
        household={"children_5_17": 1, "out_of_school": 0, "children_under_5": 0},
    )

    said = verdicts(counsellor, case.person)

    assert said["HEF"] is Verdict.YES
    assert said["FP-SCHOOL"] is Verdict.YES
    assert said["COVID-CASH"] is Verdict.NO


def test_what_nobody_asked_is_a_question_and_never_a_no(counsellor, case):
    knows(case.person, id_poor="")

    (health,) = [one for one in rights_of(counsellor, case.person, DAY) if one.scheme.code == "HEF"]

    assert health.decision.verdict is Verdict.UNKNOWN
    assert [fact.code for fact in health.decision.missing] == ["equity-card"]


def test_likely_ones_come_first_and_every_one_says_why(counsellor, case):
    knows(case.person, id_poor=IdPoor.LEVEL_2)

    rights = rights_of(counsellor, case.person, DAY)

    order = (Verdict.YES, Verdict.UNKNOWN, Verdict.NO)
    shown = [order.index(one.decision.verdict) for one in rights]
    assert shown == sorted(shown)
    for one in rights:
        assert one.decision.reasons and one.decision.explanation.km and one.decision.explanation.en


def test_the_page_says_it_in_khmer_with_the_question_and_the_paper(counsellor, case, client):
    knows(case.person, id_poor=IdPoor.LEVEL_1)
    client.force_login(counsellor)

    page = client.get(reverse("desk:rights", args=[case.person_id])).content.decode()

    assert "មូលនិធិសមធម៌សុខាភិបាល" in page
    assert "ត្រូវសួរ៖" in page and "ឯកសារ៖" in page
    assert "UNDEFINED" not in page


def test_a_colleague_who_may_not_see_poverty_and_disability_sees_no_page(
    colleague, officer_elsewhere, manager, case, client
):
    address = reverse("desk:rights", args=[case.person_id])
    for viewer, status in ((colleague, 404), (officer_elsewhere, 404), (manager, 200)):
        client.force_login(viewer)
        assert client.get(address).status_code == status, viewer.username
    assert rights_of(colleague, case.person, DAY) == []


def test_a_sealed_file_has_no_such_page(counsellor, case, client):
    Person.objects.filter(pk=case.person_id).update(is_sealed=True)
    client.force_login(counsellor)

    assert client.get(reverse("desk:rights", args=[case.person_id])).status_code == 404


def test_the_page_asks_few_questions(counsellor, case, client, django_assert_max_num_queries):
    client.force_login(counsellor)
    address = reverse("desk:rights", args=[case.person_id])
    client.get(address)

    with django_assert_max_num_queries(16):
        client.get(address)


def test_an_old_day_is_judged_by_the_rule_of_that_day(counsellor, case):
    knows(case.person, id_poor=IdPoor.LEVEL_1)

    before = {
        one.scheme.code: one.decision
        for one in rights_of(counsellor, case.person, date(2020, 1, 1))
    }

    assert before["FAMILY-PACKAGE"].rule is None
    assert before["FAMILY-PACKAGE"].verdict is Verdict.UNKNOWN
