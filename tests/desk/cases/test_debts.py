import re

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import Role
from spean.casework import services
from spean.casework.models import Debt, LenderReply
from spean.casework.rules import add_months
from spean.directory.services.reference import load_own_tables
from tests.desk.cases.writing import sent
from tests.factories.casework import case_for
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db
NEXT = add_months(timezone.localdate(), 1)


@pytest.fixture(autouse=True)
def _english(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"


@pytest.fixture
def person(counsellor, pursat, client):
    load_own_tables()
    client.force_login(counsellor)
    return case_for(counsellor, pursat).person


def loan(**changes):
    return {
        "lender_kind": "mfi",
        "lender": "គ្រឹះស្ថានឥណទាន",
        "owed_amount": "៤០០០",
        "owed_currency": "USD",
        "principal": "5500",
        "rate": "1.5",
        "payment": "180",
        "every": "1",
        "next_due_on": f"{NEXT.day}/{NEXT.month}/{NEXT.year}",
        "ends_on": "",
        "collateral": "ប័ណ្ណដី",
        "is_land_at_risk": "yes",
        "co_borrower": "ម្តាយ",
        "basis": "seen",
        "papers": ["id_card", "loan_agreement"],
        "other_papers": "សៀវភៅគ្រួសារ\n\nលិខិតមេភូមិ",
        **changes,
    }


REPLY = {
    "asked_on": "១ វិច្ឆិកា ២០២៦",
    "wishes": ["pause", "smaller"],
    "answer": "partly",
    "answered_on": "៥ វិច្ឆិកា ២០២៦",
    "payment": "90",
    "note": "ផ្អាក ៣ ខែ",
}


def written(client, person, **changes):
    answered = sent(client, "desk:debt_new", person.pk, **loan(**changes))
    assert answered.status_code == 302, answered.content.decode()
    return Debt.objects.latest("created_at")


def read(client, name, key):
    html = client.get(reverse(name, args=[key])).content.decode()
    return re.sub(r"\s+", " ", html)


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_every_field_of_a_loan_is_written_read_and_corrected(client, person, counsellor):
    debt = written(client, person)

    html = plain(read(client, "desk:debts", person.pk))
    shown = ("$4,000", "$180", "1.5 % a month", "ប័ណ្ណដី", "ម្តាយ", "Land or the house is at risk")
    assert not [word for word in shown if word not in html]
    answered = sent(client, "desk:debt", debt.pk, **loan(owed_amount="3500", rate=""))
    assert answered.status_code == 302
    debt.refresh_from_db()
    words = services.open_debt(viewer=counsellor, debt=debt).words
    assert (words.owed, words.rate, words.principal) == (3500, None, 5500)
    assert words.other_papers == ("សៀវភៅគ្រួសារ", "លិខិតមេភូមិ")


def test_the_form_opens_with_what_is_known(client, person):
    html = read(client, "desk:debt", written(client, person).pk)

    assert 'value="4000"' in html and 'value="180"' in html and "លិខិតមេភូមិ" in html


def test_what_comes_next_is_in_the_order_of_the_days(client, person):
    written(client, person)
    late = timezone.localdate().replace(year=timezone.localdate().year - 1)
    written(
        client,
        person,
        lender="ចៅហ្វាយ",
        next_due_on="",
        ends_on=f"{late.day}/{late.month}/{late.year}",
    )

    side = plain(read(client, "desk:debts", person.pk).split("What comes next")[1])

    assert side.index("ចៅហ្វាយ") < side.index("all the rest") < side.index("$180")
    assert side.count("this day is past") == 1


def test_a_loan_that_is_paid_back_is_due_no_more(client, person):
    written(client, person, is_settled="on")

    html = read(client, "desk:debts", person.pk)
    assert "Paid back" in html and "What comes next" not in html


def test_the_packet_lists_the_papers_that_are_named_and_those_that_were_added(client, person):
    html = read(client, "desk:debt_packet", written(client, person).pk)

    papers = html.split("Papers with this request")[1]
    names = (
        "National identity card",
        "Loan agreement",
        "Employment card",
        "Other proof",
        "សៀវភៅគ្រួសារ",
        "លិខិតមេភូមិ",
    )
    assert [papers.index(name) for name in names] == sorted(papers.index(name) for name in names)
    assert papers.count(">there</span>") == 2
    assert "Statement of ABC and CMA, 14 Jun 2025" in papers


def test_the_lenders_reply_is_written_and_read(client, person):
    debt = written(client, person)

    assert sent(client, "desk:debt_reply", debt.pk, **REPLY).status_code == 302

    html = plain(read(client, "desk:debts", person.pk))
    assert "A pause in paying, Smaller payments over a longer time: Agreed in part" in html
    assert "$90 each time from now on" in html and "ផ្អាក ៣ ខែ" in html


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"answered_on": ""}, "Please write on which day the lender answered."),
        ({"wishes": []}, "Please fill this in."),
        ({"asked_on": "yesterday-ish"}, "msg"),
    ],
)
def test_a_reply_that_cannot_be_meant_is_asked_again(client, person, typed, sentence):
    answered = sent(client, "desk:debt_reply", written(client, person).pk, **{**REPLY, **typed})

    assert answered.status_code == 200 and sentence in answered.content.decode()
    assert not LenderReply.objects.exists()


def test_the_second_of_two_officers_sees_both_versions(client, person, counsellor):
    debt = written(client, person)
    url = reverse("desk:debt", args=[debt.pk])
    theirs = services.open_debt(viewer=counsellor, debt=debt).words
    services.edit_debt(actor=counsellor, debt=debt, revision=1, words=theirs)

    answered = client.post(url, {"id": debt.pk, "revision": 1, **loan(lender="ផ្សេង")})

    html = answered.content.decode()
    assert answered.status_code == 200 and "A colleague saved this while you were writing" in html
    assert "គ្រឹះស្ថានឥណទាន" in html and "ផ្សេង" in html


def test_the_households_months_begin_with_the_loans_of_the_desk(client, person):
    written(client, person)
    written(client, person, lender="សងហើយ", is_settled="on")

    html = read(client, "desk:money", person.pk)

    assert 'name="loan0-owed" value="16000000"' in html
    assert 'name="loan0-payment" value="720000"' in html
    assert "សងហើយ" not in html


def test_a_colleague_and_another_centre_find_nothing(client, person, colleague, preah_vihear):
    debt = written(client, person)
    pages = [
        reverse("desk:debts", args=[person.pk]),
        reverse("desk:debt_new", args=[person.pk]),
        *(
            reverse(f"desk:{name}", args=[debt.pk])
            for name in ("debt", "debt_reply", "debt_packet")
        ),
    ]

    for viewer in (colleague, staff(Role.CENTRE_MANAGER, preah_vihear)):
        client.force_login(viewer)
        assert {client.get(page).status_code for page in pages} == {404}


def test_the_page_asks_no_more_of_the_database_for_more_loans(
    client, person, django_assert_max_num_queries
):
    for _loan in range(4):
        written(client, person)

    with django_assert_max_num_queries(25):
        client.get(reverse("desk:debts", args=[person.pk]))
