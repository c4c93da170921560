import pytest
from django.template.loader import render_to_string

from spean.desk.imports.cards import lists_for
from spean.surveys.models import ImportBatch
from tests.factories.surveys import PLAIN, reviewed

pytestmark = pytest.mark.django_db


def test_today_tells_of_a_list_that_was_read(counsellor):
    batch = reviewed(counsellor, [PLAIN])
    card = lists_for(counsellor)

    html = render_to_string(card.template, card.context)
    assert batch.file_name in html and "UNDEFINED" not in html


def test_a_colleague_s_list_and_one_that_is_still_being_read_are_not_told_of(counsellor, colleague):
    batch = reviewed(counsellor, [PLAIN])
    assert lists_for(colleague) is None

    ImportBatch.objects.filter(pk=batch.pk).update(state="reading")

    assert lists_for(counsellor) is None
