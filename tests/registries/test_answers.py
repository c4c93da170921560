"""What other registries are told: of whom, within which purpose, and that nobody else shows."""

from datetime import timedelta

import pytest
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.people.models import Person
from spean.people.services import record_consent, withdraw_consent
from tests.factories.people import consent
from tests.registries.conftest import CARD
from tests.registries.peer import Peer, by_card, records, search

pytestmark = pytest.mark.django_db


def plain(answer):
    """Return an answer without what is new in each: ids, moments, signatures."""
    body = answer.json()
    one = dict(body["message"]["search_response"][0])
    one.pop("timestamp"), one.pop("reference_id")
    return {**body["header"], "message_id": "", "message_ts": ""}, one


def test_somebody_who_allows_it_is_found_by_her_card(client, peer, sophea):
    (found,) = records(peer.ask(client, "sync/search", by_card("010 123 456")))

    assert found["name"]["given_name"] == "Sophea"
    assert found["identifier"]["identifier_value"] == "010 123 456"
    assert found["sex"] == "female" and found["birth_date"] == "1992-03-12"
    assert found["poverty_score"] == 1


def test_only_the_agreed_fields_are_told(client, sophea):
    narrow = Peer("narrow", fields=["poverty"])

    (found,) = records(narrow.ask(client, "sync/search", by_card(CARD)))

    assert set(found) == {
        "@context", "@type", "identifier", "poverty_score", "poverty_score_type"
    }  # fmt: skip


def test_the_answer_stands_in_the_trail_with_the_consent_and_without_a_name(client, peer, sophea):
    peer.ask(client, "sync/search", by_card(CARD))

    told = AuditEntry.objects.get(action="people.registry_told")
    assert str(told.ref_id) == str(sophea.pk)
    assert told.detail["consent"] == str(sophea.consents.get().pk)
    assert told.detail["purpose"] == "SP-ELIG"
    assert "Sophea" not in str(told.detail) and CARD not in str(told.detail)


def _no_consent(person, counsellor):
    withdraw_consent(actor=counsellor, person_id=person.pk, withdrawn_at=timezone.now())


def _sealed(person, counsellor):
    Person.objects.filter(pk=person.pk).update(is_sealed=True)


def _merged(person, counsellor):
    Person.objects.filter(pk=person.pk).update(merged_into=person.pk)


def _newer_no(person, counsellor):
    import uuid

    decision = consent(decided_at=timezone.now())
    record_consent(actor=counsellor, person_id=person.pk, decision=decision, id=uuid.uuid4())


def _lapsed(person, counsellor):
    scopes = person.consents.get().scopes
    scopes.update(expires_on=timezone.localdate() - timedelta(days=1))


HIDDEN = [_no_consent, _sealed, _merged, _newer_no, _lapsed]


@pytest.mark.parametrize("hide", HIDDEN)
def test_who_may_not_be_told_of_looks_as_somebody_unknown(
    client, peer, sophea, counsellor, hide, django_assert_num_queries
):
    hide(sophea, counsellor)
    # The first message of a site makes its key; then both ask the database as often.
    peer.ask(client, "sync/search", by_card("999"))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as hidden_queries:
        hidden = peer.ask(client, "sync/search", by_card(CARD))
    with CaptureQueriesContext(connection) as unknown_queries:
        unknown = peer.ask(client, "sync/search", by_card("020999999"))

    assert plain(hidden) == plain(unknown)
    assert len(hidden_queries) == len(unknown_queries)
    assert not AuditEntry.objects.filter(action="people.registry_told").exists()


def test_without_hiding_the_same_question_finds_her(client, peer, sophea):
    """The negative control of the test above."""
    found = peer.ask(client, "sync/search", by_card(CARD))
    unknown = peer.ask(client, "sync/search", by_card("020999999"))

    assert plain(found) != plain(unknown)


def test_another_scope_of_consent_is_not_enough(client, peer, register_one):
    register_one("share_nssf")

    assert records(peer.ask(client, "sync/search", by_card(CARD))) == []


@pytest.mark.parametrize("code", ["", "SP-OTHER"])
def test_a_purpose_that_was_not_agreed_finds_nobody(client, peer, sophea, code):
    asked = by_card(CARD, authorize={"purpose": {"code": code}})

    assert records(peer.ask(client, "sync/search", asked)) == []


def test_a_purpose_in_the_consent_is_as_good(client, peer, sophea):
    asked = by_card(CARD, authorize=None, consent={"purpose": {"code": "SP-ELIG"}})

    assert len(records(peer.ask(client, "sync/search", asked))) == 1


def test_a_kind_of_record_that_was_not_agreed_finds_nobody(client, sophea):
    people_only = Peer("people-only", record_kinds=["Person"])

    asked = by_card(CARD, response_entity="Group")
    assert records(people_only.ask(client, "sync/search", asked)) == []


def test_a_household_is_told_of_with_the_members_who_allow_it(client, peer, sophea, register_one):
    other = register_one(number="020777777", given_name_lat="Dara")
    Person.objects.filter(pk=other.pk).update(household=sophea.household)

    (home,) = records(peer.ask(client, "sync/search", by_card(CARD, response_entity="Group")))

    assert home["@type"] == "Group" and home["group_size"] == 4
    (member,) = home["member_list"]
    assert member["demographic_info"]["name"]["given_name"] == "Sophea"


def terms(*several):
    return search(
        {"type": "ns:org:QueryType:expression",
         "value": {"expression": {"collection": "Person", "query": {"$and": list(several)}}}},
        "expression",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("term", "is_hers"),
    [
        ({"sex": {"$eq": "female"}}, True),
        ({"sex": {"$eq": "male"}}, False),
        ({"age": {"$gt": 18}}, True),
        ({"age": {"$lt": 18}}, False),
        ({"age": {"ge": "18"}}, True),
        ({"poverty_score": {"$le": 1}}, True),
        ({"poverty_score": {"$in": [2, 3]}}, False),
        ({"location": {"$eq": "15"}}, True),
        ({"location": {"$eq": "22"}}, False),
        ({"group_size": {"$lt": 5}}, True),
        ({"birth_date": {"$ge": "1992-03-12"}}, True),
        ({"$or": [{"sex": "male"}, {"group_size": 4}]}, True),
        ({"$not": {"sex": "female"}}, False),
    ],
)
def test_an_expression_compares_what_is_known(client, peer, sophea, term, is_hers):
    assert bool(records(peer.ask(client, "sync/search", terms(term)))) is is_hers


def predicate(sign, value, condition="and"):
    first = {"attribute_name": "age", "operator": "gt", "attribute_value": "10"}
    second = {"attribute_name": "poverty_score", "operator": sign, "attribute_value": value}
    return [{"seq_num": 1, "expression1": first, "condition": condition, "expression2": second}]


@pytest.mark.parametrize(
    ("asked", "is_hers"),
    [
        (predicate("lt", "2.5"), True),
        (predicate("gt", "2.5"), False),
        (predicate("gt", "2.5", "or"), True),
        (predicate("lt", "2.5", "not"), False),
        (predicate("in", "1,2"), True),
    ],
)
def test_predicates_compare_what_is_known(client, peer, sophea, asked, is_hers):
    assert bool(records(peer.ask(client, "sync/search", search(asked, "predicate")))) is is_hers


def test_what_a_peer_may_not_learn_it_may_not_compare(client, sophea):
    narrow = Peer("narrow", fields=["name"])

    answer = narrow.ask(client, "sync/search", terms({"poverty_score": {"$lt": 2}}))

    one = answer.json()["message"]["search_response"][0]
    assert (one["status"], one["status_reason_code"]) == ("rjct", "rjct.filter.invalid")


def test_pages_and_order(client, peer, sophea, register_one):
    register_one("share_commune_idpoor", number="020888888", given_name_lat="Dara", sex="M")

    asked = search([predicate("lt", "9")[0]], "predicate",
                   sort=[{"attribute_name": "sex", "sort_order": "desc"}],
                   pagination={"page_size": 1, "page_number": 2})  # fmt: skip
    answer = peer.ask(client, "sync/search", asked)

    (found,) = records(answer)
    one = answer.json()["message"]["search_response"][0]
    assert found["sex"] == "female"
    assert one["pagination"] == {"page_size": 1, "page_number": 2, "total_count": 2}


def test_more_people_than_are_ever_told_of_are_refused(client, peer, sophea, monkeypatch):
    monkeypatch.setattr("spean.people.selectors.releasing.MOST", 0)

    answer = peer.ask(client, "sync/search", by_card(CARD))

    one = answer.json()["message"]["search_response"][0]
    assert one["status_reason_code"] == "rjct.search.too_many_records_found"
