import uuid
from datetime import timedelta

import pytest

from spean.core.errors import IllegalMove, NotAllowed
from spean.jobs import services
from spean.jobs.models import EmployerLink, LinkUse
from spean.jobs.selectors import allows_employer, candidate_numbers, referrals_shown_by
from spean.jobs.services import links
from spean.people.contracts import ScopeAnswer
from spean.people.models import Person
from spean.people.services import withdraw_consent
from tests.factories.jobs import VacancyFactory, link_for, sent, willing
from tests.factories.people import MORNING, TODAY, consent, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def vacancy(pursat):
    return VacancyFactory(employer__centre=pursat, openings=50)


@pytest.fixture
def person(counsellor, pursat):
    return willing(counsellor, pursat)


def opened(token, now=MORNING):
    link, rows = services.open_link(token=token, now=now)
    return link, [row.person for row in rows]


def test_a_link_shows_who_was_sent_to_this_employer(counsellor, pursat, vacancy, person):
    sent(counsellor, person, vacancy)
    _link, token = link_for(counsellor, vacancy, pursat)

    link, people = opened(token)

    assert people == [person]
    assert (link.opened_at, link.made_by) == (MORNING, counsellor)


def test_the_token_is_kept_nowhere(counsellor, pursat, vacancy):
    link, token = link_for(counsellor, vacancy, pursat)

    kept = EmployerLink.objects.filter(pk=link.pk).values().get()
    assert token not in str(kept) and len(token) >= 32


def test_a_link_cannot_be_shown_a_second_time(counsellor, pursat, vacancy):
    link, _token = link_for(counsellor, vacancy, pursat)

    with pytest.raises(services.LinkShownAlready):
        link_for(counsellor, vacancy, pursat, id=link.pk)


@pytest.mark.parametrize("days", [0, 31, -1])
def test_a_link_lasts_from_a_day_to_a_month(counsellor, pursat, vacancy, days):
    with pytest.raises(services.LinkTooLong):
        link_for(counsellor, vacancy, pursat, days=days)


def test_a_link_works_to_the_end_of_its_last_day(counsellor, pursat, vacancy):
    link, token = link_for(counsellor, vacancy, pursat, days=7)

    assert opened(token, link.expires_at - timedelta(seconds=1))
    with pytest.raises(services.LinkEnded):
        opened(token, link.expires_at)


def test_a_withdrawn_link_ends_at_once(counsellor, pursat, vacancy):
    link, token = link_for(counsellor, vacancy, pursat)
    services.withdraw_link(actor=counsellor, link_id=link.pk, now=MORNING)

    with pytest.raises(services.LinkEnded):
        opened(token)


@pytest.mark.parametrize("token", ["", "x", "ក" * 40, "\ud800", "A" * 5000])
def test_an_unknown_token_opens_nothing(db, token):
    with pytest.raises(services.LinkEnded):
        opened(token)
    assert not LinkUse.objects.exists()


def test_a_bar_closes_every_link_of_the_employer(counsellor, pursat, vacancy):
    _link, token = link_for(counsellor, vacancy, pursat)
    services.blacklist_employer(
        actor=counsellor, employer_id=vacancy.employer_id, reason="ជំពាក់ប្រាក់", until=None
    )

    with pytest.raises(services.LinkEnded):
        opened(token)


def test_no_link_is_made_for_an_employer_who_is_not_cleared(counsellor, pursat):
    vacancy = VacancyFactory(employer__centre=pursat, employer__unchecked=True)

    with pytest.raises(services.EmployerNotCleared):
        link_for(counsellor, vacancy, pursat)


def test_who_takes_consent_back_is_gone_at_the_next_look(counsellor, pursat, vacancy, person):
    sent(counsellor, person, vacancy)
    _link, token = link_for(counsellor, vacancy, pursat)
    assert opened(token)[1] == [person]

    withdraw_consent(actor=counsellor, person_id=person.pk, withdrawn_at=MORNING)

    assert opened(token)[1] == []


@pytest.mark.parametrize("change", [{"is_sealed": True}, {"merged_into": True}])
def test_a_sealed_or_merged_person_is_never_shown(counsellor, pursat, vacancy, person, change):
    sent(counsellor, person, vacancy)
    link, _token = link_for(counsellor, vacancy, pursat)
    if change.get("merged_into"):
        change = {"merged_into": willing(counsellor, pursat, given_name_lat="Dara")}
    Person.objects.filter(pk=person.pk).update(**change)

    assert referrals_shown_by(link, TODAY) == []


def test_people_of_another_centre_are_not_behind_the_link(
    counsellor, officer_elsewhere, pursat, preah_vihear, vacancy
):
    theirs = willing(officer_elsewhere, preah_vihear)
    sent(officer_elsewhere, theirs, vacancy)
    _link, token = link_for(counsellor, vacancy, pursat)

    assert opened(token)[1] == []


def test_an_employer_answers_for_those_shown_and_for_nobody_else(
    counsellor, pursat, vacancy, person
):
    shown, hidden = sent(counsellor, person, vacancy), None
    other = willing(counsellor, pursat, given_name_lat="Dara")
    hidden = sent(counsellor, other, VacancyFactory(employer__centre=pursat))
    link, _token = link_for(counsellor, vacancy, pursat)

    met = services.employer_wants_to_meet(actor=None, referral_id=shown.pk, now=MORNING, link=link)

    assert (met.state, met.answered_by) == ("meeting", "link")
    with pytest.raises(IllegalMove):
        services.employer_wants_to_meet(actor=None, referral_id=hidden.pk, now=MORNING, link=link)


def test_that_the_work_has_begun_is_a_word_and_no_placement(counsellor, pursat, vacancy, person):
    referral = sent(counsellor, person, vacancy)
    link, _token = link_for(counsellor, vacancy, pursat)
    services.employer_wants_to_meet(actor=None, referral_id=referral.pk, now=MORNING, link=link)
    later = MORNING + timedelta(days=1)

    for moment in (MORNING, later):
        said = services.employer_says_started(link=link, referral_id=referral.pk, now=moment)

    assert (said.state, said.start_claimed_at) == ("meeting", MORNING)


def test_a_link_shows_few_new_people_a_day(counsellor, pursat, vacancy, monkeypatch):
    monkeypatch.setattr(links, "PROFILES_A_DAY", 2)
    names = ("Dara", "Vanna", "Sokha")
    people = [willing(counsellor, pursat, given_name_lat=name) for name in names]
    for one in people:
        sent(counsellor, one, vacancy)
    _link, token = link_for(counsellor, vacancy, pursat)

    assert len(opened(token)[1]) == 2
    assert len(opened(token)[1]) == 2
    assert len(opened(token, MORNING + timedelta(days=1))[1]) == 2


def test_a_link_opened_too_often_in_a_day_rests_until_tomorrow(
    counsellor, pursat, vacancy, monkeypatch
):
    monkeypatch.setattr(links, "OPENINGS_A_DAY", 3)
    _link, token = link_for(counsellor, vacancy, pursat)
    for _time in range(3):
        opened(token)

    with pytest.raises(services.LinkEnded):
        opened(token)
    assert opened(token, MORNING + timedelta(days=1))


def test_the_number_of_a_candidate_stays(counsellor, pursat, vacancy, person):
    first = sent(counsellor, person, vacancy)
    second = sent(counsellor, willing(counsellor, pursat, given_name_lat="Dara"), vacancy)
    link, _token = link_for(counsellor, vacancy, pursat)
    before = candidate_numbers(link)

    services.employer_refuses(
        actor=None, referral_id=first.pk, reason="skill", now=MORNING, link=link
    )

    assert candidate_numbers(link) == before
    assert sorted(before.values()) == [1, 2] and second.pk in before


@pytest.mark.parametrize("who", ["officer_elsewhere", "volunteer", "facilitator"])
def test_who_refers_nobody_here_makes_and_ends_no_link(request, counsellor, pursat, vacancy, who):
    link, stranger = link_for(counsellor, vacancy, pursat)[0], request.getfixturevalue(who)

    with pytest.raises(NotAllowed):
        link_for(stranger, vacancy, pursat, id=uuid.uuid4())
    with pytest.raises(NotAllowed):
        services.withdraw_link(actor=stranger, link_id=link.pk, now=MORNING)


def answer(granted, recipient=""):
    return ScopeAnswer(scope="share_employer", is_granted=granted, recipient=recipient)


@pytest.mark.parametrize(
    ("answers", "allowed"),
    [
        ((), False),
        ((answer(True),), True),
        ((answer(False),), False),
        ((answer(True), answer(False, "Lotus")), False),
        ((answer(True, "Lotus"),), True),
        ((answer(True, "River"),), False),
        ((answer(True), answer(False, "River")), True),
        ((answer(True), answer(False, "ផ្កាឈូក")), False),
    ],
)
def test_an_answer_about_this_employer_goes_before_the_one_for_all(
    counsellor, pursat, answers, allowed
):
    vacancy = VacancyFactory(
        employer__centre=pursat,
        employer__organisation__label_en="Lotus",
        employer__organisation__label_km="ផ្កាឈូក",
    )
    scopes = (*consent().scopes, *answers)
    person = registered(counsellor, centre_id=pursat.pk, consent=consent(scopes=scopes))

    assert allows_employer(person, vacancy.employer, TODAY) is allowed
