"""We ask another registry: by hand, in a table, and over the line to a site of our own kind."""

import base64
import json
import uuid

import pytest
from django.core.management import call_command
from django.utils import timezone

from spean.accounts.models import AuditEntry
from spean.core.errors import NotAllowed
from spean.directory.models import Organisation, RegistryPeer
from spean.directory.selectors.registries import our_key
from spean.directory.services.registries import new_key
from spean.people.gateways.registries import NoReply, OverTheLine, Question
from spean.people.gateways.spdci.signing import Signer
from spean.people.models import RegistryAnswer
from spean.people.services import withdraw_consent
from spean.people.services.registry_asking import (
    Inquiry,
    NoConsentToAsk,
    NotANumber,
    NotATable,
    NotItsPurpose,
    RegistrySilent,
    ask_registry,
    open_answers,
    questions_table,
    take_table,
)
from spean.people.services.registry_jobs import OUR_ID
from tests.registries.conftest import CARD
from tests.registries.peer import FIELDS, Peer

CARDS = {"type": "EQUITY_CARD", "number": "150101-000123", "purpose": "SP-ELIG"}
BY_HAND = Inquiry(**CARDS, is_found=True, words="កម្រិតក្រីក្រ ១")


@pytest.fixture
def ask(counsellor, peer, sophea):
    def go(inquiry=BY_HAND, **changes):
        given = {"actor": counsellor, "person": sophea, "peer": peer.row, "id": uuid.uuid4()}
        return ask_registry(inquiry=inquiry, **{**given, **changes})

    return go


@pytest.mark.django_db
def test_what_an_officer_looked_up_is_kept_sealed_with_who_when_and_how(ask, sophea, counsellor):
    row = ask()

    (answer,) = open_answers(viewer=counsellor, person=sophea)
    assert (row.way, row.result, row.asked_by) == ("manual", "found", counsellor)
    assert answer.kept["words"] == "កម្រិតក្រីក្រ ១"
    assert b"150101" not in bytes(row.sealed)
    assert AuditEntry.objects.filter(action="people.sensitive_read", ref_id=sophea.pk).exists()
    assert "150101" not in str(list(AuditEntry.objects.values_list("detail", flat=True)))


@pytest.mark.django_db
def test_the_same_question_twice_is_one(ask):
    id = uuid.uuid4()

    assert ask(id=id).pk == ask(id=id).pk
    assert RegistryAnswer.objects.count() == 1


@pytest.mark.django_db
def test_without_her_consent_nobody_is_asked(ask, sophea, counsellor):
    withdraw_consent(actor=counsellor, person_id=sophea.pk, withdrawn_at=timezone.now())

    with pytest.raises(NoConsentToAsk):
        ask()
    assert not RegistryAnswer.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ({"purpose": "SP-OTHER"}, NotItsPurpose),
        ({"number": "=HYPERLINK(1)"}, NotANumber),
        ({"number": "1\n2"}, NotANumber),
    ],
)
def test_a_question_outside_the_agreement_is_refused(ask, change, refusal):
    with pytest.raises(refusal):
        ask(Inquiry(**{**CARDS, **change}))


@pytest.mark.django_db
def test_a_colleague_who_is_not_responsible_may_not_ask(ask, colleague):
    with pytest.raises(NotAllowed):
        ask(actor=colleague)


@pytest.mark.django_db
def test_a_table_goes_out_and_its_answers_come_back(ask, peer, sophea, counsellor, tmp_path):
    row = ask(Inquiry(**CARDS, way="csv"))
    assert row.result == "waiting"

    file = tmp_path / "questions.csv"
    call_command("registry_questions", peer.sender_id, str(file))
    text = file.read_text()
    assert "150101-000123" in text and "Sophea" not in text
    assert file.stat().st_mode & 0o077 == 0
    file.write_text(text.rstrip().removesuffix(",") + "found,level 1\n", encoding="utf-8")
    call_command("registry_questions", peer.sender_id, str(file), answers=True)

    (answer,) = open_answers(viewer=counsellor, person=sophea)
    assert (answer.row.result, answer.kept["words"]) == ("found", "level 1")


@pytest.mark.django_db
def test_whoever_took_her_consent_back_is_not_in_the_table(ask, peer, sophea, counsellor):
    ask(Inquiry(**CARDS, way="csv"))
    withdraw_consent(actor=counsellor, person_id=sophea.pk, withdrawn_at=timezone.now())

    assert "150101" not in questions_table(peer=peer.row)


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "reference,result\nx,found\n",
                                  "reference,result\n{id},maybe\n"])  # fmt: skip
def test_a_table_that_is_none_changes_nothing(ask, peer, text):
    row = ask(Inquiry(**CARDS, way="csv"))

    with pytest.raises(NotATable):
        take_table(peer=peer.row, text=text.replace("{id}", str(row.pk)))
    row.refresh_from_db()
    assert row.result == "waiting"


@pytest.fixture
def mirror(transactional_db, live_server, settings):
    """A second registry that is this very site: it knows us as a peer, and we know it as one."""
    settings.SPEAN_IS_DEMO = True
    key = new_key(actor=None, now=timezone.now())
    return RegistryPeer.objects.create(
        organisation=Organisation.objects.create(kind="authority", label_en="Mirror"),
        sender_id=OUR_ID,
        service_uri=f"{live_server.url}/api/spdci/v1",
        callback_uri=live_server.url,
        public_keys=[{"id": str(key.pk), "key": key.public, "until": ""}],
        purposes=["SP-ELIG"],
        scope="share_commune_idpoor",
        record_kinds=["Person", "Group"],
        fields=FIELDS,
    )


def over_the_line(number=CARD):
    return Inquiry(type="UIN", number=number, purpose="SP-ELIG", way="spdci")


def test_over_the_line_the_whole_way_and_back(mirror, sophea, counsellor):
    given = {"actor": counsellor, "person": sophea, "peer": mirror}

    row = ask_registry(id=uuid.uuid4(), inquiry=over_the_line(), **given)
    other = ask_registry(id=uuid.uuid4(), inquiry=over_the_line("999999"), **given)

    assert (row.result, other.result) == ("found", "not_found")
    answers = open_answers(viewer=counsellor, person=sophea)
    assert answers[1].kept["records"][0]["poverty_score"] == 1


def test_an_answer_that_another_key_signed_is_not_believed(mirror, sophea, counsellor):
    public = Peer("other").row.public_keys[0]["key"]
    asked_by = str(our_key().pk)
    gateway = OverTheLine(
        mirror.service_uri, OUR_ID, _signer(), {asked_by: public, "x": mirror.public_keys[0]["key"]}
    )

    with pytest.raises(NoReply):
        gateway.ask(Question(uuid.uuid4(), "UIN", CARD, "SP-ELIG"), timezone.now())


def test_a_registry_that_is_silent_leaves_the_question_waiting(mirror, sophea, counsellor):
    mirror.service_uri = "http://127.0.0.1:9/nobody"
    id = uuid.uuid4()
    given = {"actor": counsellor, "person": sophea, "id": id, "inquiry": over_the_line()}

    with pytest.raises(RegistrySilent):
        ask_registry(peer=mirror, **given)
    assert RegistryAnswer.objects.get().result == "waiting"
    mirror.refresh_from_db()

    assert ask_registry(peer=mirror, **given).result == "found"


@pytest.mark.django_db
@pytest.mark.parametrize("fault", ["transaction_id", "reference_id", "status", "none"])
def test_an_answer_to_another_question_is_not_believed(peer, hookless, fault):
    gateway, question = hookless(fault)

    if fault == "none":
        assert gateway.ask(question, timezone.now()).is_found
        return
    with pytest.raises(NoReply):
        gateway.ask(question, timezone.now())


@pytest.fixture
def hookless(peer, monkeypatch):
    """Return a gateway whose other side answers with one thing wrong."""

    def make(fault):
        question = Question(uuid.uuid4(), "UIN", CARD, "SP-ELIG")
        one = {
            "reference_id": str(question.id),
            "timestamp": timezone.now().isoformat(),
            "status": "succ",
            # An object where others have an array: both are taken.
            "data": {"reg_records": {"poverty_score": 1}},
        }
        message = {"transaction_id": str(question.id), "correlation_id": "c"}
        if fault == "transaction_id":
            message["transaction_id"] = "other"
        elif fault != "none":
            one[fault] = "rjct" if fault == "status" else "other"
        header = peer.header("on-search", status="succ")
        body = peer.signed(header, {**message, "search_response": [one]})
        monkeypatch.setattr(
            "spean.people.gateways.registry_line.post", lambda *_a, **_k: json.dumps(body).encode()
        )
        key = base64.b64encode(peer.key.public_key().public_bytes_raw()).decode()
        return OverTheLine("https://x", peer.sender_id, _signer(), {"k1": key}), question

    return make


def _signer():
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Signer(OUR_ID, "k", Ed25519PrivateKey.generate().private_bytes_raw())


@pytest.mark.django_db
def test_a_late_answer_is_kept_where_we_asked_and_nowhere_else(client, ask, peer, sophea):
    row = ask(Inquiry(**CARDS, way="csv"))
    one = {
        "reference_id": str(row.pk),
        "timestamp": timezone.now().isoformat(),
        "status": "succ",
        "data": {"reg_records": [{"poverty_score": 2}]},
    }
    ids = {"transaction_id": str(row.pk), "correlation_id": "c"}
    other = Peer("other")

    other.ask(client, "on-search", {**ids, "search_response": [one]}, action="on-search")
    row.refresh_from_db()
    assert row.result == "waiting"

    peer.ask(client, "on-search", {**ids, "search_response": [one]}, action="on-search")
    row.refresh_from_db()
    assert row.result == "found"
