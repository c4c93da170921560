"""Two lawyers, and drafts of an invented figure: the tests' own, never shipped."""

import uuid
from datetime import date

import pytest
from django.utils import timezone

from spean.accounts.choices import Role
from spean.directory.contracts import RuleWords
from spean.directory.services import draft_rule, load_own_tables, publish_rule
from tests.factories.serving import staff

WAGE, NEW_YEAR = "minimum-wage.garment", date(2027, 1, 1)
NOW = timezone.now()


@pytest.fixture
def lawyer(legal_officer):
    load_own_tables()
    return legal_officer


@pytest.fixture
def second(preah_vihear):
    return staff(Role.LEGAL_OFFICER, preah_vihear, username="second-lawyer")


def words(**changes):
    given = {
        "code": WAGE,
        "valid_from": NEW_YEAR,
        "value": "222",
        "source": "A prakas of the tests",
    }
    return RuleWords(**{**given, **changes})


def drafted(actor, **changes):
    return draft_rule(actor=actor, id=uuid.uuid4(), words=words(**changes), now=NOW)


def published(row, actor):
    return publish_rule(actor=actor, rule_id=row.pk, revision=row.revision, now=NOW)
