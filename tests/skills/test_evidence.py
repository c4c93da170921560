"""The portfolio: what a file really is, how large, sealed, checked, opened with a trace."""

import struct
import uuid

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import IllegalMove, NotAllowed
from spean.skills.models import Evidence, EvidencePart
from spean.skills.rules import evidence as rules
from spean.skills.services import evidence as acts
from spean.skills.services.rpl_applying import UnknownUnit
from tests.factories.casework import client_of
from tests.factories.recognition import (
    MP4,
    PNG,
    applied,
    box,
    checked,
    proof,
    ready,
    standard,
)

WEBM = b"\x1aE\xdf\xa3\x93\x42\x82\x88webm" + b"\0" * 8 + b"\x18S\x80g\x01" + b"\0" * 32
THREE = box(b"ftyp", b"3gp5\0\0\0\0") + box(b"mdat", b"x") + box(b"moov", b"y")
EXE = b"MZ\x90\0" + b"\0" * 200
ELF = b"\x7fELF" + b"\0" * 200
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


def told(folder, content, kind):
    path = folder / "file"
    path.write_bytes(content)
    return rules.media_type_of(path, kind)


@pytest.mark.parametrize(
    ("content", "kind", "media_type"),
    [
        (MP4, "video", "video/mp4"),
        (THREE, "video", "video/3gpp"),
        (WEBM, "video", "video/webm"),
        (MP4, "voice", "audio/mp4"),
        (PNG, "photo", "image/png"),
        (PDF, "pay_slip", "application/pdf"),
        (b"OggS" + b"\0" * 20, "voice", "audio/ogg"),
        (b"OggS" + b"\0" * 20, "witness", "audio/ogg"),
    ],
)
def test_a_file_is_told_by_what_it_is_made_of(tmp_path, content, kind, media_type):
    assert told(tmp_path, content, kind) == media_type


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "video"),
        (EXE, "video"),
        (ELF, "video"),
        (b"#!/bin/sh\n", "video"),
        (PNG, "video"),
        (MP4, "photo"),
        # A film in front, a program behind it; a film cut short; boxes that lie of their length.
        (MP4 + EXE, "video"),
        (MP4[:-9], "video"),
        (box(b"ftyp", b"isom") + b"\xff\xff\xff\xffmdat", "video"),
        (box(b"ftyp", b"isom\0\0\0\0"), "video"),
        (box(b"ftyp", b"evil\0\0\0\0") + MP4, "video"),
        (b"\x1aE\xdf\xa3" + b"\0" * 60, "video"),
        (PDF.replace(b"<< >>", b"<< /JavaScript >>"), "letter"),
        (PDF[:-6], "letter"),
        (PNG[:-8], "photo"),
        (MP4, "nonsense"),
    ],
)
def test_what_is_something_else_is_refused(tmp_path, content, kind):
    with pytest.raises(rules.NotProof):
        told(tmp_path, content, kind)


def test_a_box_may_be_of_eight_byte_length(tmp_path):
    long = struct.pack(">I", 1) + b"mdat" + struct.pack(">Q", 16 + 4) + b"film"
    assert told(tmp_path, box(b"ftyp", b"mp42") + long + box(b"moov"), "video") == "video/mp4"


@pytest.fixture
def person(counsellor, pursat):
    return client_of(counsellor, pursat)


@pytest.fixture
def made(db, facilitator, person):
    return applied(facilitator, person, standard())


def whole(viewer, piece):
    _found, parts = acts.open_evidence(viewer=viewer, evidence_id=piece.pk)
    return b"".join(parts)


def test_what_goes_in_comes_out_and_lies_sealed(facilitator, made, tmp_path):
    film = box(b"ftyp", b"isom") + box(b"moov") + box(b"mdat", b"a film of tiles" * 170_000)
    piece = proof(made, tmp_path, film, kind="video")

    assert piece.parts.count() == 3 and piece.size == len(film)
    assert whole(facilitator, piece) == film
    assert all(b"tiles" not in bytes(one.sealed) for one in EvidencePart.objects.all())


def test_each_opening_is_in_the_trail(facilitator, made, tmp_path):
    piece = proof(made, tmp_path)
    whole(facilitator, piece)
    assert AuditEntry.objects.filter(action="skills.proof_opened").count() == 1


@pytest.mark.parametrize(
    "who", ["job_officer", "legal_officer", "assessor", "officer_elsewhere", "evaluator"]
)
def test_who_neither_accompanies_nor_assesses_opens_nothing(request, made, tmp_path, who):
    piece = proof(made, tmp_path)
    with pytest.raises(NotAllowed):
        whole(request.getfixturevalue(who), piece)
    assert not AuditEntry.objects.filter(action="skills.proof_opened").exists()


def test_a_program_named_as_a_film_is_not_kept(made, tmp_path):
    with pytest.raises(acts.NotThisProof):
        proof(made, tmp_path, EXE, kind="video")
    assert not Evidence.objects.exists() and not EvidencePart.objects.exists()


def test_two_gigabytes_are_refused_before_a_byte_is_read_and_nothing_is_lost(
    facilitator, made, tmp_path
):
    kept = proof(made, tmp_path)
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)

    with pytest.raises(acts.PortfolioFull) as refusal:
        acts.add_evidence(
            actor=facilitator,
            recognition_id=made.pk,
            id=uuid.uuid4(),
            piece=acts.Piece("SP-TILE-1", "video", "none"),
            path=path,
        )
    assert "300" in str(refusal.value)
    assert whole(facilitator, kept) == PNG


def test_a_film_has_a_limit_and_so_has_the_whole(facilitator, made, tmp_path):
    path = tmp_path / "long"
    with path.open("wb") as file:
        file.truncate(rules.LARGEST["video"] + 1)
    piece = acts.Piece("SP-TILE-1", "video", "none")
    said = {"actor": facilitator, "recognition_id": made.pk, "piece": piece, "path": path}

    with pytest.raises(acts.ProofTooLarge):
        acts.add_evidence(id=uuid.uuid4(), **said)
    kept = proof(made, tmp_path)
    Evidence.objects.filter(pk=kept.pk).update(size=rules.LARGEST_PORTFOLIO - 10)
    with pytest.raises(acts.PortfolioFull):
        proof(made, tmp_path)


def test_proof_belongs_to_a_unit_of_the_application(made, tmp_path):
    with pytest.raises(UnknownUnit):
        proof(made, tmp_path, unit_code="SP-ELSE-1")


def test_the_same_form_sent_twice_is_one_piece(made, tmp_path):
    id = uuid.uuid4()
    assert proof(made, tmp_path, id=id) == proof(made, tmp_path, id=id)
    assert Evidence.objects.count() == 1


def test_a_piece_counts_when_it_passed_all_four_checks(made, tmp_path):
    piece = proof(made, tmp_path)
    assert not piece.is_accepted
    with pytest.raises(acts.ChecksMissing):
        acts.check_evidence(
            actor=made.facilitator,
            evidence_id=piece.pk,
            answers={"is_authentic": True},
            now=made.since,
        )
    assert not checked(piece, False).is_accepted
    assert checked(piece).is_accepted


def test_a_closed_portfolio_stays_as_it_was_judged(made, tmp_path):
    piece = checked(proof(made, tmp_path))
    ready(made)
    with pytest.raises(IllegalMove):
        proof(made, tmp_path)
    with pytest.raises(IllegalMove):
        acts.remove_evidence(actor=made.facilitator, evidence_id=piece.pk)


def test_a_piece_is_removed_for_good(made, tmp_path):
    piece = proof(made, tmp_path)
    for _time in range(2):
        acts.remove_evidence(actor=made.facilitator, evidence_id=piece.pk)
    assert not EvidencePart.objects.exists()
