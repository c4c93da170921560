"""Reintegration, outreach, attendance, fairs, feedback: what is asked, and what waits."""

import pytest
from tools.forms.rss_items import DIMENSIONS, NO_ANSWER, SHORT

from spean.casework.choices import Dimension
from spean.surveys.models import Submission
from spean.surveys.selectors import answer_as_sent
from spean.surveys.services.programme import EFFECTS
from tests.factories.forms import answer, in_use
from tests.pathways.test_receiving import send
from tests.surveys.test_programme_forms import MADE, compiled

SAID = {
    "spean_rss": {
        "about": {"client_no": "PUR-26-00012-4"},
        "beginning": {"moment": "baseline", "agrees": "yes", "is_under_18": "no"},
        "economic": {"rss_e1": "dissatisfied", "rss_e8": "land animals"},
        "psychosocial": {"rss_p9": "no", "rss_p10": "wish"},
    },
    "spean_rss_short": {"economic": {"rss_e5": "larger"}, "psychosocial": {"rss_p3": "much"}},
    "spean_outreach": {
        "activity": {"held_on": "2026-02-27", "kind": "village_meeting", "topics": "INF2 INF6"},
        "reached": {"n_women": "31", "n_men": "12", "n_youth": "9", "cost_khr": "120000"},
        "leads": [{"may_keep": "no"}, {"may_keep": "self", "name": "សុខ", "phone": "012345678"}],
    },
    "spean_attendance": {
        "course": {"course_name": "GYB-3", "held_on": "2026-03-02", "hours_planned": "6"},
        "participants": [
            {"participant_no": "PUR-26-00012-4", "hours": "6", "score_before": "40"},
            {"name": "ចាន់", "hours": "0", "absent_reason": "health"},
        ],
    },
    "spean_fair_visitor": {
        "fair": {"fair_code": "Bakan 1", "held_on": "2026-03-02", "is_tally": "yes"},
        "tally": {"n_women": "40", "n_men": "22", "n_children": "17"},
    },
    "spean_fair_exit": {
        "fair": {"fair_code": "Bakan 1", "sex": "F", "age_band": "25_35"},
        "outcome": {"desks": "jobs debt", "n_interviews": "2", "offer": "none"},
    },
    "spean_feedback": {
        "what": {"received_on": "2026-03-02", "category": "complaint", "issue": "bribery"},
        "answer": {"wants_answer": "no"},
    },
}

TAKEN_UP = {"spean_rss", "spean_rss_short", "spean_feedback", "spean_attendance"}


def published(form_id, *centres):
    return in_use(
        *centres,
        questionnaire__form_id=form_id,
        questionnaire__effect=EFFECTS[form_id],
        questions=compiled(form_id)["questions"],
    )


def row_of(form_id, name):
    return next(one for one in MADE[form_id]().rows if one["name"] == name)


def names_in(form_id):
    return [one["name"] for one in MADE[form_id]().rows]


def needed_in(form_id):
    return [one["name"] for one in MADE[form_id]().rows if one.get("required")]


@pytest.mark.django_db
@pytest.mark.parametrize("form_id", sorted(SAID.keys() - TAKEN_UP))
def test_an_answer_is_kept_once_as_it_came_and_waits_for_its_room(form_id, volunteer, pursat):
    sent = answer(published(form_id, pursat), SAID[form_id])

    outcomes = [send(volunteer, sent)[0].outcome for _again in range(2)]

    kept = Submission.objects.get()
    assert outcomes == ["new", "known"]
    assert (kept.state, kept.reason, kept.person_id) == ("received", "", None)
    assert kept.get_state_display()
    assert answer_as_sent(kept) == sent


@pytest.mark.parametrize("form_id", SAID)
def test_every_answer_of_the_examples_is_one_that_the_questionnaire_knows(form_id):
    asked = {one["path"]: one["choices"] for one in compiled(form_id)["questions"]}
    for group, inside in SAID[form_id].items():
        for values in inside if isinstance(inside, list) else [inside]:
            for name, value in values.items():
                choices = asked[f"{group}/{name}"]
                assert not choices or set(value.split()) <= set(choices), name


def test_the_whole_survey_asks_ten_items_of_each_dimension_in_their_order():
    asked = [name for name in names_in("spean_rss") if name.startswith("rss_")]

    assert asked == [f"rss_{letter}{number}" for letter in "esp" for number in range(1, 11)]
    assert set(DIMENSIONS) == set(Dimension.values)


def test_the_short_survey_asks_nine_of_them_in_the_same_words():
    full = {one["name"]: one for one in MADE["spean_rss"]().rows}
    short = [one for one in MADE["spean_rss_short"]().rows if one["name"].startswith("rss_")]

    assert {one["name"] for one in short} == SHORT
    assert len(short) == 9
    assert all(one == full[one["name"]] for one in short)


def test_every_item_may_be_refused_and_none_asks_an_amount():
    for one in (item for items in DIMENSIONS.values() for item in items):
        row = row_of("spean_rss", one.name)
        assert row["type"].startswith("select_")
        assert "required" not in row
        assert set(NO_ANSWER) <= set(one.codes.said)


def test_nobody_under_18_is_surveyed_without_a_guardian():
    guardian = "${is_under_18} = 'no' or ${guardian_agrees} = 'yes'"
    for form_id in ("spean_rss", "spean_rss_short"):
        for dimension in DIMENSIONS:
            assert row_of(form_id, dimension)["relevant"] == f"${{agrees}} = 'yes' and ({guardian})"


def test_feedback_does_not_ask_who_speaks_unless_an_answer_is_wished():
    asked = set(names_in("spean_feedback"))

    assert not asked & {"start", "end", "person_id", "client_no", "sex", "age_band"}
    for name in ("name", "phone", "other_way"):
        assert row_of("spean_feedback", name)["relevant"] == "${wants_answer} = 'yes'"
    assert needed_in("spean_feedback") == ["received_on", "category"]


def test_feedback_asks_no_story_of_sexual_harassment():
    story = row_of("spean_feedback", "story")

    assert story["relevant"] == "not(${issue} = 'sexual_harassment')"
    assert row_of("spean_feedback", "happened_on")["relevant"].endswith(story["relevant"])


def test_the_exit_survey_of_a_fair_asks_nobody_who_she_is():
    asked = set(names_in("spean_fair_exit"))

    assert not asked & {"start", "end", "person_id", "client_no", "name", "phone", "village"}


def test_an_outreach_keeps_no_name_without_a_yes():
    for name in ("lead_no", "name", "phone", "needs"):
        assert "${may_keep} = 'self'" in row_of("spean_outreach", name)["relevant"]
    codes = [code for code, _km, _en in MADE["spean_outreach"]().lists["lead_basis"]]
    assert codes == ["self", "guardian", "no"]


def test_a_participant_is_named_by_number_and_nobody_attends_longer_than_the_day():
    assert row_of("spean_attendance", "name")["relevant"] == "${participant_no} = ''"
    assert row_of("spean_attendance", "hours")["constraint"] == ". >= 0 and . <= ${hours_planned}"
    assert row_of("spean_attendance", "score_after")["constraint"] == ". >= 0 and . <= 100"


def test_what_is_about_several_people_is_never_filled_in_with_the_number_of_one():
    for form_id, made in MADE.items():
        depth = 0
        for one in made().rows:
            depth += {"begin_repeat": 1, "end_repeat": -1}.get(one["type"], 0)
            assert not (depth and one["name"] in {"person_id", "client_no"}), form_id
