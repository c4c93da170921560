"""The pages of referrals to schemes: who is let in, what each says, what a press does."""

import re
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.casework.models import FollowUp, SchemeReferral
from spean.casework.services.benefit_reminders import remind
from spean.directory.services import load_own_tables
from spean.people.contracts import Document
from spean.people.models import Person
from spean.people.services import add_document
from tests.casework.benefits.ways import TO_RECEIVED, started, walked, words
from tests.desk.cases.writing import sent
from tests.factories.casework import case_for
from tests.factories.people import TODAY

pytestmark = pytest.mark.django_db
DAY = timezone.localdate()
TODAY_TYPED = f"{DAY.day}/{DAY.month}/{DAY.year}"


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def person(counsellor, pursat, client):
    load_own_tables()
    client.force_login(counsellor)
    found = case_for(counsellor, pursat).person
    Person.objects.filter(pk=found.pk).update(id_poor="expired")
    return Person.objects.get(pk=found.pk)


def begin(client, person, scheme="IDPOOR", key=None):
    url = reverse("desk:benefit_start", args=[person.pk])
    return client.post(url, {"scheme": scheme, "id": str(key or uuid.uuid4())})


def move(client, row, name, **typed):
    url = reverse("desk:benefit_move", args=[row.pk, name])
    now = SchemeReferral.objects.get(pk=row.pk)
    marks = {"id": str(uuid.uuid4()), "revision": now.revision, "on": TODAY_TYPED}
    return client.post(url, {**marks, **typed})


def read(client, name, *args, **query):
    html = client.get(reverse(name, args=args), query).content.decode()
    return re.sub(r"\s+", " ", html)


def test_one_press_on_the_rights_begins_it_and_pressing_twice_begins_one(client, person):
    assert "Start this" in read(client, "desk:rights", person.pk)
    key = uuid.uuid4()

    begin(client, person, key=key)
    begin(client, person, key=key)

    row = SchemeReferral.objects.get()
    assert "Under way: see where it is" in read(client, "desk:rights", person.pk)
    assert "IDPoor equity card" in read(client, "desk:benefits", person.pk)
    assert row.scheme.code == "IDPOOR"


def test_a_scheme_that_takes_nobody_has_no_button(client, person):
    html = read(client, "desk:rights", person.pk)

    assert 'value="COVID-CASH"' not in html and 'value="IDPOOR"' in html


def test_what_is_under_way_is_not_begun_again_and_says_so(client, person):
    begin(client, person)

    answered = begin(client, person)

    assert "This is under way already" in client.get(answered.url).content.decode()
    assert SchemeReferral.objects.count() == 1


def test_papers_and_answers_are_kept_and_the_office_is_foretold(client, person, counsellor):
    row = started(counsellor, person)
    html = read(client, "desk:benefit", row.pk)
    assert "The house looks decent" in html and "The card has expired" in html

    answered = sent(
        client,
        "desk:benefit_papers",
        row.pk,
        **{"paper-equity-card": "has", "ask-looks_decent": "no", "ask-at_home": "yes"},
    )

    assert answered.status_code == 302
    said = words(row)
    assert said.missing == 0 and said.prospects == {"looks_decent": False, "at_home": True}
    assert "The house looks decent" not in read(client, "desk:benefit", row.pk)


def test_a_farmer_answers_two_questions_and_the_rule_says_likely(client, person, counsellor):
    row = started(counsellor, person, "NSSF-VOLUNTARY")
    assert words(row).verdict == "unknown"

    sent(
        client,
        "desk:benefit_papers",
        row.pk,
        **{"fact-self-employed": "yes", "fact-has-employees": "no"},
    )

    assert words(row).verdict == "yes"
    assert "Likely yes." in read(client, "desk:benefit", row.pk)


@pytest.mark.parametrize(
    ("before", "name", "typed", "sentence"),
    [
        ((), "make_ready", {"note": ""}, "Papers are missing."),
        (("make_ready",), "submit", {"carrier": "person"}, "where the papers were handed in"),
        (
            ("make_ready",),
            "submit",
            {"place": "ឃុំ", "carrier": "centre"},
            "The person has not allowed the centre to send this.",
        ),
        (("make_ready", "submit"), "refuse", {}, "Please fill this in"),
        (("make_ready", "submit"), "approve", {}, "Please fill this in"),
        (("make_ready", "submit"), "refuse", {"reason": "other"}, "write it down"),
    ],
)
def test_a_step_that_lacks_something_says_what(
    client, person, counsellor, before, name, typed, sentence
):
    row = walked(counsellor, started(counsellor, person), *before)
    state = SchemeReferral.objects.get(pk=row.pk).state

    answered = move(client, row, name, **typed)

    html = answered.content.decode().replace("&#x27;", "'")
    assert answered.status_code == 200 and sentence in html
    assert SchemeReferral.objects.get(pk=row.pk).state == state


def test_a_refusal_shows_its_reason_what_answers_it_and_no_invented_day(client, person, counsellor):
    row = walked(counsellor, started(counsellor, person), "make_ready", "submit")

    move(client, row, "refuse", reason="not_at_home", note="ទៅចម្ការ")

    html = read(client, "desk:benefit", row.pk)
    assert "Nobody was at home" in html and "Agree a day with the village chief" in html
    assert "Not known: no rule says it." in html and "ទៅចម្ការ" in html


def test_a_placed_worker_asks_the_employer_and_nothing_is_sent(client, person, counsellor):
    row = walked(counsellor, started(counsellor, person, "NSSF-HEALTH"), "make_ready")

    html = read(client, "desk:benefit_move", row.pk, "submit")

    assert "Which employer was asked?" in html and "Who takes the papers there?" not in html
    move(client, row, "submit", place="រោងចក្រ", number="NSSF-1")
    assert SchemeReferral.objects.get(pk=row.pk).state == "submitted"


def test_days_of_a_child_and_a_monthly_contribution(client, person, counsellor):
    child = walked(counsellor, started(counsellor, person, "MATERNITY-CASH"), *TO_RECEIVED)
    paid = walked(counsellor, started(counsellor, person, "NSSF-VOLUNTARY"), *TO_RECEIVED)

    sent(client, "desk:benefit_dates", child.pk, visits_done="2", birth_on="15/6/2028")
    now = SchemeReferral.objects.get(pk=paid.pk)
    client.post(reverse("desk:benefit_paid", args=[paid.pk]), {"revision": now.revision})

    assert words(child).dates.visits_done == 2 and words(child).dates.birth_on.year == 2028
    before = words(paid).last("receive").on
    assert (words(paid).dates.next_payment_on - before).days > 50
    html = read(client, "desk:benefits", person.pk)
    assert "The child is expected" in html and "The monthly contribution is due" in html


def test_a_scheme_without_such_days_has_no_such_page(client, person, counsellor):
    row = walked(counsellor, started(counsellor, person), *TO_RECEIVED)

    assert client.get(reverse("desk:benefit_dates", args=[row.pk])).status_code == 404
    assert client.get(reverse("desk:benefit_move", args=[row.pk, "submit"])).status_code == 404
    assert client.get(reverse("desk:benefit_move", args=[row.pk, "nonsense"])).status_code == 404


def test_a_colleague_sees_the_open_one_without_a_word_of_it(client, person, counsellor, colleague):
    plain = walked(counsellor, started(counsellor, person), "make_ready", "submit")
    private = walked(counsellor, started(counsellor, person, "HEF"), "make_ready", "submit")
    client.force_login(colleague)

    html = read(client, "desk:benefits", person.pk)

    assert "IDPoor equity card" in html and "Handed in" in html
    assert "Health Equity Fund" not in html and "A-17" not in html and "Start one" not in html
    for row in (plain, private):
        assert client.get(reverse("desk:benefit", args=[row.pk])).status_code == 404
        assert move(client, row, "refuse", reason="rule").status_code == 404
    assert begin(client, person, "SCHOOL").status_code == 404


def test_other_centres_volunteers_and_sealed_files_find_nothing(
    client, person, counsellor, officer_elsewhere, volunteer, job_officer
):
    row = started(counsellor, person)
    pages = [
        reverse("desk:benefits", args=[person.pk]),
        reverse("desk:benefit", args=[row.pk]),
        reverse("desk:benefit_papers", args=[row.pk]),
    ]
    for viewer in (officer_elsewhere, volunteer, job_officer):
        client.force_login(viewer)
        assert {client.get(page).status_code for page in pages} <= {403, 404}, viewer.username
    Person.objects.filter(pk=person.pk).update(is_sealed=True)
    client.force_login(counsellor)
    assert {client.get(page).status_code for page in pages} == {404}


def test_the_centres_list_names_no_private_scheme(client, person, counsellor, manager):
    for scheme in ("IDPOOR", "HEF"):
        row = walked(counsellor, started(counsellor, person, scheme), "make_ready", "submit")
        since = DAY - timedelta(days=41)
        SchemeReferral.objects.filter(pk=row.pk).update(waiting_since=since)
    client.force_login(manager)

    html = read(client, "desk:benefits_open")

    assert "IDPoor equity card" in html and "41 days" in html
    assert "Health Equity Fund" not in html and "Open the file: a promised step is due." in html


def test_the_centres_list_asks_few_questions_however_long(
    client, person, counsellor, django_assert_max_num_queries
):
    for scheme in ("IDPOOR", "HEF", "SCHOOL", "FP-ELDERLY", "NSSF-VOLUNTARY"):
        row = walked(counsellor, started(counsellor, person, scheme), "make_ready", "submit")
        since = DAY - timedelta(days=41)
        SchemeReferral.objects.filter(pk=row.pk).update(waiting_since=since)
    client.get(reverse("desk:benefits_open"))

    with django_assert_max_num_queries(12):
        client.get(reverse("desk:benefits_open"))
    with django_assert_max_num_queries(14):
        client.get(reverse("desk:benefits_open"), {"show": "refused"})


def test_a_persons_page_asks_no_more_for_more_of_them(
    client, person, counsellor, django_assert_max_num_queries
):
    for scheme in ("IDPOOR", "HEF", "SCHOOL", "FP-ELDERLY"):
        started(counsellor, person, scheme)

    with django_assert_max_num_queries(30):
        client.get(reverse("desk:benefits", args=[person.pk]))


def test_a_word_on_today_leads_to_the_page_and_says_nothing(client, person, counsellor):
    document = Document(kind="equity_card", number="22-1", expires_on=DAY + timedelta(days=9))
    add_document(actor=counsellor, person_id=person.pk, document=document)
    remind(today=DAY)

    today = client.get(reverse("desk:today")).content.decode()
    word = FollowUp.objects.get()
    html = read(client, "desk:follow_up", word.pk)

    assert "Open the file: a promised step is due." in today and "equity card" not in today
    assert reverse("desk:benefits", args=[person.pk]) in html and "equity card" not in html
    assert "The equity card expires" in read(client, "desk:benefits", person.pk)
    assert TODAY <= DAY
