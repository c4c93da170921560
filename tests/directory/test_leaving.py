"""Who leaves a centre has no rights there a moment later, and nothing works in her name."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from spean.accounts.choices import Role, TokenScope
from spean.accounts.models import AuditEntry, Token
from spean.accounts.selectors import token_in_force
from spean.accounts.services import digest_of, issue_token
from spean.core.errors import NotAllowed
from spean.directory.models import Device, Posting
from spean.directory.perms import postings_of
from spean.directory.services import register_device
from spean.directory.services.leaving import let_go, may_let_go
from spean.directory.services.postings import NotForYourself
from tests.factories.serving import PostingFactory, staff

pytestmark = pytest.mark.django_db


def gone(actor, user):
    return let_go(actor=actor, user=user, now=timezone.now())


def test_who_leaves_is_shut_out_at_once(manager, counsellor):
    assert gone(manager, counsellor)

    counsellor.refresh_from_db()
    assert not counsellor.is_active
    assert Posting.objects.get(user=counsellor).ends_on == timezone.localdate() - timedelta(days=1)
    acts = AuditEntry.objects.order_by("seq").values_list("action", flat=True)
    assert list(acts) == ["directory.posting_ended", "accounts.deactivated", "directory.let_go"]


def test_her_session_ends_with_the_next_click(client, manager, counsellor):
    client.force_login(counsellor)
    assert client.get("/desk/").status_code == 200

    gone(manager, counsellor)

    assert client.get("/desk/").status_code == 302


def test_passwords_of_programs_and_telephones_end_too(manager, counsellor):
    now = timezone.now()
    given = {"user": counsellor, "name": "Collect", "scope": TokenScope.FILL}
    _token, secret = issue_token(actor=counsellor, now=now, **given)
    register_device(actor=counsellor, id=uuid4(), name="telephone")

    gone(manager, counsellor)

    assert Token.objects.get().revoked_at is not None
    assert token_in_force(digest_of(secret), now) is None
    assert Device.objects.get().revoked_at is not None


def test_who_serves_elsewhere_too_keeps_that_and_loses_this(manager, counsellor, preah_vihear):
    PostingFactory(user=counsellor, centre=preah_vihear, role=Role.COUNSELLOR)

    assert not gone(manager, counsellor)

    counsellor.refresh_from_db()
    assert counsellor.is_active
    assert [one.centre for one in postings_of(counsellor)] == [preah_vihear]


def test_a_posting_of_today_is_taken_back(manager, pursat):
    newcomer = staff(Role.COUNSELLOR, pursat)
    Posting.objects.filter(user=newcomer).update(starts_on=timezone.localdate())

    gone(manager, newcomer)

    assert not Posting.objects.filter(user=newcomer).exists()


@pytest.mark.parametrize("who", ["colleague", "manager_elsewhere", "legal_officer", "auditor"])
def test_others_let_nobody_go(request, who, counsellor):
    actor = request.getfixturevalue(who)
    assert not may_let_go(actor, counsellor, timezone.localdate())

    with pytest.raises(NotAllowed):
        gone(actor, counsellor)

    counsellor.refresh_from_db()
    assert counsellor.is_active


def test_a_manager_lets_neither_herself_nor_another_manager_go(manager, pursat):
    other = staff(Role.CENTRE_MANAGER, pursat)

    with pytest.raises(NotForYourself):
        gone(manager, manager)
    with pytest.raises(NotAllowed):
        gone(manager, other)


def test_it_cannot_be_done_twice(manager, counsellor):
    gone(manager, counsellor)

    with pytest.raises(NotAllowed):
        gone(manager, counsellor)
