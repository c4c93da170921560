"""The pages of rules: read by everybody, drafted by one lawyer, published by another."""

import re

import pytest
from django.urls import reverse

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.directory.models import RuleRow, RuleSubject
from spean.directory.selectors import rule_value
from tests.desk.people.writing import signed_in
from tests.directory.lawmaking import NEW_YEAR, WAGE, drafted, lawyer, published, second
from tests.factories.serving import staff

__all__ = ["lawyer", "second"]
pytestmark = pytest.mark.django_db


def at(name, *keys):
    return reverse(f"desk:{name}", args=keys)


def subject(code=WAGE):
    return RuleSubject.objects.get(code=code)


def main_of(client, url):
    page = client.get(url)
    assert page.status_code == 200
    html = page.content.decode()
    return html[html.index("<main") : html.index("</main>")]


def form_of(**changes):
    given = {"id": "5f0c2a8e-0000-4000-8000-000000000001", "revision": "1", "value": "222"}
    given |= {"valid_from": "១ មករា ២០២៧", "source": "ប្រកាសសាកល្បង", "is_checked": "on"}
    return {**given, **changes}


def test_everybody_on_the_staff_reads_each_rule_with_its_source(lawyer, volunteer):
    client = signed_in(volunteer)

    html = main_of(client, at("rules"))
    for one in RuleSubject.objects.all():
        assert at("rule", one.pk) in html
    story = main_of(client, at("rule", subject().pk))
    assert "MLVT Prakas 211/24" in story
    assert "rule_new" not in story and at("rule_new", subject().pk) not in story


def test_what_nobody_checked_is_said_to_be_not_verified(lawyer):
    client = signed_in(lawyer)

    assert "មិនទាន់ផ្ទៀងផ្ទាត់" in main_of(client, at("rule", subject("seniority-indemnity").pk))
    assert "មិនទាន់ផ្ទៀងផ្ទាត់" not in main_of(client, at("rule", subject("hours-per-day").pk))


def test_every_history_can_be_opened_also_where_the_law_is_silent(lawyer):
    client = signed_in(lawyer)
    for one in RuleSubject.objects.all():
        assert one.label_km in main_of(client, at("rule", one.pk))


def test_a_draft_is_written_read_and_published_by_two(lawyer, second):
    mine, hers = signed_in(lawyer), signed_in(second)

    answer = mine.post(at("rule_new", subject().pk), form_of())
    assert answer.status_code == 302, answer.content.decode()
    row = RuleRow.objects.get(state="draft")
    assert at("rule_draft", row.pk) in main_of(hers, at("rules"))
    page = main_of(hers, at("rule_draft", row.pk))
    assert at("rule_publish", row.pk) in page and "222" in page and "210" in page
    hers.post(at("rule_publish", row.pk), {"revision": str(row.revision)})

    assert rule_value(WAGE, NEW_YEAR) == 222
    seen = re.sub(r"<[^>]+>", " ", main_of(mine, at("rule", subject().pk)))
    assert seen.index("222") < seen.index("208") < seen.index("182")


def test_the_drafter_is_shown_no_button_and_is_refused(lawyer):
    client, row = signed_in(lawyer), drafted(lawyer)

    assert at("rule_publish", row.pk) not in main_of(client, at("rule_draft", row.pk))
    answer = client.post(at("rule_publish", row.pk), {"revision": "1"}, follow=True)

    assert "ត្រូវឱ្យម្នាក់ទៀតអាន" in answer.content.decode()
    row.refresh_from_db()
    assert row.state == "draft"
    assert not AuditEntry.objects.filter(action="directory.rule_published").exists()


def test_a_draft_changed_after_it_was_read_is_not_published(lawyer, second):
    row = drafted(lawyer)
    signed_in(lawyer).post(
        at("rule_change", row.pk), form_of(id=str(row.pk), revision="1", value="333")
    )
    signed_in(second).post(at("rule_publish", row.pk), {"revision": "1"})
    row.refresh_from_db()
    assert (row.state, row.value) == ("draft", "333")


def test_a_publication_without_its_version_is_refused(lawyer, second):
    row = drafted(lawyer)
    for posted in ({}, {"revision": "x"}, {"revision": "-1"}):
        signed_in(second).post(at("rule_publish", row.pk), posted)
    row.refresh_from_db()
    assert row.state == "draft"


def test_another_lawyers_draft_is_not_changed_but_turned_down_with_a_reason(lawyer, second):
    client, row = signed_in(second), drafted(lawyer)

    assert client.get(at("rule_change", row.pk)).status_code == 302
    client.post(at("rule_change", row.pk), form_of(id=str(row.pk), value="1"))
    silent = client.post(at("rule_turn_down", row.pk), {"reason": " "})
    assert silent.status_code == 200
    row.refresh_from_db()
    assert (row.state, row.value) == ("draft", "222")

    client.post(at("rule_turn_down", row.pk), {"reason": "ប្រកាសចែងផ្សេង"})
    row.refresh_from_db()
    assert row.state == "rejected"
    assert "ប្រកាសចែងផ្សេង" in main_of(signed_in(lawyer), at("rule", subject().pk))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"value": "ច្រើន"}, "បទដ្ឋាននេះជាលេខ"),
        ({"valid_from": "២០២៧"}, "សូមសរសេរថ្ងៃផង"),
        ({"valid_to": "១ មករា ២០២៦"}, "ថ្ងៃចុងក្រោយ"),
        ({"source": ""}, "សូម"),
    ],
)
def test_what_cannot_be_kept_is_said_at_its_field(changes, sentence, lawyer):
    answer = signed_in(lawyer).post(at("rule_new", subject().pk), form_of(**changes))

    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert not RuleRow.objects.filter(state="draft").exists()


def test_a_condition_is_drafted_in_words_and_a_wrong_one_says_which_line(lawyer):
    client, where = signed_in(lawyer), at("rule_new", subject("eligible.HEF").pk)
    assert "children-under-2 &gt;= 1" in main_of(client, where)

    wrong = client.post(where, form_of(value="equity-card in poor-1\nrich"))
    assert "«rich»" in wrong.content.decode()
    client.post(where, form_of(value="equity-card in poor-1\nchildren-under-2 <= 2"))

    row = RuleRow.objects.get(state="draft")
    page = main_of(client, at("rule_draft", row.pk))
    assert "ក្រីក្រកម្រិត ១" in page
    assert "សូមអានច្បាប់ម្តងទៀត" in page


def test_a_draft_that_contradicts_says_so_before_anybody_publishes_it(lawyer):
    row = drafted(lawyer, valid_to=NEW_YEAR.replace(month=3))
    page = main_of(signed_in(lawyer), at("rule_draft", row.pk))
    assert "មិនអាចផ្សាយបែបនេះបានទេ" in page and "នឹងគ្មានបទដ្ឋាន" in page


def test_a_correction_begins_with_what_stands(lawyer, second):
    old = RuleRow.objects.get(code=WAGE, valid_from__year=2026)
    client = signed_in(lawyer)
    where = f"{at('rule_new', subject().pk)}?corrects={old.pk}"

    page = main_of(client, where)
    assert 'value="210"' in page and "១ មករា ២០២៦" in page
    client.post(where, form_of(value="211", valid_from="១ មករា ២០២៦"))
    row = RuleRow.objects.get(state="draft")
    assert row.corrects == old
    published(row, second)

    assert rule_value(WAGE, NEW_YEAR) == 211
    assert "ត្រូវបានជំនួសដោយការកែ" in main_of(client, at("rule", subject().pk))


@pytest.mark.parametrize("corrects", ["x", "5f0c2a8e-0000-4000-8000-00000000000f"])
def test_a_correction_of_nothing_is_a_new_draft(corrects, lawyer):
    where = f"{at('rule_new', subject().pk)}?corrects={corrects}"
    signed_in(lawyer).post(where, form_of())
    assert RuleRow.objects.get(state="draft").corrects is None


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.MINISTRY_ME])
def test_who_writes_no_rules_finds_no_draft(role, lawyer, pursat):
    client = signed_in(staff(role, pursat if role == Role.COUNSELLOR else None))
    row = drafted(lawyer)

    assert at("rule_draft", row.pk) not in main_of(client, at("rules"))
    for name in ("rule_draft", "rule_change", "rule_try", "rule_publish", "rule_turn_down"):
        for method in (client.get, client.post):
            assert method(at(name, row.pk)).status_code in {404, 405}


def test_a_row_that_came_with_the_site_is_no_draft(lawyer):
    row = RuleRow.objects.filter(code=WAGE).first()
    assert signed_in(lawyer).get(at("rule_draft", row.pk)).status_code == 404


def test_the_list_is_read_for_any_day_and_asks_few_questions(lawyer, django_assert_max_num_queries):
    client = signed_in(lawyer)
    main_of(client, at("rules"))
    with django_assert_max_num_queries(12):
        html = main_of(client, f"{at('rules')}?on=១ មិថុនា ២០២១")
    wage = re.search(r"ប្រាក់ឈ្នួលអប្បបរមា៖ កាត់ដេរ.*?</a>", html, re.DOTALL)[0]
    assert ">192 " in wage
