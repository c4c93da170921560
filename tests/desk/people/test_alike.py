"""A duplicate is a question inside the form, asked before anything is saved."""

import pytest

from spean.accounts.models import User
from spean.desk.people.alike import shown_of_person
from spean.directory.models import Area
from spean.people.choices import SuspicionState
from spean.people.contracts import Contact
from spean.people.models import Person, Suspicion
from spean.people.services import mark_sealed
from tests.desk.people.writing import CONSENT, NEEDS, WHO, begun, home, saved, sent, signed_in
from tests.factories.people import registered

pytestmark = pytest.mark.django_db
SOPHEA = {
    "family_name_km": "ទន្លេ",
    "given_name_km": "សុភា",
    "family_name_lat": "",
    "given_name_lat": "",
    "contacts": (Contact(number="012 000 417"),),
}


def asked(client: object, **answers: str) -> tuple[object, object]:
    draft = begun(client)  # type: ignore[arg-type]
    sent(client, draft, "consent", CONSENT)  # type: ignore[arg-type]
    return draft, sent(client, draft, "who", {**WHO, **answers})  # type: ignore[arg-type]


def test_somebody_alike_is_asked_about_before_saving(counsellor: User) -> None:
    registered(counsellor, **SOPHEA)

    _draft, answer = asked(signed_in(counsellor))

    html = answer.content.decode()  # type: ignore[attr-defined]
    assert "តើជាមនុស្សតែមួយទេ?" in html
    assert "012 000 417" in html
    assert Person.objects.count() == 1


def test_the_likelihood_is_not_shown(counsellor: User) -> None:
    registered(counsellor, **SOPHEA)

    html = asked(signed_in(counsellor))[1].content.decode()  # type: ignore[attr-defined]

    assert "%" not in html.split('class="ask"')[1]


@pytest.mark.parametrize(
    ("said", "state"),
    [("different", SuspicionState.DIFFERENT), ("unsure", SuspicionState.UNSURE)],
)
def test_two_people_are_registered_and_the_answer_is_kept(
    counsellor: User, commune: Area, said: str, state: str
) -> None:
    known = registered(counsellor, **SOPHEA)
    client = signed_in(counsellor)
    draft, _answer = asked(client)
    answer = {f"alike-{known.pk}-seen": "1", f"alike-{known.pk}-answer": said}

    sent(client, draft, "who", {**WHO, **answer})  # type: ignore[arg-type]
    sent(client, draft, "home", home(commune))  # type: ignore[arg-type]
    sent(client, draft, "needs", NEEDS)  # type: ignore[arg-type]
    saved(client, draft)  # type: ignore[arg-type]

    assert Person.objects.count() == 2
    assert Suspicion.objects.get().state == state


def test_the_same_person_is_not_registered_again_and_nothing_written_is_lost(
    counsellor: User,
) -> None:
    known = registered(counsellor, **SOPHEA)
    client = signed_in(counsellor)
    draft, _answer = asked(client)
    answer = {f"alike-{known.pk}-seen": "1", f"alike-{known.pk}-answer": "same"}

    response = sent(client, draft, "who", {**WHO, **answer})  # type: ignore[arg-type]

    page = client.get(response["Location"]).content.decode()
    assert Person.objects.count() == 1
    assert known.client_number in page
    assert "ទន្លេ" in page


def test_an_open_question_keeps_the_form_from_going_on(counsellor: User) -> None:
    known = registered(counsellor, **SOPHEA)
    client = signed_in(counsellor)
    draft, _answer = asked(client)

    answer = sent(client, draft, "who", {**WHO, f"alike-{known.pk}-seen": "1"})  # type: ignore[arg-type]

    assert answer.status_code == 200
    assert "សូមបំពេញកន្លែងនេះ។" in answer.content.decode()


def test_of_another_centre_only_a_perhaps_is_told(
    counsellor: User, officer_elsewhere: User
) -> None:
    known = registered(officer_elsewhere, **SOPHEA, address="ផ្ទះសម្ងាត់", nickname="ភាភា")

    html = asked(signed_in(counsellor))[1].content.decode()  # type: ignore[attr-defined]

    assert "ប្រហែលជាមជ្ឈមណ្ឌលផ្សេងស្គាល់គាត់" in html
    for secret in (str(known.pk), known.client_number, "ភាភា", "ផ្ទះសម្ងាត់", "ព្រះវិហារ"):
        assert secret not in html


def test_the_other_centre_is_asked_after_saving(
    counsellor: User, officer_elsewhere: User, commune: Area
) -> None:
    registered(officer_elsewhere, **SOPHEA)
    client = signed_in(counsellor)
    draft, _answer = asked(client)
    answer = {
        "alike-elsewhere-seen": "1",
        "alike-elsewhere-answer": "ask",
        "alike-elsewhere-question": "តើគាត់ធ្លាប់ទៅទីនោះទេ?",
    }

    sent(client, draft, "who", {**WHO, **answer})  # type: ignore[arg-type]
    sent(client, draft, "home", home(commune))  # type: ignore[arg-type]
    sent(client, draft, "needs", NEEDS)  # type: ignore[arg-type]
    saved(client, draft)  # type: ignore[arg-type]

    pair = Suspicion.objects.get()
    assert pair.asked_by == counsellor
    assert pair.question == "តើគាត់ធ្លាប់ទៅទីនោះទេ?"


def test_a_sealed_person_is_never_asked_about(counsellor: User) -> None:
    known = registered(counsellor, **SOPHEA)
    mark_sealed(actor=counsellor, person_id=known.pk)

    _draft, answer = asked(signed_in(counsellor))

    assert answer["Location"].endswith("/home/")  # type: ignore[index]


def test_a_number_that_must_not_be_called_is_not_compared_aloud(counsellor: User) -> None:
    safe = registered(counsellor, **SOPHEA)
    hidden = (Contact(number="012 000 417", safe_to_call="never"),)
    unsafe = registered(counsellor, **{**SOPHEA, "contacts": hidden})

    shown = [shown_of_person(person)["phone"] for person in (safe, unsafe)]

    assert shown == ["012 000 417", ""]
