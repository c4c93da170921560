"""S1: a tiler of O'Smach comes home, in debt, unpaid, unable to read, two children out of school.

A volunteer registers her where there is no internet; the centre asks the first questions, writes
the plan with her, sends her children to school and her to an assessor, asks her lender for time,
finds work near her home, and hears on the 30th day that nobody registered her with NSSF: the
employer is visited. The complaint about her wages is a matter of the legal room, not of this one.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry, User
from spean.accounts.selectors.chain import verify_chain
from spean.casework.choices import Question
from spean.casework.models import Case, Debt, FollowUp, PlanAction
from spean.directory.models import Centre, ServiceType, Skill
from spean.jobs.models import Placement, Vacancy
from spean.people.models import Person
from tests.browser.answering import pick, say, type_number, write
from tests.browser.fieldwork import Fieldworker
from tests.browser.town import NEEDED, TILER
from tests.browser.walker import PHONE, Walker, in_khmer, km
from tests.scenarios.opening import Site, desk, find
from tests.scenarios.serving import FORM, refer, served, service_of

GOAL = "ខ្ញុំចង់ក្រាលការ៉ូជិតផ្ទះ ហើយឱ្យកូនទាំងពីរបានរៀនវិញ។"
YES, NO = "បាទ/ចាស", "ទេ"
STAFF = (
    ("vuthy", "វុទ្ធី", Role.VOLUNTEER),
    ("bopha", "បុប្ផា", Role.CENTRE_MANAGER),
    ("dara", "ដារ៉ា", Role.COUNSELLOR),
    ("mealea", "មាលា", Role.JOB_OFFICER),
    ("rith", "រិទ្ធ", Role.JOB_OFFICER),
)
SAID_YES = {
    *(Question.OUT_OF_SCHOOL, Question.DOCUMENTS_MISSING, Question.WAGES_OWED, Question.DEBT_DUE),
}
O_SMACH = ("អូរស្មាច់", "220405")
SCHOOL, ASSESSORS = "សាលាបឋមសិក្សា អូរស្មាច់", "មជ្ឈមណ្ឌលវាយតម្លៃជំនាញ សំរោង"


@pytest.fixture
def centre(site: Site) -> Centre:
    """Open the centre of Oddar Meanchey and engage who works there."""
    with site.comes("administrator") as admin:
        opened = site.opens(admin, "OMC", "ម.ធ.ព. ឧត្ដរមានជ័យ", "22")
        for name, called, role in STAFF:
            site.engages(admin, name, called, role, opened)
    return opened


def registered_without_a_connection(site: Site) -> Person:
    """The volunteer writes her down on a telephone in O'Smach; it is sent when there is a line."""
    with site.comes("vuthy", PHONE) as walker:
        her = Fieldworker(walker)
        her.open()
        her.choose_code()
        her.offline()
        her.begin("spean_registration")
        say(her, "តើបុគ្គលនេះអនុញ្ញាតអ្វីខ្លះ?", "រក្សាកំណត់ត្រា ដើម្បីជួយ")
        say(her, "តើអនុញ្ញាតដោយរបៀបណា?", "ស្នាមមេដៃ")
        say(her, "តើបានអានឱ្យស្តាប់ទេ?", YES)
        say(her, "តើបុគ្គលនេះយល់ទេ?", YES)
        write(her, "នាមត្រកូលជាអក្សរខ្មែរ", "ទន្លេ")
        write(her, "នាមខ្លួនជាអក្សរខ្មែរ", "សុភា")
        say(her, "ភេទ", "ស្រី")
        say(her, "តើដឹងថ្ងៃខែឆ្នាំកំណើតទេ?", NO)
        type_number(her, "អាយុ (ប្រមាណ)", "34")
        pick(her, "ខេត្ត", "ឧត្ដរមានជ័យ")
        pick(her, "ក្រុង/ស្រុក/ខណ្ឌ", "សំរោង")
        pick(her, "ឃុំ/សង្កាត់", "អូរស្មាច់")
        write(her, "លេខ", "018 000 417")
        say(her, "តើចេះអានអក្សរខ្មែរទេ?", NO)
        say(her, "តើត្រូវការអ្វីជាងគេ?", "ចំណូល ឬការងារ")
        her.finish()
        assert her.unsent == 1 and not Person.objects.exists()
        her.offline(False)
        her.wait_for_unsent(0)
        her.excuse()
    return Person.objects.get(given_name_km="សុភា")


def given_to_a_counsellor(site: Site, sophea: Person, dara: User) -> None:
    """The manager makes a counsellor responsible for her: who is not may not open her debts."""
    with site.comes("bopha") as her:
        her.go(desk("person", sophea.pk))
        her.page.locator("details:has(form.assign) > summary").click()
        her.fill(to=str(dara.pk))
        her.press("Hand over", within="form.assign")


def asked_the_first_questions(her: Walker, sophea: Person) -> None:
    """The counsellor takes her up and asks the eleven questions: this week, not today."""
    her.go(desk("person", sophea.pk))
    her.press("Ask the first questions")
    for question in Question.values:
        her.tick(question, "yes" if question in SAID_YES else "no")
    her.press("Save")
    assert km("This week") in her.text


def tells_nine_years(her: Walker, sophea: Person) -> None:
    """Nine years on building sites: the foreman keeps her passport and owes her 12,000 baht."""
    her.go(desk("person", sophea.pk))
    her.press("Add work abroad")
    her.fill(place="រ៉ាយ៉ង", left="កុម្ភៈ ២០១៦", returned="២៦ កក្កដា ២០២៥", reason="conflict")
    if her.page.locator("[name='papers-documents_held_by']").count():
        her.fill(papers__documents_held_by="employer")
    her.press("Save", within=FORM)
    find(her, "occupation", "ក្រាលការ៉ូ", TILER)
    for task in NEEDED:
        her.page.locator("#tasks label", has_text=Skill.objects.get(code=task).label_km).click()
    her.fill(months="១០៨", wage_amount="400", wage_currency="THB", wage_unit="day")
    her.fill(wages_owed="yes", wages_owed_amount="12000")
    her.press("Save", within=FORM)


def plans(her: Walker, sophea: Person) -> None:
    """Write the plan in her words, a step for each of what she wants, and agree by thumbprint."""
    her.go(desk("person", sophea.pk))
    her.press("Write the plan together")
    her.fill(goal=GOAL, goal_code="wage_job_near", dimension="economic")
    her.press("Save", within=FORM)
    for what, code in (
        ("ចុះឈ្មោះកូនទាំងពីរចូលរៀន", "SOC8"),
        ("សុំធនាគារពន្យារពេលបង់បំណុល", "COU6"),
        ("ប្រឡងជំនាញក្រាលការ៉ូ", "SKL3"),
        ("រកការងារក្រាលការ៉ូជិតផ្ទះ", "EMP3"),
    ):
        her.press("Add a step")
        her.fill(what=what, owner="both", due_on=in_khmer(timezone.localdate() + timedelta(60)))
        her.choose("service_type", str(ServiceType.objects.get(code=code).pk))
        her.press("Save", within=FORM)
    her.press("Agree on the plan")
    her.fill(mode="thumbprint", is_on_paper="on")
    her.press("Yes, we agree")


def asks_the_lender(her: Walker, sophea: Person) -> None:
    """Write down the loan, and print the request for time with the papers that lenders ask for."""
    her.go(desk("debts", sophea.pk))
    her.press("Write down a loan")
    her.fill(lender_kind="mfi", lender="ឥណទានភូមិយើង សំរោង", rate="1.5", payment="180", every="1")
    her.fill(owed_amount="5500", owed_currency="USD")
    her.fill(next_due_on=in_khmer(timezone.localdate() + timedelta(12)), basis="seen")
    her.fill(is_land_at_risk="yes", papers=["id_card", "loan_agreement"])
    her.press("Save", within=FORM)
    her.press("Papers for the lender")
    assert "ឥណទានភូមិយើង" in her.text and "5,500" in her.text
    paper = her.page.request.get(her.site + desk("debt_paper", Debt.objects.get().pk))
    assert paper.body().startswith(b"%PDF")


def says_what_may_be_told(her: Walker, sophea: Person) -> None:
    """Ask her what may be told to whom: to employers, a training centre, and the school by name."""
    her.go(desk("consent", sophea.pk))
    her.fill(consent__decision="yes", consent__mode="thumbprint")
    her.fill(consent__was_read_aloud="on", consent__was_understood="on")
    if not her.page.locator("[name='scopes-share_employer']").first.is_visible():
        her.page.get_by_text(km("May we also …?")).click()
    her.fill(scopes__share_employer="yes", scopes__contact_by_phone="yes", scopes__share_tvet="yes")
    her.fill(scopes__share_cso="yes", scopes__share_cso_recipient=SCHOOL)
    her.press("Save", within=FORM)


def partners_serve_her(site: Site, her: Walker, sophea: Person) -> None:
    """Her children go to school, and an assessor hears what she can do; both answer by a link."""
    for code, partner, kind, why in (
        ("SOC8", SCHOOL, "authority", "កូនពីរនាក់ អាយុ ៨ និង ១១ ឆ្នាំ"),
        ("SKL3", ASSESSORS, "training_provider", "ក្រាលការ៉ូ ៩ ឆ្នាំ"),
    ):
        service_of(her, code, partner, kind, O_SMACH)
        served(site, refer(her, sophea, code, partner, why), sophea)
    done = PlanAction.objects.filter(plan__case__person=sophea, state="done")
    assert sorted(done.values_list("service_type__code", flat=True)) == ["SKL3", "SOC8"]


def an_employer_near_her_home(site: Site) -> Vacancy:
    """Two job officers check an employer of O'Smach; one writes down the post and its terms."""
    with site.comes("mealea") as her:
        her.go(desk("employer_new"))
        her.fill(label_km="សំណង់ផ្កាឈូក", size="small", licence="ប៉ាតង់ ៤៤៨")
        find(her, "area", *O_SMACH)
        her.press("Save", within=FORM)
        her.press("I have compared the papers")
    with site.comes("rith") as other:
        other.go(desk("employers"))
        other.page.get_by_role("link", name="សំណង់ផ្កាឈូក").first.click()
        other.press("I have compared the papers")
        other.press("Write down a vacancy")
        find(other, "occupation", "ក្រាលការ៉ូ", TILER)
        other.fill(label_km="ជាងក្រាលការ៉ូ", openings="១", wage_min="260", wage_max="300")
        find(other, "area", *O_SMACH)
        other.fill(currency="USD", pay_unit="month", contract="fdc", contract_months="12")
        other.fill(has_nssf="yes", accepts_rpl="yes", needs_literacy="no", sex_limit="any")
        for task in NEEDED:
            words = Skill.objects.get(code=task).label_km
            other.page.locator("label:has([name='must'])", has_text=words).first.click()
        other.fill(source="phone", hours_per_week="48")
        other.press("Save", within=FORM)
    return Vacancy.objects.get()


def she_says_yes(her: Walker, sophea: Person, vacancy: Vacancy) -> None:
    """Her wishes, the post near her home with its reasons, and her yes."""
    her.go(desk("wishes", sophea.pk))
    her.fill(is_looking="yes", radius_km="១៥", wage_wanted="240")
    find(her, "wanted_work_1", "ក្រាលការ៉ូ", TILER)
    her.press("Save", within=FORM)
    her.go(desk("match", sophea.pk, vacancy.pk))
    assert km("Why this job?") in her.text
    her.press("Yes, send it")
    her.press("Send to the employer")


def the_employer_meets_her(site: Site, her: Walker, vacancy: Vacancy) -> None:
    """The employer opens the link on a telephone, without an account, and wants to meet."""
    her.go(desk("vacancy", vacancy.pk))
    her.press("Make a link")
    link = her.page.locator("#address").input_value()
    with site.visitor() as employer:
        employer.go(link)
        assert "សុភា" not in employer.text
        employer.press("Want to meet")


def she_starts(her: Walker, sophea: Person) -> None:
    """She began 31 days ago; that she is registered with NSSF is not known yet."""
    her.go(desk("person", sophea.pk))
    her.follow(her.page.locator("#jobs a.job").first)
    her.press("Has started work")
    began = timezone.localdate() - timedelta(31)
    her.fill(started_on=in_khmer(began), wage="280", hours_per_week="48", contract="fdc")
    her.fill(has_contract_copy="no", has_nssf="unknown", proof="G1")
    her.press("Save", within=FORM)


def tells_how_the_job_is(her: Walker) -> None:
    """On the 30th day she is called: nobody registered her with NSSF."""
    her.go(desk("calls"))
    her.press("Call", within="main")
    her.press("Ask the questions")
    her.fill(activity="employee")
    her.press("Continue")
    her.fill(wage="២៨០", hours="៤៨", paid_late="no", may_refuse="yes", unpaid_extra="no")
    her.fill(written="yes", copy="no", nssf="no", papers="yes", free="yes")
    her.press("Continue")
    her.fill(food="no", debt="៥៤០០", arrears="no")
    her.press("Continue")
    her.fill(intention="no", plan_change="no", wishes_to_complain="no", finding="ធ្វើការល្អ")
    her.press("Save", within=FORM)


def the_employer_is_visited(her: Walker) -> None:
    """Today says whom to visit and why; the visit ends with a number that was seen."""
    her.go(desk("today"))
    assert km("Workers are not registered with NSSF") in her.text
    visit = FollowUp.objects.get(kind="employer", state="due")
    her.go(desk("follow_up", visit.pk))
    her.press("Write down the visit")
    her.fill(nssf="yes", number_seen="on", note="បានចុះឈ្មោះកម្មករទាំងអស់")
    her.press("Save", within=FORM)


def test_a_woman_of_o_smach_comes_home_and_finds_a_decent_job(site: Site, centre: Centre) -> None:
    sophea = registered_without_a_connection(site)
    given_to_a_counsellor(site, sophea, User.objects.get(username="dara"))
    with site.comes("dara") as her:
        asked_the_first_questions(her, sophea)
        tells_nine_years(her, sophea)
        plans(her, sophea)
        asks_the_lender(her, sophea)
        says_what_may_be_told(her, sophea)
        partners_serve_her(site, her, sophea)
    vacancy = an_employer_near_her_home(site)
    with site.comes("dara") as her:
        she_says_yes(her, sophea, vacancy)
        the_employer_meets_her(site, her, vacancy)
        she_starts(her, sophea)
        tells_how_the_job_is(her)
        the_employer_is_visited(her)
    placement = Placement.objects.get(referral__person=sophea)
    assert (placement.proof, placement.has_nssf) == ("G4", "yes")
    steps = PlanAction.objects.filter(plan__case__person=sophea, state="done")
    assert sorted(steps.values_list("service_type__code", flat=True)) == ["EMP3", "SKL3", "SOC8"]
    assert Case.objects.get(person=sophea).triage == "amber"
    verdict = verify_chain()
    assert verdict.is_whole and verdict.entries == AuditEntry.objects.count()
