"""What the registration pages ask of the rooms below."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from spean.accounts.models import User
from spean.core.errors import NotAllowed
from spean.desk.people.alike import (
    ASK,
    DIFFERENT,
    ELSEWHERE,
    SAME,
    UNSURE,
    Question,
    birth_words,
    question_of,
)
from spean.desk.people.drafts import Draft
from spean.desk.people.intake import answers_of, area_of, intake_of
from spean.desk.people.rows import shown
from spean.directory.perms import centres_where, postings_of
from spean.pathways import registration
from spean.people import services as people
from spean.people.models import ConsentText, Person
from spean.people.selectors import (
    consent_text_on,
    identity_of_intake,
    likely_duplicates,
    people_visible_to,
)


def centre_of(viewer: User) -> UUID:
    """Return the centre where the viewer registers.

    :raises NotAllowed: if she registers nowhere
    """
    allowed = centres_where(viewer, "people.register")
    for posting in postings_of(viewer):
        if posting.centre_id in allowed:
            return posting.centre_id
    raise NotAllowed


def consent_text() -> ConsentText | None:
    """Return the words to read to the person today."""
    return consent_text_on(timezone.localdate())


def name_of(draft: Draft) -> str:
    """Return the name written in a draft, as far as there is one."""
    identity = answers_of(draft).get("identity")
    data = identity.form.data if identity else {}
    names = (data.get(f"identity-{name}", "") for name in ("family_name_km", "given_name_km"))
    latin = (data.get(f"identity-{name}", "") for name in ("family_name_lat", "given_name_lat"))
    return " ".join(filter(None, names)) or " ".join(filter(None, latin))


def questions_of(draft: Draft, viewer: User, data: Any = None) -> list[Question]:
    """Return the people who look alike and about whom nothing was said yet."""
    intake = intake_of(draft, centre_id=centre_of(viewer), now=timezone.now())
    area = area_of(draft)
    identity = identity_of_intake(intake, area.code if area else "")
    found = likely_duplicates(identity, viewer=viewer, but_not=draft.id)
    written = written_of(draft)
    questions = []
    for likeness in found:
        key = ELSEWHERE if likeness.person is None else str(likeness.person.pk)
        if key in draft.alike:
            continue
        is_answered = data is not None and f"alike-{key}-seen" in data
        questions.append(question_of(likeness, written, data if is_answered else None))
    return questions


def take_answers(draft: Draft, questions: list[Question]) -> bool:
    """Take over what was said about people who look alike; tell whether nothing is open."""
    is_complete = True
    for question in questions:
        if not (question.form.is_bound and question.form.is_valid()):
            is_complete = False
            continue
        draft.alike[question.key] = question.form.cleaned_data["answer"]
        draft.question = question.form.cleaned_data.get("question", draft.question)
    return is_complete


def written_of(draft: Draft) -> dict[str, str]:
    """Return what the comparison shows of the registration that is being written."""
    parts = answers_of(draft)
    identity = parts["identity"].form.cleaned_data if "identity" in parts else {}
    fields = parts["identity"].form.fields if "identity" in parts else {}
    phones = [
        parts[prefix].form.cleaned_data.get("number", "")
        for prefix in ("phone1", "phone2")
        if prefix in parts and parts[prefix].is_used
    ]
    area = area_of(draft)
    return {
        "name": name_of(draft),
        "sex": shown(fields["sex"], identity.get("sex")) if fields else "",
        "birth": birth_words(identity.get("born")),
        "area": area.label if area else "",
        "phone": ", ".join(shown(parts["phone1"].form.fields["number"], p) for p in phones if p),
        "registered": _("today"),
    }


def same_person(draft: Draft, viewer: User) -> Person | None:
    """Return the person who was said to be the same, if the viewer may see her."""
    keys = [key for key, said in draft.alike.items() if said == SAME]
    return people_visible_to(viewer).filter(pk__in=keys).first()


def registered_with(draft_id: UUID, viewer: User) -> Person | None:
    """Return the person whom this form registered, if the viewer may see her."""
    return people_visible_to(viewer).filter(pk=draft_id).first()


def register(draft: Draft, *, actor: User, now: datetime) -> Person:
    """Register the person of a complete draft, and pass on what was said about those alike."""
    intake = intake_of(draft, centre_id=centre_of(actor), now=now)
    answers = {
        UUID(key): said
        for key, said in draft.alike.items()
        if key != ELSEWHERE and said in (DIFFERENT, UNSURE)
    }
    person = registration.admit(actor=actor, intake=intake, now=now, answers=answers)
    if draft.alike.get(ELSEWHERE) == ASK:
        people.ask_elsewhere(actor=actor, person=person, question=draft.question)
    return person
