"""What a curriculum vitae says, and the same as JSON Resume: proof and experience never mixed."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

# Where the shape of the file is published (JSON Resume 1.0.0).
SCHEMA = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json"


@dataclass(frozen=True, slots=True)
class CvJob:
    """One job as the person told it. Nobody has confirmed it."""

    title: str
    sector: str = ""
    country: str = ""
    employer: str = ""
    months: int | None = None
    led_team: bool = False
    tasks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CvProof:
    """One skill that was proven: when, and how (`assessed` or `seen`)."""

    title: str
    how: str
    on: date


@dataclass(frozen=True, slots=True)
class CvCertificate:
    """One certificate that is valid today: for which units of which standard, by whom and when."""

    id: UUID
    title: str
    units: tuple[str, ...]
    level: int
    number: str
    on: date
    centre: str
    is_specimen: bool = False
    is_unverified: bool = False


@dataclass(frozen=True, slots=True)
class CvCourse:
    """One course that was completed."""

    title: str
    provider: str
    hours: int
    ended_on: date


@dataclass(frozen=True, slots=True)
class Cv:
    """A whole curriculum vitae; what the person keeps to herself is empty."""

    name: str
    name_latin: str = ""
    birth_year: int | None = None
    phone: str = ""
    place: str = ""
    words: str = ""
    certificates: tuple[CvCertificate, ...] = ()
    proofs: tuple[CvProof, ...] = ()
    courses: tuple[CvCourse, ...] = ()
    jobs: tuple[CvJob, ...] = ()
    told: tuple[str, ...] = ()


def json_resume(cv: Cv, *, months: str, updated_at: str, check_url: str = "") -> dict[str, Any]:
    """Return a CV in the shape of JSON Resume 1.0.0.

    What was proven stands under `certificates`, what the person tells under `work` and `skills`.

    :param months: a text with `{n}` for how long a job lasted, in the reader's language
    :param updated_at: the moment of the last agreement, ISO 8601
    :param check_url: where anybody checks the code of a certificate
    """
    # Its schema knows no year of birth and no second name: the Latin one makes a label.
    basics = _filled(name=cv.name, label=cv.name_latin, phone=cv.phone, summary=cv.words)
    if cv.place:
        basics["location"] = {"region": cv.place, "countryCode": "KH"}
    return {
        "$schema": SCHEMA,
        "basics": basics,
        "certificates": [
            _filled(name=_marked(one), date=one.on.isoformat(), issuer=one.centre, url=check_url)
            for one in cv.certificates
        ]
        + [_filled(name=one.title, date=one.on.isoformat()) for one in cv.proofs],
        "education": [
            _filled(
                institution=one.provider,
                area=one.title,
                studyType=f"{one.hours} h",
                endDate=one.ended_on.isoformat(),
            )
            for one in cv.courses
        ],
        "work": [_work(one, months) for one in cv.jobs],
        "skills": [{"name": one} for one in cv.told],
        "meta": {"canonical": SCHEMA, "version": "1.0.0", "lastModified": updated_at},
    }


def _work(job: CvJob, months: str) -> dict[str, Any]:
    long = months.replace("{n}", str(job.months)) if job.months else ""
    work = _filled(
        name=job.employer,
        position=job.title,
        location=job.country,
        description=job.sector,
        summary=long,
    )
    return {**work, "highlights": list(job.tasks)} if job.tasks else work


def _marked(one: CvCertificate) -> str:
    """Return what a certificate says, with what a reader must know, in the one text that is read.

    What it is not stands first: a reader may keep only the beginning.
    """
    marks = "SPECIMEN: proves nothing. " if one.is_specimen else ""
    verified = "; standard not verified" if one.is_unverified else ""
    units = f": {', '.join(one.units)}" if one.units else ""
    return f"{marks}{one.title}{units} (CQF {one.level}; {one.number}{verified})"


def _filled(**words: str) -> dict[str, Any]:
    return {name: said for name, said in words.items() if said}
