"""Who sees a referral to a scheme: what tells of health, two alone. Nothing of it in the trail."""

import pytest

from spean.accounts.models import AuditEntry
from spean.casework.models import SchemeReferral
from spean.casework.rules.benefits import as_plain
from spean.casework.selectors.benefits import benefits_visible_to
from spean.casework.services.benefits import open_benefits
from spean.core.errors import NotAllowed
from spean.people.models import Person
from tests.casework.benefits.ways import gathered, started, stepped, walked, words

pytestmark = pytest.mark.django_db


class TestWhoSees:
    def test_a_scheme_about_health_is_sealed_whole(self, counsellor, person):
        private = started(counsellor, person, "DISABILITY-CARD")
        open_one = started(counsellor, person, "IDPOOR")
        walked(counsellor, private, "make_ready", "submit", "refuse")

        row = SchemeReferral.objects.get(pk=private.pk)
        assert row.is_private and row.scheme is None and row.refusal == ""
        for told in (b"DISABILITY", "ផ្ទះល្អ".encode(), b"A-17"):
            assert told not in bytes(row.sealed)
        # The control: an open one names its scheme in plain sight, and the words hold the rest.
        assert SchemeReferral.objects.get(pk=open_one.pk).scheme.code == "IDPOOR"
        assert "DISABILITY" in str(as_plain(words(private)))

    def test_a_colleague_sees_the_open_one_alone_and_opens_neither(
        self, counsellor, colleague, manager, officer_elsewhere, person
    ):
        private, plain = started(counsellor, person, "HEF"), started(counsellor, person)

        assert set(benefits_visible_to(counsellor)) == {private, plain}
        assert set(benefits_visible_to(manager)) == {private, plain}
        assert set(benefits_visible_to(colleague)) == {plain}
        assert not benefits_visible_to(officer_elsewhere).exists()
        assert not benefits_visible_to(colleague, "people.sensitive").exists()
        with pytest.raises(NotAllowed):
            open_benefits(viewer=colleague, person=person, referrals=[plain])

    def test_a_colleague_can_do_nothing_to_it(self, counsellor, colleague, person):
        referral = started(counsellor, person)

        for act in (
            lambda: started(colleague, person, "SCHOOL"),
            lambda: stepped(colleague, referral, "make_ready"),
            lambda: gathered(colleague, referral, papers={}),
        ):
            with pytest.raises(NotAllowed):
                act()

    def test_a_sealed_file_has_none(self, counsellor, person):
        started(counsellor, person)
        Person.objects.filter(pk=person.pk).update(is_sealed=True)

        assert not benefits_visible_to(counsellor).exists()

    def test_opening_leaves_one_entry_without_a_word_of_it(self, counsellor, manager, person):
        rows = [started(counsellor, person), started(counsellor, person, "HEF")]
        before = AuditEntry.objects.count()

        opened = open_benefits(viewer=manager, person=person, referrals=rows)

        entry = AuditEntry.objects.latest("pk")
        assert {one.scheme for one in opened.values()} == {"IDPOOR", "HEF"}
        assert AuditEntry.objects.count() == before + 1
        assert entry.action == "people.sensitive_read" and "HEF" not in str(entry.detail)

    def test_the_trail_of_the_whole_way_names_no_scheme_and_no_reason(self, counsellor, person):
        referral = started(counsellor, person, "HEF")
        walked(counsellor, referral, "make_ready", "submit", "refuse", "appeal")

        trail = str(list(AuditEntry.objects.values_list("action", "detail")))
        assert "casework.benefit_moved" in trail
        assert "HEF" not in trail and "decent_house" not in trail and "A-17" not in trail
