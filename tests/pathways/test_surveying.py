"""Answers to the survey of sustainability (RSS) are scored in her case, sealed, and looked at."""

import json
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from spean.accounts.models import AuditEntry
from spean.casework.models import Assessment
from spean.casework.selectors.assessments import (
    assessments_of,
    assessments_waiting_for,
    scheme_in_force,
)
from spean.casework.services import SchemeRefused, look_at_assessment, publish_scheme
from spean.core.errors import NotAllowed
from spean.pathways.receiving import receive
from spean.pathways.replaying import replay
from spean.surveys.choices import Effect
from spean.surveys.contracts import Arrival
from spean.surveys.models import Submission
from tests.casework.test_sustainability import BEST, CONTENT, SCHEME
from tests.factories.casework import case_for
from tests.factories.forms import answer, in_use
from tests.factories.people import MORNING
from tests.pathways.test_receiving import send

pytestmark = pytest.mark.django_db
WORST = {name: min(one.worth, key=one.worth.get) for name, one in SCHEME.items.items()}
AGREED = {"agrees": "yes", "is_under_18": "no"}


@pytest.fixture
def form(pursat):
    return in_use(
        pursat, questionnaire__form_id="spean_rss", questionnaire__effect=Effect.SUSTAINABILITY
    )


@pytest.fixture
def case(counsellor, pursat):
    return case_for(counsellor, pursat)


def asked(author, form, case, answers, *, moment="baseline", on="2026-01-10", **more):
    """Send one survey as a telephone sends it; return the assessment, None if there is none."""
    said = {"person_id": str(case.person_id), "asked_on": on, "moment": moment, **AGREED, **more}
    (filed,) = send(author, answer(form, {**said, **answers}))
    filed.submission.refresh_from_db()
    return filed.submission


def test_answers_are_scored_in_her_case_and_lie_sealed(counsellor, form, case):
    kept = asked(counsellor, form, case, BEST)

    made = Assessment.objects.get()
    assert (kept.state, kept.person_id, made.case) == ("applied", case.person_id, case)
    assert (made.economic, made.social, made.psychosocial, made.composite) == (1, 1, 1, 1)
    assert (made.kind, made.moment, made.is_alarming) == ("full", "baseline", False)
    assert made.scheme_version == SCHEME.version
    assert b"very_satisfied" not in bytes(made.sealed)
    entry = AuditEntry.objects.get(action="casework.assessed")
    assert entry.detail == {"kind": "full", "moment": "baseline", "alarms": []}


def test_sent_twice_it_is_one_assessment(counsellor, form, case):
    document = answer(form, {"person_id": str(case.person_id), "asked_on": "2026-01-10",
                             "moment": "baseline", **AGREED, **BEST})  # fmt: skip

    send(counsellor, document)
    send(counsellor, document)

    assert Assessment.objects.count() == 1


def test_half_the_answers_give_no_score_and_no_alarm(counsellor, form, case):
    half = {name: said for at, (name, said) in enumerate(sorted(WORST.items())) if at % 2}

    asked(counsellor, form, case, half)

    made = Assessment.objects.get()
    assert (made.composite, made.economic, made.is_alarming) == (None, None, False)


def test_who_declines_has_no_answers_and_that_is_written_down(counsellor, form, case):
    asked(counsellor, form, case, WORST, agrees="no")

    made = Assessment.objects.get()
    assert (made.was_declined, made.composite, made.alarms) == (True, None, [])


def test_under_18_without_a_guardians_yes_nothing_is_kept_of_the_answers(counsellor, form, case):
    asked(counsellor, form, case, WORST, is_under_18="yes", guardian_agrees="no")

    assert Assessment.objects.get().was_declined


@pytest.mark.parametrize("wrong", [{"moment": "someday"}, {"on": "2027-01-01"}])
def test_without_a_moment_or_before_its_day_it_waits_for_a_person(counsellor, form, case, wrong):
    kept = asked(counsellor, form, case, BEST, **wrong)

    assert (kept.state, kept.reason) == ("waiting", "no-such-moment")
    assert not Assessment.objects.exists()


def test_what_is_asked_early_in_the_morning_is_of_that_day(counsellor, form, case):
    # Half past midnight in Phnom Penh is still yesterday by the clock of the server.
    (filed,) = receive(
        arrivals=[
            Arrival(
                actor=counsellor,
                xml=answer(
                    form,
                    {
                        "person_id": str(case.person_id),
                        "asked_on": "2026-03-02",
                        "moment": "baseline",
                        **AGREED,
                        **BEST,
                    },
                ),
            )
        ],
        now=datetime(2026, 3, 1, 17, 30, tzinfo=UTC),
    )

    filed.submission.refresh_from_db()
    assert filed.submission.state == "applied"


def test_an_officer_of_another_centre_changes_nothing(officer_elsewhere, form, case):
    kept = asked(officer_elsewhere, form, case, BEST)

    assert kept.state != "applied"
    assert not Assessment.objects.exists()


def test_the_second_time_says_how_she_moved(counsellor, form, case):
    asked(counsellor, form, case, WORST, on="2026-01-05")
    asked(counsellor, form, case, BEST, moment="month_6", on="2026-01-10")

    last = assessments_of(counsellor, case.person)[-1]
    value, margin, pairs = last.changes["social"]
    assert (value, margin, pairs) == (1.0, 0.0, 10)


def test_whoever_does_badly_stands_on_the_managers_list_until_she_looked(
    counsellor, manager, manager_elsewhere, form, case, client
):
    asked(counsellor, form, case, WORST)

    (waiting,) = assessments_waiting_for(manager)
    assert waiting.alarms == ["economic", "social", "psychosocial"]
    assert not assessments_waiting_for(counsellor) and not assessments_waiting_for(
        manager_elsewhere
    )
    with pytest.raises(NotAllowed):
        look_at_assessment(actor=manager_elsewhere, assessment_id=waiting.pk, now=MORNING)
    client.force_login(manager)
    assert reverse("desk:alarms") in client.get(reverse("desk:today")).content.decode()
    page = client.get(reverse("desk:alarms")).content.decode()
    assert case.person.name in page
    client.post(reverse("desk:alarm_seen", args=[waiting.pk]))
    assert not assessments_waiting_for(manager)
    assert case.person.name not in client.get(reverse("desk:alarms")).content.decode()


@pytest.mark.parametrize(("later", "waiting"), [("worst", 1), ("best", 0), ("declined", 1)])
def test_only_what_she_said_last_counts(counsellor, manager, form, case, later, waiting):
    asked(counsellor, form, case, WORST, on="2026-01-05")
    more = {"agrees": "no"} if later == "declined" else {}

    said = BEST if later == "best" else WORST
    asked(counsellor, form, case, said, on="2026-01-10", moment="month_6", **more)

    assert len(assessments_waiting_for(manager)) == waiting


def test_a_sealed_file_is_on_no_list(counsellor, manager, form, case):
    asked(counsellor, form, case, WORST)
    case.person.is_sealed = True
    case.person.save()

    assert not assessments_waiting_for(manager)
    assert assessments_of(counsellor, case.person) == []


def test_the_persons_page_draws_where_she_stands(counsellor, form, case, client):
    asked(counsellor, form, case, WORST, on="2026-01-05")
    asked(counsellor, form, case, BEST, moment="month_6", on="2026-01-10")
    client.force_login(counsellor)

    page = client.get(reverse("desk:person", args=[case.person_id])).content.decode()

    assert 'id="doing"' in page and page.count('class="track"') == 3
    assert "+1.00" in page and "UNDEFINED" not in page


def test_answers_that_came_before_are_scored_by_replay(counsellor, form, case):
    asked(counsellor, form, case, BEST)
    Assessment.objects.all().delete()
    Submission.objects.update(state="received", applied_at=None)

    assert dict(replay(effect=Effect.SUSTAINABILITY, now=MORNING, tell=lambda *_: None)) == {
        "applied": 1
    }
    assert Assessment.objects.get().composite == 1


def test_a_new_scheme_counts_from_now_on_and_old_scores_stay(counsellor, manager, form, case):
    asked(counsellor, form, case, BEST, on="2026-01-05")
    other = json.loads(json.dumps(CONTENT))
    other["version"], other["items"]["rss_e1"]["weight"] = "official-1", 5
    publish_scheme(actor=manager, content=other)

    asked(counsellor, form, case, {**BEST, "rss_e1": "very_dissatisfied"}, on="2026-01-10",
          moment="month_6")  # fmt: skip

    first, second = assessments_of(counsellor, case.person)
    assert (first.scheme_version, first.economic) == (SCHEME.version, 1)
    assert (second.scheme_version, second.economic) == ("official-1", pytest.approx(9 / 14))
    assert scheme_in_force().version == "official-1"


def test_a_scheme_is_never_written_over_and_a_broken_one_changes_nothing(manager):
    publish_scheme(actor=manager, content={**CONTENT, "version": "official-1"})

    for content in ({**CONTENT, "version": "official-1"}, {**CONTENT, "items": {}}):
        with pytest.raises(SchemeRefused):
            publish_scheme(actor=manager, content=content)

    assert scheme_in_force().version == "official-1"
