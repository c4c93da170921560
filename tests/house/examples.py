"""What stands in an address: an example for each name; how far it may be seen is in `reaches.py`.

A builder who adds an address with a new name in it adds the name here, or the test fails.
"""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

from tests.factories.forms import in_use
from tests.house.businesses import (
    asked_for_money,
    begun_business,
    kept_receipt,
    kept_shop_plan,
    made_kit,
)
from tests.house.recipes import (
    a_piece_of_proof,
    a_question_of_pay,
    a_recognition,
    answer_of_form,
    begun_benefit,
    booked_hour,
    coming_transfer,
    completed_course,
    form_of,
    kept_budget,
    kept_grievance,
    kept_voice,
    one,
    one_of,
    person_with_case,
    referral_to_a_service,
    rule_draft,
    rule_subject,
    running_course,
    sealed_certificate,
    set_aside,
    shared_paper,
    shown_passport,
    stipend_receipt,
    suspicion_between_centres,
    taking_part,
    waiting_answer,
    waiting_key,
    written_debt,
)
from tests.house.rows import Place

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
    "budget_id": kept_budget,
    "debt_id": written_debt,
    "benefit_id": begun_benefit,
    "mark_id": kept_voice,
    "assessment_id": lambda place: (
        place.row("casework.Assessment", case=place.one("casework.Case"), is_alarming=True).pk
    ),
    "action_id": one("casework.PlanAction"),
    "service_referral_id": referral_to_a_service,
    "paper_id": shared_paper,
    "mapping_id": lambda place: place.row("directory.ServiceMapping", scheme=place.centre.code).pk,
    "appointment_id": booked_hour,
    "ticket_id": one("casework.Ticket"),
    "beginning_id": lambda place: (
        place.row("casework.NoteTemplate", label_km="ជួប", mode="in_person").pk
    ),
    "note_id": lambda place: place.row("casework.ServiceEvent", case=place.one("casework.Case")).pk,
    "grievance_id": kept_grievance,
    "transfer_id": coming_transfer,
    "follow_up_id": one("casework.FollowUp"),
    "visit_id": lambda place: (
        place.row(
            "casework.FollowUp",
            case=place.one("casework.Case"),
            kind="employer",
            about_kind="placement",
            about_id=place.one("jobs.Placement").pk,
        ).pk
    ),
    "call_id": lambda place: (
        place.row(
            "casework.FollowUpAnswers", follow_up=place.one("casework.FollowUp"), sealed=b""
        ).follow_up_id
    ),
    "vacancy_id": one("jobs.Vacancy"),
    "employer_id": one("jobs.Employer"),
    "referral_id": one("jobs.JobReferral"),
    "placement_id": one("jobs.Placement"),
    "link_id": one("jobs.EmployerLink"),
    "certificate_id": sealed_certificate,
    "basis_id": completed_course,
    "key_id": waiting_key,
    "claim_id": one("skills.ClaimedSkill"),
    "passport_link_id": shown_passport,
    "course_id": running_course,
    "promise_id": one("skills.CourseCommitment"),
    "enrolment_id": taking_part,
    "payment_id": stipend_receipt,
    "question_id": lambda place: (
        place.row(
            "skills.TestQuestion",
            course=one_of("skills.Course", place.example("course_id", running_course)),
            answer=0,
        ).pk
    ),
    "business_id": begun_business,
    "shop_plan_id": kept_shop_plan,
    "finance_id": asked_for_money,
    "kit_id": made_kit,
    "kit_file_id": kept_receipt,
    "cooperative_id": one("skills.CooperativeGroup"),
    "cooperative_member_id": one("skills.CooperativeMember"),
    "standard_id": one("skills.Standard"),
    "unit_id": one("skills.Unit"),
    "task_id": one("skills.UnitTask"),
    "level_id": one("skills.CqfLevel"),
    "recognition_id": a_recognition,
    "evidence_id": a_piece_of_proof,
    "wage_id": a_question_of_pay,
    "assessor_id": lambda place: (
        place.row(
            "skills.Assessor",
            centre=place.centre,
            user=place.officer,
            registration_no=place.centre.code,
        ).pk
    ),
    "batch_id": one("surveys.ImportBatch"),
    "row_id": one("surveys.ImportRow"),
    "target_id": one("results.Target"),
    "user_id": one("accounts.User"),
    "posting_id": lambda place: place.officer.postings.get().pk,
    "centre_id": one("directory.Centre"),
    "questionnaire_id": lambda place: in_use(place.centre).questionnaire.pk,
    "submission_id": waiting_answer,
    "aside_id": set_aside,
    "file_id": lambda place: (
        place.row(
            "surveys.BroughtFile", device=place.one("directory.Device"), brought_by=place.officer
        ).pk
    ),
    "conflict_id": lambda place: (
        place.row(
            "surveys.FieldConflict",
            person_id=place.person.pk,
            centre=place.centre,
            submission_id=waiting_answer(place),
            field="nickname",
        ).pk
    ),
    "subject_id": rule_subject,
    "rule_id": rule_draft,
    "offer_id": one("directory.ServiceOffer"),
    "group_id": one("casework.PeerGroup"),
    "member_id": one("casework.PeerMember"),
    "token_id": one("accounts.Token"),
    "device_id": one("directory.Device"),
    "peer_id": one("directory.RegistryPeer"),
    "sha256": lambda place: "0" * 64,
    "version_id": lambda place: in_use(place.centre, media_names=["a.png"]).pk,
    "centre": lambda place: place.centre.code,
    "token": lambda place: "x" * 43,
    # The site is one project of ODK Central's; its forms are named by their form ids.
    "project_id": lambda place: 1,
    "form_id": form_of,
    "instance_id": answer_of_form,
}

# Names that choose a part of a page, not a record: one value that exists.
PARTS: Mapping[str, Mapping[str, str]] = {
    "desk:today_section": {"code": "now"},
    "desk:call": {"step": "now"},
    "desk:benefit_move": {"move": "make_ready"},
    "desk:indicator": {"code": "returnees_registered"},
    "desk:indicator_excel": {"code": "returnees_registered"},
    "desk:register_step": {"step": "who"},
    "desk:register_keep": {"step": "who"},
    "desk:person_edit": {"section": "name"},
    "desk:certificate_propose": {"kind": "enrolment"},
    "desk:item_new": {"kind": "contact"},
    "desk:item_edit": {"kind": "contact"},
    "desk:item_remove": {"kind": "contact"},
    "openrosa:media": {"name": "a.png"},
    "api:form-media": {"name": "a.png"},
    "v1:rows": {"table": "Submissions"},
}
