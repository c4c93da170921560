"""`spean replay-answers EFFECT`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from spean.surveys.choices import Effect
from spean.surveys.models import Questionnaire, Submission
from spean.surveys.services import NotYetApplicable
from tests.factories.forms import answer, in_use
from tests.pathways.test_receiving import send

pytestmark = pytest.mark.django_db


def run(effect):
    out = StringIO()
    call_command("replay_answers", effect, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_it_says_how_many_were_applied_and_how_many_need_a_person(counsellor, pursat):
    version = in_use(pursat, questionnaire__effect=Effect.OUTREACH)
    send(counsellor, answer(version, {"client_no": "PUR-26-99999-9"}))
    Questionnaire.objects.update(effect=Effect.SCREENING)

    said = run("screening")

    assert "answers applied: 0" in said
    assert "listed at the desk: 1" in said
    assert "ចម្លើយ" in said


def test_where_there_is_no_room_it_says_so_and_how_many_are_kept(counsellor, pursat):
    version = in_use(pursat, questionnaire__effect=Effect.OUTREACH)
    send(counsellor, answer(version, {"note": "x"}))

    with pytest.raises(NotYetApplicable) as caught:
        run("outreach")

    assert str(caught.value).strip()
    assert caught.value.details == {"count": 1}
    assert Submission.objects.get().state == "received"


def test_a_kind_that_is_none_is_refused():
    with pytest.raises(CommandError, match="sustainability"):
        run("none")
