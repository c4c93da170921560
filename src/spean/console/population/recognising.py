"""Invented recognitions at every step, their assessors, and a skill passport that is shown."""

import struct
import tempfile
import zlib
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from spean.accounts.models import User
from spean.console.population.staff import fixed_id
from spean.console.population.telling import Telling, whole
from spean.pathways.training import agree_with_results
from spean.people.choices import ConsentMode, Scope
from spean.people.models import Person
from spean.people.selectors import consent_in_force
from spean.skills.models import Assessor, Passport, Recognition, Standard, Unit, UnitTask
from spean.skills.selectors.translation import jobs_told, proposals_for
from spean.skills.services.appeals import file_appeal
from spean.skills.services.assessing import BookingWords, Found, book, write_results
from spean.skills.services.assessors import keep_assessor
from spean.skills.services.evidence import CHECKS, Piece, add_evidence, check_evidence
from spean.skills.services.passports import PassportWish, agree_passport, make_passport_link
from spean.skills.services.recognition import rate_herself, review
from spean.skills.services.rpl_applying import ApplicationWords, apply_for_recognition
from spean.skills.services.translation import confirm_units, hear_units

STANDARD: Final = "SP-7122-2"
ASSESSORS: Final = ("assessor", "assessor.second", "assessor.third")
# How far each has come, one person each; "gaps" learns one unit first.
STEPS: Final = ("told", "rated", "proof", "gaps", "ready", "booked", "assessed", "agreed", "appeal")
PARTS: Final = ("practical", "oral", "knowledge")


def tell_recognition(telling: Telling) -> None:
    """Register three assessors and take nine people along the way; each whole or not there."""
    standard = Standard.objects.filter(code=STANDARD).first()
    if standard is None or "PUR" not in telling.centres:
        return
    judges = _assessors(telling, standard)
    people = telling.people("PUR", since=40)[-len(STEPS) :]
    for step, person in zip(STEPS, people, strict=False):
        whole(_Way(telling, standard, judges, person, step).go)
    whole(partial(_passport, telling))


def _assessors(telling: Telling, standard: Standard) -> list[Assessor]:
    manager = telling.officers["PUR"][1]
    found = []
    for number, name in enumerate(ASSESSORS, start=1):
        id = telling.id(f"assessor:{number}")
        if not Assessor.objects.filter(pk=id).exists():
            facts = {
                "user": User.objects.get(pk=fixed_id(name)),
                "registration_no": f"DEMO-{number:03}",
                "valid_until": telling.today + timedelta(days=700),
                "centre": telling.centres["PUR"],
                "is_roaming": number == 3,
                "occupations": [standard.occupation],
            }
            keep_assessor(actor=manager, id=id, revision=None, facts=facts)
        found.append(Assessor.objects.get(pk=id))
    return found


class _Way:
    """One person's way to a recognition, in the past up to her step."""

    def __init__(
        self,
        telling: Telling,
        standard: Standard,
        judges: Sequence[Assessor],
        person: Person,
        step: str,
    ) -> None:
        self.telling, self.standard, self.judges, self.person = telling, standard, judges, person
        self.place = STEPS.index(step)
        self.tvet = User.objects.get(pk=fixed_id("tvet"))

    def id(self, what: str) -> UUID:
        return self.telling.id(f"rpl:{what}:{self.person.pk}")

    def ago(self, days: int) -> datetime:
        return self.telling.ago(days)

    def go(self) -> None:
        """Go as far as her step; who went before stays where she is."""
        if Recognition.objects.filter(pk=self.id("application")).exists():
            return
        for name, act in zip(STEPS, self._acts(), strict=True):
            if STEPS.index(name) <= self.place and (name != "gaps" or STEPS[self.place] == name):
                act()

    def _acts(self) -> tuple[Callable[[], object], ...]:
        learns = partial(self._review, gaps=1, goes_on=False)
        goes_on = partial(self._review, gaps=0, goes_on=True)
        until = (self._apply, self._rate, self._prove, learns, goes_on)
        return (*until, self._book, self._assess, self._agree, self._appeal)

    @property
    def made(self) -> Recognition:
        return Recognition.objects.get(pk=self.id("application"))

    def _apply(self) -> None:
        words = ApplicationWords(
            standard_code=self.standard.code,
            informed_on=self.ago(30).date(),
            consent="thumb",
            wage_before=Decimal(190),
        )
        apply_for_recognition(
            actor=self.tvet, person=self.person, id=self.id("application"), words=words,
            now=self.ago(30),
        )  # fmt: skip

    def _rate(self) -> None:
        tasks = UnitTask.objects.filter(unit__in=self.made.units.values("unit")).order_by("code")
        # She is best at what she did most: the first tasks of the trade.
        levels = {task.pk: 3 if place < 4 else 2 for place, task in enumerate(tasks)}
        rate_herself(
            actor=self.tvet, recognition_id=self.made.pk, levels=levels, is_read_aloud=True,
            now=self.ago(28),
        )  # fmt: skip

    def _prove(self) -> None:
        for place, row in enumerate(self.made.units.order_by("unit__sort")[:3]):
            kind, language = (("photo", "none"), ("letter", "th"), ("thai", "th"))[place]
            piece = Piece(unit_code=row.unit.code, kind=kind, language=language)
            with tempfile.TemporaryDirectory() as folder:
                path = Path(folder) / "proof.png"
                path.write_bytes(_tiles(place + 3))
                kept = add_evidence(
                    actor=self.tvet, recognition_id=self.made.pk, id=self.id(f"proof:{place}"),
                    piece=piece, path=path,
                )  # fmt: skip
            good = dict.fromkeys(CHECKS, True)
            check_evidence(actor=self.tvet, evidence_id=kept.pk, answers=good, now=self.ago(25))

    def _review(self, *, gaps: int, goes_on: bool) -> None:
        rows = list(self.made.units.order_by("-unit__sort")[:gaps])
        review(
            actor=self.tvet, recognition_id=self.made.pk,
            gaps=frozenset(row.unit_id for row in rows), goes_on=goes_on, now=self.ago(20),
        )  # fmt: skip

    def _book(self) -> None:
        # Each has her own hour: an assessor is at one place at a time.
        waits = STEPS[self.place] == "booked"
        hour = self.ago(-2 if waits else 9) + timedelta(hours=3 * self.place)
        words = BookingWords(
            assessor_id=self.judges[0].pk, moderator_id=self.judges[1].pk,
            starts_at=hour, ends_at=hour + timedelta(hours=2),
            place="មជ្ឈមណ្ឌលវាយតម្លៃ ផ្កាយព្រឹក (ប្រឌិត)", method="centre",
        )  # fmt: skip
        book(
            actor=self.tvet, recognition_id=self.made.pk, id=self.id("day"), words=words,
            now=self.ago(18),
        )  # fmt: skip

    def _assess(self) -> None:
        rows = list(self.made.units.filter(is_gap=False).order_by("unit__sort"))
        # The last unit is not yet competent: she may learn it, or appeal.
        found = {
            row.unit_id: Found(dict.fromkeys(PARTS, "nyc" if row is rows[-1] else "c"))
            for row in rows
        }
        judge = self.judges[0].user
        write_results(actor=judge, recognition_id=self.made.pk, found=found, now=self.ago(6))

    def _agree(self) -> None:
        second = self.judges[1].user
        agree_with_results(actor=second, recognition_id=self.made.pk, now=self.ago(5))

    def _appeal(self) -> None:
        file_appeal(
            actor=self.tvet, recognition_id=self.made.pk, id=self.id("appeal"),
            assessor=self.judges[2], reason="result", now=self.ago(3),
        )  # fmt: skip


def _passport(telling: Telling) -> None:
    """Let one person say yes to units, to being shown, and to a link for employers."""
    for person in telling.people("PUR", since=10):
        officer, day = telling.officer(person), telling.today
        proposed = proposals_for(jobs_told(person), day)[:4]
        if not proposed or not consent_in_force(person, Scope.SHARE_EMPLOYER, day):
            continue
        if Passport.objects.filter(person=person).exists():
            return
        units = Unit.objects.filter(code__in=[one.unit for one in proposed])
        said = dict.fromkeys(units.values_list("pk", flat=True), True)
        hear_units(actor=officer, person=person, said=said, now=telling.ago(2))
        confirm_units(actor=officer, person=person, unit_ids=said, now=telling.ago(2))
        wish = PassportWish(own_words="ខ្ញុំធ្លាប់ធ្វើការសំណង់ ហើយរៀនបានលឿន។")
        agree_passport(
            actor=officer, person=person, revision=0, wish=wish, mode=ConsentMode.THUMBPRINT,
            now=telling.ago(1),
        )  # fmt: skip
        id = telling.id(f"passport-link:{person.pk}")
        make_passport_link(actor=officer, id=id, person=person, days=30, now=telling.now)
        return


def _tiles(rows: int) -> bytes:
    """Return a small PNG of laid tiles: an invented photograph shows nobody."""
    side, grey = 160, (b"\xd8", b"\xa8")
    lines = []
    for y in range(side):
        tiles = ((x * rows // side + y * rows // side) % 2 for x in range(side))
        lines.append(b"\0" + b"".join(grey[tile] for tile in tiles))
    head = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    body = zlib.compress(b"".join(lines))
    parts = (_chunk(b"IHDR", head), _chunk(b"IDAT", body), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def _chunk(name: bytes, content: bytes) -> bytes:
    checked = struct.pack(">I", zlib.crc32(name + content))
    return struct.pack(">I", len(content)) + name + content + checked
