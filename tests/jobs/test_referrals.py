import uuid
from datetime import timedelta

import pytest

from spean.accounts.models import AuditEntry
from spean.core.errors import IllegalMove, NotAllowed
from spean.jobs import services
from spean.jobs.choices import CloseReason, Decline, Refusal
from spean.jobs.models import JobReferral
from spean.people.models import Person
from tests.factories.jobs import (
    EmployerFactory,
    VacancyFactory,
    meeting,
    proposed,
    sent,
    terms,
    willing,
)
from tests.factories.people import MORNING, TODAY, registered

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(counsellor, pursat):
    return willing(counsellor, pursat)


@pytest.fixture
def vacancy(pursat):
    return VacancyFactory(employer__centre=pursat)


def test_a_proposal_keeps_the_reasons_as_they_were_known(counsellor, person, vacancy):
    kept = [{"code": "nssf", "polarity": "plus", "params": {}, "source": "employer"}]

    referral = proposed(counsellor, person, vacancy, reasons=kept)

    referral.refresh_from_db()
    assert (referral.state, referral.reasons, referral.fits) == ("proposed", kept, 2)
    assert AuditEntry.objects.latest("seq").action == "jobs.proposed"


def test_the_same_proposal_sent_twice_is_one(counsellor, person, vacancy):
    first = proposed(counsellor, person, vacancy)

    again = services.propose(
        actor=counsellor,
        id=first.pk,
        person=person,
        vacancy=vacancy,
        fits=1,
        fits_of=1,
        reasons=[],
        now=MORNING,
    )

    assert again == first
    assert JobReferral.objects.count() == 1


def test_an_id_of_another_proposal_is_refused(counsellor, pursat, person, vacancy):
    first = proposed(counsellor, person, vacancy)
    other = willing(counsellor, pursat, given_name_lat="Dara")

    with pytest.raises(NotAllowed):
        services.propose(
            actor=counsellor,
            id=first.pk,
            person=other,
            vacancy=vacancy,
            fits=1,
            fits_of=1,
            reasons=[],
            now=MORNING,
        )


def test_nobody_is_put_forward_twice_for_one_vacancy(counsellor, person, vacancy):
    proposed(counsellor, person, vacancy)

    with pytest.raises(services.AlreadyReferred):
        proposed(counsellor, person, vacancy)


def test_after_a_no_the_person_may_be_put_forward_again(counsellor, person, vacancy):
    first = proposed(counsellor, person, vacancy)
    services.decline(actor=counsellor, referral_id=first.pk, reason=Decline.DISTANCE)

    assert proposed(counsellor, person, vacancy).state == "proposed"


@pytest.mark.parametrize("trait", ["unchecked", "barred"])
def test_nobody_is_put_forward_to_an_employer_who_is_not_cleared(counsellor, pursat, person, trait):
    vacancy = VacancyFactory(employer=EmployerFactory(centre=pursat, **{trait: True}))

    with pytest.raises(services.EmployerNotCleared):
        proposed(counsellor, person, vacancy)
    assert not JobReferral.objects.exists()


def test_a_bar_that_is_over_keeps_nobody_away(counsellor, pursat, person):
    until = TODAY - timedelta(days=1)
    employer = EmployerFactory(centre=pursat, barred=True, blacklisted_until=until)

    assert proposed(counsellor, person, VacancyFactory(employer=employer))


@pytest.mark.parametrize("over", [{"state": "closed"}, {"closes_on": TODAY - timedelta(days=1)}])
def test_nobody_is_put_forward_for_a_vacancy_that_has_ended(counsellor, pursat, person, over):
    vacancy = VacancyFactory(employer__centre=pursat, **over)

    with pytest.raises(services.VacancyEnded):
        proposed(counsellor, person, vacancy)


def test_the_last_day_to_apply_still_counts(counsellor, pursat, person):
    assert proposed(counsellor, person, VacancyFactory(employer__centre=pursat, closes_on=TODAY))


def test_nobody_is_sent_without_saying_yes(counsellor, person, vacancy):
    referral = proposed(counsellor, person, vacancy)

    with pytest.raises(IllegalMove):
        services.send_to_employer(
            actor=counsellor, referral_id=referral.pk, today=TODAY, now=MORNING
        )


def test_nobody_is_sent_without_consent_for_employers(counsellor, pursat, vacancy):
    person = registered(counsellor, centre_id=pursat.pk, assigned_to_id=counsellor.pk)

    with pytest.raises(services.ConsentMissing):
        sent(counsellor, person, vacancy)
    assert JobReferral.objects.get().state == "agreed"


def test_the_employer_is_asked_about_again_at_sending(counsellor, person, vacancy):
    referral = proposed(counsellor, person, vacancy)
    services.agree(actor=counsellor, referral_id=referral.pk, now=MORNING)
    services.blacklist_employer(
        actor=counsellor, employer_id=vacancy.employer_id, reason="ជំពាក់ប្រាក់ឈ្នួល", until=None
    )

    with pytest.raises(services.EmployerNotCleared):
        services.send_to_employer(
            actor=counsellor, referral_id=referral.pk, today=TODAY, now=MORNING
        )


def test_every_no_of_the_employer_has_a_reason(counsellor, person, vacancy):
    referral = sent(counsellor, person, vacancy)

    refused = services.employer_refuses(
        actor=counsellor, referral_id=referral.pk, reason=Refusal.SKILL, now=MORNING
    )

    assert (refused.state, refused.refusal_reason) == ("refused", "skill")
    assert (refused.answered_by, refused.answered_at) == ("officer", MORNING)


@pytest.mark.parametrize("seal", [{"is_sealed": True}, {"is_sealed": False, "merge": True}])
def test_a_sealed_or_merged_person_goes_nowhere(counsellor, pursat, person, vacancy, seal):
    referral = proposed(counsellor, person, vacancy)
    changes = {"is_sealed": seal["is_sealed"]}
    if seal.get("merge"):
        changes["merged_into"] = willing(counsellor, pursat, given_name_lat="Dara")
    Person.objects.filter(pk=person.pk).update(**changes)
    person.refresh_from_db()

    with pytest.raises(NotAllowed):
        services.agree(actor=counsellor, referral_id=referral.pk, now=MORNING)


@pytest.mark.parametrize("who", ["officer_elsewhere", "volunteer", "evaluator", "facilitator"])
def test_who_may_not_refer_is_refused_and_leaves_no_trace(
    request, counsellor, person, vacancy, who
):
    referral = proposed(counsellor, person, vacancy)
    stranger, before = request.getfixturevalue(who), AuditEntry.objects.count()

    for act in (
        lambda: services.agree(actor=stranger, referral_id=referral.pk, now=MORNING),
        lambda: services.decline(actor=stranger, referral_id=referral.pk, reason=Decline.WAGE),
        lambda: services.send_to_employer(
            actor=stranger, referral_id=referral.pk, today=TODAY, now=MORNING
        ),
        lambda: services.close_referral(
            actor=stranger, referral_id=referral.pk, reason=CloseReason.MISTAKE
        ),
        lambda: services.record_placement(
            actor=stranger, id=uuid.uuid4(), referral_id=referral.pk, terms=terms(), today=TODAY
        ),
    ):
        with pytest.raises(NotAllowed):
            act()
    referral.refresh_from_db()
    assert (referral.state, AuditEntry.objects.count()) == ("proposed", before)


def test_an_ended_referral_stays_ended(counsellor, person, vacancy):
    referral = meeting(counsellor, person, vacancy)
    services.close_referral(actor=counsellor, referral_id=referral.pk, reason=CloseReason.NO_ANSWER)

    with pytest.raises(IllegalMove):
        services.employer_wants_to_meet(actor=counsellor, referral_id=referral.pk, now=MORNING)


def test_the_trail_holds_nothing_of_the_person(counsellor, person, vacancy):
    referral = sent(counsellor, person, vacancy)
    services.employer_refuses(
        actor=counsellor,
        referral_id=referral.pk,
        reason=Refusal.OTHER,
        note="MARKER-NOTE",
        now=MORNING,
    )

    trail = " ".join(str(entry.detail) for entry in AuditEntry.objects.all())
    assert "MARKER" not in trail and person.name not in trail
