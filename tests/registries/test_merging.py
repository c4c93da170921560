"""What registries said goes along when two files are made one, and comes back when they part."""

import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from spean.pathways import merging
from spean.people.services.registry_asking import Inquiry, ask_registry, open_answers
from tests.registries.conftest import CARD

pytestmark = pytest.mark.django_db


def test_answers_go_along_with_a_merge_and_still_open(
    peer, sophea, register_one, counsellor, manager
):
    other = register_one("share_commune_idpoor", number="020111111")
    inquiry = Inquiry("UIN", CARD, "SP-ELIG", is_found=True, words="poor 1")
    ask_registry(actor=counsellor, person=other, peer=peer.row, id=uuid.uuid4(), inquiry=inquiry)
    later = timezone.now() + timedelta(minutes=1)

    done = merging.merge(actor=manager, keep_id=sophea.pk, merge_id=other.pk, now=later)
    (answer,) = open_answers(viewer=manager, person=sophea)
    assert answer.kept["words"] == "poor 1"

    merging.unmerge(actor=manager, merge_id=done.pk, now=later)
    other.refresh_from_db()
    assert open_answers(viewer=manager, person=sophea) == []
    assert len(open_answers(viewer=manager, person=other)) == 1
