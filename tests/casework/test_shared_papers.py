"""Papers for a partner: sealed, given by the link alone, and gone afterwards."""

import uuid
from datetime import timedelta

import pytest
from django.db import connection

from spean.accounts.models import AuditEntry
from spean.casework.models import SharedPaper
from spean.casework.rules.papers import LARGEST
from spean.casework.services import referral_papers as papers
from spean.core.errors import IllegalMove, NotAllowed
from spean.core.sandbox import ParserFailed
from spean.people.services import withdraw_consent
from tests.factories.people import MORNING
from tests.factories.referrals import (
    PDF,
    answered,
    case_allowing,
    partner,
    referral_link,
    referred,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(counsellor, pursat):
    return case_allowing(counsellor, pursat)


@pytest.fixture
def clinic():
    return partner()


# --- papers ---------------------------------------------------------------------------------------


def attached(referral, content=PDF, name="លិខិត.pdf", **changes):
    values = {"actor": referral.sent_by, "now": MORNING, "id": uuid.uuid4(), **changes}
    return papers.attach_paper(referral_id=referral.pk, name=name, content=content, **values)


def stored(paper):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sealed FROM {SharedPaper._meta.db_table}")
        return b"".join(bytes(row[0]) for row in cursor.fetchall())


def test_a_paper_lies_sealed_and_comes_back_whole_by_the_link(case, clinic):
    referral = referred(case, clinic)
    paper = attached(referral)
    link, _token = referral_link(referral)

    assert len(stored(paper)) > len(PDF) and b"MARKER" not in stored(paper)
    taken, name, content = papers.take_paper(link=link, paper_id=paper.pk, now=MORNING)
    assert (name, content, taken.taken_at) == ("លិខិត.pdf", PDF, MORNING)


PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + b"\0" * 20 + b"IEND\xaeB`\x82"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty-file"),
        (b"MZ\x90\0program", "wrong-kind"),
        (b"<html><script>alert(1)</script>", "wrong-kind"),
        (PDF.replace(b"/Catalog", b"/JavaScript"), "programs"),
        (PDF[:-8], "cut-short"),
    ],
)
def test_what_is_no_paper_is_refused(case, clinic, content, reason):
    with pytest.raises(ParserFailed) as refusal:
        attached(referred(case, clinic), content=content)

    assert refusal.value.details["reason"] == reason
    assert not SharedPaper.objects.exists()


def test_a_photograph_keeps_its_true_ending_whatever_its_name(case, clinic):
    paper = attached(referred(case, clinic), content=PNG, name="../../etc/card.exe")
    link, _token = referral_link(paper.referral)

    assert papers.take_paper(link=link, paper_id=paper.pk, now=MORNING)[1] == "card.png"


def test_a_paper_is_small_and_there_are_few(case, clinic):
    referral = referred(case, clinic)
    with pytest.raises(papers.PaperTooLarge):
        attached(referral, content=PDF + b" " * LARGEST)
    for _turn in range(5):
        attached(referral)
    with pytest.raises(papers.TooManyPapers):
        attached(referral)


def test_a_paper_of_another_referral_is_not_given(case, clinic):
    paper = attached(referred(case, clinic))
    link, _token = referral_link(referred(case, clinic))

    with pytest.raises(papers.PaperGone):
        papers.take_paper(link=link, paper_id=paper.pk, now=MORNING)


def test_after_thirty_days_the_bytes_are_gone_and_the_trail_says_so(case, clinic):
    paper = attached(referred(case, clinic))

    assert papers.delete_shared(now=MORNING + timedelta(days=29)) == 0
    assert papers.delete_shared(now=MORNING + timedelta(days=30)) == 1

    assert stored(paper) == b""
    entry = AuditEntry.objects.get(action="casework.paper_deleted")
    assert entry.ref_id == paper.pk and entry.detail == {"bytes": len(PDF)}
    assert papers.delete_shared(now=MORNING + timedelta(days=31)) == 0


def test_the_end_of_the_referral_or_of_the_consent_deletes_its_papers(counsellor, case, clinic):
    ended = referred(case, clinic)
    attached(ended)
    answered(ended, "decline", reason="too_far")
    assert papers.delete_shared(now=MORNING) == 1
    with pytest.raises(IllegalMove):
        attached(ended)

    attached(referred(case, clinic))
    assert papers.delete_shared(now=MORNING) == 0
    withdraw_consent(actor=counsellor, person_id=case.person.pk, withdrawn_at=MORNING)
    assert papers.delete_shared(now=MORNING) == 1


def test_when_it_is_over_no_paper_is_given_even_before_the_night(case, clinic):
    referral = referred(case, clinic)
    paper = attached(referral)
    link, _token = referral_link(referral)
    answered(referral, "decline", reason="too_far")
    link.refresh_from_db()

    with pytest.raises(papers.PaperGone):
        papers.take_paper(link=link, paper_id=paper.pk, now=MORNING)


def test_a_paper_is_deleted_by_hand_by_who_works_on_the_file(
    counsellor, officer_elsewhere, case, clinic
):
    paper = attached(referred(case, clinic))

    with pytest.raises(NotAllowed):
        papers.delete_paper(actor=officer_elsewhere, paper_id=paper.pk, now=MORNING)
    papers.delete_paper(actor=counsellor, paper_id=paper.pk, now=MORNING)
    assert stored(paper) == b""
