"""What an answer to the survey of sustainability (RSS) says, as casework takes it."""

from datetime import date
from typing import Any, Final

from django.utils import timezone

from spean.surveys.contracts import Given

_ITEM: Final = "rss_"


def survey_answers_of(given: Given) -> dict[str, Any]:
    """Return the answers to RSS as `casework.contracts.SurveyAnswers` takes them.

    Without her yes, and a guardian's where she is under 18, nothing was asked. The short form is
    the one whose id says so; a centre's own version of it keeps the id.
    """
    said = given.answers
    is_minor = said.text("is_under_18") == "yes"
    has_agreed = said.text("agrees") == "yes" and (
        not is_minor or said.text("guardian_agrees") == "yes"
    )
    form_id = given.submission.version.questionnaire.form_id
    return {
        "kind": "short" if form_id.endswith("_short") else "full",
        "moment": said.text("moment").strip(),
        "taken_on": _day(given),
        "answers": {_ITEM + name: text for name, text in said.named(_ITEM).items()},
        "was_declined": not has_agreed,
    }


def _day(given: Given) -> date:
    try:
        return date.fromisoformat(given.answers.text("asked_on").strip())
    except ValueError:
        moment = given.submission.captured_at or given.submission.created_at
        return timezone.localdate(moment)
