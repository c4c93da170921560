"""S9: somebody leaves. 120 people are handed over, her access is closed, her telephone is emptied.

It begins with the reference data alone, and everything is done on the site's pages, in Khmer, in a
real browser, by whoever would do it. Clicks and seconds of the hand-over are printed.
"""

import csv
import io
import sys
import time
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import AuditEntry, User
from spean.accounts.selectors.chain import verify_chain
from spean.casework.models import HandOver
from spean.directory.models import Area
from spean.people.models import Person
from spean.surveys.choices import Effect
from spean.surveys.models import SetAside, Submission
from spean.surveys.services import programme
from tests.browser.answering import say, today
from tests.browser.conftest import Visit
from tests.browser.fieldwork import Fieldworker
from tests.browser.walker import LAPTOP, Walker, km
from tests.scenarios import acts

PEOPLE, CENTRE = 120, "ម.ធ.ព. ពោធិ៍សាត់"
HEADS = ["ល.រ", "ឈ្មោះ", "ភេទ", "ថ្ងៃខែឆ្នាំកំណើត", "លេខទូរស័ព្ទ", "ឃុំ/សង្កាត់", "ស្រុក", "ខេត្ត"]
FAMILY = ["សុខ", "ចាន់", "កែវ", "លី", "ហេង", "ម៉ៅ", "ប៊ុន", "ឈឹម", "ទេព", "នួន"]
GIVEN = [
    "សុភា",
    "ដារា",
    "វាសនា",
    "មករា",
    "ពិសិដ្ឋ",
    "ចន្ថា",
    "រតនៈ",
    "បូផា",
    "វិចិត្រ",
    "សំណាង",
    "ធីតា",
    "ភារុណ",
]
STAFF = {
    "manager": ("ប្រធានចាន់", "centre_manager"),
    "leaver": ("អ្នកប្រឹក្សាសុខា", "counsellor"),
    "dara": ("អ្នកប្រឹក្សាដារ៉ា", "counsellor"),
    "bopha": ("អ្នកប្រឹក្សាបុប្ផា", "counsellor"),
    "vanna": ("មន្ត្រីច្បាប់វណ្ណា", "legal_officer"),
}


def roster() -> bytes:
    """Return the list of a caseload as a centre keeps it: 120 rows, in six communes."""
    communes = Area.objects.filter(code__startswith="15", level=3, valid_to=None)
    places = list(communes.select_related("parent__parent").order_by("code")[:6])
    kept = io.StringIO(newline="")
    rows = csv.writer(kept)
    rows.writerow(HEADS)
    for n in range(PEOPLE):
        place = places[n % 5 if n % 7 else 5]
        born = date(1970, 1, 1) + timedelta(days=131 * n)
        name = f"{FAMILY[n % 10]} {GIVEN[n // 10]}"
        line = [
            n + 1,
            name,
            "ស" if n % 2 else "ប",
            f"{born:%d/%m/%Y}",
            f"012 {300 + n} {100 + 7 * n}",
        ]
        rows.writerow([*line, place.label_km, place.parent.label_km, place.parent.parent.label_km])
    return kept.getvalue().encode("utf-8-sig")


@pytest.fixture
def passwords(reference_data, visitor: Visit, monkeypatch) -> dict[str, str]:
    """The administrator makes the centre and its staff; the feedback questionnaire is in use."""
    with visitor(size=LAPTOP, scripted=False) as admin:
        acts.begin_as_administrator(admin)
        acts.make_centre(admin, "PUR", CENTRE, "ពោធិ៍សាត់")
        given = {
            name: acts.make_user(admin, name, called, role, CENTRE)
            for name, (called, role) in STAFF.items()
        }
    monkeypatch.setattr(programme, "EFFECTS", {"spean_feedback": Effect.FEEDBACK})
    programme.load_programme_forms(now=timezone.now())
    return given


def bring_in_the_list(her: Walker) -> None:
    """The counsellor brings in her list of 120 people, and they are hers."""
    # Endings of files are Latin in Khmer too: this page is not looked at for stray English.
    her.page.goto(her.site + acts.desk("import_new"))
    file = {"name": "caseload.csv", "mimeType": "text/csv", "buffer": roster()}
    her.page.locator("input[type=file]").set_input_files(file)
    her.follow(her.page.locator("main form button.main"))
    her.follow(her.page.locator("main form button.main"))
    her.follow(her.page.locator(".card.ready button.main"))
    her.fill(legal_basis="consent", mode="thumbprint", decided_on="១ មិថុនា ២០២៦")
    her.fill(phones_are_safe="yes", channel="outreach", client_type="returnee")
    her.press("Save")
    her.follow(her.page.locator(".card.ready button.main"))
    leaver = User.objects.get(username="leaver")
    assert Person.objects.filter(assigned_to=leaver).count() == PEOPLE, her.text


def take_a_telephone_out(phone: Fieldworker) -> None:
    """She works on her telephone where there is no connection, and finishes one answer."""
    phone.open()
    phone.choose_code()
    phone.offline()
    phone.begin("spean_feedback")
    today(phone, "ថ្ងៃទទួលមតិ")
    say(phone, "ជាមតិអ្វី?", "មតិល្អ")
    phone.press_finish()
    phone.page.locator("main a[href^='#/form/']").first.wait_for()
    assert phone.stored("profiles") and phone.stored("kept") and phone.stored("records")


def hand_everybody_over(manager: Walker) -> tuple[int, float]:
    """Divide her people among three colleagues by commune and close her access; clicks, seconds."""
    began, clicks = time.monotonic(), 0
    manager.go(acts.desk("today"))

    def press(what) -> None:
        nonlocal clicks
        clicks += 1
        manager.follow(what)

    press(manager.page.locator(f"a[href='{acts.desk('supervision')}']:visible").first)
    press(manager.page.locator(f"a[href='{acts.desk('hand_over')}']:visible").first)
    press(manager.page.locator("a.job", has_text="សុខា"))
    for name in ("dara", "bopha", "vanna"):
        manager.tick("to", str(User.objects.get(username=name).pk))
        clicks += 1
    manager.tick("leaves", "on")
    clicks += 1
    press(manager.named(km("See who goes to whom"), "main"))
    assert km("Hand over and close the access") in manager.text
    assert Person.objects.filter(assigned_to__username="leaver").count() == PEOPLE
    press(manager.named(km("Hand over and close the access"), "main"))
    return clicks, time.monotonic() - began


def test_a_colleague_leaves_and_nothing_of_hers_stays_behind(
    visitor: Visit, passwords: dict[str, str]
) -> None:
    with visitor() as hers, visitor(size=LAPTOP) as manager, visitor(size=LAPTOP) as colleague:
        acts.sign_in(hers, "leaver", passwords["leaver"])
        bring_in_the_list(hers)
        phone = Fieldworker(hers)
        take_a_telephone_out(phone)

        acts.sign_in(manager, "manager", passwords["manager"])
        clicks, seconds = hand_everybody_over(manager)

        # Nobody is left behind, and a commune has one officer.
        shares = {one.to_user.username: one.people for one in HandOver.objects.all()}
        assert sum(shares.values()) == PEOPLE and set(shares) == {"dara", "bopha", "vanna"}
        homes = Person.objects.values_list("area__code", "assigned_to").distinct()
        assert len({code[:6] for code, _who in homes}) == len(homes)
        # A colleague finds them on her own pages at once.
        acts.sign_in(colleague, "dara", passwords["dara"])
        one = Person.objects.filter(assigned_to__username="dara").first()
        colleague.go(acts.desk("person", one.pk))
        assert one.name in colleague.text

        # Her telephone comes back into reach: what was finished is handed over, the rest is gone.
        phone.offline(False)
        phone.says("ការប្រើប្រាស់ឧបករណ៍នេះបានបញ្ចប់ហើយ។")
        for table in ("profiles", "kept", "drafts", "records", "bodies", "parts"):
            assert phone.stored(table) == [], table
        assert (Submission.objects.count(), SetAside.objects.get().reason) == (0, "device_revoked")
        # Neither her open session nor her password opens anything.
        hers.page.goto(hers.site + acts.desk("person", one.pk))
        assert reverse("account_login") in hers.page.url and one.name not in hers.text
        hers.write("login", "leaver")
        hers.write("password", acts.OWN)
        hers.press("Sign in now")
        assert reverse("account_login") in hers.page.url
        # A page that asks again before it has emptied itself is refused again, however late.
        phone.excuse("401", "404")
    verdict = verify_chain()
    assert verdict.is_whole and verdict.entries == AuditEntry.objects.count()
    assert AuditEntry.objects.filter(action="people.assigned").count() == PEOPLE
    sys.stdout.write(f"S9: {PEOPLE} people, {clicks} clicks, {seconds:.1f} seconds\n")
    assert seconds < 300
