"""The CV as it is printed: what was proven stands apart from what the person tells."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spean.core.wording import day_text, digits_text, is_khmer, phone_text
from spean.people.models import Person
from spean.skills.rules.cv import Cv, CvCertificate, CvJob, CvProof

# More codes than this do not fit beside the words: the certificate's own paper has them.
MOST_CODES: Final = 2
Drawings = Sequence[tuple[str, float]]


def cv_words(
    person: Person,
    cv: Cv,
    today: date,
    *,
    codes: Mapping[UUID, Drawings] | None = None,
    address: str = "",
) -> dict[str, Any]:
    """Return the words of the paper in the language that is spoken now.

    :param codes: the drawings of the codes of certificates, as `sealing.drawing_of` makes them
    :param address: where anybody checks them
    """
    drawn = codes or {}
    facts = (
        (_("Telephone"), phone_text(cv.phone) if cv.phone else ""),
        (_("Year of birth"), digits_text(cv.birth_year) if cv.birth_year else ""),
        (_("Lives in"), cv.place),
    )
    return {
        "lang": "km" if is_khmer() else "en",
        "title": person.client_number,
        "foot": [person.client_number, day_text(today)],
        "page_word": _("page {page} of {pages}"),
        "training_word": _("training"),
        "name": cv.name,
        "name_latin": cv.name_latin,
        "heading": _("Skills and work"),
        "words": cv.words,
        "facts": [{"name": name, "words": said} for name, said in facts if said],
        "certificates_title": _("Certificates"),
        "certificates": [
            {
                **certificate_said(one),
                "codes": [{"svg": svg, "mm": mm} for svg, mm in drawn.get(one.id, ())],
            }
            for one in cv.certificates
        ],
        "check": _("Is it genuine? Check the code of the certificate at this address:"),
        "address": address,
        "proven_title": _("Proven"),
        "proven_hint": _("Somebody competent assessed it, or saw the certificate."),
        "proofs": [{"title": one.title, "line": proof_line(one)} for one in cv.proofs],
        "courses_title": _("Courses completed"),
        "courses": [
            {
                "title": one.title,
                "line": f"{one.provider} · {hours_text(one.hours)} · {day_text(one.ended_on)}",
            }
            for one in cv.courses
        ],
        "jobs_title": _("Work, as the person tells it"),
        "jobs": [
            {"title": one.title, "line": job_line(one), "tasks": list(one.tasks)} for one in cv.jobs
        ],
        "told_title": _("Can also do, as the person tells it"),
        "told": list(cv.told),
        "made": _("Made at the %(centre)s with the person's agreement.")
        % {"centre": person.centre.label},
    }


def certificate_said(one: CvCertificate) -> dict[str, Any]:
    """Return a certificate in words: what it is not stands before what it is."""
    level = _("Level %(level)s of the Cambodian Qualifications Framework")
    marks = [
        _("Specimen: proves nothing") if one.is_specimen else "",
        _("The competency standard is not verified") if one.is_unverified else "",
    ]
    return {
        "marks": " · ".join(filter(None, marks)),
        "title": one.title,
        "level": level % {"level": digits_text(one.level)},
        "units": list(one.units),
        "line": " · ".join((one.centre, day_text(one.on))),
        "number": _("Number %(number)s") % {"number": one.number},
    }


def proof_line(proof: CvProof) -> str:
    """Return how and when something was proven."""
    how = _("assessed") if proof.how == "assessed" else _("certificate seen")
    return f"{how} · {day_text(proof.on)}"


def job_line(job: CvJob) -> str:
    """Return how long a job lasted and where it was."""
    long = (
        ngettext("%(n)s month", "%(n)s months", job.months) % {"n": digits_text(job.months)}
        if job.months
        else ""
    )
    led = _("led a team") if job.led_team else ""
    return " · ".join(filter(None, (long, job.sector, job.employer, job.country, led)))


def hours_text(hours: int) -> str:
    """Return a number of hours in words."""
    return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": digits_text(hours)}
