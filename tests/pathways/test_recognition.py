"""A certificate of recognised skills changes the person's list, and a merge carries it along."""

import pytest

from spean.jobs.models import VacancyNeed
from spean.pathways.matching import suggest_for
from spean.pathways.merging import merge, unmerge
from spean.skills.models import ClaimedSkill, Recognition
from tests.factories.casework import client_of
from tests.factories.jobs import SeekerFactory, VacancyFactory, rules, willing
from tests.factories.people import MORNING, TODAY
from tests.factories.recognition import applied, certified, standard, taken_back
from tests.factories.skills import claimed

pytestmark = pytest.mark.django_db


@pytest.fixture
def tiler():
    rules()
    return standard()


@pytest.fixture
def person(counsellor, pursat, tiler):
    found = willing(counsellor, pursat)
    SeekerFactory(person=found, wage_wanted=220, radius_km=15)
    claimed(counsellor, found, skill=tiler.units.first().skills.get(), months=72)
    return found


@pytest.fixture
def vacancies(pursat, tiler):
    """Of two posts alike, one needs what the units prove."""
    for unit in tiler.units.all():
        vacancy = VacancyFactory(employer__centre=pursat, wage_min=250)
        VacancyNeed.objects.create(vacancy=vacancy, skill=unit.skills.get(), weight="must")


def listed(person):
    found = suggest_for(person=person, today=TODAY, limit=20)
    return [
        (one.vacancy.pk, one.match.score, [str(reason) for reason in one.match.reasons])
        for one in found.fitting
    ]


def test_a_certificate_visibly_changes_her_list_and_taking_it_back_changes_it_back(
    facilitator, manager, person, tiler, vacancies
):
    made = applied(facilitator, person, tiler)
    before = listed(person)
    made = certified(made, manager)

    after = listed(person)
    assert after != before
    assert any("rpl" in " ".join(reasons) for _post, _score, reasons in after) or (
        max(score for _p, score, _r in after) > max(score for _p, score, _r in before)
    )
    taken_back(made, manager)
    assert listed(person) == before


def test_an_application_alone_changes_nothing_in_her_list(facilitator, person, tiler, vacancies):
    before = listed(person)
    applied(facilitator, person, tiler)
    assert listed(person) == before


def test_files_made_one_carry_recognitions_along_and_back(
    facilitator, counsellor, manager, pursat, tiler
):
    first = client_of(counsellor, pursat)
    second = client_of(counsellor, pursat, given_name_lat="Dara")
    made = certified(applied(facilitator, second, tiler), manager)

    done = merge(actor=manager, keep_id=first.pk, merge_id=second.pk, now=MORNING)
    assert Recognition.objects.get().person == first
    assert taken_back(made, manager).state == "revoked"
    assert not ClaimedSkill.objects.exists()

    unmerge(actor=manager, merge_id=done.pk, now=MORNING)
    assert Recognition.objects.get().person == second
