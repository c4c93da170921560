"""Users, and entries of the trail."""

import uuid
from typing import Any

import factory
from factory.django import DjangoModelFactory

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.refs import Ref

PASSWORD = "river-hill-sky-42"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        administrator = factory.Trait(is_administrator=True)
        shut_out = factory.Trait(is_active=False)
        new = factory.Trait(must_change_password=True)

    username = factory.Sequence(lambda n: f"user{n}")
    name_km = factory.Sequence(lambda n: f"ទន្លេ {n}")
    name_en = factory.Sequence(lambda n: f"Tonle {n}")

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        user = model_class(**kwargs)
        user.set_password(PASSWORD)
        user.save(force_insert=True)
        return user


def entries(count: int) -> None:
    """Append acts to the trail."""
    with one_writer():
        for number in range(count):
            audit(
                actor=None,
                action="test.act",
                on=Ref("thing", uuid.UUID(int=number)),
                number=number,
            )
