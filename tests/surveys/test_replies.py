"""Answers in the words of their questionnaire, and where two copies say different things."""

from spean.surveys.rules.instance import read_instance
from spean.surveys.rules.replies import differences, in_language, replies

QUESTIONS = [
    {"path": "start", "name": "start", "type": "start", "label": {}},
    {"path": "who/name", "name": "name", "type": "text", "label": {"Khmer (km)": "ឈ្មោះ"}},
    {
        "path": "needs",
        "name": "needs",
        "type": "select_multiple",
        "label": {"Khmer (km)": "តម្រូវការ", "English (en)": "Needs"},
        "choices": {"income": {"English (en)": "Income"}, "debt": {"English (en)": "Debt"}},
    },
    {"path": "jobs/work", "name": "work", "type": "text", "label": {"English (en)": "Work"}},
]


def said(inside):
    xml = f'<data id="a" version="1">{inside}<meta><instanceID>uuid:1</instanceID></meta></data>'
    return replies(read_instance(xml.encode(), repeats=frozenset({"jobs"})).answers, QUESTIONS)


def test_answers_come_in_order_with_their_words_and_nothing_that_nobody_asked():
    found = said(
        "<start>2026-11-23T08:00</start><who><name>សុភា</name></who><needs>income debt</needs>"
        "<jobs><work>x</work></jobs><jobs><work>y</work></jobs><empty/>"
    )

    assert [(one.path, one.value) for one in found] == [
        ("who/name", "សុភា"),
        ("needs", "income debt"),
        ("jobs[1]/work", "x"),
        ("jobs[2]/work", "y"),
    ]
    assert [in_language(one, "en") for one in found[1].chosen] == ["Income", "Debt"]


def test_an_answer_without_a_question_is_shown_by_its_place():
    (found,) = said("<old>1</old>")

    assert in_language(found.labels, "km") == "old"


def test_a_code_that_the_questionnaire_does_not_know_stays_a_code():
    (found,) = said("<needs>income other</needs>")

    assert (found.chosen, found.value) == ((), "income other")


def test_only_what_differs_is_told_and_what_one_copy_lacks():
    first = said("<who><name>a</name></who><needs>debt</needs>")
    copy = said("<who><name>b</name></who><needs>debt</needs><jobs><work>x</work></jobs>")

    told = [
        (one.first and one.first.value, one.copy and one.copy.value)
        for one in differences(first, copy)
    ]

    assert told == [("a", "b"), (None, "x")]
    assert in_language(differences(first, copy)[0].labels, "en") == "ឈ្មោះ"
