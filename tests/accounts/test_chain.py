"""The trail finds what was done to it."""

import random
from contextlib import suppress
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from spean.accounts.models import AuditEntry, AuditHead, User
from spean.accounts.rules import GENESIS, Head, hash_of, walk
from spean.accounts.selectors import (
    content_of,
    current_head,
    read_heads,
    verify_chain,
    verify_tail,
)
from spean.accounts.selectors.chain import UnreadableHeads
from spean.accounts.services import audit, create_user, one_writer
from tests.factories.accounts import UserFactory, entries
from tests.often import often

# --- the arithmetic, without a database ---------------------------------------------------------


def chain(length: int) -> list[dict]:
    rows, previous = [], GENESIS
    for seq in range(1, length + 1):
        row = {
            "seq": seq,
            "at": f"2026-01-01T00:00:{seq % 60:02d}.000000+00:00",
            "actor": "",
            "action": "test.act",
            "kind": "",
            "ref": "",
            "detail": {"number": seq},
            "previous": previous,
        }
        previous = hash_of(row)
        rows.append({**row, "hash": previous})
    return rows


def rewritten(rows: list[dict], start: int = 0) -> list[dict]:
    """Give every row from a place on the right number, link and hash again."""
    done, previous = rows[:start], rows[start - 1]["hash"] if start else GENESIS
    for seq, row in enumerate(rows[start:], start=start + 1):
        fresh = {**row, "seq": seq, "previous": previous}
        fresh.pop("hash")
        previous = hash_of(fresh)
        done.append({**fresh, "hash": previous})
    return done


LENGTH = 12
places = st.integers(min_value=0, max_value=LENGTH - 1)


def edit(rows, place, _other):
    rows[place] = {**rows[place], "action": "test.other"}
    return rows


def forge(rows, place, _other):
    """Edit a row and give it a hash that fits it; the rows behind it are left as they were."""
    fresh = {**rows[place], "action": "test.other"}
    fresh.pop("hash")
    rows[place] = {**fresh, "hash": hash_of(fresh)}
    return rows


def delete(rows, place, _other):
    return rows[:place] + rows[place + 1 :]


def insert(rows, place, _other):
    return [*rows[:place], {**rows[place], "action": "test.extra"}, *rows[place:]]


def swap(rows, place, other):
    if place == other:
        other = (place + 1) % LENGTH
    rows[place], rows[other] = (
        {**rows[other], "seq": rows[place]["seq"]},
        {**rows[place], "seq": rows[other]["seq"]},
    )
    return rows


def truncate(rows, place, _other):
    return rows[:place]


def rewrite(rows, place, _other):
    rows[place] = {**rows[place], "action": "test.other"}
    return rewritten(rows, place)


@often(400)
@given(
    tamper=st.sampled_from([edit, forge, delete, insert, swap, truncate, rewrite]),
    place=places,
    other=places,
)
def test_every_tampering_is_found_when_the_last_head_is_known(tamper, place, other):
    rows = chain(LENGTH)
    head = Head(LENGTH, rows[-1]["hash"])

    verdict = walk(tamper(rows, place, other), heads=[head])

    assert not verdict.is_whole


@often(200)
@given(
    tamper=st.sampled_from([edit, insert, swap]),
    place=places,
    other=places,
)
def test_edits_insertions_and_swaps_are_found_by_the_chain_alone(tamper, place, other):
    assert not walk(tamper(chain(LENGTH), place, other)).is_whole


@given(
    tamper=st.sampled_from([delete, forge]), place=st.integers(min_value=0, max_value=LENGTH - 2)
)
def test_a_deletion_or_forgery_before_the_end_is_found_by_the_chain_alone(tamper, place):
    assert not walk(tamper(chain(LENGTH), place, 0)).is_whole


@given(length=st.integers(min_value=0, max_value=30))
def test_an_untouched_chain_is_whole_with_every_one_of_its_heads(length):
    rows = chain(length)
    heads = [Head(0, GENESIS), *(Head(row["seq"], row["hash"]) for row in rows)]

    verdict = walk(rows, heads=heads)

    assert verdict.is_whole
    assert verdict.entries == length


def test_without_a_head_a_cut_end_and_a_new_chain_stay_unseen_so_heads_are_needed():
    rows = chain(LENGTH)

    assert walk(truncate(list(rows), 5, 0)).is_whole
    assert walk(rewrite(list(rows), 5, 0)).is_whole


# --- the same in a database ---------------------------------------------------------------------


@pytest.mark.django_db
class TestInTheDatabase:
    @settings(
        max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(seed=st.integers(), kind=st.sampled_from(["edit", "delete", "insert", "swap", "cut"]))
    def test_a_row_changed_behind_the_site_is_found(self, seed, kind):
        AuditEntry.objects.all().delete()
        AuditHead.objects.all().delete()
        entries(8)
        assert verify_chain().is_whole

        _tamper(kind, random.Random(seed))

        assert not verify_chain().is_whole

    def test_a_full_rewrite_is_found_by_a_head_kept_outside_and_only_by_it(self):
        entries(6)
        outside = current_head()
        _rewrite_everything()

        assert verify_chain().is_whole
        assert [fault.kind for fault in verify_chain([outside]).faults] == ["rewritten"]

    def test_a_cut_end_with_the_head_row_put_back_is_found_by_a_head_kept_outside(self):
        entries(6)
        outside = current_head()
        AuditEntry.objects.filter(seq__gt=4).delete()
        last = AuditEntry.objects.get(seq=4)
        AuditHead.objects.update(seq=4, hash=last.hash)

        assert verify_chain().is_whole
        assert [fault.kind for fault in verify_chain([outside]).faults] == ["cut-off"]

    def test_the_tail_is_verified_from_where_it_begins(self):
        entries(20)
        assert verify_tail(5).is_whole

        AuditEntry.objects.filter(seq=18).update(action="test.other")

        assert [fault.kind for fault in verify_tail(5).faults] == ["altered"]

    def test_an_entry_holds_no_more_than_ids_and_codes(self):
        user, _password = create_user(actor=None, id=UserFactory.build().pk, username="sokha")

        entry = AuditEntry.objects.latest("seq")

        assert "sokha" not in str(content_of(entry))
        assert entry.ref_id == user.pk

    def test_an_act_fails_when_its_entry_cannot_be_written(self):
        head = AuditHead.objects.first() or SimpleNamespace(seq=0)
        AuditEntry.objects.create(
            seq=head.seq + 1, at="2026-01-01T00:00:00Z", action="x", previous="", hash=""
        )

        with pytest.raises(IntegrityError), transaction.atomic():
            create_user(actor=None, id=UserFactory.build().pk, username="nobody")

        assert not User.objects.filter(username="nobody").exists()


@pytest.mark.django_db(transaction=True)
def test_an_entry_outside_a_transaction_is_refused():
    with pytest.raises(TransactionManagementError):
        audit(actor=None, action="test.act")


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_entry():
    with suppress(RuntimeError), one_writer():
        audit(actor=None, action="test.act")
        raise RuntimeError

    assert AuditEntry.objects.count() == 0


@pytest.mark.parametrize("line", ["[]", "{}", '{"seq": "x"}', "not json", '{"seq":1,"hash":"a"}'])
def test_a_file_of_heads_that_holds_anything_else_is_refused(line):
    with pytest.raises(UnreadableHeads):
        read_heads([line], name="heads.jsonl")


def _tamper(kind: str, chance: random.Random) -> None:
    seq = chance.randint(1, 8)
    entry = AuditEntry.objects.get(seq=seq)
    if kind == "edit":
        column = chance.choice(["action", "ref_kind", "previous", "hash"])
        AuditEntry.objects.filter(seq=seq).update(**{column: "0" * 9})
    elif kind == "delete":
        entry.delete()
    elif kind == "insert":
        entry.seq, entry.action = 9, "test.extra"
        entry.save(force_insert=True)
    elif kind == "cut":
        AuditEntry.objects.filter(seq__gte=seq).delete()
    else:
        other = AuditEntry.objects.get(seq=seq % 8 + 1)
        with connection.cursor() as cursor:
            for change in ((entry.seq, 99), (other.seq, entry.seq), (99, other.seq)):
                cursor.execute("UPDATE accounts_auditentry SET seq=%s WHERE seq=%s", change[::-1])


def _rewrite_everything() -> None:
    previous = GENESIS
    for entry in AuditEntry.objects.order_by("seq"):
        entry.action, entry.previous = "test.other", previous
        previous = entry.hash = hash_of(content_of(entry))
        entry.save()
    AuditHead.objects.update(hash=previous)
