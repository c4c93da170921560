"""What a skill passport says, who may see it, and that its owner ends it."""

import json
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone, translation
from jsonschema import Draft7Validator, FormatChecker

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.core.errors import ChangedMeanwhile, NotAllowed
from spean.people.choices import ConsentMode
from spean.people.services import withdraw_consent
from spean.skills.models import PassportLink
from spean.skills.rules.cv import json_resume
from spean.skills.selectors.passports import (
    cv_of,
    jobs_to_show,
    passport_links_visible_to,
    passport_of,
)
from spean.skills.services import passports
from tests.factories.passports import passport_for, passport_link, tiler
from tests.factories.serving import staff

pytestmark = pytest.mark.django_db
SCHEMA = Path(__file__).parents[1] / "standards" / "jsonresume" / "schema.json"


@pytest.fixture
def person(counsellor, pursat):
    return tiler(counsellor, pursat)


def cv(counsellor, person, **wish):
    with translation.override("en"):
        return cv_of(person, passport_for(counsellor, person, **wish))


def test_what_was_proven_stands_apart_from_what_the_person_tells(counsellor, person):
    told = cv(counsellor, person)

    assert [one.title for one in told.proofs] == ["Lay tiles"]
    assert told.told == ("Mix mortar",)
    assert [job.title for job in told.jobs] == ["Tile setter", "លាងចានយប់"]


def test_only_what_was_agreed_is_in_it(counsellor, person):
    bare = cv(counsellor, person, shows_country=False)
    assert (bare.phone, bare.birth_year, bare.jobs[0].country, bare.jobs[0].employer) == (
        "",
        None,
        "",
        "",
    )

    chosen = {"shows_phone": True, "shows_birth_year": True, "shows_employers": True}
    whole = cv(counsellor, person, revision=1, **chosen)
    assert (whole.birth_year, whole.jobs[0].country, whole.jobs[0].employer) == (
        1992,
        "Thailand",
        "Siam Tile",
    )
    assert whole.phone == "+85597000166"


def test_a_job_that_is_left_out_is_nowhere(counsellor, person):
    hidden = jobs_to_show(person)[1]
    told = cv(counsellor, person, hidden_jobs=(hidden.pk,))

    assert "លាងចាន" not in str(asdict(told))


def test_a_telephone_that_is_not_safe_is_never_shown(counsellor, pursat):
    from spean.people.contracts import Contact

    hers = (Contact(number="097 000 0167", owner="self", safe_to_call="never"),)
    person = tiler(counsellor, pursat, contacts=hers)

    assert cv(counsellor, person, shows_phone=True).phone == ""


def test_the_file_is_a_json_resume_and_keeps_proof_and_telling_apart(counsellor, person):
    told = cv(counsellor, person, shows_phone=True, shows_employers=True, own_words="ខ្ញុំឧស្សាហ៍")
    words = json_resume(told, months="{n} months", updated_at="2026-11-22T02:00:00+07:00")

    schema = json.loads(SCHEMA.read_text())
    Draft7Validator(schema, format_checker=FormatChecker()).validate(json.loads(json.dumps(words)))
    assert [one["name"] for one in words["certificates"]] == ["Lay tiles"]
    assert words["skills"] == [{"name": "Mix mortar"}]
    assert words["work"][0]["summary"] == "96 months"


def test_the_second_of_two_officers_is_told(counsellor, person):
    passport_for(counsellor, person)

    with pytest.raises(ChangedMeanwhile):
        passport_for(counsellor, person, revision=0, own_words="another")
    assert passport_of(person).own_words == ""


def test_a_spoken_yes_names_who_heard_it(counsellor, person):
    spoken = {"wish": passports.PassportWish(), "mode": ConsentMode.VERBAL, "now": timezone.now()}

    with pytest.raises(passports.SpokenYesNeedsWitness):
        passports.agree_passport(actor=counsellor, person=person, revision=0, **spoken)
    assert passport_of(person) is None


def test_nothing_is_linked_that_was_not_agreed(counsellor, person):
    with pytest.raises(passports.NotAgreed):
        passport_link(counsellor, person, now=timezone.now())


def test_who_does_not_share_with_employers_gets_no_link(counsellor, pursat):
    from tests.factories.people import consent

    person = tiler(counsellor, pursat, consent=consent())
    passport_for(counsellor, person)

    with pytest.raises(passports.SharingNotAllowed):
        passport_link(counsellor, person, now=timezone.now())


@pytest.mark.parametrize("days", [0, 91, -1])
def test_a_link_lasts_from_a_day_to_three_months(counsellor, person, days):
    passport_for(counsellor, person)

    with pytest.raises(passports.PassportLinkTooLong):
        passport_link(counsellor, person, now=timezone.now(), days=days)


def test_a_link_opens_until_its_last_day(counsellor, person):
    now = timezone.now()
    passport_for(counsellor, person)
    link, token, _owner = passport_link(counsellor, person, now=now, days=7)

    assert passports.open_passport_link(token=token, now=now + timedelta(days=6)).opened == 1
    with pytest.raises(passports.PassportLinkEnded):
        passports.open_passport_link(token=token, now=now + timedelta(days=9))
    entry = AuditEntry.objects.get(action="skills.passport_opened")
    assert entry.ref_id == link.pk


def test_consent_taken_back_closes_every_link_at_once(counsellor, person):
    now = timezone.now()
    passport_for(counsellor, person)
    _link, token, _owner = passport_link(counsellor, person, now=now)

    withdraw_consent(actor=counsellor, person_id=person.pk, withdrawn_at=timezone.now())

    with pytest.raises(passports.PassportLinkEnded):
        passports.open_passport_link(token=token, now=timezone.now())


def test_the_token_to_show_does_not_end_and_the_one_to_end_does_not_show(counsellor, person):
    now = timezone.now()
    passport_for(counsellor, person)
    link, token, owner = passport_link(counsellor, person, now=now)

    with pytest.raises(passports.PassportLinkEnded):
        passports.end_by_owner(owner=token, now=now)
    with pytest.raises(passports.PassportLinkEnded):
        passports.open_passport_link(token=owner, now=now)

    passports.end_by_owner(owner=owner, now=now)
    with pytest.raises(passports.PassportLinkEnded):
        passports.open_passport_link(token=token, now=now)
    link.refresh_from_db()
    assert link.ended_by_owner


def test_a_sealed_person_is_shown_to_nobody(counsellor, person):
    now = timezone.now()
    passport_for(counsellor, person)
    _link, token, owner = passport_link(counsellor, person, now=now)
    person.is_sealed = True
    person.save()

    for act in (
        lambda: passports.open_passport_link(token=token, now=now),
        lambda: passports.owned_link(owner=owner, now=now),
    ):
        with pytest.raises(passports.PassportLinkEnded):
            act()
    assert not passport_links_visible_to(counsellor).exists()


def test_neither_token_is_kept(counsellor, person):
    passport_for(counsellor, person)
    link, token, owner = passport_link(counsellor, person, now=timezone.now())

    row = str(PassportLink.objects.filter(pk=link.pk).values().get())
    assert token not in row and owner not in row
    assert token not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


def test_another_centre_makes_no_passport_and_ends_no_link(counsellor, person, preah_vihear):
    stranger = staff(Role.COUNSELLOR, preah_vihear)
    passport_for(counsellor, person)
    link, _token, _owner = passport_link(counsellor, person, now=timezone.now())

    with pytest.raises(NotAllowed):
        passport_for(stranger, person, revision=1)
    with pytest.raises(NotAllowed):
        passports.end_passport_link(actor=stranger, link=link, now=timezone.now())
    assert not passport_links_visible_to(stranger).exists()
