"""What stands in an address: an example for each name, and how far its record may be seen.

A builder who adds an address with a new name in it adds the name here, or the test fails.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from spean.casework.contracts import DebtWords
from spean.casework.models import ServiceReferral
from spean.casework.services import save_budget, write_debt
from spean.casework.services.benefits import start_benefit
from spean.casework.services.grievances import GrievanceWords, receive_grievance
from spean.casework.services.plan_files import keep_reading
from spean.directory.services import load_own_tables
from spean.people.models import ConsentText
from spean.people.services.sealing import new_key_for, seal_for
from spean.surveys.models import QuestionnaireVersion
from spean.surveys.services.aside import aside_row, sealed_answer
from tests.casework.money.households import sheet
from tests.factories.forms import answer, in_use, kept
from tests.factories.people import PersonFactory
from tests.factories.serving import CentreFactory
from tests.house.rows import Place

# Open to anybody; whoever adds one here says why in the review.
PUBLIC = {
    "portal:home",
    "portal:help",
    "portal:privacy",
    "portal:about",
    "portal:elsewhere",
    # Complaints about us come from anybody, without a name.
    "portal:complain",
    "portal:complain_status",
    "portal:answer",
    "portal:referral",
    "portal:referral_paper",
    # Other registries: known by the signature of each message, never by a session.
    "spdci:search",
    "spdci:sync-search",
    "spdci:on-search",
    "spdci:subscribe",
    "spdci:on-subscribe",
    "spdci:unsubscribe",
    "spdci:on-unsubscribe",
    "spdci:notify",
    "spdci:status",
    "spdci:sync-status",
    "spdci:txn-on-status",
    "spdci:on-status",
    # The last word of a telephone whose user was shut out: its own key speaks, or nothing is said.
    "api:sync-last",
    "api:last-part",
    "set_language",
    "account_login",
    "mfa_authenticate",
}

# Of these, what opens by a link alone; tests/portal knows the links.
BEHIND_A_LINK = {"portal:answer", "portal:referral", "portal:referral_paper"}


def one(label: str) -> Callable[[Place], Any]:
    """Return the id of a place's one row of a model."""
    return lambda place: place.one(label).pk


def person_with_case(place: Place) -> Any:
    """Return the id of a person whom somebody works with."""
    place.one("casework.Case")
    return place.person.pk


def kept_budget(place: Place) -> Any:
    """Return the id of a reckoning kept for a person who has a key of her own."""
    place.one("casework.Case")
    new_key_for(place.person)[0].save()
    kept = {"id": uuid4(), "sheet": sheet(), "now": timezone.now()}
    return save_budget(actor=place.officer, person=place.person, **kept).pk


def written_debt(place: Place) -> Any:
    """Return the id of a loan written down for a person who has a key of her own."""
    place.example("budget_id", kept_budget)
    words = DebtWords("mfi", "ឥណទាន", Decimal(100), "USD")
    return write_debt(actor=place.officer, person=place.person, id=uuid4(), words=words).pk


def referral_to_a_service(place: Place) -> Any:
    """Return the id of a referral to a service, with a decision that names its partner."""
    # The text that was read is one for all places.
    text = ConsentText.objects.first() or place.row("people.ConsentText")
    consent = place.row("people.Consent", person=place.person, text=text)
    place.example("budget_id", kept_budget)
    given = {"case": place.one("casework.Case"), "consent": consent, "id": uuid4()}
    context = f"service_referral:{given['id']}"
    given["sealed"] = seal_for(place.person, {"reason": "ឈឺ"}, context=context)
    return place.row("casework.ServiceReferral", **given).pk


def shared_paper(place: Place) -> Any:
    """Return the id of a paper that is there for a partner."""
    referral_id = place.example("service_referral_id", referral_to_a_service)
    referral = ServiceReferral.objects.get(pk=referral_id)
    return place.row("casework.SharedPaper", referral=referral).pk


def begun_benefit(place: Place) -> Any:
    """Return the id of a referral to a scheme of a person who has a key of her own."""
    place.example("budget_id", kept_budget)
    load_own_tables()
    begun = {"scheme": "NSSF-VOLUNTARY", "id": uuid4(), "today": timezone.localdate()}
    return start_benefit(actor=place.officer, person=place.person, **begun).pk


def kept_voice(place: Place) -> Any:
    """Return the id of a recording of the plan of a person who has a key of her own."""
    place.example("budget_id", kept_budget)
    plan = place.one("casework.Plan")
    plan.state = "draft"
    plan.save()
    return keep_reading(actor=place.officer, plan=plan, id=uuid4(), sound=b"OggS voice").pk


def booked_hour(place: Place) -> Any:
    """Return the id of an appointment with this place's officer."""
    place.example("person_id", person_with_case)
    return place.row("casework.Appointment", case=place.one("casework.Case"), minutes=30).pk


def kept_grievance(place: Place) -> Any:
    """Return the id of a grievance that the place's manager looks into."""
    words = {"kind": "service", "way": "box", "about": "nobody", "story": "យឺត"}
    given = GrievanceWords(centre=place.centre, **words)
    act = {"actor": place.officer, "id": uuid4(), "now": timezone.now()}
    return receive_grievance(words=given, **act)[0].pk


def coming_transfer(place: Place) -> Any:
    """Return the id of a question to this place from another centre."""
    elsewhere = CentreFactory(code=f"X{place.centre.code}"[:12])
    given = {"from_centre": elsewhere, "to_centre": place.centre, "asked_by": place.officer}
    person = PersonFactory(centre=elsewhere, registered_by=place.officer)
    return place.row("casework.Transfer", person=person, **given).pk


def suspicion_between_centres(place: Place) -> Any:
    """Return the id of a pair that the ministry's registrar may settle too."""
    asked = {"asked_by": place.officer, "crosses_centres": True}
    return place.row("people.Suspicion", second=place.twin, **asked).pk


def waiting_answer(place: Place) -> Any:
    """Return the id of an answer of this centre that needs a person."""
    given = {"version": in_use(place.centre), "centre": place.centre, "author": place.officer}
    row = place.row("surveys.Submission", state="waiting", reason="wrong-input", **given)
    row.xml = sealed_answer(row.pk, answer(given["version"]))
    row.save()
    return row.pk


def set_aside(place: Place) -> Any:
    """Return the id of a file of an answer that was set aside at this centre."""
    row = aside_row(
        instance_id=f"uuid:{uuid4()}",
        reason="differs",
        content=b"JPG",
        sent_by=place.officer,
        centre_id=place.centre.pk,
        part_name="a.jpg",
    )
    row.save(force_insert=True)
    return row.pk


def rule_subject(place: Place) -> Any:
    """Return the id of a subject of rules that holds a number."""
    given = {"code": f"hours-per-day.{place.centre.code}", "kind": "number", "unit": "hours"}
    return place.row("directory.RuleSubject", topic="hours", **given).pk


def rule_draft(place: Place) -> Any:
    """Return the id of somebody's draft of a rule."""
    place.example("subject_id", rule_subject)
    given = {"code": f"hours-per-day.{place.centre.code}", "value": "8", "unit": "hours"}
    return place.row("directory.RuleRow", state="draft", drafted_by=place.officer, **given).pk


def form_of(place: Place) -> str:
    """Return the form id of a questionnaire in use at this centre."""
    return in_use(place.centre).questionnaire.form_id


def answer_of_form(place: Place) -> str:
    """Return the instance id of an answer to that questionnaire."""
    form_id = place.example("form_id", form_of)
    version = QuestionnaireVersion.objects.get(questionnaire__form_id=form_id)
    return kept(version, place.centre, place.officer).instance_id


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
    "claim_id": one("skills.ClaimedSkill"),
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
    "desk:item_new": {"kind": "contact"},
    "desk:item_edit": {"kind": "contact"},
    "desk:item_remove": {"kind": "contact"},
    "openrosa:media": {"name": "a.png"},
    "api:form-media": {"name": "a.png"},
    "v1:rows": {"table": "Submissions"},
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
    "desk:questionnaire",
    "desk:questionnaire_use",
    "desk:questionnaire_file",
    "desk:questionnaire_workbook",
    "desk:service",
    "desk:service_edit",
    "desk:service_check",
    "desk:service_given",
    "api:hsds-service",
    "desk:registry",
    "desk:registry_key_end",
}
# Records of one browser or of a special relation, tested beside their pages.
ELSEWHERE = {
    "v1:project": "the one project is every reader's (tests/api)",
    "v1:forms": "the one project is every reader's (tests/api)",
    "desk:register_step": "a draft lives in the session that began it",
    "desk:register_keep": "a draft lives in the session that began it",
    "desk:register_same": "a draft lives in the session that began it",
    "desk:register_discard": "a draft lives in the session that began it",
    "openrosa:submission-of-centre": "another centre's supervisor finds it set aside (tests/api)",
    "openrosa:media": "a file of its own name (tests/api)",
    "api:form-media": "a file of its own name (tests/api)",
    "api:part": "a device of one user (tests/api)",
    "desk:answers": "a list; whoever may read her own alone sees those (tests/desk/questionnaires)",
    "desk:telephone_lost": "a telephone of one user",
    "desk:telephone_key_end": "a telephone of one user",
    "desk:grievance": "what it is about decides (tests/casework/test_grievances)",
    "desk:carried_file": "whoever brought it in sees it (tests/desk/questionnaires)",
    "desk:carried_receipts": "whoever brought it in sees them (tests/desk/questionnaires)",
}
