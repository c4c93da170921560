"""What telephones send is kept once, takes effect once, and waits where it cannot."""

import uuid

import pytest

from spean.accounts.models import AuditEntry
from spean.casework.models import Case
from spean.core import crypto
from spean.pathways.receiving import receive
from spean.people.models import Consent, Person, Return, Suspicion
from spean.surveys.choices import Effect
from spean.surveys.contracts import Arrival, Part
from spean.surveys.models import SetAside, Submission, SubmissionPart
from spean.surveys.services import NotASubmission, UnknownForm
from tests.factories.forms import answer, in_use, registration
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db
ID = "uuid:5f1c2d0e-0000-4000-8000-000000000001"


@pytest.fixture
def visit(pursat):
    return in_use(pursat)


@pytest.fixture
def register(pursat, commune):
    return in_use(pursat, questionnaire__effect=Effect.REGISTRATION)


def send(actor, *documents, parts=(), **more):
    arrivals = [Arrival(actor=actor, xml=one, parts=tuple(parts), **more) for one in documents]
    return receive(arrivals=arrivals, now=MORNING)


def test_an_answer_is_kept_as_it_came_and_nobody_reads_it_in_the_database(volunteer, visit):
    sent = answer(visit, {"note": "សុខ សុភា"})

    send(volunteer, sent)

    kept = Submission.objects.get()
    assert "សុខ".encode() not in bytes(kept.xml)
    from spean.surveys.selectors import answer_as_sent

    assert answer_as_sent(kept) == sent


def test_the_same_answer_fifty_times_is_one_answer(volunteer, visit):
    sent = answer(visit, {"note": "x"}, id=ID)

    outcomes = [
        one.outcome for one in send(volunteer, *[sent] * 25) + send(volunteer, *[sent] * 25)
    ]

    assert outcomes == ["new"] + ["known"] * 49
    assert Submission.objects.count() == 1


def test_other_content_under_the_same_number_is_kept_aside_once(volunteer, visit):
    send(volunteer, answer(visit, {"note": "first"}, id=ID))
    other = answer(visit, {"note": "second"}, id=ID)

    outcomes = [send(volunteer, other)[0].outcome for _again in range(2)]

    assert outcomes == ["differs", "differs"]
    assert Submission.objects.count() == SetAside.objects.count() == 1


def test_an_answer_without_a_number_gets_one_that_sending_again_finds(volunteer, visit):
    sent = answer(visit, {"note": "x"}, id=" ")

    first, second = send(volunteer, sent), send(volunteer, sent)

    assert first[0].instance_id == second[0].instance_id != ""
    assert Submission.objects.count() == 1


def test_two_files_with_the_same_bytes_are_two_files(volunteer, visit):
    parts = [Part(name="a.jpg", content=b"same"), Part(name="b.jpg", content=b"same")]

    send(volunteer, answer(visit, {"picture": "a.jpg"}), parts=parts)

    assert SubmissionPart.objects.count() == 2


def test_a_file_that_comes_later_completes_the_answer(volunteer, visit):
    sent = answer(visit, {"picture": "a.jpg"}, id=ID)
    first = send(volunteer, sent)[0]

    second = send(volunteer, sent, parts=[Part(name="a.jpg", content=b"x")])[0]

    assert (first.missing, second.missing) == (["a.jpg"], [])


def test_a_file_that_differs_is_kept_aside_and_the_first_one_stays(volunteer, visit):
    sent = answer(visit, {"picture": "a.jpg"}, id=ID)
    send(volunteer, sent, parts=[Part(name="a.jpg", content=b"first")])

    send(volunteer, sent, parts=[Part(name="a.jpg", content=b"other")])

    assert SubmissionPart.objects.get().size == len(b"first")
    assert SetAside.objects.get().part_name == "a.jpg"


def test_a_correction_replaces_what_it_names_whichever_comes_first(volunteer, visit):
    newer = answer(visit, {"note": "right"}, corrects=ID)

    send(volunteer, newer)
    send(volunteer, answer(visit, {"note": "wrong"}, id=ID))

    older = Submission.objects.get(instance_id=ID)
    assert older.state == "replaced"
    assert older.replaced_by.corrects == ID


def test_a_second_correction_of_the_same_answer_waits_for_a_person(volunteer, visit):
    send(volunteer, answer(visit, {"note": "wrong"}, id=ID))
    send(volunteer, answer(visit, {"note": "one"}, corrects=ID))

    filed = send(volunteer, answer(visit, {"note": "two"}, corrects=ID))[0]

    assert (filed.submission.state, filed.submission.reason) == ("waiting", "corrected-twice")


def test_an_answer_to_a_form_nobody_knows_stays_where_it_is(volunteer, visit):
    unknown = answer(visit).replace(visit.questionnaire.form_id.encode(), b"elsewhere")

    with pytest.raises(UnknownForm):
        send(volunteer, unknown)

    assert not Submission.objects.exists()


def test_an_answer_to_an_unknown_version_is_kept_and_waits(volunteer, visit):
    filed = send(volunteer, answer(visit, {"note": "x"}, as_version="99"))[0]

    assert filed.outcome == "aside"
    assert Submission.objects.get().state == "waiting"


def test_what_is_no_answer_is_refused(volunteer, visit):
    bomb = b'<!DOCTYPE d [<!ENTITY a "b">]><data id="x">&a;</data>'

    for document in (b"", b"<data", b"<data/>", bomb, "<data id='x'>".encode("utf-16")):
        with pytest.raises((NotASubmission, UnknownForm)):
            send(volunteer, document)


def test_work_of_somebody_who_lost_her_posting_is_kept_for_the_supervisor(volunteer, visit, pursat):
    volunteer.postings.update(ends_on=MORNING.date().replace(year=2020), starts_on="2019-01-01")
    volunteer._postings_today = None

    filed = send(volunteer, answer(visit, {"note": "x"}), centre_id=pursat.pk)[0]

    assert filed.outcome == "aside"
    assert filed.submission.state == "set_aside"


def test_a_registration_makes_a_person_her_consent_her_return_and_her_case(counsellor, register):
    send(counsellor, answer(register, registration()))

    person = Person.objects.get()
    assert person.family_name_km == "សុខ"
    assert Consent.objects.get().person == Return.objects.get().person == person
    assert Case.objects.get().person == person
    kept = Submission.objects.get()
    assert (kept.state, kept.person_id) == ("applied", person.pk)


def test_a_page_left_as_it_opened_tells_of_no_return_and_no_job(counsellor, register):
    usual = {"wage_unit": "month", "wage_currency": "THB"}
    untouched = {"place": "", "returned_on": "", "jobs": [{"own_words": "", **usual}]}

    send(counsellor, answer(register, registration(returns=[untouched])))
    told = {**untouched, "jobs": [{"own_words": "ក្រាលការ៉ូ", **usual}]}
    send(counsellor, answer(register, registration(returns=[told])))

    assert Person.objects.count() == 2
    assert Return.objects.get().jobs.get().own_words == "ក្រាលការ៉ូ"


def test_a_registration_sent_again_registers_nobody_again(counsellor, register):
    sent = answer(register, registration(), id=ID)

    send(counsellor, sent)
    entries = AuditEntry.objects.count()
    send(counsellor, sent)

    assert Person.objects.count() == Case.objects.count() == 1
    assert AuditEntry.objects.count() == entries


def test_somebody_registered_elsewhere_is_proposed_as_the_same(counsellor, preah_vihear, register):
    from spean.accounts.choices import Role
    from spean.pathways.registration import admit
    from tests.factories.people import intake
    from tests.factories.serving import staff

    elsewhere = staff(Role.COUNSELLOR, preah_vihear, username="elsewhere")
    admit(actor=elsewhere, intake=intake(centre_id=preah_vihear.pk), now=MORNING)

    send(counsellor, answer(register, registration(age="", born_on="1992-03-12")))

    assert Person.objects.count() == 2
    assert Suspicion.objects.count() == 1


def test_one_that_cannot_be_registered_waits_and_its_neighbours_are_registered(
    counsellor, register
):
    bad = answer(register, registration(main_needs="income nonsense"))
    refused = answer(register, registration(scopes=""))

    send(counsellor, answer(register, registration()), bad, refused)

    assert Person.objects.count() == 1
    states = Submission.objects.order_by("reason").values_list("state", "reason")
    assert list(states) == [
        ("applied", ""),
        ("waiting", "consent-missing"),
        ("waiting", "wrong-input"),
    ]


def test_a_correction_of_what_is_in_the_register_waits_for_a_person(counsellor, register):
    send(counsellor, answer(register, registration(), id=ID))

    filed = send(counsellor, answer(register, registration(nickname="ភា"), corrects=ID))[0]

    assert (filed.submission.state, filed.submission.reason) == ("waiting", "corrected-after")
    assert Person.objects.count() == 1


def test_first_questions_take_effect_in_her_case(counsellor, register, pursat):
    from spean.casework.models import Screening
    from spean.casework.rules import QUESTIONS

    send(counsellor, answer(register, registration()))
    number = Person.objects.get().client_number
    screening = in_use(pursat, questionnaire__effect=Effect.SCREENING)
    said = {f"q_{name}": "no" for name in QUESTIONS} | {"q_debt_due": "yes"}

    send(counsellor, answer(screening, {"client_no": number, **said}))

    assert Screening.objects.get().triage == "amber"


def test_an_answer_about_somebody_of_another_centre_waits(counsellor, preah_vihear, pursat):
    from tests.factories.people import PersonFactory

    stranger = PersonFactory(centre=preah_vihear)
    screening = in_use(pursat, questionnaire__effect=Effect.SCREENING)

    filed = send(counsellor, answer(screening, {"person_id": stranger.pk}))[0]

    assert (filed.submission.state, filed.submission.reason) == ("waiting", "person-unknown")


def test_the_trail_names_no_answer(volunteer, visit):
    send(volunteer, answer(visit, {"note": "សុខ សុភា"}, id=ID))

    entry = AuditEntry.objects.get(action="surveys.answered")
    assert entry.detail == {"outcome": "new", "files": 0}
    assert uuid.UUID(str(entry.ref_id)) == Submission.objects.get().pk


def test_an_answer_moved_to_another_row_cannot_be_opened(volunteer, visit):
    from spean.surveys.selectors import answer_as_sent

    send(volunteer, answer(visit, {"note": "one"}), answer(visit, {"note": "two"}))
    one, two = Submission.objects.all()
    one.xml = two.xml

    with pytest.raises(crypto.CannotUnseal):
        answer_as_sent(one)
