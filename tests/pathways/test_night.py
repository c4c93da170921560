"""The night's match: what it writes, what the pages make of it, and what a cut leaves behind."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.jobs import services as jobs
from spean.jobs.models import JobSeeker, MatchRun, PersonList, VacancyList, VacancyNeed
from spean.jobs.selectors import run_in_force
from spean.pathways.matching import people_for, suggest_for
from spean.pathways.matching import receipts as kept
from spean.pathways.matching.fairness import report_of
from spean.pathways.matching.night import match_everybody
from spean.people.models import Person
from tests.factories.casework import client_of
from tests.factories.jobs import SeekerFactory, VacancyFactory, rules
from tests.factories.skills import SkillFactory, claimed

pytestmark = pytest.mark.django_db


def silent(what, done, of):
    pass


@pytest.fixture(autouse=True)
def _home(settings, tmp_path):
    settings.SPEAN_HOME = tmp_path


@pytest.fixture
def tile():
    rules()
    return SkillFactory(code="tile")


@pytest.fixture
def looking(counsellor, pursat, tile):
    def made(count):
        found = []
        for number in range(count):
            person = client_of(counsellor, pursat, given_name_lat=f"N{number}")
            claimed(counsellor, person, skill=tile)
            SeekerFactory(person=person, will_relocate=True)
            found.append(person)
        return found

    return made


@pytest.fixture
def vacancies(pursat, tile):
    found = []
    for number in range(4):
        vacancy = VacancyFactory(employer__centre=pursat, openings=1, wage_min=200 + 30 * number)
        VacancyNeed.objects.create(vacancy=vacancy, skill=tile, weight="must")
        found.append(vacancy)
    return found


def run(now=None):
    return match_everybody(now=now or timezone.now(), tell=silent)


def today():
    return timezone.localdate()


def test_everybody_who_looks_gets_a_list_and_no_place_is_kept_for_two(looking, vacancies):
    people = looking(3)

    night = run()

    lists = PersonList.objects.filter(run=night)
    assert {one.person_id for one in lists} == {person.pk for person in people}
    held = [one.held for one in lists]
    assert None not in held and len(set(held)) == 3
    assert (night.state, night.people, night.places, night.placed) == ("done", 3, 4, 3)
    assert night.total <= night.bound and night.gap < 0.01


def test_a_sealed_person_and_one_who_does_not_look_are_in_no_list(looking, vacancies):
    seen, sealed, settled = looking(3)
    Person.objects.filter(pk=sealed.pk).update(is_sealed=True)
    JobSeeker.objects.filter(person=settled).update(is_looking=False)

    run()

    assert [one.person_id for one in PersonList.objects.all()] == [seen.pk]
    for row in VacancyList.objects.all():
        assert str(sealed.pk) not in str(row.people)


def test_three_people_are_not_sent_to_the_same_post_first(looking, vacancies):
    people = looking(3)
    alone = {suggest_for(person=one, today=today()).fitting[0].vacancy for one in people}

    run()

    first = {suggest_for(person=one, today=today()).fitting[0].vacancy for one in people}
    assert len(alone) == 1 and len(first) == 3


def test_the_seed_is_bound_before_and_revealed_after(looking, vacancies):
    looking(1)

    night = run()

    assert night.seed and night.seed_hash != night.seed
    assert kept.receipt_of(night).joinpath("receipt.json").is_file()
    said = [one.action for one in AuditEntry.objects.filter(action__startswith="jobs.match")]
    assert sorted(said) == ["jobs.match_begun", "jobs.match_done"]


def test_a_run_that_was_cut_off_goes_on_and_ends_the_same(looking, vacancies, monkeypatch):
    looking(3)
    monkeypatch.setattr("spean.pathways.matching.writing.AT_ONCE", 1)
    # Equals are drawn anew each night; the same draw shows that a cut changes nothing.
    monkeypatch.setattr("spean.pathways.matching.night.seed_of", lambda run_id: "seed" * 16)
    whole = {one.person_id: one.posts for one in PersonList.objects.filter(run=run())}
    later, written = timezone.now() + timedelta(days=1), []
    write = jobs.keep_lists

    def stop(**facts):
        if written:
            raise KeyboardInterrupt
        written.append(write(**facts))

    monkeypatch.setattr("spean.jobs.services.keep_lists", stop)
    with pytest.raises(KeyboardInterrupt):
        run(later)
    assert run_in_force().day == today()
    monkeypatch.setattr("spean.jobs.services.keep_lists", write)

    night = run(later)

    assert MatchRun.objects.count() == 2 and night.stored == 3
    assert {one.person_id: one.posts for one in PersonList.objects.all()} == whole


def test_who_changed_since_the_night_is_looked_at_afresh(looking, vacancies):
    (person,) = looking(1)
    run()
    fresh = VacancyFactory(employer=vacancies[0].employer, openings=1)

    found = suggest_for(person=person, today=today(), limit=9)

    assert fresh in {one.vacancy for one in found.fitting}
    assert found.considered == 5


def test_a_vacancy_shows_whom_the_night_found_and_who_came_since(counsellor, looking, vacancies):
    (known,) = looking(1)
    run()
    (new,) = looking(1)

    found = people_for(viewer=counsellor, vacancy=vacancies[0], today=today())

    assert {one.person for one in found.fitting} == {known, new}


def test_many_or_few_is_said_and_never_a_price(client, counsellor, looking, vacancies, settings):
    person = looking(6)[0]
    run()

    client.force_login(counsellor)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    html = client.get(reverse("desk:matches", args=[person.pk])).content.decode()

    assert "many were sent this" in html or "few were sent this" in html
    prices = VacancyList.objects.exclude(price=0).values_list("price", flat=True)
    assert not any(f"{price:.3f}" in html for price in prices)


def test_the_command_says_what_was_done(looking, vacancies, capsys):
    looking(2)

    call_command("match")

    said = capsys.readouterr().out
    assert "The lists are in force." in said and "people looking for work: 2" in said


def test_an_empty_market_is_a_run_too(tile):
    night = run()

    assert (night.people, night.vacancies, night.state) == (0, 0, "done")


def said_of(out, group):
    return next(line for line in out.splitlines() if group in line)


def test_a_small_group_is_named_without_its_figures(looking, vacancies, capsys):
    people = looking(62)
    Person.objects.filter(pk__in=[one.pk for one in people]).update(sex="M")
    Person.objects.filter(pk__in=[one.pk for one in people[:30]]).update(sex="F")
    Person.objects.filter(pk__in=[people[0].pk, people[1].pk]).update(sex="X")
    night = run()
    PersonList.objects.filter(run=night).update(held=vacancies[0].pk)
    PersonList.objects.filter(run=night, person_id__in=[one.pk for one in people[:20]]).update(
        held=None
    )

    call_command("match", "--report")

    out = capsys.readouterr().out
    assert "too few to tell" in said_of(out, "Woman")
    assert "100.0%" in said_of(out, "/ Man") and "look into" not in said_of(out, "/ Man")
    assert "too few to tell" in said_of(out, "Prefers not to say")


def test_a_share_below_four_fifths_is_an_alarm(looking, vacancies):
    people = looking(60)
    Person.objects.filter(pk__in=[one.pk for one in people]).update(sex="M")
    Person.objects.filter(pk__in=[one.pk for one in people[:30]]).update(sex="F")
    night = run()
    PersonList.objects.filter(run=night).update(held=vacancies[0].pk)
    PersonList.objects.filter(run=night, person_id__in=[people[0].pk]).update(held=None)

    def alarms():
        return {one.group for one in report_of(night, today()) if one.alarm}

    assert not alarms()
    PersonList.objects.filter(run=night, person_id__in=[one.pk for one in people[:7]]).update(
        held=None
    )
    assert alarms() == {"F"}


def test_who_is_sealed_after_the_night_is_in_no_share(looking, vacancies):
    people = looking(2)
    night = run()
    Person.objects.filter(pk=people[0].pk).update(is_sealed=True)

    assert {one.people for one in report_of(night, today())} == {1}


def test_a_report_without_a_night_is_refused_with_two(capsys):
    with pytest.raises(CommandError, match="No night has been matched yet") as refused:
        call_command("match", "--report")

    assert refused.value.returncode == 2
