"""The Primero and OSCaR exchange: out with consent and a code, decisions back once."""

import csv
import json
import uuid
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from spean.accounts.models import AuditEntry
from spean.casework.gateways.oscar import Decision, UnreadableAnswer, decisions_in
from spean.casework.services.oscar import (
    AnswersUnreadable,
    ExchangeNotAllowed,
    ServiceUnmapped,
    export_referral,
    import_decisions,
)
from spean.casework.services.service_referrals import NotCovered
from spean.core.errors import NotAllowed
from spean.directory.gateways.tables import table
from spean.directory.models import ServiceMapping
from spean.directory.services.service_map import ServiceMapRefused, load_service_map
from spean.people.contracts import ScopeAnswer
from spean.people.services import withdraw_consent
from tests.factories.casework import service_type
from tests.factories.people import MORNING, consent
from tests.factories.referrals import CLINIC, case_allowing, partner, referred
from tests.factories.serving import AreaFactory

pytestmark = pytest.mark.django_db

KNOWN = {
    "anti_trafficking_community_reintegration",
    "legal_support_access_legal_services",
    "training_education_vocational",
    "financial_development_income_generation",
}


def willing(*scopes):
    named = ScopeAnswer(scope="share_cso", is_granted=True, recipient=CLINIC)
    return consent(scopes=(*consent(*scopes).scopes, named))


@pytest.fixture
def case(counsellor, pursat):
    home = AreaFactory(code="010203", label_km="ឃុំ")
    return case_allowing(counsellor, pursat, consent=willing("share_mosvy"), area_id=home.pk)


@pytest.fixture
def mapped():
    code = "training_education_vocational"
    return ServiceMapping.objects.create(service_type=service_type("SKL4"), their_code=code)


def sent(case, **changes):
    return referred(case, partner(), **{"code": "SKL4", **changes})


def test_what_ships_are_the_four_known_names_and_none_is_verified():
    rows = list(table("service_map"))

    assert {row["their_code"] for row in rows} == KNOWN
    assert {row["is_verified"] for row in rows} == {"no"}


def test_a_referral_leaves_in_the_shape_that_the_exchange_reads(counsellor, case, mapped):
    referral = sent(case, shared=("name", "sex", "commune"))

    made = export_referral(actor=counsellor, referral=referral, now=MORNING)

    (service,) = made["services_section"]
    assert service["unique_id"] == str(referral.pk)
    assert service["service_response_type"] == "referral_to_oscar"
    assert service["service_subtype"] == ["training_education_vocational"]
    assert (made["name_first"], made["sex"]) == (case.person.given_name_lat, "female")
    assert made["consent_for_services"] is made["disclosure_other_orgs"] is True
    entry = AuditEntry.objects.get(action="casework.referral_exported")
    assert entry.detail["fields"] == ["name", "sex", "commune"]


def test_the_zero_in_front_of_a_place_is_kept(counsellor, case, mapped):
    referral = sent(case, shared=("commune",))
    made = export_referral(actor=counsellor, referral=referral, now=MORNING)

    assert made["location_current"] == "010203"
    assert '"location_current": "010203"' in json.dumps(made)


def test_what_she_did_not_allow_leaves_empty(counsellor, case, mapped):
    made = export_referral(actor=counsellor, referral=sent(case), now=MORNING)

    assert (made["name_last"], made["sex"], made["age"], made["location_current"]) == (
        *("", ""),
        None,
        "",
    )
    text = json.dumps(made, ensure_ascii=False)
    assert case.person.given_name_lat not in text and "ឈឺខ្នង" not in text


def test_a_service_without_a_code_is_refused_by_name(counsellor, case):
    with pytest.raises(ServiceUnmapped) as refusal:
        export_referral(actor=counsellor, referral=sent(case), now=MORNING)

    assert "SKL4" in str(refusal.value)
    assert not AuditEntry.objects.filter(action="casework.referral_exported").exists()


def test_without_consent_nothing_leaves(counsellor, pursat, case, mapped):
    only_partner = case_allowing(counsellor, pursat, consent=willing())
    with pytest.raises(ExchangeNotAllowed):
        export_referral(actor=counsellor, referral=sent(only_partner), now=MORNING)

    referral = sent(case)
    withdraw_consent(actor=counsellor, person_id=case.person.pk, withdrawn_at=MORNING)
    referral.consent.refresh_from_db()
    with pytest.raises(NotCovered):
        export_referral(actor=counsellor, referral=referral, now=MORNING)


def test_a_colleague_takes_no_file_out(colleague, case, mapped):
    with pytest.raises(NotAllowed):
        export_referral(actor=colleague, referral=sent(case), now=MORNING)


# --- decisions ------------------------------------------------------------------------------------


def primero(referral_id, status):
    service = {"unique_id": str(referral_id), "referral_status_edf41f2": status}
    return {"case_id": "x", "services_section": [service]}


def oscar(referral_id, status):
    service = {"uuid": str(referral_id), "name": "Vocational", "referral_status": status}
    return {"organization": {"global_id": "01", "services": [service]}}


ID = uuid.UUID(int=7)


@pytest.mark.parametrize(
    ("content", "decided"),
    [
        (primero(ID, "accepted_340953"), True),
        ({"data": [primero(ID, "rejected_936484")]}, False),
        ([oscar(ID, "Accepted")], True),
        (oscar(ID, "Exited"), False),
        (oscar(ID, "Referred"), None),
        (primero(ID, "pending_310366"), None),
    ],
)
def test_decisions_are_read_in_the_words_of_both_sides(content, decided):
    assert decisions_in(content) == [Decision(ID, decided)]


@pytest.mark.parametrize("content", [{}, 7, [7], {"data": [{}]}, primero("x", ""), oscar(ID, "hm")])
def test_a_file_of_another_shape_is_refused_whole(content):
    with pytest.raises(UnreadableAnswer):
        decisions_in(content)
    with pytest.raises(AnswersUnreadable):
        import_decisions(actor=None, content=content, now=MORNING)


def test_a_decision_is_taken_once_and_what_is_not_ours_is_named(case):
    referral = sent(case)
    content = [primero(referral.pk, "rejected_936484"), primero(ID, "accepted_340953")]

    first = import_decisions(actor=None, content=content, now=MORNING)
    again = import_decisions(actor=None, content=content, now=MORNING)

    referral.refresh_from_db()
    assert (referral.state, referral.answered_by) == ("declined", "exchange")
    assert (first.taken, first.refused) == (1, (str(ID),))
    assert (again.taken, again.refused) == (0, (str(referral.pk), str(ID)))


# --- the list of codes, and the commands ----------------------------------------------------------


def test_a_list_of_codes_is_taken_in_whole_or_not_at_all(tmp_path):
    service_type("LEG1")
    row = {"scheme": "oscar", "service_code": "LEG1", "note": "", "is_verified": "yes"}
    good = {**row, "their_code": "legal_support_access_legal_services"}

    with pytest.raises(ServiceMapRefused) as refusal:
        load_service_map(actor=None, rows=[good, {**good, "service_code": "XXX9"}])
    assert "3" in str(refusal.value) and "XXX9" in str(refusal.value)
    assert not ServiceMapping.objects.exists()

    path = tmp_path / "map.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(good))
        writer.writeheader()
        writer.writerow(good)
    call_command("load_service_map", path, stdout=StringIO())
    assert ServiceMapping.objects.get().is_verified
    assert load_service_map(actor=None, rows=[good]) == 0


def test_the_commands_write_and_read_a_file(case, mapped, tmp_path):
    referral = sent(case)
    out = StringIO()
    call_command("oscar_export", str(referral.pk), stdout=out)
    assert json.loads(out.getvalue())["services_section"][0]["unique_id"] == str(referral.pk)

    path = tmp_path / "decisions.json"
    path.write_text(json.dumps(primero(referral.pk, "accepted_340953")))
    call_command("oscar_import", path, stdout=StringIO())
    referral.refresh_from_db()
    assert referral.state == "accepted"
    call_command("delete_shared", stdout=StringIO())


def test_the_commands_refuse_clearly(case, tmp_path):
    with pytest.raises(CommandError):
        call_command("oscar_export", str(ID), stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("oscar_import", tmp_path / "none.json", stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("load_service_map", tmp_path / "none.csv", stdout=StringIO())
    with pytest.raises(CommandError) as refusal:
        call_command("oscar_export", str(sent(case).pk), stdout=StringIO())
    assert "SKL4" in str(refusal.value)
