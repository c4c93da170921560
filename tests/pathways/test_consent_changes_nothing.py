"""What somebody allows to be shared never changes what she has a right to, nor her turn."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from spean.casework.models import Appointment, Case, FollowUp
from spean.casework.selectors import section, todays_list
from spean.casework.selectors.benefits import benefits_to_renew, waiting_benefits
from spean.casework.selectors.calls import call_list
from spean.casework.selectors.day import (
    late_follow_ups,
    next_ticket,
    queue_of,
    todays_appointments,
    untouched_red,
)
from spean.casework.selectors.rights import rights_of
from spean.directory.services import load_own_tables
from spean.jobs.models import VacancyNeed
from spean.pathways.matching import people_for, suggest_for
from spean.pathways.matching.night import match_everybody
from spean.people.choices import Scope
from spean.people.contracts import ScopeAnswer
from spean.people.models import Consent, Person
from spean.people.services import record_consent, withdraw_consent
from tests.casework.benefits.ways import started, walked
from tests.factories.casework import case_for, follow_up_for, screened, service_type
from tests.factories.day import appointment_for, ticket_at
from tests.factories.jobs import SeekerFactory, VacancyFactory
from tests.factories.people import MORNING, TODAY, consent
from tests.factories.skills import SkillFactory, claimed
from tests.often import often

pytestmark = pytest.mark.django_db
FLAGS = [one.value for one in Scope if one != Scope.SERVICE_DELIVERY]
PEOPLE = 4


class Centre:
    """Four people of one officer who want much the same: a post, a benefit, a call, an hour."""

    def __init__(self, officer, centre):
        load_own_tables()
        for code in ("COU1", "FUP1"):
            service_type(code)
        self.officer, self.centre, self.decisions = officer, centre, 0
        tile = SkillFactory(code="tile")
        self.vacancies = [
            VacancyFactory(employer__centre=centre, openings=1, wage_min=200 + 30 * number)
            for number in range(3)
        ]
        for vacancy in self.vacancies:
            VacancyNeed.objects.create(vacancy=vacancy, skill=tile, weight="must")
        self.cases = [self.case(number, tile) for number in range(PEOPLE)]

    def case(self, number, skill):
        case = case_for(
            self.officer, self.centre, nickname=f"n{number}", given_name_lat=f"N{number}"
        )
        Person.objects.filter(pk=case.person_id).update(id_poor="level_1" if number % 2 else "no")
        claimed(self.officer, case.person, skill=skill, months=12 * number)
        SeekerFactory(person=case.person, wage_wanted=220, will_relocate=True)
        follow_up_for(case, days=-number, kind="month_1")
        follow_up_for(case, days=3, kind="month_3")
        screened(case)
        Case.objects.filter(pk=case.pk).update(triage="red" if number > 1 else "green")
        appointment_for(case, starts_at=MORNING + timedelta(hours=1 + number))
        ticket_at(self.centre, self.officer, MORNING, case=case)
        gone = TODAY - timedelta(days=90 - number)
        row = started(self.officer, case.person, "HEF")
        walked(self.officer, row, "make_ready", "submit", on=gone)
        return case

    def decide(self, case, granted):
        """Let her decide anew, a minute after the last decision of anybody."""
        self.decisions += 1
        named = {Scope.SHARE_CSO: "មណ្ឌលសុខភាព"}
        scopes = tuple(
            ScopeAnswer(scope=one, is_granted=one in granted, recipient=named.get(one, ""))
            for one in FLAGS
        )
        kept = consent()
        decision = consent(
            scopes=(*kept.scopes, *scopes), decided_at=MORNING + timedelta(seconds=self.decisions)
        )
        given = {"actor": self.officer, "person_id": case.person_id, "id": uuid.uuid4()}
        record_consent(decision=decision, **given)

    def picture(self, manager):
        """Return every list in which one stands before another, and every right, as codes."""
        who = lambda rows: [row.case.person_id for row in rows]  # noqa: E731
        officer = self.officer
        today = todays_list(manager, TODAY)
        return {
            "rights": [
                [(one.scheme.code, one.decision.verdict) for one in rights_of(officer, p, TODAY)]
                for p in self.people()
            ],
            "posts": [
                [
                    (one.vacancy.pk, one.match.score)
                    for one in suggest_for(person=p, today=TODAY, limit=9).fitting
                ]
                for p in self.people()
            ],
            "candidates": [
                [(one.person.pk, one.match.score) for one in self.for_vacancy(vacancy).fitting]
                for vacancy in self.vacancies
            ],
            "calls": [one.person.pk for one in call_list(officer, TODAY)],
            "waiting benefits": who(waiting_benefits(officer, TODAY)),
            "renewals": who(benefits_to_renew(officer, TODAY)),
            "today": [who(getattr(today, name).rows) for name in ("now", "week", "quiet", "new")],
            "appointments": who(todays_appointments(officer, TODAY)),
            "queue": [one.case_id for one in queue_of(officer, self.centre, TODAY)],
            "next": next_ticket(self.centre, MORNING).case_id,
            "red": [one.pk for one in untouched_red(manager)],
            "late": who(late_follow_ups(manager, TODAY)),
        }

    def for_vacancy(self, vacancy):
        return people_for(viewer=self.officer, vacancy=vacancy, today=TODAY, limit=9)

    def people(self):
        return [Person.objects.get(pk=case.person_id) for case in self.cases]


@pytest.fixture
def scene(counsellor, pursat):
    return Centre(counsellor, pursat)


def test_every_list_of_the_picture_has_somebody_in_it(scene, manager):
    picture = scene.picture(manager)

    assert {name for name, rows in picture.items() if not rows} <= {"renewals"}
    assert len(picture["calls"]) == len(picture["waiting benefits"]) == PEOPLE
    assert all(picture["rights"]) and all(picture["posts"]) and all(picture["candidates"])


def test_no_flag_of_a_consent_moves_anybody(scene, manager):
    first = scene.picture(manager)

    @often(50)
    @given(st.lists(st.sets(st.sampled_from(FLAGS)), min_size=PEOPLE, max_size=PEOPLE))
    def flip(flags):
        for case, granted in zip(scene.cases, flags, strict=True):
            scene.decide(case, granted)
        assert scene.picture(manager) == first

    flip()
    assert Consent.objects.count() > PEOPLE


def test_a_consent_that_is_taken_back_moves_nobody(scene, manager):
    first = scene.picture(manager)

    for case in scene.cases[::2]:
        scene.decide(case, FLAGS)
        taken = {"person_id": case.person_id, "withdrawn_at": MORNING + timedelta(hours=1)}
        withdraw_consent(actor=scene.officer, **taken)

    assert scene.picture(manager) == first


def test_a_night_is_given_the_same_whatever_is_allowed(scene, settings, tmp_path):
    """Who is drawn among equals hangs on the run; all else on what the run is given, by a hash."""
    settings.SPEAN_HOME = tmp_path

    def given_to_a_night():
        return match_everybody(now=timezone.now(), tell=lambda *_said: None).inputs_hash

    first = given_to_a_night()
    for case, granted in zip(scene.cases, ([], FLAGS, FLAGS[::2], FLAGS[1::2]), strict=True):
        scene.decide(case, granted)
    assert given_to_a_night() == first

    claimed(scene.officer, scene.cases[0].person, skill=SkillFactory(code="cut-stone"))
    assert given_to_a_night() != first


def test_what_does_move_somebody_is_seen(scene, manager):
    first = scene.picture(manager)
    last = first["calls"][-1]
    FollowUp.objects.filter(case__person=last).update(due_on=TODAY - timedelta(days=99))
    Case.objects.filter(person=last).update(waiting_since=TODAY - timedelta(days=99))
    Appointment.objects.filter(case__person=last).update(starts_at=MORNING + timedelta(hours=9))
    Person.objects.filter(pk=last).update(id_poor="level_1")
    Person.objects.exclude(pk=last).update(id_poor="no")

    now = scene.picture(manager)

    moved = {name for name, rows in now.items() if rows != first[name]}
    assert {"calls", "today", "appointments", "rights"} <= moved
    assert section(manager, "quiet", TODAY, 9).rows != ()
