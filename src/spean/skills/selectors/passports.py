"""What a skill passport says today, and who may look at it."""

from datetime import date, datetime
from typing import Final

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from spean.accounts.models import User
from spean.directory.perms import Scope, scope_of
from spean.people.choices import PhoneOwner, SafeToCall
from spean.people.models import JobAbroad, Person
from spean.people.models.migration import COUNTRIES
from spean.people.selectors import contacts_of, jobs_abroad_of, people_visible_to
from spean.skills.choices import CertificateState, EnrolmentState, EvidenceGrade
from spean.skills.models import (
    Certificate,
    CertificateUnit,
    Enrolment,
    Passport,
    PassportLink,
)
from spean.skills.rules.cv import Cv, CvCertificate, CvCourse, CvJob, CvProof
from spean.skills.selectors.claims import skills_of

# What somebody has seen or assessed; a counsellor's look is no proof to a stranger.
_HOW: Final = {EvidenceGrade.RPL: "assessed", EvidenceGrade.CREDENTIAL: "seen"}
_LEARNT: Final = (EnrolmentState.COMPLETED, EnrolmentState.CERTIFIED)


def passport_of(person: Person) -> Passport | None:
    """Return what the person agreed to show, or None."""
    return Passport.objects.filter(person=person).first()


def links_of(passport: Passport) -> QuerySet[PassportLink]:
    """Return the links of a passport, the newest first."""
    return passport.links.select_related("made_by").order_by("-created_at")


def passport_links_visible_to(viewer: User) -> QuerySet[PassportLink]:
    """Return the links of people whom the viewer may see, if she writes down skills anywhere."""
    if scope_of(viewer, "skills.edit") == Scope.NONE:
        return PassportLink.objects.none()
    shown = PassportLink.objects.filter(passport__person__in=people_visible_to(viewer))
    return shown.select_related("passport__person")


def is_live(link: PassportLink, now: datetime) -> bool:
    """Tell whether a link still opens."""
    return link.ended_at is None and link.expires_at > now


def jobs_to_show(person: Person) -> list[JobAbroad]:
    """Return the jobs that a passport may show, the longest first."""
    return sorted(jobs_abroad_of([person.pk]), key=lambda job: (-(job.months or 0), str(job.pk)))


def cv_of(person: Person, passport: Passport) -> Cv:
    """Return what the passport says, in the language that is spoken now.

    Only work, learning and proof: never why or how she came back, what is owed to her or by her,
    her family, health, wishes or wages.
    """
    hidden = set(passport.hidden_jobs)
    latin = f"{person.family_name_lat} {person.given_name_lat}".strip()
    claims = list(skills_of(person))
    return Cv(
        name=person.name,
        name_latin="" if latin == person.name else latin,
        birth_year=person.born_on.year if passport.shows_birth_year and person.born_on else None,
        phone=_phone(person) if passport.shows_phone else "",
        place=_province(person),
        words=passport.own_words,
        certificates=_certificates(person),
        proofs=tuple(
            CvProof(
                title=claim.skill.label,
                how=_HOW[EvidenceGrade(claim.grade)],
                on=claim.recorded_at.date(),
            )
            for claim in claims
            if claim.grade in _HOW
        ),
        courses=_courses(person),
        jobs=tuple(
            _job(one, passport) for one in jobs_to_show(person) if str(one.pk) not in hidden
        ),
        told=tuple(claim.skill.label for claim in claims if claim.grade not in _HOW),
    )


def _job(job: JobAbroad, passport: Passport) -> CvJob:
    title = job.occupation.label if job.occupation else job.sector.label if job.sector else ""
    return CvJob(
        title=title or job.own_words[:80],
        sector=job.sector.label if job.sector and job.occupation else "",
        country=str(dict(COUNTRIES).get(job.episode.country, "")) if passport.shows_country else "",
        employer=(job.employer_lat or job.employer_thai) if passport.shows_employers else "",
        months=job.months,
        led_team=bool(job.was_supervisor),
        tasks=tuple(task.label for task in job.tasks.all()),
    )


def certificates_to_show(person: Person, today: date) -> QuerySet[Certificate]:
    """Return the certificates that hold today: a revoked or expired one is in no passport."""
    held = Certificate.objects.filter(person=person, state=CertificateState.VALID)
    return held.filter(Q(expires_on=None) | Q(expires_on__gte=today)).order_by("-proven_on", "pk")


def _certificates(person: Person) -> tuple[CvCertificate, ...]:
    units = CertificateUnit.objects.select_related("unit").order_by("unit__sort", "unit__code")
    rows = certificates_to_show(person, timezone.localdate())
    found = rows.select_related("centre", "standard").prefetch_related(Prefetch("units", units))
    return tuple(
        CvCertificate(
            id=one.pk,
            title=one.standard.label,
            units=tuple(row.unit.label for row in one.units.all()),
            level=one.standard.level,
            number=one.number,
            on=one.proven_on,
            centre=one.centre.label,
            is_specimen=one.is_specimen,
            is_unverified=one.is_unverified,
        )
        for one in found
    )


def _courses(person: Person) -> tuple[CvCourse, ...]:
    rows = Enrolment.objects.filter(person=person, state__in=_LEARNT)
    found = rows.select_related("course__provider").order_by("-course__ends_on")
    return tuple(
        CvCourse(
            title=one.course.label,
            provider=one.course.provider.label,
            hours=one.course.hours,
            ended_on=one.course.ends_on,
        )
        for one in found
    )


def _province(person: Person) -> str:
    """Return the province she lives in: near enough for work, too wide to find a house."""
    area = person.area
    while area is not None and area.parent is not None and area.level > 1:
        area = area.parent
    return area.label if area else ""


def _phone(person: Person) -> str:
    """Return her own telephone, if it is safe to call; otherwise none."""
    for contact in contacts_of(person):
        if contact.safe_to_call == SafeToCall.SAFE and contact.owner == PhoneOwner.SELF:
            return contact.number
    return ""
