"""From the door of the centre to a decent job, in Khmer, on a telephone, in a real browser."""

import sys

from django.urls import reverse

from spean.accounts.models import AuditEntry
from spean.accounts.selectors.chain import verify_chain
from spean.casework.models import FollowUp
from spean.jobs.models import JobReferral
from spean.people.models import Person
from tests.browser import acts
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, Walker, km

# What the trail must know at the end, in the order of the story.
ACTS = (
    *("accounts.signed_in", "people.registered", "people.suspicion_answered", "casework.screened"),
    *("people.return_recorded", "people.job_abroad_recorded", "casework.plan_agreed"),
    *("jobs.wishes_recorded", "jobs.proposed", "jobs.referral_agree", "jobs.referral_send"),
    *("jobs.link_made", "jobs.link_opened", "jobs.referral_meet", "jobs.placed"),
    "casework.follow_ups_planned",
)
OTHERS = 5


def page(name: str, *keys: object) -> str:
    return reverse(f"desk:{name}", args=keys)


def come_in(her: Walker, town: Town) -> Person:
    """Register her in five steps, told apart from another, and ask the first questions."""
    acts.sign_in(her, "counsellor")
    her.press("Register someone")
    acts.agree_to_be_written_down(her)
    acts.say_who(her, "ទន្លេ", "សុភា", "018 000 417")
    assert km("Is this one person?") in her.text
    assert "ទន្លេ សុផា" in her.text
    her.tick(f"alike-{town.sister.pk}-answer", "different")
    her.press("Continue")
    acts.say_where(her, "បឹងបត់កណ្ដោល")
    acts.say_what_is_needed(her)
    sophea = acts.save_registration(her, "សុភា")
    acts.ask_first_questions(her)
    return sophea


def look_for_work(her: Walker, sophea: Person, town: Town) -> None:
    """Tell her years abroad, plan in her words, ask what she wishes, and let her say yes."""
    her.go(page("person", sophea.pk))
    acts.tell_work_abroad(her)
    acts.plan_together(her)
    her.go(page("person", sophea.pk))
    acts.ask_wishes(her)
    her.go(page("matches", sophea.pk))
    her.follow(her.page.locator(f"a.job[href='{page('match', sophea.pk, town.vacancy.pk)}']"))
    assert km("Why this job?") in her.text
    her.press("Yes, send it")
    her.press("Send to the employer")
    assert JobReferral.objects.get(person=sophea).state == "sent"


def the_employer_answers(visitor: Visit, link: str) -> None:
    """Open the link without an account: blind, until the answer is "want to meet"."""
    with visitor() as employer:
        employer.go(link)
        for secret in ("សុភា", "ទន្លេ", "018", "417"):
            assert secret not in employer.text
        employer.press("Want to meet")
        employer.page.get_by_text("ទន្លេ សុភា").first.wait_for()
        cookies = {cookie["name"] for cookie in employer.page.context.cookies()}
        assert "spean_session" not in cookies


def her_page_tells_it_all(her: Walker, sophea: Person) -> None:
    """Look at the timeline, the plan with its step done, and what is promised."""
    her.go(page("person", sophea.pk))
    told = her.page.locator("aside .log").inner_text()
    newest_first = [
        km("Started work: %(employer)s", employer="សំណង់ផ្កាឈូក"),
        km("Put forward for: %(work)s", work="ជាងក្រាលការ៉ូ"),
        km("Said yes to: %(work)s", work="ជាងក្រាលការ៉ូ"),
        km("Agreed to the plan"),
        km("Registered · %(how)s", how=km("Walked in")),
    ]
    places = [told.index(line) for line in newest_first]
    assert places == sorted(places)
    assert km("Done") in her.page.locator("#plan .step", has_text=acts.STEP).inner_text()
    her.go(page("history", sophea.pk))
    assert km("Left for %(country)s", country=km("Thailand")) in her.text
    promised = FollowUp.objects.filter(case__person=sophea, state="due").order_by("due_on")
    assert [one.kind for one in promised] == ["month_1", "month_3", "month_6", "month_12"]


def the_results_count_her(her: Walker) -> None:
    """Look at the figure of people who started work: hers and those of the others."""
    her.go(page("results"))
    row = her.page.locator(f"a[href='{page('indicator', 'people_placed')}']")
    assert row.locator(".fig").inner_text() == str(OTHERS + 1)


def the_trail_is_whole() -> None:
    """Walk the chain of entries: no fault, and every act of the story is in it, in order."""
    verdict = verify_chain()
    assert verdict.is_whole and verdict.entries == AuditEntry.objects.count()
    first = {}
    for seq, action in AuditEntry.objects.order_by("seq").values_list("seq", "action"):
        first.setdefault(action, seq)
    assert not set(ACTS) - set(first)


def test_a_returned_worker_comes_in_and_starts_a_decent_job(visitor: Visit, town: Town) -> None:
    town.place_others(OTHERS)
    with visitor() as her:
        sophea = come_in(her, town)
        look_for_work(her, sophea, town)
        her.go(page("vacancy", town.vacancy.pk))
        the_employer_answers(visitor, acts.make_the_employers_link(her))
        her.go(page("person", sophea.pk))
        her.follow(her.page.locator("#jobs a.job").first)
        acts.record_the_placement(her)
        sys.stdout.write("".join(f"{n:6} bytes {path}\n" for path, n in her.weights.items()))
    with visitor(size=LAPTOP) as her:
        her.let_in(town.counsellor)
        her_page_tells_it_all(her, sophea)
        the_results_count_her(her)
    the_trail_is_whole()
