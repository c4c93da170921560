import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spean.accounts.models import AuditEntry
from spean.casework.contracts import Agreement, StepWords
from spean.casework.models import Plan, PlanFile
from spean.casework.rules.proofs import LARGEST_PICTURE, picture_type, sound_type
from spean.casework.services import add_action, revise_plan
from spean.casework.services.plan_files import (
    FileTooLarge,
    MarkMissing,
    NotAPicture,
    NotASound,
    agree_with_mark,
    keep_reading,
    open_plan_file,
    words_hash,
)
from spean.casework.services.plans import WitnessMissing
from spean.core.errors import DomainError, NotAllowed
from tests.factories.casework import case_for, plan_for, plan_words
from tests.factories.people import MORNING

PNG = b"\x89PNG\r\n\x1a\n" + b"ink" + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0 light \xff\xd9"
OGG = b"OggS\x00\x02 voice"
PROGRAM = b"MZ\x90\x00 This program cannot be run"
ELF = b"\x7fELF\x02\x01\x01"


@pytest.fixture
def plan(counsellor, pursat):
    return plan_for(case_for(counsellor, pursat))


def agreed(plan, mode="signature", mark=PNG, **changes):
    return agree_with_mark(
        **{
            "actor": plan.written_by,
            "plan": plan,
            "revision": plan.revision,
            "id": uuid.uuid4(),
            "agreement": Agreement(mode, changes.pop("witness", "")),
            "mark": mark,
            "now": MORNING,
            **changes,
        }
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "mark"), [("signature", PNG), ("thumbprint", JPEG), ("voice", OGG)]
)
def test_a_yes_is_kept_with_its_mark_under_the_persons_own_key(plan, mode, mark):
    agreed(plan, mode, mark)

    file = PlanFile.objects.get()
    assert mark not in bytes(file.sealed)
    assert open_plan_file(viewer=plan.written_by, file=file) == mark
    assert AuditEntry.objects.latest("pk").action == "people.sensitive_read"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("mode", "mark", "refusal"),
    [
        ("", b"", WitnessMissing),
        ("verbal", b"", WitnessMissing),
        ("signature", b"", MarkMissing),
        ("thumbprint", b"", MarkMissing),
        ("voice", b"", MarkMissing),
        ("signature", PROGRAM, NotAPicture),
        ("thumbprint", ELF, NotAPicture),
        ("thumbprint", OGG, NotAPicture),
        ("voice", PROGRAM, NotASound),
        ("voice", PNG, NotASound),
        ("signature", PNG + PROGRAM, NotAPicture),
        ("signature", b"\x89PNG\r\n\x1a\n" + b"0" * LARGEST_PICTURE, FileTooLarge),
    ],
)
def test_a_plan_agreed_by_nobody_is_refused_and_nothing_changes(plan, mode, mark, refusal):
    entries = AuditEntry.objects.count()

    with pytest.raises(refusal):
        agreed(plan, mode, mark)

    plan.refresh_from_db()
    assert (plan.state, plan.agreed_at, PlanFile.objects.count()) == ("draft", None, 0)
    assert AuditEntry.objects.count() == entries


@pytest.mark.django_db
def test_a_signed_paper_kept_at_the_centre_is_a_mark(plan):
    assert agreed(plan, "thumbprint", b"", is_on_paper=True).state == "agreed"


@pytest.mark.django_db
def test_a_yes_holds_for_these_very_words(plan):
    agreed(plan)
    plan.refresh_from_db()
    assert plan.agreed_words == words_hash(plan)

    add_action(actor=plan.written_by, plan=plan, id=uuid.uuid4(), words=StepWords("អ្វីថ្មី", "client"))

    assert plan.agreed_words != words_hash(plan)


@pytest.mark.django_db
def test_a_new_version_is_agreed_by_nobody_yet(plan):
    agreed(plan)
    plan.refresh_from_db()

    revise_plan(
        actor=plan.written_by,
        plan=plan,
        revision=plan.revision,
        id=uuid.uuid4(),
        words=plan_words(goal="ថ្មី"),
    )

    new = Plan.objects.get(version=2)
    assert (new.state, new.agreed_words, new.files.count()) == ("draft", "", 0)


@pytest.mark.django_db
def test_a_colleague_cannot_open_the_mark(plan, colleague):
    agreed(plan)

    with pytest.raises(NotAllowed):
        open_plan_file(viewer=colleague, file=PlanFile.objects.get())


@pytest.mark.django_db
def test_a_new_voice_takes_the_place_of_the_old(plan):
    for sound in (OGG, OGG + b" again"):
        keep_reading(actor=plan.written_by, plan=plan, id=uuid.uuid4(), sound=sound)

    (file,) = PlanFile.objects.all()
    assert open_plan_file(viewer=plan.written_by, file=file) == OGG + b" again"


@pytest.mark.django_db
def test_a_program_is_no_voice(plan):
    with pytest.raises(DomainError, match="."):
        keep_reading(actor=plan.written_by, plan=plan, id=uuid.uuid4(), sound=PROGRAM)

    assert not PlanFile.objects.exists()


@given(st.binary(max_size=60))
def test_nothing_is_both_a_picture_and_a_recording(content):
    assert not (picture_type(content) and sound_type(content))
    assert not sound_type(PROGRAM + content) and not picture_type(ELF + content)
    assert not sound_type(b"<html>" + content) and not picture_type(b"<svg" + content)
