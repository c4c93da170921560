"""S8: the minimum wage changes on 1 January 2027. One row; old placements keep the old rule.

It begins with a centre and the reference data, and everything is done through the site's pages, by
the member of staff who would do it. The new figure is the test's own.
"""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry
from spean.directory.models import RuleRow, Sector
from spean.directory.selectors import area_by_code
from spean.directory.services import load_base_areas, load_own_tables
from spean.jobs.models import Employer, JobReferral, Placement, Vacancy
from spean.people.models import Person
from tests.desk.cases.writing import hidden, questions
from tests.desk.people.writing import saved, written
from tests.scenarios.by_form import administrator, at, centre_made, member_made, typed

pytestmark = pytest.mark.django_db
NEW_YEAR, NEW_WAGE = date(2027, 1, 1), "222"
# "Yes, right" and "No, not right", as the pages say it of a wage.
REACHED, BELOW = "បាទ/ចាស ត្រឹមត្រូវ៖", "ទេ មិនត្រឹមត្រូវ៖"


@pytest.fixture(autouse=True)
def _reference(db):
    load_base_areas()
    load_own_tables()


def pressed(client, url, **values):
    answer = client.post(url, values, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def registered(client: Client) -> Person:
    """Sophea comes to the centre, is written down, and the first questions are asked."""
    saved(client, written(client, area_by_code("150101")))
    person = Person.objects.get()
    client.post(at("triage", person.pk), {**_marks(client, person), **questions()})
    return person


def _marks(client, person):
    return {"id": hidden(client.get(at("triage", person.pk)), "id")}


def factory_of(client: Client, colleague: Client, centre) -> Employer:
    """A garment factory is written down, and two people check its papers."""
    sector = Sector.objects.get(code="garment")
    given = {"label_km": "រោងចក្រកាត់ដេរសាកល្បង", "centre": str(centre.pk), "sector": str(sector.pk)}
    typed(client, at("employer_new"), **given, size="medium", moc_number="MOC-8")
    employer = Employer.objects.get()
    for one in (client, colleague):
        pressed(one, at("employer_check", employer.pk))
    return employer


def vacancy_of(client: Client, employer: Employer, wage, **more) -> Vacancy:
    before = set(Vacancy.objects.values_list("pk", flat=True))
    values = {"occupation": "8153", "label_km": "ជាងដេរ", "openings": "៥", "then": "save"}
    values |= {"wage_min": str(wage), "currency": "USD", "pay_unit": "month", "area": "150101"}
    values |= {"contract": "udc", "has_nssf": "yes", "sex_limit": "any", "source": "phone"}
    typed(client, at("vacancy_new"), employer=str(employer.pk), **values, **more)
    return Vacancy.objects.exclude(pk__in=before).get()


def placed(client: Client, person: Person, vacancy: Vacancy, wage, day: str) -> Placement:
    """She says yes, is put forward, meets the employer and starts."""
    typed(client, at("match", person.pk, vacancy.pk), answer="yes")
    referral = JobReferral.objects.get()
    for how in ("send", "meet"):
        pressed(client, at("referral_move", referral.pk), how=how)
    terms = {"started_on": day, "wage": str(wage), "currency": "USD", "pay_unit": "month"}
    terms |= {"hours_per_week": "48", "contract": "udc", "has_nssf": "yes", "proof": "G1"}
    typed(client, at("place", referral.pk), **terms)
    return Placement.objects.get()


def drafted(client: Client, **changes) -> RuleRow:
    """The lawyer opens the rule from the list and drafts the next one."""
    listed = client.get(at("rules")).content.decode()
    subject = re.search(r'href="(/desk/rules/[0-9a-f-]{36}/)"[^>]*><span><b>[^<]*កាត់ដេរ', listed)
    words = {"value": NEW_WAGE, "valid_from": "១ មករា ២០២៧", "source": "ប្រកាសសាកល្បងរបស់តេស្ត"}
    where = typed(client, f"{subject[1]}new/", **{**words, **changes})
    return RuleRow.objects.get(pk=where.split("/")[-2])


def said_on(client: Client, day: str) -> str:
    """What the list of rules says of the garment wage on a day."""
    page = client.get(at("rules"), {"on": day}).content.decode()
    start = page.index("ប្រាក់ឈ្នួលអប្បបរមា៖ កាត់ដេរ")
    return page[start : page.index("</a>", start)]


def test_the_minimum_wage_changes_and_what_was_before_keeps_its_rule(db):
    # The administrator opens two centres, and lets their staff in.
    admin = administrator()
    pursat = centre_made(admin, "PUR", "ម.ធ.ព. ពោធិ៍សាត់", "15")
    elsewhere = centre_made(admin, "PVH", "ម.ធ.ព. ព្រះវិហារ", "13")
    _hers, desk = member_made(admin, "counsellor", Role.COUNSELLOR, pursat)
    _his, beside = member_made(admin, "colleague", Role.COUNSELLOR, pursat)
    legal_officer, lawyer = member_made(admin, "lawyer", Role.LEGAL_OFFICER, pursat)
    second_lawyer, other = member_made(admin, "second-lawyer", Role.LEGAL_OFFICER, elsewhere)
    # Autumn: she finds work in a garment factory at the minimum wage of that day.
    started = min(timezone.localdate(), date(2026, 12, 1))
    old_rule = RuleRow.objects.get(code="minimum-wage.garment", valid_from__year=started.year)
    person, factory = registered(desk), factory_of(desk, beside, pursat)
    vacancy = vacancy_of(desk, factory, old_rule.value)
    placement = placed(desk, person, vacancy, old_rule.value, started.strftime("%d/%m/%Y"))
    page = at("referral", placement.referral_id)
    before = desk.get(page).content.decode()
    assert REACHED in before and old_rule.source in before

    # The prakas is out: a lawyer drafts one row. Nothing is in force by it.
    draft = drafted(lawyer)
    assert said_on(desk, "១ មករា ២០២៧").count(old_rule_of_2026().value) == 1
    assert NEW_WAGE not in said_on(desk, "១ មករា ២០២៧")
    # She tries it on the register: counts, small ones hidden, nobody's name.
    tried = pressed(lawyer, at("rule_try", draft.pk))
    assert "នឹងប្តូរទៅជា «ទេ»" in tried and 'class="hid"' in tried
    assert person.name not in tried and person.client_number not in tried
    # She cannot publish what she drafted: the page has no button, and the address refuses.
    assert at("rule_publish", draft.pk) not in tried
    assert "អ្នកជាអ្នកព្រាងបទដ្ឋាននេះ" in pressed(lawyer, at("rule_publish", draft.pk), revision="1")
    draft.refresh_from_db()
    assert draft.state == "draft"

    # Another lawyer reads the draft beside what is in force, and publishes it.
    read = other.get(at("rule_draft", draft.pk)).content.decode()
    assert at("rule_publish", draft.pk) in read and old_rule_of_2026().source in read
    pressed(
        other, at("rule_publish", draft.pk), revision=re.search(r'revision" value="(\d+)', read)[1]
    )

    # The last day of the year has the old wage, the first of the next the new one.
    assert NEW_WAGE not in said_on(desk, "៣១ ធ្នូ ២០២៦").split("coming")[0]
    assert f">{NEW_WAGE} ដុល្លារក្នុងមួយខែ" in said_on(desk, "១ មករា ២០២៧")
    # Her placement keeps the rule of the day she started.
    assert REACHED in (after := desk.get(page).content.decode())
    assert pay_note(after) == pay_note(before)
    # A post that starts in the new year at the old wage is below the minimum, and the page says so.
    late = vacancy_of(desk, factory, "210", starts_on="១ កក្កដា ២០២៧", closes_on="១ មិថុនា ២០២៧")
    shown = desk.get(at("vacancy", late.pk)).content.decode()
    assert BELOW in shown and f"{NEW_WAGE} ដុល្លារក្នុងមួយខែ" in shown
    # The line of time shows both, and the trail tells who did what.
    story = lawyer.get(at("rule", subject_of(read))).content.decode()
    assert f"{NEW_WAGE} ដុល្លារ" in story and "210 ដុល្លារ" in story
    acts = AuditEntry.objects.filter(action__startswith="directory.rule_").order_by("seq")
    assert list(acts.values_list("action", "actor_id")) == [
        ("directory.rule_drafted", legal_officer.pk),
        ("directory.rule_simulated", legal_officer.pk),
        ("directory.rule_refused", legal_officer.pk),
        ("directory.rule_ended", second_lawyer.pk),
        ("directory.rule_published", second_lawyer.pk),
    ]
    assert RuleRow.objects.filter(code="minimum-wage.garment", valid_from=NEW_YEAR).count() == 1


def old_rule_of_2026() -> RuleRow:
    return RuleRow.objects.get(code="minimum-wage.garment", valid_from=date(2026, 1, 1))


def pay_note(page: str) -> str:
    start = page.index("ប្រាក់ឈ្នួលអប្បបរមានៅថ្ងៃទី")
    return page[start : page.index("</p>", start)]


def subject_of(page: str) -> str:
    return re.search(r'href="/desk/rules/([0-9a-f-]{36})/"', page)[1]
