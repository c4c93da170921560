"""From the door of the centre to a decent job, in Khmer, on a telephone, in a real browser."""

from tests.browser import acts
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import km


def test_the_story(visitor: Visit, town: Town) -> None:
    with visitor() as her:
        acts.sign_in(her, "counsellor")
        her.press("Register someone")
        acts.agree_to_be_written_down(her)
        acts.say_who(her, "ទន្លេ", "សុភា", "018 000 417")
        assert km("Is this one person?") in her.text
        her.tick(f"alike-{town.sister.pk}-answer", "different")
        her.press("Continue")
        acts.say_where(her, "បឹងបត់កណ្ដោល")
        acts.say_what_is_needed(her)
        sophea = acts.save_registration(her, "សុភា")
        acts.ask_first_questions(her)
        her.go(f"/desk/people/{sophea.pk}/")
        acts.tell_work_abroad(her)
        acts.plan_together(her)
        her.go(f"/desk/people/{sophea.pk}/")
        acts.ask_wishes(her)
        her.go(f"/desk/jobs/people/{sophea.pk}/")
        her.follow(her.page.locator("a.job").first)
        her.press("Yes, send it")
        her.press("Send to the employer")
        her.go(f"/desk/jobs/vacancies/{town.vacancy.pk}/")
        link = acts.make_the_employers_link(her)
        with visitor() as employer:
            employer.go(link)
            assert "សុភា" not in employer.page.content()
            employer.press("Want to meet")
            assert "សុភា" in employer.text
        her.go(f"/desk/people/{sophea.pk}/")
        her.follow(her.page.locator("#jobs a.job").first)
        acts.record_the_placement(her)
        her.go(f"/desk/people/{sophea.pk}/")
        her.go("/desk/results/")
        for k, v in her.weights.items(): print(v, k)
