"""S2: a man of 47 from Bakan wants to farm. A course, a plan and a benefit are not yet an income.

It begins with the reference data alone, and everything is done on the site's pages, in Khmer, in a
real browser, by whoever would do it; the partners answer on a telephone, by their links. He counts
as somebody with work of his own only when the first call has asked what the farm leaves him.
"""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone, translation

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry, User
from spean.accounts.selectors.chain import verify_chain
from spean.casework.choices import Question
from spean.casework.models import (
    Budget,
    FollowUp,
    Plan,
    PlanAction,
    SchemeReferral,
    ServiceReferral,
)
from spean.core.wording import money_text
from spean.directory.models import ServiceOffer, ServiceType
from spean.people.models import Person
from tests.browser.conftest import Visit
from tests.browser.walker import LAPTOP, PHONE, Walker, in_khmer, km
from tests.results.counting import count
from tests.scenarios.opening import Site, desk, find

SCHOOL, TEACHERS = "មជ្ឈមណ្ឌលបណ្ដុះបណ្ដាលបាកាន", "សមាគមអាជីវកម្មបាកាន"
COMMUNE, COMMUNE_CODE = "បឹងបត់កណ្ដោល", "150101"
LAND = "ដីស្រែ ០,៤ ហិកតា នៅបឹងបត់កណ្ដោល"
GOAL = "ខ្ញុំចង់ដាំបន្លែលើដីខ្ញុំ ហើយលែងទៅឆ្ងាយទៀត។"
SHARED = ("name", "phone", "reason")
# Riel: what the household lives on, and 0.4 ha with two plantings and two harvests a year.
MONTHS = {
    **{"living_likely": "600000", "other_income_likely": "350000", "cash_likely": "900000"},
    **{"casual_likely": "200000", "farm_start_likely": "700000"},
    **{"farm_planting_likely": "180000", "farm_planting_high": "250000"},
    **{"farm_more_likely": "950000", "farm_more_low": "400000", "farm_more_high": "1200000"},
}
PLANTING, HARVEST = ("5", "11"), ("8", "2")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Let the site live so many days later."""
    now = timezone.now

    def moved(days: int) -> None:
        monkeypatch.setattr(timezone, "now", lambda: now() + timedelta(days=days))

    return moved


def opened(site: Site) -> None:
    """The administrator opens the centre and engages who works there."""
    with site.comes("administrator", LAPTOP) as admin:
        pursat = site.opens(admin, "PUR", "មជ្ឈមណ្ឌលការងារពោធិ៍សាត់", "15")
        site.engages(admin, "manager", "ប្រធានចាន់", Role.CENTRE_MANAGER, pursat)
        site.engages(admin, "counsellor", "អ្នកប្រឹក្សាសុខា", Role.COUNSELLOR, pursat)
        site.engages(admin, "officer", "មន្ត្រីការងារដារា", Role.JOB_OFFICER, pursat)


def comes_in(her: Walker) -> Person:
    """The job officer at the desk writes him down in five steps."""
    her.go(desk("people"))
    her.press("Register someone")
    her.fill(consent__decision="yes", consent__mode="thumbprint")
    her.fill(consent__was_read_aloud="on", consent__was_understood="on")
    her.page.get_by_text(km("May we also …?")).click()
    her.fill(scopes__share_tvet="yes", scopes__share_cso="yes")
    her.fill(scopes__share_cso_recipient=TEACHERS, scopes__contact_by_phone="yes")
    her.press("Continue")
    her.fill(identity__family_name_km="វាល", identity__given_name_km="ដារា")
    her.fill(identity__sex="M", identity__born="៤៧")
    her.fill(phone1__number="018 000 747", phone1__owner="self", phone1__safe_to_call="safe")
    her.fill(phone1__app="none", arrival__client_type="returnee", arrival__channel="walk_in")
    her.press("Continue")
    find(her, "address-area", COMMUNE, COMMUNE_CODE)
    her.press("Continue")
    her.fill(needs__main_needs=["income", "training"], needs__language="km")
    her.press("Continue")
    her.press("Register", within="main form[novalidate]")
    return Person.objects.get(given_name_km="ដារា")


def gives_him_an_officer(manager: Walker, person: Person) -> None:
    """The manager makes the counsellor responsible for him."""
    counsellor = User.objects.get(username="counsellor")
    manager.go(desk("person", person.pk))
    manager.page.locator("details:has(form.assign) > summary").click()
    manager.choose("to", str(counsellor.pk))
    manager.press("Hand over", within="form.assign")
    person.refresh_from_db()
    assert person.assigned_to == counsellor


def asks_the_first_questions(her: Walker, person: Person) -> None:
    """Nothing presses today."""
    her.go(desk("person", person.pk))
    her.press("Ask the first questions")
    for question in Question.values:
        her.tick(question, "no")
    her.press("Save")


def writes_the_plan(her: Walker, person: Person) -> None:
    """His words, the land, what could suit with its reasons, and a thumbprint under it."""
    her.go(desk("person", person.pk))
    her.press("Write the plan together")
    her.fill(goal=GOAL, goal_code="farm_or_business", dimension="economic", strengths=LAND)
    her.press("Save", within="main form[novalidate]")
    her.press("What could suit")
    her.fill(wants="farm", has_base="yes")
    her.press("Show the options again")
    land = her.page.locator(".card", has=her.page.locator("button[value='E']"))
    assert km("Land and community") in land.inner_text()
    for reason in (
        "The age is the one from which land is proposed.",
        "The person wants to work the land.",
    ):
        assert km(reason) in land.inner_text()
    her.follow(land.locator("button[value='E']"))
    her.press("Add a step")
    her.fill(what="រៀនរកគំនិតអាជីវកម្ម (GYB)", owner="both", service_type=kind("ENT1"))
    her.press("Save", within="main form[novalidate]")
    assert steps(person) == {"SKL4": "planned", "ENT9": "planned"} | dict.fromkeys(
        ("SOC5", "ENT1"), "planned"
    )
    her.press("Agree on the plan")
    her.fill(mode="thumbprint", is_on_paper="on")
    her.press("Yes, we agree")
    assert LAND in her.text and km("Agreed") in her.text


def reckons_the_year(her: Walker, person: Person) -> None:
    """The household's months with the farm: planting takes, harvest brings, season by season."""
    her.go(desk("money", person.pk))
    her.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    her.fill(question="farm")
    her.fill(months_planting=list(PLANTING), months_harvest=list(HARVEST))
    for name, amount in MONTHS.items():
        her.write(name, amount)
    her.press("Work it out")
    assert her.page.locator("svg.months.wide").is_visible()
    # Every month with its lines: what planting takes and what the harvest brings.
    drawn = her.page.locator("main").text_content() or ""
    assert km("Planting") in drawn and km("Harvest") in drawn
    her.press("Keep this with the plan")
    assert Budget.objects.get().case.person == person


def kind(code: str) -> str:
    return str(ServiceType.objects.get(code=code).pk)


def steps(person: Person) -> dict[str, str]:
    """Return the state of each step of his plan, by its kind of service."""
    plan = Plan.objects.exclude(state="superseded").get(case__person=person)
    return dict(plan.actions.values_list("service_type__code", "state"))


def writes_down_a_service(her: Walker, code: str, who: str, what: str, is_a: str) -> None:
    """The counsellor writes down what a partner gives, where and for how much."""
    her.go(desk("service_new"))
    her.fill(label_km=what, service_type=kind(code))
    her.page.get_by_text(km("An organisation that is not in the list")).click()
    her.fill(new_km=who, new_kind=is_a, cost_khr="0", capacity="២០")
    find(her, "area", COMMUNE, COMMUNE_CODE)
    her.fill(verified_on=in_khmer(timezone.localdate()))
    her.press("Save", within="main form[novalidate]")
    assert ServiceOffer.objects.get(label_km=what).organisation.label_km == who
    assert who in her.text


def refers(her: Walker, person: Person, code: str, who: str, why: str) -> str:
    """The counsellor sends him from a step of his plan; return the link of the partner's slip."""
    step = PlanAction.objects.get(plan__case__person=person, service_type__code=code)
    her.go(desk("plan_step", step.pk))
    her.press("Refer to a partner")
    assert her.page.locator("[name=service_type]").input_value() == kind(code)
    her.page.select_option("[name=organisation]", label=who)
    her.fill(urgency="14d", reason=why, shared=list(SHARED))
    her.press("Send")
    her.press("Make the link and the slip")
    assert her.page.locator("svg.qr").is_visible()
    return her.page.locator("#address").input_value()


def answers_by_telephone(visitor: Visit, link: str) -> None:
    """The partner answers without an account: accepted, begun, given."""
    with visitor(size=PHONE) as partner:
        partner.go(link)
        assert "ដារា" in partner.text
        for word in ("We accept", "The service has begun", "The service was given"):
            partner.press(word, within="#answer")
            assert km("Your answer has arrived. Thank you.") in partner.text
        assert km("There is nothing more for you to do. Thank you.") in partner.text


def joins_nssf(her: Walker, person: Person) -> None:
    """Likely a right, the papers, the branch, the card, and the contribution of each month."""
    her.go(desk("person", person.pk))
    her.press("Rights", within="#plan")
    form = her.page.locator("form:has([name=scheme][value='NSSF-VOLUNTARY'])")
    her.follow(form.get_by_role("button"))
    her.press("Write what is there")
    her.fill(**{"fact-self-employed": "yes", "fact-has-employees": "no"})
    her.press("Save")
    her.press("The papers are ready")
    her.press("Save")
    her.press("The papers were handed in")
    her.fill(place="ប.ស.ស. សាខាពោធិ៍សាត់", number="B-747", carrier="person")
    her.press("Save")
    her.press("It was approved")
    her.press("Save")
    her.press("The benefit has come")
    assert km("How much is the contribution each month?") in her.text
    her.fill(known="seen", amount_amount="15600", amount_currency="KHR")
    her.press("Save")
    with translation.override("km"):
        assert money_text(15_600, "KHR") in her.text
    row = SchemeReferral.objects.get()
    assert (row.scheme.code, row.state) == ("NSSF-VOLUNTARY", "received")


def counted(her: Walker) -> dict[str, str]:
    """Return what the page of results says of two figures; "hid" is a number from one to four."""
    her.go(desk("results"))
    return {code: figure(her, code) for code in ("people_placed", "people_earning_own")}


def figure(her: Walker, code: str) -> str:
    found = her.page.locator(f"a.ind[href='{desk('indicator', code)}'] .fig")
    return "hid" if found.locator(".hid").count() else found.inner_text().strip()


def is_called(her: Walker, profit: str) -> None:
    """The counsellor takes him from the list of calls and asks how the farm goes."""
    her.press("Whom to call")
    her.press("Call", within="main")
    her.press("Ask the questions")
    her.fill(activity="own_account")
    her.press("Continue")
    assert km("About the farm or business") in her.text
    her.fill(alive="yes", currency="KHR", sales="៩០០ ០០០", profit=profit, workers="0")
    her.press("Continue")
    her.fill(food="no", arrears="no")
    her.press("Continue")
    her.fill(intention="no", plan_change="no", wishes_to_complain="no", finding="បន្លែលក់ដាច់")
    her.press("Save", within="main form[novalidate]")


def test_a_farmer_counts_when_his_income_was_asked(
    site: Site, visitor: Visit, later: Callable[[int], None]
) -> None:
    opened(site)
    with site.comes("officer", LAPTOP) as officer:
        person = comes_in(officer)
        assert person.assigned_to is None and person.name in officer.text
        with site.comes("manager", LAPTOP) as manager:
            gives_him_an_officer(manager, person)
        with site.comes("counsellor", LAPTOP) as her:
            asks_the_first_questions(her, person)
            writes_the_plan(her, person)
            reckons_the_year(her, person)
            writes_down_a_service(her, "SKL4", SCHOOL, "រៀនដាំបន្លែក្នុងបីសប្ដាហ៍", "training_provider")
            writes_down_a_service(her, "ENT1", TEACHERS, "រៀនរកគំនិតអាជីវកម្ម GYB", "cso")
            links = [
                refers(her, person, "SKL4", SCHOOL, "ចង់រៀនដាំបន្លែ"),
                refers(her, person, "ENT1", TEACHERS, "ចង់រៀនរកគំនិត"),
            ]
            for link in links:
                answers_by_telephone(visitor, link)
            joins_nssf(her, person)
        assert steps(person) == {"SKL4": "done", "ENT1": "done", "SOC5": "done", "ENT9": "agreed"}
        assert set(ServiceReferral.objects.values_list("state", "answered_by")) == {
            ("done", "link")
        }
        # Two courses, a card and a plan: neither placed, nor earning.
        assert counted(officer) == {"people_placed": "0", "people_earning_own": "0"}

    # Two calls: after a month the first harvest has cost more than it brought, after three not.
    for days, profit, after in ((31, "-៤០ ០០០", "0"), (92, "២៥០ ០០០", "hid")):
        later(days)
        with site.comes("counsellor", LAPTOP) as her:
            is_called(her, profit)
            assert counted(her) == {"people_placed": "0", "people_earning_own": after}
    viewer = User.objects.get(username="manager")
    assert count(viewer, "people_earning_own", timezone.localdate()) == 1
    assert count(viewer, "people_placed", timezone.localdate()) == 0
    assert FollowUp.objects.filter(case__person=person, state="reached").count() == 2
    verdict = verify_chain()
    assert verdict.is_whole and verdict.entries == AuditEntry.objects.count()
