"""What is sealed of a person (class 3) is opened by two alone, each time with an entry.

The table is `docs/data-protection.md`, *Who opens what*. A new sealed column that stands in no row
here fails, and so does a new place that opens one.
"""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.db import models

from spean.accounts.models import AuditEntry
from spean.core.errors import NotAllowed
from spean.desk.people.facts import sensitive_groups
from spean.people.models import Person
from spean.people.perms import may_open_sensitive
from tests.house.class_scenes import SCENES, Open, whole_file

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "spean"

# Opened by the officer who is responsible and by the centre's manager, and by nobody else.
CLASS_3 = {
    "casework.Budget.sealed",
    "casework.Debt.sealed",
    "casework.FirstAidRecord.sealed",
    "casework.FollowUpAnswers.sealed",
    "casework.LenderReply.sealed",
    "casework.PlanFile.sealed",
    "casework.SchemeReferral.sealed",
    "casework.Screening.sealed",
    "casework.ServiceReferral.sealed",
    "jobs.DecentWorkCheck.sealed",
    "people.IdentityDocument.sealed",
    "people.JobAbroad.sealed",
    "people.RegistryAnswer.sealed",
    "people.Return.sealed",
    "people.SensitiveDetails.sealed",
    "skills.StipendPayment.sealed",
    "skills.Trace.sealed",
    "skills.BusinessCheck.sealed",
    "skills.BusinessPlan.sealed",
    "skills.FinanceLink.sealed",
    "skills.KitFile.sealed",
}
# Sealed too, and shown to no user: what opens them instead.
SHOWN_TO_NOBODY = {
    "casework.Assessment.sealed": "the software alone, to compare one survey with the next",
    "casework.SharedPaper.sealed": "the partner to whom it was sent, by its link",
    "people.Merge.sealed": "the software alone, to take a merge back",
    "skills.Enrolment.sealed": "the software alone, to give out kept seats",
    "skills.SelectionRound.sealed": "no person's: the seed, until it is shown",
}
OTHERS = {
    "casework.Grievance.sealed": "a key of its own: docs/grievances.md",
    "casework.Grievance.answer": "a key of its own: docs/grievances.md",
    "casework.Grievance.wrapped_key": "a key, wrapped",
    "directory.RegistryKey.wrapped": "a key, wrapped",
    "people.PersonKey.wrapped": "a key, wrapped",
    "people.RegistryJob.wrapped": "an answer on its way to a registry, emptied when taken",
    "people.RegistrySubscription.wrapped": "what a registry asked for",
    "people.SearchToken.token": "a keyed hash",
    "skills.EvidencePart.sealed": "who accompanies, and who assesses it now, with an entry",
    "skills.Certificate.sealed": "class 2, her key; who prints certificates, with an entry",
    "skills.Certificate.digests": "hashes of signed texts; the trust list repeats them",
    "skills.KeyList.content": "no personal data",
    "skills.SigningKey.wrapped": "a key, wrapped",
    "skills.TrustList.content": "no personal data: it is published",
    "surveys.FieldConflict.theirs": "the site's key; who may correct the file chooses",
    "surveys.FormMedia.content": "no personal data",
    "surveys.ImportBatch.original": "class 2: a list as it was brought",
    "surveys.PartPiece.content": "sealed by a telephone to the site's key",
    "surveys.QuestionnaireVersion.original": "no personal data",
    "surveys.SetAside.content": "the site's key; who settles answers, with an entry",
    "surveys.Submission.xml": "the site's key; who settles or carries out answers, with an entry",
    "surveys.SubmissionPart.content": "the site's key; who settles answers, with an entry",
}


# Every function that opens what is sealed, and why it may.
OPENERS = {
    "skills/services/drawing.py:groups_of": "gives out kept seats; shows nobody who asked for one",
    "skills/services/rounds.py:seed_of": "the seed of a draw; no person's",
    "people/services/sealing.py:open_all_for": "the one door: it asks first and writes an entry",
    "people/services/sealing.py:opened_unseen": "what the door calls",
    "people/services/sealing.py:_key_of": "what the door calls",
    "casework/services/assessments.py:_changes": "compared with the next survey, shown to nobody",
    "casework/services/benefits.py:words_of": "changed or counted by the software, shown to nobody",
    "casework/services/calls.py:finish_call": "becomes tasks, shown to nobody",
    "casework/services/calls.py:keep_step": "the other steps are kept with the new one",
    "casework/services/referral_papers.py:take_paper": "the partner's, by its link, with an entry",
    "casework/services/referral_telling.py:_reason": "the partner's, by its link, with an entry",
    "skills/services/evidence.py:_parts": "who accompanies or assesses it now, with an entry",
    "people/services/contacts.py:_sealed_document": "kept as it was, shown to nobody",
    "people/services/merging.py:merge_to_undo": "to take a merge back, shown to nobody",
    "people/services/registry_asking.py:questions_table": "sent to the registry that was asked",
    "people/services/registry_keeping.py:keep_reply": "compared with what came, shown to nobody",
    "people/services/registry_keeping.py:keep_status": "kept with the answer, shown to nobody",
    "skills/selectors/trust.py:private_half": "a centre's key, by the master key; no person's",
    "skills/services/faces.py:open_faces": "class 2; who may see certificates, with an entry",
    "people/services/registry_watching.py:watch_record": "sent to the registry that is asked",
}
# Keys of their own, or the site's: no person's key is in these.
OTHER_SEALS = (
    *("accounts/", "config/", "console/", "core/", "directory/", "surveys/"),
    *("casework/services/grievances.py", "desk/people/drafts.py"),
    "people/services/registry_subscriptions.py",
)


def sealed_columns() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("spean.")
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField)
    }


def without_a_class(columns: set[str]) -> set[str]:
    return columns - CLASS_3 - {*SHOWN_TO_NOBODY} - {*OTHERS}


def test_every_sealed_column_has_a_class():
    assert without_a_class(sealed_columns()) == set()
    assert (CLASS_3 | {*SHOWN_TO_NOBODY} | {*OTHERS}) - sealed_columns() == set()


def test_a_new_sealed_column_without_a_class_is_caught():
    assert without_a_class(sealed_columns() | {"legal.Claim.sealed"}) == {"legal.Claim.sealed"}


OPENING = {"unseal", "unseal_bytes", "unwrap", "opened_unseen"}


def openers_in(source: str, name: str) -> Iterator[str]:
    """Return the functions of a module that call what opens a seal."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef) and any(_opens(one) for one in ast.walk(node)):
            yield f"{name}:{node.name}"


def _opens(node: ast.AST) -> bool:
    called = node.func if isinstance(node, ast.Call) else None
    said = getattr(called, "attr", None) or getattr(called, "id", None)
    return said in OPENING


def all_openers() -> set[str]:
    return {
        opener
        for path in SRC.rglob("*.py")
        for opener in openers_in(path.read_text(encoding="utf-8"), path.relative_to(SRC).as_posix())
        if not opener.startswith(OTHER_SEALS)
    }


def test_every_place_that_opens_what_is_sealed_of_a_person_is_known():
    assert all_openers() == {*OPENERS}


def test_a_new_place_that_opens_is_caught():
    source = "def show(person, row):\n    return people.opened_unseen(person, row.sealed, 'x')\n"

    assert list(openers_in(source, "desk/new.py")) == ["desk/new.py:show"]


def test_the_table_of_the_policy_lets_two_alone_open():
    from spean.accounts.choices import Role
    from spean.directory.perms import POLICY, Scope

    assert POLICY["people.sensitive"] == {
        Role.COUNSELLOR: Scope.ASSIGNED,
        Role.LEGAL_OFFICER: Scope.ASSIGNED,
        Role.CENTRE_MANAGER: Scope.CENTRE,
    }


NOT_HERS = (
    *("colleague", "legal_officer", "job_officer", "facilitator", "volunteer", "assessor"),
    *("officer_elsewhere", "manager_elsewhere", "registrar", "auditor", "administrator"),
    *("evaluator", "stranger"),
)


def test_every_class_3_column_is_tried():
    assert {*SCENES} == CLASS_3


def is_refused(open_it: Open, viewer: Any) -> bool:
    """Tell whether nothing was opened, and nothing written."""
    before = AuditEntry.objects.count()
    try:
        open_it(viewer)
    except NotAllowed:
        return AuditEntry.objects.count() == before
    return False


@pytest.mark.django_db
@pytest.mark.parametrize("column", sorted(SCENES))
def test_two_alone_open_it_and_each_opening_is_one_entry(column, request, counsellor, pursat):
    person, open_it = SCENES[column](counsellor, pursat)

    opened_by = [one for one in NOT_HERS if not is_refused(open_it, request.getfixturevalue(one))]
    assert opened_by == []
    for viewer in (counsellor, request.getfixturevalue("manager")):
        before = AuditEntry.objects.count()
        assert open_it(viewer)
        entry = AuditEntry.objects.latest("seq")
        assert (entry.action, entry.actor_id) == ("people.sensitive_read", viewer.pk)
        assert (entry.ref_id, {*entry.detail}) == (person.pk, {"kinds"})
        assert AuditEntry.objects.count() == before + 1
    Person.objects.filter(pk=person.pk).update(assigned_to=None)
    assert not may_open_sensitive(counsellor, Person.objects.get(pk=person.pk))


@pytest.mark.django_db
def test_a_door_that_asks_nobody_is_caught(monkeypatch, counsellor, colleague, pursat):
    _person, open_it = SCENES["casework.Debt.sealed"](counsellor, pursat)
    monkeypatch.setattr("spean.people.services.sealing.may_open_sensitive", lambda *_who: True)
    monkeypatch.setattr("spean.casework.services.debts.may_open_sensitive", lambda *_who: True)

    assert not is_refused(open_it, colleague)


@pytest.mark.django_db
def test_the_page_of_protected_answers_goes_through_the_same_door(counsellor, colleague, pursat):
    person = whole_file(counsellor, pursat)

    assert is_refused(lambda viewer: sensitive_groups(viewer, person), colleague)
    assert sensitive_groups(counsellor, person)
