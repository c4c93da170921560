"""How an example of a record is made, where one row alone would say nothing to a page."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.utils import timezone

from spean.casework.contracts import DebtWords
from spean.casework.models import ServiceReferral
from spean.casework.services import save_budget, write_debt
from spean.casework.services.benefits import start_benefit
from spean.casework.services.grievances import GrievanceWords, receive_grievance
from spean.casework.services.plan_files import keep_reading
from spean.directory.services import load_own_tables
from spean.people.models import ConsentText, PersonKey
from spean.people.services.sealing import new_key_for, seal_for
from spean.surveys.models import QuestionnaireVersion
from spean.surveys.services.aside import aside_row, sealed_answer
from tests.casework.money.households import sheet
from tests.factories.accounts import UserFactory
from tests.factories.certified import completed, standard_of
from tests.factories.forms import answer, in_use, kept
from tests.factories.people import PersonFactory
from tests.factories.serving import CentreFactory
from tests.house.rows import Place


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


def _recognition(place: Place) -> Any:
    if "skills.Recognition" not in place._rows:
        number = f"RPL-{place.centre.code}"
        place._rows["skills.Recognition"] = place.row("skills.Recognition", application_no=number)
    return place._rows["skills.Recognition"]


def a_recognition(place: Place) -> Any:
    """Return the id of a recognition of this place's person, open to everything."""
    return _recognition(place).pk


def a_question_of_pay(place: Place) -> Any:
    """Return the id of a question about the wage."""
    return place.row("skills.WageCheck", recognition=_recognition(place)).pk


def a_piece_of_proof(place: Place) -> Any:
    """Return the id of a piece of proof without parts."""
    kind = {"media_type": "image/png"}
    return place.row("skills.Evidence", recognition=_recognition(place), **kind).pk


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


def shown_passport(place: Place) -> Any:
    """Return the id of a link to a skill passport."""
    passport = place.row("skills.Passport", person=place.person, recorded_by=place.officer)
    return place.row("skills.PassportLink", passport=passport, made_by=place.officer).pk


def running_course(place: Place) -> Any:
    """Return the id of a course that runs at the place, and whose choice is published."""
    given = {"state": "running", "seats": 20, "stipend_khr": 280_000}
    return place.row("skills.Course", round=place.one("skills.SelectionRound"), **given).pk


def taking_part(place: Place) -> Any:
    """Return the id of somebody's part in the course of the place."""
    course = one_of("skills.Course", place.example("course_id", running_course))
    values = {"course": course, "state": "enrolled"}
    return place.row("skills.Enrolment", **values).pk


def stipend_receipt(place: Place) -> Any:
    """Return the id of a stipend whose receipt was photographed, of a person with a key."""
    place.example("budget_id", kept_budget)
    enrolment = one_of("skills.Enrolment", place.example("enrolment_id", taking_part))
    key = uuid4()
    values = {"due_khr": 100, "paid_khr": 100, "days_held": 1, "days_there": 1}
    sealed = seal_for(enrolment.person, "aGE=", context=f"stipend:{key}")
    more = {"proof": "picture", "media_type": "image/png", "sealed": sealed}
    return place.row("skills.StipendPayment", id=key, enrolment=enrolment, **values, **more).pk


def one_of(label: str, key: Any) -> Any:
    """Return the row of a model with this key."""
    return apps.get_model(label)._base_manager.get(pk=key)


def completed_course(place: Place) -> Any:
    """Return the id of an enrolment that a certificate may stand on."""
    return completed(place.person, place.centre).pk


def sealed_certificate(place: Place) -> Any:
    """Return the id of a certificate of a place's person, which one proposed and another sealed."""
    key = {"use": "certificates", "centre": place.centre, "ended_at": timezone.now()}
    faces = {"name_km": "សុខ", "name_latin": "Sok", "birth_year": 1992, "texts": [], "badge": "{}"}
    if not PersonKey.objects.filter(person=place.person).exists():
        new_key_for(place.person)[0].save()
    id = uuid4()
    return place.row(
        "skills.Certificate",
        pk=id,
        sealed=seal_for(place.person, faces, context=f"certificate:{id}"),
        number=f"{place.centre.code}-26",
        state="valid",
        person=place.person,
        standard=standard_of(),
        proposed_by=UserFactory(),
        sealed_by=place.officer,
        sealed_at=timezone.now(),
        key=place.row("skills.SigningKey", public=f"over-{place.centre.code}", **key),
        status_index=int.from_bytes(place.centre.code.encode(), "big") % 100_000,
    ).pk


def waiting_key(place: Place) -> Any:
    """Return the id of a key of a place that the root has not signed yet."""
    centre = place.centre
    return place.row("skills.SigningKey", use="certificates", centre=centre, public=centre.code).pk
