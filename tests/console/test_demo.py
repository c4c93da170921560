"""The invented population: like the figures, the same for the same seed, gone without a trace."""

import io
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.test import override_settings
from django.utils import timezone

from spean.accounts.models import AuditEntry, User
from spean.accounts.selectors import verify_chain
from spean.casework.models import Case, FollowUp, Plan
from spean.console.management.commands import demo as command
from spean.console.population.removing import hanging_on
from spean.directory.models import Centre, Organisation
from spean.jobs.models import (
    JobReferral,
    MatchRun,
    PersonList,
    Placement,
    Vacancy,
    VacancyList,
)
from spean.people.models import Person, Suspicion
from spean.skills.models import ClaimedSkill
from tests.console.invented import demo, rolled_back, small_country
from tests.factories.people import intake
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db

PEOPLE = 60
STORIES = {"PUR": 6, "OMC": 3, "PVH": 3}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def population(django_db_setup, django_db_blocker, home):
    """Sixty invented people with their stories, made once for this file."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(command, "STORIES", STORIES)
        with override_settings(SPEAN_IS_DEMO=True, SPEAN_HOME=home), rolled_back():
            small_country()
            demo(people=PEOPLE, seed=7, vacancies=6)
            yield (home / "demo-duplicates.csv").read_text().split()


@pytest.fixture
def in_demo(population, db):
    """The population, of which each test may take away what it likes; yields the known doubles."""
    return population


def rows(model):
    return list(model._base_manager.order_by("pk").values_list("pk", flat=True))


def test_every_page_has_something_true_to_show(in_demo):
    assert Person.objects.filter(is_invented=True).count() == PEOPLE
    assert Case.objects.count() == PEOPLE
    for model in (Plan, FollowUp, Vacancy, JobReferral, ClaimedSkill, Suspicion):
        assert model.objects.exists(), model
    assert set(Centre.objects.values_list("is_invented", flat=True)) == {True}
    assert verify_chain().is_whole


def test_the_truth_about_the_doubles_is_kept(in_demo):
    _head, *pairs = in_demo

    ids = {str(id) for id in rows(Person)}
    assert len(pairs) == 2
    assert all(id in ids for pair in pairs for id in pair.split(","))


def test_a_second_demo_is_refused_in_two_languages(in_demo):
    with pytest.raises(CommandError) as refused:
        demo(people=5)

    assert refused.value.returncode == 2
    assert "spean demo --remove" in str(refused.value) and "មនុស្សប្រឌិត" in str(refused.value)


def test_if_empty_leaves_a_finished_demo_alone(in_demo):
    before = AuditEntry.objects.count()

    assert "already" in demo(people=200, if_empty=True)
    assert Person.objects.count() == PEOPLE and AuditEntry.objects.count() == before


def test_removing_takes_every_invented_row_and_no_real_one(in_demo, home, pursat, commune):
    real = Centre.objects.create(
        code="REAL", label_km="ពិត", label_en="Real", operator_kind="job_centre", area=pursat.area
    )
    officer = staff("counsellor", real, username="real-officer")
    kept = command.admit_many(
        actor=officer, intakes=[intake(centre_id=real.pk, area_id=commune.pk)], now=timezone.now()
    )
    trained = command.admit_many(
        actor=User.objects.get(username="counsellor"),
        intakes=[intake(centre_id=pursat.pk, area_id=commune.pk)],
        now=timezone.now(),
    )
    signed_in(User.objects.get(username="counsellor")), signed_in(officer)

    demo(remove=True)

    assert rows(Person) == [kept[0].pk] and trained[0].pk not in rows(Person)
    assert rows(Centre) == [real.pk] and rows(User) == [officer.pk]
    assert [one.get_decoded()["_auth_user_id"] for one in Session.objects.all()] == [
        str(officer.pk)
    ]
    assert left_over([kept[0].pk, real.pk, officer.pk]) == []
    assert not (home / "demo-duplicates.csv").exists()
    assert verify_chain().is_whole


def test_a_night_that_counted_invented_people_leaves_no_list(in_demo):
    call_command("match", stdout=io.StringIO(), stderr=io.StringIO())
    assert rows(PersonList) and rows(VacancyList)

    demo(remove=True)

    assert not rows(PersonList) and not rows(VacancyList)
    assert MatchRun.objects.get().lists.count() == 0


def test_where_nothing_is_invented_the_night_s_lists_stay(in_demo):
    demo(remove=True)
    call_command("match", stdout=io.StringIO(), stderr=io.StringIO())
    kept = PersonList.objects.create(run=MatchRun.objects.get(), person_id=uuid4())

    demo(remove=True)

    assert rows(PersonList) == [kept.pk]


def signed_in(user):
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session.save()


def left_over(real):
    """Return every row that is invented, or of a person, centre or user that is not there."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        names = {column.name for column in model._meta.concrete_fields}
        if "is_invented" in names:
            found += list(model._base_manager.filter(is_invented=True))
        for root in (Person, Centre, User, Organisation):
            for column in model._meta.concrete_fields:
                if column.related_model is root:
                    hangs = model._base_manager.exclude(**{column.name: None})
                    found += list(hangs.exclude(**{f"{column.name}__in": real}))
    return found


def test_who_wrote_real_rows_keeps_a_name_without_a_way_in(in_demo, pursat, commune):
    real = Centre.objects.create(
        code="REAL", label_km="ពិត", label_en="Real", operator_kind="job_centre", area=pursat.area
    )
    guest = User.objects.get(username="counsellor")
    guest.postings.update(centre=real)
    (person,) = command.admit_many(
        actor=User.objects.get(pk=guest.pk),
        intakes=[intake(centre_id=real.pk, area_id=commune.pk)],
        now=timezone.now(),
    )

    demo(remove=True)

    guest.refresh_from_db()
    assert rows(Person) == [person.pk] and rows(User) == [guest.pk]
    assert not guest.is_active and not guest.has_usable_password()


def test_no_model_is_forgotten_when_people_go():
    named = {child._meta.label for child, _column in hanging_on(Person)}

    assert {"casework.Case", "jobs.Placement", "skills.ClaimedSkill", "people.Merge"} <= named
    assert Placement in {child for child, _column in hanging_on(JobReferral)}
