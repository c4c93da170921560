"""The rule of form F5: transparent, and more need never waits longer."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spean.casework.choices import Answer, Question, Triage
from spean.casework.rules import (
    QUESTIONS,
    RED_QUESTIONS,
    URGENCY,
    most_urgent,
    needs_protocol,
    triage,
)

# A machine that is busy with other tests is no fault of the rule.
CALM = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ALL_ANSWERS = st.fixed_dictionaries({code: st.sampled_from(Answer.values) for code in QUESTIONS})


def no_to_all() -> dict[str, str]:
    return dict.fromkeys(QUESTIONS, "no")


@CALM
@given(ALL_ANSWERS, st.sampled_from(QUESTIONS))
def test_one_more_yes_never_makes_it_less_urgent(answers, question):
    before = triage(answers).triage
    after = triage({**answers, question: "yes"}).triage

    assert URGENCY.index(after) >= URGENCY.index(before)


@CALM
@given(ALL_ANSWERS)
def test_the_reasons_are_yeses_of_the_decisive_urgency(answers):
    proposal = triage(answers)

    assert all(answers[reason] == "yes" for reason in proposal.reasons)
    assert bool(proposal.reasons) == (proposal.triage != "green")
    assert {reason in RED_QUESTIONS for reason in proposal.reasons} <= {proposal.triage == "red"}


@CALM
@given(ALL_ANSWERS)
def test_the_order_of_the_answers_does_not_matter(answers):
    assert triage(dict(reversed(answers.items()))) == triage(answers)


def test_each_red_question_alone_means_today():
    assert {triage({**no_to_all(), code: "yes"}).triage for code in RED_QUESTIONS} == {"red"}


def test_the_woman_of_ou_smach_is_amber():
    # Scenario S1: passport with the foreman, wages owed, two children out of school, a debt.
    yes = ("documents_missing", "wages_owed", "out_of_school", "debt_due")

    assert triage({**no_to_all(), **dict.fromkeys(yes, "yes")}).triage == "amber"


def test_a_question_not_asked_raises_nothing():
    assert triage(dict.fromkeys(QUESTIONS, "unknown")).triage == "green"


def test_threats_and_self_harm_call_for_the_protocol_and_nothing_else_does():
    calling = {code for code in QUESTIONS if needs_protocol({**no_to_all(), code: "yes"})}

    assert calling == {"not_free", "self_harm"}


def test_the_questions_of_the_rule_are_those_people_are_asked():
    assert set(QUESTIONS) == set(Question.values)
    assert len(QUESTIONS) == 11


def test_the_results_are_those_of_the_model():
    assert set(URGENCY) == set(Triage.values)


def test_the_more_urgent_of_two_results_counts():
    assert most_urgent(["green", "red", ""]) == "red"
    assert most_urgent(["", ""]) == ""
