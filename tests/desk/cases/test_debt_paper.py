import io

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from PIL import Image

from spean.accounts.models import AuditEntry
from spean.casework.models import Debt
from spean.casework.services import open_debt
from spean.core.paper import draw_paper
from spean.desk.cases.paper.packet import packet_words
from tests.desk.cases.test_debts import loan
from tests.desk.cases.writing import sent
from tests.factories.casework import case_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def debt(counsellor, pursat, client):
    client.force_login(counsellor)
    case = case_for(counsellor, pursat)
    assert sent(client, "desk:debt_new", case.person_id, **loan()).status_code == 302
    return Debt.objects.get()


def words_of(debt, viewer, language="km"):
    opened = open_debt(viewer=viewer, debt=debt)
    with override(language):
        return packet_words(debt.case.person, opened, timezone.localdate())


def test_the_request_opens_as_a_pdf_and_the_opening_is_written_down(client, debt):
    before = AuditEntry.objects.count()

    answered = client.get(reverse("desk:debt_paper", args=[debt.pk]))

    assert answered.content.startswith(b"%PDF-")
    assert debt.case.person.client_number in answered["Content-Disposition"]
    assert AuditEntry.objects.count() == before + 1


def test_who_may_not_open_the_loan_gets_no_paper(client, debt, job_officer):
    client.force_login(job_officer)

    assert client.get(reverse("desk:debt_paper", args=[debt.pk])).status_code in (403, 404)


@pytest.mark.parametrize("language", ["km", "en"])
def test_the_request_is_one_page_with_ink_from_head_to_foot(debt, counsellor, language):
    pages = draw_paper("packet", words_of(debt, counsellor, language), dots=72)

    assert len(pages) == 1
    page = Image.open(io.BytesIO(pages[0])).convert("L")
    left, top, right, bottom = page.point(lambda dark: 255 if dark < 128 else 0).getbbox()
    # The margins are white, the foot stands below everything.
    assert left > 30 and right < page.width - 30
    assert top < page.height * 0.1 and bottom > page.height * 0.9


def test_the_papers_of_the_associations_are_ticked_as_far_as_they_are_there(debt, counsellor):
    papers = words_of(debt, counsellor)["papers"]

    assert [paper["is_there"] for paper in papers] == [True, True, False, False, False, False]
    assert [paper["words"] for paper in papers[4:]] == ["សៀវភៅគ្រួសារ", "លិខិតមេភូមិ"]


def test_the_number_of_the_card_is_left_to_her_own_hand(debt, counsellor):
    facts = words_of(debt, counsellor)["facts"]

    assert [fact["words"] for fact in facts[:2]] == [debt.case.person.name, ""]
