"""Users are made, named, shut out and let in again by somebody who may."""

import uuid

import pytest

from spean.accounts.models import AuditEntry, User
from spean.accounts.rules import generated_password, is_sign_in_name, sign_in_name
from spean.accounts.services import (
    AdministratorExists,
    IllFormedName,
    NameTaken,
    create_user,
    deactivate,
    first_administrator,
    reactivate,
    rename,
    reset_password,
)
from spean.core.errors import ChangedMeanwhile
from tests.factories.accounts import PASSWORD, UserFactory


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Sokha", "sokha"),
        ("  sokha ", "sokha"),
        ("sokha១២", "sokha12"),
        ("so\u200bkha", "so\u200bkha".replace("\u200b", "")),
        ("ＳＯＫＨＡ", "sokha"),
        ("សុខា", "សុខា"),
    ],
)
def test_a_sign_in_name_has_one_form(typed, kept):
    assert sign_in_name(typed) == kept
    assert is_sign_in_name(sign_in_name(typed))


@pytest.mark.parametrize("name", ["", "ab", "a b c", "naïve", "x" * 61, "sok/ha", "a@b.c"])
def test_a_name_that_cannot_be_typed_everywhere_is_no_sign_in_name(name):
    assert not is_sign_in_name(sign_in_name(name))


def test_a_generated_password_is_long_easy_to_read_and_never_the_same():
    passwords = {generated_password() for _ in range(200)}

    assert len(passwords) == 200
    assert all(len(password) == 19 for password in passwords)
    assert not set("".join(passwords)) & set("0o1li")


pytestmark = pytest.mark.django_db


def test_a_new_user_gets_a_password_of_chance_that_she_must_change():
    user, password = create_user(actor=None, id=uuid.uuid4(), username="Sokha")

    user.refresh_from_db()
    assert user.username == "sokha"
    assert user.check_password(password)
    assert user.must_change_password


def test_sending_the_form_twice_makes_one_user_with_a_password_that_works():
    key = uuid.uuid4()
    create_user(actor=None, id=key, username="sokha")
    user, password = create_user(actor=None, id=key, username="sokha")

    assert User.objects.count() == 1
    assert User.objects.get(pk=user.pk).check_password(password)


def test_the_same_form_never_resets_somebody_who_has_signed_in(django_user_model):
    user = UserFactory(username="sokha", last_login="2026-01-01T00:00:00Z")

    with pytest.raises(NameTaken):
        create_user(actor=None, id=user.pk, username="sokha")

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


@pytest.mark.parametrize("name", ["sokha", "SOKHA", "sokha\u200b"])
def test_a_taken_name_is_refused_whatever_its_case_and_leaves_no_trace(name):
    UserFactory(username="sokha")
    before = AuditEntry.objects.count()

    with pytest.raises(NameTaken):
        create_user(actor=None, id=uuid.uuid4(), username=name)

    assert AuditEntry.objects.count() == before


def test_an_ill_formed_name_is_refused():
    with pytest.raises(IllFormedName):
        create_user(actor=None, id=uuid.uuid4(), username="a b")


def test_the_first_administrator_is_made_once():
    user, password = first_administrator(username="administrator")

    assert user.is_administrator
    assert user.check_password(password)
    with pytest.raises(AdministratorExists):
        first_administrator(username="another")
    assert User.objects.count() == 1


def test_a_reset_voids_the_old_password():
    user = UserFactory()

    password = reset_password(actor=None, user=user)

    user.refresh_from_db()
    assert not user.check_password(PASSWORD)
    assert user.check_password(password)
    assert user.must_change_password


def test_shutting_out_twice_writes_one_entry():
    user = UserFactory()

    deactivate(actor=None, user=user)
    deactivate(actor=None, user=user)
    reactivate(actor=None, user=user)

    actions = list(AuditEntry.objects.order_by("seq").values_list("action", flat=True))
    assert actions == ["accounts.deactivated", "accounts.reactivated"]


def test_the_second_of_two_who_rename_is_shown_what_the_first_saved():
    user, actor = UserFactory(), UserFactory()
    rename(actor=actor, user=user, revision=1, names={"name_en": "Meas"})

    with pytest.raises(ChangedMeanwhile) as refused:
        rename(actor=actor, user=user, revision=1, names={"name_en": "Sok"})

    assert refused.value.details["theirs"].name_en == "Meas"


def test_a_renaming_is_in_the_trail_without_the_name():
    user, actor = UserFactory(), UserFactory()

    rename(actor=actor, user=user, revision=1, names={"name_en": "Meas", "phone": "012345678"})

    entry = AuditEntry.objects.latest("seq")
    assert entry.detail == {"fields": ["name_en", "phone"]}
    assert entry.actor_id == actor.pk
