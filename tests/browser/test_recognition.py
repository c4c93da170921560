"""Recognition in Khmer, on a telephone and a laptop: three accounts from the job history on."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from spean.accounts.models import User
from spean.skills.models import Recognition
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, PHONE, Walker, km
from tests.factories.recognition import PNG, assessors, standard
from tests.factories.skills import claimed


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        width = her.page.viewport_size["width"]
        path = Path(folder) / f"{name}-{width}.png"
        her.page.screenshot(path=path, full_page=True)


def to(name: str, *args: object) -> str:
    return reverse(f"desk:{name}", args=args)


def accompanied(her: Walker, person_id: object, tmp_path: Path) -> Recognition:
    """Take an application to the day before a date is set."""
    her.go(to("recognition_new", person_id))
    picture(her, "apply")
    her.fill(was_told=["on"], standard="SP-TILE", fee_paid_by="programme", consent="spoken")
    her.press("Apply")
    made = Recognition.objects.get()
    picture(her, "applied")
    her.press("Ask about the tasks")
    picture(her, "tasks")
    for row in made.units.all():
        for task in row.unit.tasks.all():
            her.tick(str(task.pk), "2")
    her.press("Save")
    her.press("Go to the proof")
    file = tmp_path / "wall.png"
    file.write_bytes(PNG)
    her.fill(unit="SP-TILE-1", kind="photo")
    her.page.locator("form[enctype] [name='language']").select_option("none")
    her.page.locator("[name='file']").set_input_files(file)
    her.press("Add the piece")
    for one in ("is_authentic", "is_sufficient", "is_valid", "is_current"):
        her.tick("passed", one)
    picture(her, "proof")
    her.press("Save", within="details")
    her.press("Review", within="main")
    picture(her, "review")
    her.fill(goes="assess")
    her.press("Save")
    return made


@pytest.mark.parametrize("size", [PHONE, LAPTOP])
def test_three_accounts_go_the_whole_way_in_khmer(
    visitor: Visit, town: Town, facilitator: User, tmp_path: Path, size: tuple[int, int]
) -> None:
    person = town.person("សុខ", "វិចិត្រ", "018 000 611")
    tiler = standard()
    claimed(town.counsellor, person, skill=tiler.units.first().skills.get(), months=60)
    first, second = assessors(person.centre, tiler)
    with visitor(size=size) as her:
        her.let_in(facilitator)
        made = accompanied(her, person.pk, tmp_path)
        her.press("Set the day", within="main")
        ahead = timezone.localtime() + timedelta(days=1)
        her.fill(
            assessor=str(first.pk),
            moderator=str(second.pk),
            on_day=ahead.strftime("%d/%m/%Y"),
            at="09:00",
            method="village",
            place="ភូមិបាកាន",
        )
        picture(her, "book")
        her.press("Set the day", within="form.card:has([name='moderator'])")
        picture(her, "booked")
        made.sittings.update(starts_at=timezone.now(), ends_at=ahead)

        her.let_in(first.user)
        her.go(to("assessor_day"))
        picture(her, "day")
        her.press("Write the results")
        for row in made.units.all():
            for part in ("practical", "oral", "knowledge"):
                her.tick(f"{row.pk}-{part}", "c")
        picture(her, "results")
        her.press("Save the results")

        her.let_in(second.user)
        her.go(to("assessor_day"))
        her.press("Look over")
        her.fill(agrees="yes")
        picture(her, "agree")
        her.press("Save")

        her.let_in(facilitator)
        her.go(to("recognition", made.pk))
        assert km("The certificate can be made.") in her.text
        picture(her, "approved")
        her.go(to("recognitions"))
        picture(her, "list")
