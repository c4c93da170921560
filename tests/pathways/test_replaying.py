"""Answers that came before their room was there are applied later, as they are, each once."""

import pytest

from spean.accounts.models import AuditEntry
from spean.casework.models import Screening
from spean.casework.rules import QUESTIONS
from spean.pathways.replaying import is_applicable, replay
from spean.people.models import Person
from spean.surveys.choices import Effect
from spean.surveys.models import Questionnaire, Submission
from spean.surveys.selectors import received_answers
from spean.surveys.services import NotYetApplicable
from tests.factories.forms import answer, in_use, registration
from tests.factories.people import MORNING
from tests.pathways.test_receiving import send

pytestmark = pytest.mark.django_db
SCREENED = {f"q_{name}": "no" for name in QUESTIONS} | {"q_debt_due": "yes"}


@pytest.fixture
def number(counsellor, pursat, commune):
    register = in_use(pursat, questionnaire__effect=Effect.REGISTRATION)
    send(counsellor, answer(register, registration()))
    return Person.objects.get().client_number


@pytest.fixture
def early(pursat):
    """Return a questionnaire whose answers nothing takes up so far."""
    return in_use(pursat, questionnaire__effect=Effect.OUTREACH)


def its_room_is_there(version):
    Questionnaire.objects.filter(pk=version.questionnaire_id).update(effect=Effect.SCREENING)


def replayed(effect, heard=None):
    found = replay(
        effect=effect,
        now=MORNING,
        tell=lambda done, of: heard.append((done, of)) if heard is not None else None,
    )
    return dict(found)


def test_what_was_received_early_is_applied_once_its_room_is_there(counsellor, early, number):
    sent = [answer(early, {"client_no": number, **SCREENED}) for _two in range(2)]
    send(counsellor, *sent, answer(early, {"client_no": "PUR-26-99999-9", **SCREENED}))
    assert not Screening.objects.exists()
    its_room_is_there(early)
    heard = []

    became = replayed(Effect.SCREENING, heard)

    assert became == {"applied": 2, "waiting": 1}
    assert heard == [(3, 3)]
    assert Screening.objects.count() == 2
    waiting = Submission.objects.get(state="waiting")
    assert waiting.reason == "person-unknown"


def test_a_second_time_there_is_nothing_to_do(counsellor, early, number):
    send(counsellor, answer(early, {"client_no": number, **SCREENED}))
    its_room_is_there(early)
    replayed(Effect.SCREENING)
    entries = AuditEntry.objects.count()

    assert replayed(Effect.SCREENING) == {}

    assert Screening.objects.count() == 1
    assert AuditEntry.objects.count() == entries


def test_more_than_one_go_holds_are_all_applied(counsellor, early, number):
    send(counsellor, *[answer(early, {"client_no": number, **SCREENED}) for _n in range(53)])
    its_room_is_there(early)
    heard = []

    assert replayed(Effect.SCREENING, heard) == {"applied": 53}

    assert heard == [(50, 53), (53, 53)]


def test_one_that_cannot_be_opened_waits_and_its_neighbours_are_applied(counsellor, early, number):
    send(counsellor, *[answer(early, {"client_no": number, **SCREENED}) for _two in range(2)])
    one, two = Submission.objects.filter(version=early)
    one.xml = two.xml
    one.save()
    its_room_is_there(early)

    assert replayed(Effect.SCREENING) == {"applied": 1, "waiting": 1}

    one.refresh_from_db()
    assert (one.state, one.reason) == ("waiting", "cannot-unseal")


@pytest.mark.parametrize(
    "effect",
    [Effect.OUTREACH, Effect.FAIR],
)
def test_an_effect_without_a_room_is_refused_and_says_how_many_wait(effect, counsellor, pursat):
    send(counsellor, answer(in_use(pursat, questionnaire__effect=effect), {"note": "x"}))

    with pytest.raises(NotYetApplicable, match="1"):
        replayed(effect)

    assert not is_applicable(effect)
    assert Submission.objects.get().state == "received"
    assert received_answers(effect).count() == 1
