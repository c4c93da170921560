"""What jobs put on a person's page, and on the day's."""

from datetime import timedelta

import pytest
from django.template.loader import render_to_string
from django.utils import timezone

from spean.desk.jobs.cards import card_for, moments_for, news_for, skills_card_for
from spean.desk.jobs.sentences import lines_of
from spean.jobs import services
from spean.pathways.placement import place
from tests.factories.jobs import OccupationFactory, link_for, sent, terms
from tests.factories.people import MORNING

pytestmark = pytest.mark.django_db


def drawn(card):
    html = render_to_string(card.template, card.context)
    assert "UNDEFINED" not in html
    return html


def test_posts_that_could_suit_stand_on_the_page_with_counts(scene):
    html = drawn(card_for(scene.officer, scene.person))

    assert scene.vacancy.label_km in html and "ចំណុច" in html
    assert "%" not in html


def test_once_she_works_the_page_says_where(scene):
    referral = sent(scene.officer, scene.person, scene.vacancy)
    place(
        actor=scene.officer,
        id=referral.pk,
        referral_id=referral.pk,
        terms=terms(),
        now=MORNING,
    )

    card = card_for(scene.officer, scene.person)

    assert card.context["suggestions"] == []
    assert "$260" in drawn(card)
    texts = [moment.text for moment in moments_for(scene.officer, scene.person)]
    assert len(texts) == 3 and all(texts)


def test_skills_stand_there_with_their_proof(scene):
    assert "គាត់ប្រាប់" in drawn(skills_card_for(scene.officer, scene.person))


def test_another_centre_gets_no_card_and_no_moment(scene, officer_elsewhere):
    sent(scene.officer, scene.person, scene.vacancy)

    assert card_for(officer_elsewhere, scene.person) is None
    assert skills_card_for(officer_elsewhere, scene.person) is None
    assert moments_for(officer_elsewhere, scene.person) == []


def test_an_answer_through_the_link_is_news_for_a_week(scene, officer_elsewhere):
    now = timezone.now()
    referral = sent(scene.officer, scene.person, scene.vacancy)
    link, _token = link_for(scene.officer, scene.vacancy, scene.centre, now=now)
    services.employer_wants_to_meet(actor=None, referral_id=referral.pk, now=now, link=link)

    assert news_for(scene.officer) == [referral]
    assert news_for(officer_elsewhere) == []
    referral.refresh_from_db()
    referral.answered_at = now - timedelta(days=9)
    referral.save()
    assert news_for(scene.officer) == []


@pytest.mark.parametrize(
    ("months", "said"), [(72, "៦ ឆ្នាំ"), (12, "១ ឆ្នាំ"), (8, "៨ ខែ"), (None, "ជាងក្រាលការ៉ូ")]
)
def test_work_done_before_is_told_with_its_time(db, months, said):
    OccupationFactory()
    params = {"occupation": "7122"} | ({"months": months} if months else {})
    reason = {"code": "occupation-held", "polarity": "plus", "params": params, "source": "self"}

    [line] = lines_of([reason])

    assert line.text.endswith(said)


def test_a_kept_reason_that_lacks_a_number_is_still_a_sentence(db):
    reason = {"code": "near-home", "polarity": "plus", "params": {}, "source": "map"}

    assert "?" in lines_of([reason])[0].text
