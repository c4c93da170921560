"""Questionnaires in use and answers to them, as telephones send them."""

import uuid
from typing import Any
from xml.sax.saxutils import escape

import factory
from factory.django import DjangoModelFactory

from spean.surveys.choices import Effect, QuestionnaireState
from spean.surveys.models import Publication, Questionnaire, QuestionnaireVersion, Submission
from spean.surveys.services.aside import sealed_answer
from tests.factories.people import MORNING


def question(kind: str, path: str, *repeats: str) -> dict[str, Any]:
    """Return a question as a version keeps it."""
    name = path.rpartition("/")[2]
    return {"path": path, "name": name, "type": kind, "repeats": list(repeats)}


class QuestionnaireFactory(DjangoModelFactory):
    class Meta:
        model = Questionnaire

    form_id = factory.Sequence(lambda n: f"visit_{n}")
    title_km = "ទស្សនកិច្ច"
    title_en = "Visit"
    state = QuestionnaireState.OPEN
    effect = Effect.NONE


class VersionFactory(DjangoModelFactory):
    class Meta:
        model = QuestionnaireVersion

    questionnaire = factory.SubFactory(QuestionnaireFactory)
    version = "1"
    number = 1
    file_name = "visit.xlsx"
    original = b"PK"
    sha256 = "0" * 64
    xform = factory.LazyAttribute(
        lambda made: (
            f'<?xml version="1.0"?><h:html><!-- {made.questionnaire.form_id} -->'
            '<repeat nodeset="/data/children"/></h:html>'
        )
    )
    md5 = "0" * 32
    questions = factory.LazyFunction(
        lambda: [
            question("text", "note"),
            question("image", "picture"),
            question("date", "children/born_on", "children"),
        ]
    )
    languages = factory.LazyFunction(lambda: ["km", "en"])
    published_at = MORNING


def in_use(*centres: Any, **given: Any) -> QuestionnaireVersion:
    """Return a version of a questionnaire that is in use at these centres."""
    version: QuestionnaireVersion = VersionFactory(**given)
    for centre in centres:
        Publication.objects.create(questionnaire=version.questionnaire, centre=centre)
    return version


def answer(
    version: QuestionnaireVersion,
    values: dict[str, Any] | None = None,
    *,
    id: str = "",
    corrects: str = "",
    as_version: str | None = None,
) -> bytes:
    """Return a filled form as a telephone writes it; a list of dictionaries is a repeat."""
    said = version.version if as_version is None else as_version
    meta = f"<instanceID>{id or f'uuid:{uuid.uuid4()}'}</instanceID>"
    if corrects:
        meta += f"<deprecatedID>{corrects}</deprecatedID>"
    body = "".join(_element(name, value) for name, value in (values or {}).items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<data xmlns:orx="http://openrosa.org/xforms" '
        f'id="{version.questionnaire.form_id}" version="{said}">'
        f"{body}<meta>{meta}</meta></data>"
    ).encode()


def kept(
    version: QuestionnaireVersion, centre: Any, author: Any, values: Any = None, **given: Any
) -> Submission:
    """Return an answer that was received and kept, sealed as it is."""
    made = Submission(id=uuid.uuid4(), version=version, centre=centre, author=author, **given)
    made.instance_id = made.instance_id or f"uuid:{made.pk}"
    sent = answer(version, {"note": "x"} if values is None else values, id=made.instance_id)
    made.xml = sealed_answer(made.pk, sent)
    made.save()
    return made


def _element(name: str, value: Any) -> str:
    if isinstance(value, list):
        return "".join(_element(name, one) for one in value)
    if isinstance(value, dict):
        inside = "".join(_element(key, one) for key, one in value.items())
        return f"<{name}>{inside}</{name}>"
    return f"<{name}>{escape(str(value))}</{name}>"


def registration(**changes: Any) -> dict[str, Any]:
    """Return the answers of a woman who came home to Bakan."""
    return {
        "legal_basis": "consent",
        "mode": "thumbprint",
        "given_by": "self",
        "was_read_aloud": "yes",
        "was_understood": "yes",
        "scopes": "service_delivery contact_by_phone",
        "channel": "outreach",
        "client_type": "returnee",
        "family_name_km": "សុខ",
        "given_name_km": "សុភា",
        "sex": "F",
        "age": "34",
        "commune": "150101",
        "main_needs": "income debt",
        "contacts": [{"number": "012 345 678", "owner": "self", "safe_to_call": "safe"}],
        "household_size": "5",
        "returns": [{"country": "TH", "returned_on": "2025-07-28", "reason": "conflict"}],
        "end": "2026-03-02T09:30:00.000+07:00",
        **changes,
    }
