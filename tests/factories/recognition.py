"""A tiler's standard, assessors, and recognitions taken to any step."""

import struct
import uuid
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.core.refs import Ref
from spean.directory.models import Centre
from spean.people.models import Person
from spean.skills.models import (
    Assessor,
    Certificate,
    Evidence,
    Recognition,
    Standard,
    Unit,
    UnitTask,
)
from spean.skills.selectors.trust import signing_key_of
from spean.skills.services.appeals import file_appeal
from spean.skills.services.assessing import BookingWords, Found, book, moderate, write_results
from spean.skills.services.certificates import (
    issue_certificate,
    propose_certificate,
    revoke_certificate,
)
from spean.skills.services.evidence import CHECKS, Piece, add_evidence, check_evidence
from spean.skills.services.recognition import (
    ApplicationWords,
    apply_for_recognition,
    rate_herself,
    review,
)
from tests.factories.certified import trusted_keys
from tests.factories.jobs import OccupationFactory
from tests.factories.people import MORNING, TODAY
from tests.factories.serving import staff
from tests.factories.skills import SkillFactory

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"\0" * 40 + b"\x00\x00\x00\x00IEND\xaeB`\x82"


def box(name: bytes, content: bytes = b"") -> bytes:
    """Return one box of an MP4."""
    return struct.pack(">I", 8 + len(content)) + name + content


MP4 = box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", b"\0" * 32) + box(b"mdat", b"film" * 64)


def standard(code: str = "SP-TILE", units: int = 2) -> Standard:
    """Make a standard with units of three tasks and one skill each."""
    made = Standard.objects.create(
        code=code,
        label_km="ជាងក្រាលក្បឿង",
        label_en=f"Tiler {code}",
        occupation=OccupationFactory(code="7122"),
        level=2,
        source="test",
        valid_from=date(2020, 1, 1),
    )
    for number in range(units):
        unit = Unit.objects.create(
            standard=made,
            code=f"{code}-{number + 1}",
            number=Unit.objects.count() + 1,
            sort=number,
            label_km=f"ឯកតា {number + 1}",
            label_en=f"Unit {number + 1}",
        )
        unit.skills.add(SkillFactory(code=f"{code.lower()}-{number + 1}"))
        for place in range(3):
            UnitTask.objects.create(
                unit=unit,
                code=f"{unit.code}-{place + 1}",
                sort=place,
                label_km=f"កិច្ចការ {place + 1}",
                label_en=f"Task {place + 1}",
            )
    return made


def an_assessor(user: User, centre: Centre, kept: Standard, **changes: Any) -> Assessor:
    """Register an assessor for the occupation of a standard."""
    values = {
        "registration_no": f"AS-{user.username}",
        "valid_until": TODAY + timedelta(days=3650),
        "centre": centre,
        **changes,
    }
    made = Assessor.objects.create(user=user, **values)
    made.occupations.add(kept.occupation)
    return made


def assessors(centre: Centre, kept: Standard, count: int = 2) -> list[Assessor]:
    """Register several assessors with accounts of their own."""
    start = Assessor.objects.count()
    users = [
        staff(Role.RPL_ASSESSOR, centre, username=f"judge-{start + number}")
        for number in range(count)
    ]
    return [an_assessor(user, centre, kept) for user in users]


def applied(actor: User, person: Person, kept: Standard, **changes: Any) -> Recognition:
    """Let a person apply."""
    now = changes.pop("now", MORNING)
    values = {
        "standard_code": kept.code,
        "informed_on": TODAY,
        "consent": "spoken",
        "wage_before": Decimal(180),
        **changes,
    }
    return apply_for_recognition(
        actor=actor, person=person, id=uuid.uuid4(), words=ApplicationWords(**values), now=now
    )


def rated(made: Recognition, level: int = 2, **changes: Any) -> Recognition:
    """Let her rate herself the same at every task."""
    tasks = UnitTask.objects.filter(unit__in=made.units.values("unit"))
    levels = {task.pk: level for task in tasks}
    values = {"actor": made.facilitator, "is_read_aloud": True, "now": MORNING, **changes}
    return rate_herself(recognition_id=made.pk, levels=levels, **values)


def proof(made: Recognition, folder: Path, content: bytes = PNG, **changes: Any) -> Evidence:
    """Put a file into the portfolio."""
    path = folder / uuid.uuid4().hex
    path.write_bytes(content)
    unit = made.units.order_by("unit__sort").first()
    values = {"unit_code": unit.unit.code if unit else "", "kind": "photo", "language": "none"}
    return add_evidence(
        actor=changes.pop("actor", made.facilitator),
        recognition_id=made.pk,
        id=changes.pop("id", uuid.uuid4()),
        piece=Piece(**{**values, **changes}),
        path=path,
    )


def checked(piece: Evidence, answer: bool = True) -> Evidence:
    """Let the facilitator check a piece."""
    return check_evidence(
        actor=piece.added_by,
        evidence_id=piece.pk,
        answers=dict.fromkeys(CHECKS, answer),
        now=MORNING,
    )


def ready(made: Recognition, gaps: frozenset[uuid.UUID] = frozenset()) -> Recognition:
    """Take an application to the day before a date is set."""
    rated(made)
    return review(
        actor=made.facilitator, recognition_id=made.pk, gaps=gaps, goes_on=True, now=MORNING
    )


def booked(made: Recognition, first: Assessor, second: Assessor, **changes: Any) -> Recognition:
    """Set the day, an hour from now."""
    now = changes.pop("now", MORNING)
    values = {
        "assessor_id": first.pk,
        "moderator_id": second.pk,
        "starts_at": now + timedelta(hours=1),
        "ends_at": now + timedelta(hours=3),
        "place": "មជ្ឈមណ្ឌល",
        "method": "centre",
        **changes,
    }
    book(
        actor=made.facilitator,
        recognition_id=made.pk,
        id=uuid.uuid4(),
        words=BookingWords(**values),
        now=now,
    )
    made.refresh_from_db()
    return made


def found(made: Recognition, *results: str, **parts: str) -> dict[uuid.UUID, Found]:
    """Return findings for each unit in its order: all parts "c", or all "nyc"."""
    rows = made.units.filter(is_gap=False).order_by("unit__sort")
    said = results or ("c",) * rows.count()
    names = ("practical", "oral", "knowledge")
    return {
        row.unit_id: Found({**dict.fromkeys(names, result), **parts}, "ស្អាត")
        for row, result in zip(rows, said, strict=True)
    }


def assessed(made: Recognition, *results: str) -> Recognition:
    """Write down the results as the assessor."""
    return write_results(
        actor=made.assessor.user,
        recognition_id=made.pk,
        found=found(made, *results),
        now=MORNING + timedelta(hours=2),
    )


def approved(made: Recognition, *results: str, **changes: Any) -> Recognition:
    """Take an application through the assessment and its moderation."""
    first, second = assessors(made.person.centre, made.standard)
    made = assessed(booked(ready(made), first, second), *results)
    now = MORNING + timedelta(hours=4)
    return moderate(
        actor=second.user, recognition_id=made.pk, agrees=True, **{"now": now, **changes}
    )


def sealed_for(made: Recognition, sealer: User, hours: int = 5) -> Certificate:
    """Let the facilitator propose the certificate of an agreed result, and another seal it."""
    now = MORNING + timedelta(hours=hours)
    centre = made.person.centre
    if signing_key_of(centre.pk) is None:
        trusted_keys(centre)
    certificate = propose_certificate(
        actor=made.facilitator, id=uuid.uuid4(), basis=Ref("recognition", made.pk), now=now
    )
    return issue_certificate(actor=sealer, certificate_id=certificate.pk, now=now)


def certified(made: Recognition, sealer: User, *results: str) -> Recognition:
    """Take an application to its certificate."""
    made = approved(made, *results)
    sealed_for(made, sealer)
    made.refresh_from_db()
    return made


def taken_back(made: Recognition, sealer: User, reason: str = "assessment") -> Recognition:
    """Revoke the newest certificate of a recognition."""
    newest = Certificate.objects.filter(basis_id=made.pk, state="valid").latest("sealed_at")
    now = MORNING + timedelta(hours=8)
    revoke_certificate(actor=sealer, certificate_id=newest.pk, reason=reason, now=now)
    made.refresh_from_db()
    return made


def appealed(made: Recognition, assessor: Assessor, **changes: Any) -> Any:
    """Appeal against the result."""
    values = {
        "actor": made.facilitator,
        "id": uuid.uuid4(),
        "reason": "result",
        "now": MORNING + timedelta(days=1),
        **changes,
    }
    return file_appeal(recognition_id=made.pk, assessor=assessor, **values)
