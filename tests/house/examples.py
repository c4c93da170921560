"""What stands in an address: an example for each name, and how far its record may be seen.

A builder who adds an address with a new name in it adds the name here, or the test fails.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from tests.house.rows import Place

# Open to anybody; whoever adds one here says why in the review.
PUBLIC = {
    "portal:home",
    "portal:help",
    "portal:privacy",
    "portal:about",
    "portal:elsewhere",
    "portal:answer",
    "set_language",
    "account_login",
    "mfa_authenticate",
}


def one(label: str) -> Callable[[Place], Any]:
    """Return the id of a place's one row of a model."""
    return lambda place: place.one(label).pk


def person_with_case(place: Place) -> Any:
    """Return the id of a person whom somebody works with."""
    place.one("casework.Case")
    return place.person.pk


def suspicion_between_centres(place: Place) -> Any:
    """Return the id of a pair that the ministry's registrar may settle too."""
    asked = {"asked_by": place.officer, "crosses_centres": True}
    return place.row("people.Suspicion", second=place.twin, **asked).pk


EXAMPLES: Mapping[str, Callable[[Place], Any]] = {
    "person_id": person_with_case,
    "return_id": one("people.Return"),
    "job_id": one("people.JobAbroad"),
    "item_id": one("people.ContactPoint"),
    "suspicion_id": suspicion_between_centres,
    "merge_id": lambda place: place.row("people.Merge", merged=place.twin).pk,
    "draft_id": lambda place: uuid4(),
    "case_id": one("casework.Case"),
    "plan_id": one("casework.Plan"),
    "action_id": one("casework.PlanAction"),
    "note_id": lambda place: place.row("casework.ServiceEvent", case=place.one("casework.Case")).pk,
    "follow_up_id": one("casework.FollowUp"),
    "vacancy_id": one("jobs.Vacancy"),
    "employer_id": one("jobs.Employer"),
    "referral_id": one("jobs.JobReferral"),
    "placement_id": one("jobs.Placement"),
    "link_id": one("jobs.EmployerLink"),
    "claim_id": one("skills.ClaimedSkill"),
    "batch_id": one("surveys.ImportBatch"),
    "row_id": one("surveys.ImportRow"),
    "target_id": one("results.Target"),
    "user_id": one("accounts.User"),
    "posting_id": lambda place: place.officer.postings.get().pk,
    "centre_id": one("directory.Centre"),
    "token": lambda place: "x" * 43,
}

# Names that choose a part of a page, not a record: one value that exists.
PARTS: Mapping[str, Mapping[str, str]] = {
    "desk:today_section": {"code": "now"},
    "desk:indicator": {"code": "returnees_registered"},
    "desk:indicator_excel": {"code": "returnees_registered"},
    "desk:register_step": {"step": "who"},
    "desk:register_keep": {"step": "who"},
    "desk:person_edit": {"section": "name"},
    "desk:item_new": {"kind": "contact"},
    "desk:item_edit": {"kind": "contact"},
    "desk:item_remove": {"kind": "contact"},
}

# Records that every centre may see; what it may not do there its own tests say.
SHARED = {
    "desk:vacancy",
    "desk:vacancy_move",
    "desk:vacancy_people",
    "desk:link_new",
    "desk:employer",
    "desk:match",
    "desk:match_no",
    "desk:match_wrong",
}
# Records of one browser or of a special relation, tested beside their pages.
ELSEWHERE = {
    "desk:register_step": "a draft lives in the session that began it",
    "desk:register_keep": "a draft lives in the session that began it",
    "desk:register_same": "a draft lives in the session that began it",
    "desk:register_discard": "a draft lives in the session that began it",
}
