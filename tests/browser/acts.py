"""What is done at the desk, one act a function, in the order of the story."""

from django.utils import timezone

from spean.casework.choices import Question
from spean.directory.models import ServiceType, Skill
from spean.people.models import Person
from tests.browser.town import NEEDED
from tests.browser.walker import Walker, in_khmer, km
from tests.factories.accounts import PASSWORD

GOAL = "ខ្ញុំចង់ក្រាលការ៉ូជិតផ្ទះ ហើយឱ្យកូនបានរៀន។"
STEP = "រកការងារក្រាលការ៉ូ"


def sign_in(her: Walker, name: str) -> None:
    """Sign in from the first page, by the form."""
    her.go("/")
    her.press("Sign in", within="main")
    her.write("login", name)
    her.write("password", PASSWORD)
    her.press("Sign in now")


def agree_to_be_written_down(her: Walker) -> None:
    """Answer the first step: she says yes, by thumbprint, and lets employers see her work."""
    her.fill(consent__decision="yes", consent__mode="thumbprint")
    her.fill(consent__was_read_aloud="on", consent__was_understood="on")
    if her.scripted:
        her.page.get_by_text(km("May we also …?")).click()
        her.fill(scopes__share_employer="yes", scopes__contact_by_phone="yes")
    her.press("Continue")


def say_who(her: Walker, family: str, given: str, number: str) -> None:
    """Answer the second step."""
    her.fill(identity__family_name_km=family, identity__given_name_km=given)
    her.fill(identity__sex="F", identity__born="១២ មីនា ១៩៩២")
    her.fill(phone1__number=number, phone1__owner="self", phone1__safe_to_call="safe")
    her.fill(phone1__app="none", arrival__client_type="returnee", arrival__channel="walk_in")
    her.press("Continue")


def say_what_is_needed(her: Walker) -> None:
    """Answer the fourth step."""
    her.fill(needs__main_needs=["income", "debt"], needs__language="km")
    her.press("Continue")


def save_registration(her: Walker, given: str) -> Person:
    """Read all once more and register; return her."""
    her.press("Register", within="main form[novalidate]")
    return Person.objects.get(given_name_km=given)


def say_where(her: Walker, place: str) -> None:
    """Answer the third step with a place of which there is one."""
    her.write("address-area", place)
    her.press("Continue")


def ask_first_questions(her: Walker) -> None:
    """Ask the eleven questions: a debt is due, nothing else."""
    for question in Question.values:
        her.tick(question, "yes" if question == Question.DEBT_DUE else "no")
    her.press("Save")


def tell_work_abroad(her: Walker) -> None:
    """Write down the years in Thailand, and the work there with what she did."""
    her.press("Add work abroad")
    her.fill(place="ឈុនបុរី", left="កុម្ភៈ ២០១៩", returned="២៦ កក្កដា ២០២៥", reason="conflict")
    her.press("Save", within="main form[novalidate]")
    her.write("occupation", "ក្រាលការ៉ូ")
    her.page.locator("[name='occupation-code'][value='7122']").wait_for(state="attached")
    her.tick("occupation-code", "7122")
    for task in NEEDED:
        her.page.locator("#tasks label", has_text=Skill.objects.get(code=task).label_km).click()
    her.fill(months="៧២", wage_amount="400", wage_currency="THB", wage_unit="day")
    her.press("Save", within="main form[novalidate]")


def plan_together(her: Walker) -> None:
    """Write the plan in her words, with one step about work, and agree by thumbprint."""
    her.press("Write the plan together")
    her.fill(goal=GOAL, goal_code="wage_job_near", dimension="economic")
    her.press("Save", within="main form[novalidate]")
    her.press("Add a step")
    matching = ServiceType.objects.filter(group="EMP").order_by("code").first()
    her.fill(what=STEP, owner="both", due_on="១៥ មិថុនា ២០២៨", service_type=str(matching.pk))
    her.press("Save", within="main form[novalidate]")
    her.press("Agree on the plan")
    her.fill(mode="thumbprint", is_on_paper="on")
    her.press("Yes, we agree")


def ask_wishes(her: Walker) -> None:
    """Ask which work she wants, how far, and for how much."""
    her.press("Ask what is wished for")
    her.fill(is_looking="yes", radius_km="១៥", wage_wanted="240")
    her.write("wanted_work_1", "ក្រាលការ៉ូ")
    her.page.locator("[name='wanted_work_1-code'][value='7122']").wait_for(state="attached")
    her.tick("wanted_work_1-code", "7122")
    her.press("Save", within="main form[novalidate]")


def make_the_employers_link(her: Walker) -> str:
    """Make a link for the vacancy and return its address, which is shown once."""
    her.press("Make a link")
    return her.page.locator("#address").input_value()


def record_the_placement(her: Walker) -> None:
    """Write down the terms on which she works."""
    her.press("Has started work")
    her.fill(
        started_on=in_khmer(timezone.localdate()), wage="280", hours_per_week="48", contract="fdc"
    )
    her.fill(has_contract_copy="yes", has_nssf="yes", proof="G3")
    her.press("Save", within="main form[novalidate]")
