"""What an answer to the questionnaire of feedback (F19) says, as a grievance is taken in."""

from typing import Any, Final

from spean.surveys.contracts import Given

_WAYS: Final = {"phone": "phone", "box": "box", "message": "message"}
# What is said of the programme itself, where no issue was chosen.
_KINDS: Final = {"positive": "positive", "negative": "negative"}
_COMPLAINTS: Final = {"complaint", "sensitive"}
_AT_THE_CENTRE: Final = {
    *("counsellor", "legal_officer", "volunteer", "job_officer", "tvet_facilitator"),
}
_NOBODY: Final = {"nobody", "partner", "employer"}


def feedback_of(given: Given) -> dict[str, Any]:
    """Return the answer as `casework` takes a grievance: codes, the story, a way to answer.

    Of a complaint that does not say whom it is about it is not known; of praise, nobody is.
    """
    said = given.answers
    category = said.text("category").strip()
    return {
        "kind": said.text("issue").strip() or _KINDS.get(category, "other"),
        "way": _WAYS.get(said.text("channel").strip(), "in_person"),
        "about": _about(said.text("concerns").strip(), category in _COMPLAINTS),
        "story": _story(said),
        "contact": _contact(said),
    }


def _about(concerns: str, is_complaint: bool) -> str:
    if concerns == "centre_manager":
        return "manager"
    if concerns in _AT_THE_CENTRE:
        return "staff"
    if concerns in _NOBODY or not is_complaint:
        return "nobody"
    return "unknown"


def _story(said: Any) -> str:
    """Return what was told, and below it the codes that say which service, whom and when."""
    names = ("about_service", "concerns", "happened_on", "satisfaction")
    codes = " · ".join(text for name in names if (text := said.text(name).strip()))
    return "\n".join(filter(None, (said.text("story").strip(), codes)))


def _contact(said: Any) -> str:
    if said.text("wants_answer").strip() != "yes":
        return ""
    phone, safe = said.text("phone").strip(), said.text("safe_to_call").strip()
    number = f"{phone} ({safe})" if phone and safe else phone
    parts = (said.text("name").strip(), number, said.text("other_way").strip())
    return " · ".join(filter(None, parts))
