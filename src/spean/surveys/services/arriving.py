"""What arrivals say: which questionnaire each answers, and its answers as they were read."""

from collections.abc import Mapping, Sequence

from spean.core.errors import DomainError
from spean.surveys.contracts import Arrival
from spean.surveys.models import QuestionnaireVersion
from spean.surveys.rules.instance import Instance, NotAnInstance, form_of, read_instance
from spean.surveys.selectors.forms import known_versions, layout_of
from spean.surveys.services.answer_wording import refusal_of_instance

# The versions that were ever published of each form, the oldest first.
Versions = Mapping[str, list[QuestionnaireVersion]]


class NotASubmission(DomainError):
    """What arrived is no filled form; `code` of the reader is in the details."""

    code = "not-a-submission"

    def __str__(self) -> str:
        return refusal_of_instance(str(self.details.get("reason", "")))


class UnknownForm(DomainError):
    """Nobody here ever published a form of that id: the sender keeps what it has."""

    code = "unknown-form"

    def __str__(self) -> str:
        return refusal_of_instance(self.code)


def form_of_arrival(xml: bytes) -> tuple[str, str]:
    """Return the form id and version that a document names.

    :raises NotASubmission: if it names none
    """
    try:
        return form_of(xml)
    except NotAnInstance as cause:
        raise NotASubmission(reason=cause.code) from cause


def read_all(arrivals: Sequence[Arrival]) -> tuple[Versions, list[Instance]]:
    """Return the versions of the forms that these answer, and each as it was read.

    :raises NotASubmission: if one is no filled form
    :raises UnknownForm: if one answers a questionnaire that nobody here ever made
    """
    named = [form_of_arrival(one.xml) for one in arrivals]
    versions = known_versions({form_id for form_id, _version in named})
    return versions, [
        _read(arrival.xml, versions.get(form_id, ()), version)
        for arrival, (form_id, version) in zip(arrivals, named, strict=True)
    ]


def _read(xml: bytes, versions: Sequence[QuestionnaireVersion], version: str) -> Instance:
    if not versions:
        raise UnknownForm
    try:
        return read_instance(xml, repeats=layout_of(answered(versions, version).pk).repeats)
    except NotAnInstance as cause:
        raise NotASubmission(reason=cause.code) from cause


def answered(versions: Sequence[QuestionnaireVersion], version: str) -> QuestionnaireVersion:
    """Return the version that was answered, or the newest where it is not known here."""
    return next((one for one in versions if one.version == version), versions[-1])
