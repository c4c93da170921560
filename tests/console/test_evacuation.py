"""A centre is evacuated: its work goes on on another machine, comes back, and never runs twice."""

import io

import pytest
from django.core.management import call_command
from django.db import transaction

from spean.accounts.selectors import verify_chain
from spean.casework.models import FollowUp
from spean.console.keeping import tables
from spean.console.keeping.container import BackupRefused
from spean.console.selfcheck import reasons_not_to_serve
from spean.people.models import Person
from spean.people.selectors import people_visible_to
from spean.people.services import open_file
from tests.console.everything import canonical
from tests.factories.accounts import entries
from tests.factories.casework import case_for, follow_up_for

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def machines(settings, tmp_path):
    """Return a way to stand at one of two machines, each with a home of its own."""

    def at(name: str) -> None:
        home = tmp_path / name
        home.mkdir(exist_ok=True)
        settings.SPEAN_HOME, settings.MEDIA_ROOT = home, home / "uploads"

    at("samraong")
    return at


def run(command, *arguments):
    out = io.StringIO()
    call_command(command, *arguments, stdout=out, stderr=out)
    return out.getvalue()


def codes():
    return [one.code for one in reasons_not_to_serve()]


def emptied():
    """The disk of the other machine: the same program, nothing in its tables."""
    with transaction.atomic():
        tables.empty([*tables.portable_models(), *tables.passing_models()])


@pytest.fixture
def caseload(counsellor, pursat):
    return [case_for(counsellor, pursat, nickname=str(n)) for n in range(3)]


def test_the_caseload_opens_elsewhere_and_comes_back_with_the_work(
    machines, tmp_path, caseload, counsellor
):
    follow_up_for(caseload[0])
    usb, back = tmp_path / "out.spean", tmp_path / "back.spean"
    assert "gone-elsewhere.json" in run("backup", usb, "--leave")
    before = canonical()
    assert codes() == ["elsewhere"]

    machines("siem-reap")
    emptied()
    run("restore", usb)
    assert canonical() == before and codes() == []
    assert people_visible_to(counsellor).count() == 3
    open_file(viewer=counsellor, person_id=caseload[0].person_id)
    follow_up_for(caseload[1])
    run("backup", back, "--leave")
    assert codes() == ["elsewhere"]
    worked = canonical()

    machines("samraong")
    emptied()
    run("restore", back)
    assert canonical() == worked and codes() == []
    assert FollowUp.objects.count() == 2 and Person.objects.count() == 3
    assert verify_chain().is_whole


def test_the_machine_that_was_left_does_not_serve_by_what_left_it(machines, tmp_path, caseload):
    usb = tmp_path / "out.spean"
    run("backup", usb, "--leave")

    assert "ម៉ាស៊ីន" in run("restore", usb, "--yes")

    assert codes() == ["elsewhere"]


def test_a_register_that_does_not_continue_the_trail_does_not_open_it(machines, tmp_path, caseload):
    older, usb = tmp_path / "older.spean", tmp_path / "out.spean"
    run("backup", older)
    entries(2)
    run("backup", usb, "--leave")

    # Somebody went on with an older copy: longer by now, but another trail.
    machines("siem-reap")
    emptied()
    run("restore", older)
    entries(7)
    fork = tmp_path / "fork.spean"
    run("backup", fork)

    machines("samraong")
    run("restore", fork, "--yes")
    assert codes() == ["elsewhere"]


def test_a_note_that_cannot_be_read_is_still_a_note(machines, settings):
    (settings.SPEAN_HOME / "gone-elsewhere.json").write_text("{")

    assert codes() == ["elsewhere"]


def test_a_backup_of_every_night_leaves_the_machine_serving(machines, tmp_path, caseload):
    run("backup", tmp_path / "night.spean")

    assert codes() == []


def test_a_cut_usb_disk_changes_nothing_and_the_machine_goes_on_waiting(
    machines, tmp_path, caseload
):
    usb = tmp_path / "out.spean"
    run("backup", usb, "--leave")
    cut = tmp_path / "cut.spean"
    cut.write_bytes(usb.read_bytes()[:-100])
    before = canonical()

    with pytest.raises(BackupRefused):
        run("restore", cut, "--yes")

    assert canonical() == before and codes() == ["elsewhere"]
