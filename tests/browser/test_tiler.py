"""A tiler, from his job history to a certificate, its code on a phone without network, his list."""

import io
import os
import re
from datetime import date, timedelta
from pathlib import Path

import pytest
import zxingcpp
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation
from PIL import Image

from spean.accounts.models import User
from spean.core.paper import draw_paper
from spean.desk.certificates.paper import certificate_words
from spean.directory.models import Occupation, Skill
from spean.jobs.services import record_wishes
from spean.people.models import Person
from spean.skills.models import Certificate, ClaimedSkill, Recognition, Standard, Unit
from spean.skills.services.faces import open_faces
from spean.skills.services.start_set import load_start_set
from tests.browser import acts
from tests.browser.conftest import Visit
from tests.browser.papers import Employer
from tests.browser.town import NEEDED, TILER, Town
from tests.browser.walker import LAPTOP, PHONE, Walker
from tests.factories.certified import trusted_keys
from tests.factories.recognition import PNG, assessors

# Asked for everything it knows, the reader sometimes sees a line code among the modules.
QR = zxingcpp.BarcodeFormat.QRCode

STANDARD = "SP-7122-2"


def to(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        width = her.page.viewport_size["width"]
        her.page.screenshot(path=Path(folder) / f"tiler-{name}-{width}.png", full_page=True)


def a_tiler(town: Town) -> Person:
    """Return who laid tiles abroad; what his work asks beyond that is in no record yet."""
    person = town.person("ភ្នំ", "វិចិត្រ", "018 000 611", sex="M", born_on=date(1988, 4, 2))
    wishes = {"is_looking": True, "radius_km": 15, "wage_wanted": 240}
    work = {"wanted_occupations": [Occupation.objects.get(code=TILER)]}
    record_wishes(actor=town.counsellor, person=person, values={**wishes, **work}, revision=None)
    return person


def tonight(her: Walker, person: Person, name: str) -> str:
    """Let the night match everybody; return what his list says next morning."""
    call_command("match", verbosity=0, stdout=io.StringIO())
    her.go(to("matches", person.pk))
    picture(her, name)
    return her.page.locator("main").inner_text()


def fits(said: str) -> int:
    """Return how many points of his first post fit."""
    with translation.override("km"):
        words = translation.gettext("%(fits)s of %(of)s fit")
    found = re.search(words % {"fits": "([០-៩]+)", "of": "[០-៩]+"}, said)
    assert found is not None
    return int(found[1])


def apply(her: Walker, person: Person) -> Recognition:
    """Take him from his page into an application, and ask about each task."""
    her.go(to("recognition_new", person.pk))
    her.fill(was_told=["on"], standard=STANDARD, fee_paid_by="programme", consent="spoken")
    her.press("Apply")
    made = Recognition.objects.get()
    her.press("Ask about the tasks")
    picture(her, "tasks")
    for row in made.units.all():
        for task in row.unit.tasks.all():
            her.tick(str(task.pk), "2")
    her.press("Save")
    return made


def prove(her: Walker, made: Recognition, tmp_path: Path) -> None:
    """Add a photograph for a unit, check it, and find him ready."""
    file = tmp_path / "wall.png"
    file.write_bytes(PNG)
    her.go(to("recognition_proof", made.pk))
    her.fill(unit=made.units.order_by("unit__sort").first().unit.code, kind="photo")
    her.page.locator("form[enctype] [name='language']").select_option("none")
    her.page.locator("[name='file']").set_input_files(file)
    her.press("Add the piece")
    for one in ("is_authentic", "is_sufficient", "is_valid", "is_current"):
        her.tick("passed", one)
    her.press("Save", within="details")
    her.press("Review", within="main")
    her.fill(goes="assess")
    her.press("Save")


def assess(her: Walker, made: Recognition, facilitator: User, judges: list[User]) -> None:
    """Set the day; one assessor finds him competent, the second agrees."""
    first, second = judges
    her.press("Set the day", within="main")
    ahead = timezone.localtime() + timedelta(days=1)
    her.fill(assessor=str(first.pk), moderator=str(second.pk), at="09:00", method="village")
    her.fill(on_day=ahead.strftime("%d/%m/%Y"), place="ភូមិបាកាន")
    her.press("Set the day", within="form.card:has([name='moderator'])")
    made.sittings.update(starts_at=timezone.now(), ends_at=ahead)
    her.let_in(first.user)
    her.go(to("recognition_results", made.pk))
    for row in made.units.all():
        for part in ("practical", "oral", "knowledge"):
            her.tick(f"{row.pk}-{part}", "c")
    her.press("Save the results")
    her.let_in(second.user)
    her.go(to("recognition_agree", made.pk))
    her.fill(agrees="yes")
    her.press("Save")
    her.let_in(facilitator)


def certify(her: Walker, made: Recognition, manager: User) -> Certificate:
    """Propose from the page of the recognition; another person seals."""
    her.go(to("recognition", made.pk))
    her.press("Propose the certificate", within="main")
    picture(her, "propose")
    her.press("Propose", within="main form")
    her.let_in(manager)
    certificate = Certificate.objects.get()
    her.go(to("certificates"))
    picture(her, "certificates")
    her.go(to("certificate", certificate.pk))
    her.press("Seal the certificate")
    picture(her, "certificate")
    certificate.refresh_from_db()
    return certificate


def printed(her: Walker, certificate: Certificate, manager: User) -> str:
    """Print it; return what the code on the paper says, read from its picture."""
    answer = her.page.evaluate(
        """async () => {
            const form = document.querySelector("form[action$='/paper/']");
            const sent = await fetch(form.action, {method: "POST", body: new FormData(form)});
            const bytes = new Uint8Array(await sent.arrayBuffer());
            return [sent.headers.get("content-type"), String.fromCharCode(...bytes.slice(0, 5))];
        }"""
    )
    assert answer == ["application/pdf", "%PDF-"]
    words = certificate_words(
        certificate, open_faces(actor=manager, certificate=certificate), f"{her.site}/verify/"
    )
    (paper,) = draw_paper("certificate", words, dots=300)
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        (Path(folder) / "tiler-paper.png").write_bytes(paper)
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(paper)), formats=QR)
    return str(code.text)


@pytest.mark.parametrize("size", [LAPTOP])
def test_a_tiler_goes_from_his_job_history_to_a_certificate_and_to_other_work(
    visitor: Visit,
    town: Town,
    facilitator: User,
    manager: User,
    tmp_path: Path,
    size: tuple[int, int],
) -> None:
    load_start_set()
    trusted_keys(town.centre, now=timezone.now() - timedelta(days=1))
    standard = Standard.objects.get(code=STANDARD)
    told = Skill.objects.filter(code__in=NEEDED)
    units = Unit.skills.through.objects.filter(unit__standard=standard)
    proven = Skill.objects.filter(pk__in=units.values("skill")).exclude(pk__in=told)
    welcome = town.vacancy.needs.filter(skill__in=proven)
    # What the post asks beyond his own word is in a unit of the standard.
    assert welcome.update(weight="must") == 1
    person = a_tiler(town)
    judges = assessors(town.centre, standard)
    with visitor(size=size) as her:
        her.let_in(town.counsellor)
        her.go(to("person", person.pk))
        acts.tell_work_abroad(her)
        assert ClaimedSkill.objects.filter(person=person, grade="self").count() == len(NEEDED)
        before = tonight(her, person, "before")

        her.let_in(facilitator)
        made = apply(her, person)
        prove(her, made, tmp_path)
        assess(her, made, facilitator, judges)
        her.let_in(town.counsellor)
        # Two assessors agree, but nothing is sealed: the night knows no more than before.
        assert tonight(her, person, "unsealed") == before
        her.let_in(facilitator)
        certificate = certify(her, made, manager)
        made.refresh_from_db()
        assert (certificate.state, made.state) == ("valid", "certified")
        text = printed(her, certificate, manager)

        her.let_in(town.counsellor)
        after = tonight(her, person, "after")
        assert fits(after) > fits(before)
    with visitor(size=PHONE) as walker:
        him = Employer(walker, lambda _list: None)
        him.arrive()
        him.offline()
        him.page.reload()
        him.page.locator("body[data-ready=yes]").wait_for()
        assert him.show(text) == "specimen"
        assert "ភ្នំ វិចិត្រ" in him.text and "ស្តង់ដារនេះមិនទាន់បានផ្ទៀងផ្ទាត់" in him.text
        picture(walker, "verified")
        him.excuse()
