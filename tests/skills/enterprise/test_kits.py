"""Kits: what is in them, who allows a second one, receipts and marks."""

from uuid import uuid4

import pytest

from spean.core.errors import IllegalMove, NotAllowed
from spean.skills.contracts import IdeaWords, KitThing
from spean.skills.models import KitFile
from spean.skills.selectors.enterprise import (
    kit_files_visible_to,
)
from spean.skills.services import kits
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db
IDEA = IdeaWords("food", "លក់បាយព្រឹក")
PNG = b"\x89PNG\r\n\x1a\n...IEND\xaeB`\x82"
TODAY = MORNING.date()
THINGS = [KitThing("ចង្ក្រាន", 1, 400_000), KitThing("ចាន", 20, 5_000)]


def kit_of(actor, business, purpose="tools"):
    words = {"purpose": purpose, "supplier": "ផ្សារ", "things": THINGS}
    return kits.put_together(actor=actor, business=business, id=uuid4(), **words)


def test_a_second_kit_for_the_same_purpose_waits_for_the_manager(counsellor, leader, business):
    kit_of(counsellor, business)
    second = kit_of(counsellor, business)
    mark = {"id": uuid4(), "on": TODAY, "mark": PNG}

    with pytest.raises(IllegalMove):
        kits.hand_over_kit(actor=counsellor, kit=second, **mark)
    with pytest.raises(NotAllowed):
        kits.allow_kit(actor=counsellor, kit=second)
    allowed = kits.allow_kit(actor=leader, kit=second)
    assert kits.hand_over_kit(actor=counsellor, kit=allowed, **mark).state == "handed"


def test_a_kit_is_handed_over_with_a_mark_and_looked_at_later(counsellor, business):
    kit = kit_of(counsellor, business)
    with pytest.raises(kits.MarkMissing):
        kits.hand_over_kit(actor=counsellor, kit=kit, id=uuid4(), on=TODAY, mark=b"")
    kit = kits.hand_over_kit(actor=counsellor, kit=kit, id=uuid4(), on=TODAY, mark=PNG)
    pot = kit.items.order_by("sort").first()
    kits.look_at_kit(actor=counsellor, kit=kit, states={pot.pk: "broken"}, on=TODAY)

    assert [one.state for one in kit.items.order_by("sort")] == ["broken", "there"]


def test_a_receipt_that_is_a_program_is_refused(counsellor, business):
    kit = kit_of(counsellor, business)

    with pytest.raises(kits.NotAPicture):
        kits.keep_receipt(actor=counsellor, kit=kit, id=uuid4(), picture=b"MZ\x90" * 30)
    with pytest.raises(kits.PictureTooLarge):
        kits.keep_receipt(actor=counsellor, kit=kit, id=uuid4(), picture=b"x" * 5_000_000)
    assert not KitFile.objects.exists()


def test_a_receipt_lies_sealed_for_those_who_may_open_it(counsellor, facilitator, business):
    kit = kit_of(counsellor, business)
    file = kits.keep_receipt(actor=facilitator, kit=kit, id=uuid4(), picture=PNG)

    assert PNG not in bytes(file.sealed)
    assert not kit_files_visible_to(facilitator).exists()
    assert kits.open_kit_file(viewer=counsellor, file=file) == PNG
    with pytest.raises(NotAllowed):
        kits.open_kit_file(viewer=facilitator, file=file)


def test_an_empty_kit_is_refused(counsellor, business):
    with pytest.raises(kits.NothingInKit):
        kits.put_together(
            actor=counsellor, business=business, id=uuid4(), purpose="tools", supplier="", things=[]
        )
