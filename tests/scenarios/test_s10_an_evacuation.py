"""S10: the centre in Oddar Meanchey closes for three weeks; its caseload opens from Siem Reap.

It begins with the reference data alone, and everything is done on the site's pages, in Khmer, in a
real browser, by whoever would do it; the backups by the commands of the runbook. The machine of the
centre is this test's own site (on whichever database the tests run). The spare one is another
process that knows nothing of it: its own home, keys and SQLite file, the program's real settings.
"""

import csv
import io
import sys
import time
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Browser

from spean.accounts.choices import Role
from spean.accounts.models import AuditEntry, User
from spean.accounts.selectors.chain import verify_chain
from spean.casework.models import PlanAction, ServiceEvent
from spean.console.selfcheck import reasons_not_to_serve
from spean.directory.models import Area, Centre, Posting
from spean.people.models import Person
from tests.browser import acts
from tests.browser.walker import Walker, in_khmer, km, visit
from tests.scenarios.opening import FIRST, Site, desk
from tests.scenarios.second_machine import Machine

HOME, HOST = "ម.ធ.ព. ឧត្តរមានជ័យ", "ម.ធ.ព. សៀមរាប"
HEADS = ["ល.រ", "ឈ្មោះ", "ភេទ", "ថ្ងៃខែឆ្នាំកំណើត", "លេខទូរស័ព្ទ", "ឃុំ/សង្កាត់", "ស្រុក", "ខេត្ត"]
NAMES = [f"{family} {given}" for family in ("សុខ", "ចាន់", "កែវ") for given in ("ដារា", "បូផា")]
BEFORE, THERE = "និយាយអំពីផ្ទះជិតព្រំដែន", "ជួបនៅជំរំជនភៀសខ្លួន ម្តាយនិងកូនសុខសប្បាយ"
AWAY = timedelta(weeks=3)


def roster() -> bytes:
    """Return the caseload as the centre keeps it: a row for each person."""
    place = Area.objects.filter(code__startswith="22", level=3, valid_to=None)
    commune = place.select_related("parent__parent").order_by("code")[0]
    where = [one.label_km for one in (commune, commune.parent, commune.parent.parent)]
    kept = io.StringIO(newline="")
    rows = csv.writer(kept)
    rows.writerow(HEADS)
    for n, name in enumerate(NAMES):
        born = date(1980, 1, 1) + timedelta(days=431 * n)
        sex = "ស" if n % 2 else "ប"
        rows.writerow([n + 1, name, sex, f"{born:%d/%m/%Y}", f"012 300 {100 + 7 * n}", *where])
    return kept.getvalue().encode("utf-8-sig")


def bring_in_the_list(her: Walker) -> None:
    """The counsellor brings in her list, and they are hers."""
    # Endings of files are Latin in Khmer too: this page is not looked at for stray English.
    her.page.goto(her.site + desk("import_new"))
    file = {"name": "caseload.csv", "mimeType": "text/csv", "buffer": roster()}
    her.page.locator("input[type=file]").set_input_files(file)
    her.follow(her.page.locator("main form button.main"))
    her.follow(her.page.locator("main form button.main"))
    her.follow(her.page.locator(".card.ready button.main"))
    her.fill(legal_basis="consent", mode="thumbprint", decided_on="១ មិថុនា ២០២៦")
    her.fill(phones_are_safe="yes", channel="outreach", client_type="returnee")
    her.press("Save")
    her.follow(her.page.locator(".card.ready button.main"))
    assert Person.objects.filter(assigned_to__username="counsellor").count() == len(NAMES)


def note(her: Walker, person_id: object, words: str) -> None:
    """Write down a call with somebody."""
    her.go(desk("note", person_id))
    her.follow(her.page.locator("a[href='?begin=call']"))
    her.write("summary", words)
    her.follow(her.page.locator("form .foot button.main"))
    assert words in notes_read(her, person_id)


def notes_read(her: Walker, person_id: object) -> str:
    """Open somebody's page and, from it, her notes; return what they say."""
    her.go(desk("person", person_id))
    links = her.page.locator("a[href*='/notes/']").evaluate_all("all => all.map(a => a.href)")
    told = []
    for link in dict.fromkeys(links):
        her.go(link)
        told.append(her.text)
    return "\n".join(told)


def work_at_home(her: Walker) -> Person:
    """The counsellor brings in her list; with one person she notes a call and writes a plan."""
    bring_in_the_list(her)
    sokha = Person.objects.get(family_name_km="សុខ", given_name_km="បូផា")
    her.go(desk("triage", sokha.pk))
    acts.ask_first_questions(her)
    note(her, sokha.pk, BEFORE)
    her.go(desk("person", sokha.pk))
    acts.plan_together(her)
    assert PlanAction.objects.get().what == acts.STEP
    return sokha


def lend(admin: Walker, user: User, host: Centre, centre: Centre, last: date) -> None:
    """The administrator says where the centre works from, who helps there, and until when."""
    admin.go(desk("centre", centre.pk))
    admin.press("This centre works from elsewhere")
    admin.choose("host", host.code)
    admin.press("Continue", within="main")
    admin.fill(ends_on=in_khmer(last), staff=[str(user.pk)])
    admin.press("Let them help until that day")
    assert user.display_name in admin.text and km("Take it back now") in admin.text


def refusals() -> list[str]:
    """Return why the machine of the centre does not serve, as `spean serve` asks it."""
    return [one.code for one in reasons_not_to_serve()]


@pytest.fixture
def home(settings: LazySettings, tmp_path: Path) -> Path:
    """The machine of the centre, with a home of its own and the passwords of a real site."""
    home = tmp_path / "samraong"
    home.mkdir()
    settings.SPEAN_HOME, settings.MEDIA_ROOT = home, home / "uploads"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
    return home


@pytest.fixture
def spare(tmp_path: Path) -> Machine:
    """The spare machine at Siem Reap: the program is installed, nothing is in it."""
    machine = Machine(tmp_path / "siem-reap")
    machine.run("migrate", "--verbosity", 0)
    machine.run("build-assets")
    return machine


def paper_key(settings: LazySettings, folder: Path) -> Path:
    """Type the recovery key of the centre's machine from its paper into a file."""
    kept = folder / "recovery.txt"
    kept.write_text(str(settings.SPEAN_RECOVERY_KEY))
    return kept


def work_at_siem_reap(
    site: Site, spare: Machine, chromium: Browser, usb: Path, key: Path, sokha: Person
) -> float:
    """The caseload opens there, the lent colleague notes a talk; seconds until it was open."""
    began = time.monotonic()
    # The disk alone opens nothing; with the key from the safe it is the same site.
    spare.run("restore", usb / "leaving.backup", code=2)
    spare.run("restore", usb / "leaving.backup", "--adopt", "--key-file", key)
    key.unlink()
    spare.run("verify-audit")
    with spare.serving() as there:
        seconds = time.monotonic() - began
        site.visitor, at_home = partial(visit, chromium, there), site.visitor
        with site.comes("host") as her:
            for each in Person.objects.all():
                her.go(desk("person", each.pk))
                assert each.name in her.text
            assert BEFORE in notes_read(her, sokha.pk)
            her.go(desk("person", sokha.pk))
            assert acts.STEP in her.text
            note(her, sokha.pk, THERE)
        # A colleague whom nobody lent finds nobody of Oddar Meanchey there.
        with site.comes("stranger") as she:
            assert shut(she, sokha)
        site.visitor = at_home
    spare.run("verify-audit")
    return seconds


def its_reach_ends_by_its_date(site: Site, sokha: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the last day Siem Reap reaches her, on the next it does not; nobody did anything."""
    now = timezone.now()
    for days, is_shut in ((AWAY, False), (AWAY + timedelta(days=1), True)):
        moment = now + days
        monkeypatch.setattr("django.utils.timezone.now", lambda moment=moment: moment)
        with site.comes("host") as her:
            assert shut(her, sokha) == is_shut


def shut(her: Walker, person: Person) -> bool:
    """Tell whether a person's page is not there for her; then nothing of the name is either."""
    answer = her.page.goto(her.site + desk("person", person.pk))
    if answer.status == 404:
        assert person.name not in her.text
        her.problems.clear()
        return True
    assert person.name in her.text
    her.seen()
    return False


def test_an_evacuated_centre_works_from_elsewhere_and_comes_home(
    home: Path,
    spare: Machine,
    site: Site,
    chromium: Browser,
    settings: LazySettings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    usb = tmp_path / "usb"
    usb.mkdir()
    today = timezone.localdate()
    with site.comes(FIRST) as admin:
        omc = site.opens(admin, "OMC", HOME, "22")
        rep = site.opens(admin, "REP", HOST, "17")
        site.engages(admin, "counsellor", "អ្នកប្រឹក្សាសុខា", Role.COUNSELLOR, omc)
        host = site.engages(admin, "host", "អ្នកប្រឹក្សានៅសៀមរាប", Role.COUNSELLOR, rep)
        site.engages(admin, "stranger", "អ្នកប្រឹក្សាមិនពាក់ព័ន្ធ", Role.COUNSELLOR, rep)
        with site.comes("counsellor") as her:
            sokha = work_at_home(her)
        # The order to leave has come: one colleague of the host gets to reach the caseload.
        lend(admin, host, rep, omc, today + AWAY)

    # The last act at home: onto the USB disk. From now on this machine refuses to serve.
    assert refusals() == []
    call_command("backup", usb / "leaving.backup", leave=True, stdout=io.StringIO())
    assert refusals() == ["elsewhere"]

    seconds = work_at_siem_reap(site, spare, chromium, usb, paper_key(settings, tmp_path), sokha)
    assert not ServiceEvent.objects.filter(summary=THERE).exists()

    # Three weeks later: the way back, by the same two commands.
    spare.run("backup", usb / "back.backup", "--leave")
    assert "goes on elsewhere" in spare.run("serve", "--port", 0, code=2)
    call_command("restore", usb / "back.backup", yes=True, stdout=io.StringIO())
    assert refusals() == []

    with site.comes("counsellor") as her:
        told = notes_read(her, sokha.pk)
        assert BEFORE in told and THERE in told
        her.go(desk("person", sokha.pk))
        assert acts.STEP in her.text
    assert ServiceEvent.objects.get(summary=THERE).staff.username == "host"
    assert Person.objects.count() == len(NAMES)
    assert len(set(Person.objects.values_list("assigned_to", flat=True))) == 1

    its_reach_ends_by_its_date(site, sokha, monkeypatch)
    assert Posting.objects.get(user=host, centre=omc).ends_on == today + AWAY
    verdict = verify_chain()
    assert verdict.is_whole and verdict.entries == AuditEntry.objects.count()
    sys.stdout.write(f"S10: {len(NAMES)} people, open again after {seconds:.0f} seconds\n")
