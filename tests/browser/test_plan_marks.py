"""The plan is agreed with a finger on a telephone; what could suit is shown; the paper opens."""

import os
import uuid
from pathlib import Path

from django.urls import reverse

from spean.casework import services as casework
from spean.casework.contracts import PlanWords, StepWords
from spean.casework.models import PlanAction, PlanChoice, PlanFile
from spean.casework.selectors import plan_of
from tests.browser import scene
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, Walker
from tests.factories.casework import client_of


def picture(her: Walker, name: str) -> None:
    folder = os.environ.get("SPEAN_LOOK")
    if folder:
        her.page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def drawn_on(her: Walker) -> None:
    canvas = her.page.locator("canvas")
    canvas.scroll_into_view_if_needed()
    edge = canvas.bounding_box()
    assert edge is not None
    her.page.mouse.move(edge["x"] + 30, edge["y"] + 70)
    her.page.mouse.down()
    for step in range(1, 9):
        her.page.mouse.move(edge["x"] + 30 + step * 25, edge["y"] + 70 - (step % 2) * 40)
    her.page.mouse.up()


def test_a_finger_signs_and_an_option_is_taken(visitor: Visit, town: Town) -> None:
    person = client_of(town.counsellor, town.centre)
    case = scene.opened(town, person)
    words = PlanWords("ខ្ញុំចង់ធ្វើការជិតផ្ទះ", "wage_job_near", "economic")
    plan = casework.write_plan(actor=town.counsellor, person=person, id=uuid.uuid4(), words=words)
    casework.add_action(
        actor=town.counsellor, plan=plan, id=uuid.uuid4(), words=StepWords("មកជួបនៅមជ្ឈមណ្ឌល", "both")
    )
    for size, name in ((None, "360"), (LAPTOP, "1280")):
        with visitor(**({"size": size} if size else {})) as her:
            her.let_in(town.counsellor)
            her.go(reverse("desk:plan_options", args=[plan.pk]))
            picture(her, f"options-{name}")
            her.go(reverse("desk:plan_agree", args=[plan.pk]))
            picture(her, f"agree-{name}")
    with visitor() as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:plan_options", args=[plan.pk]))
        her.page.locator("input[name='reason']").fill("គាត់សុំ")
        her.page.locator("button[name='segment'][value='G']").click()
        her.page.wait_for_url("**/plan/")
        her.go(reverse("desk:plan_agree", args=[plan.pk]))
        her.tick("mode", "signature")
        drawn_on(her)
        her.press("Yes, we agree")
        picture(her, "plan-360")
        her.go(reverse("desk:plan_print", args=[person.pk]))
        picture(her, "print-360")

    assert PlanChoice.objects.get().reason == "គាត់សុំ"
    assert PlanAction.objects.count() >= 1
    assert PlanFile.objects.get().media_type == "image/png"
    assert plan_of(case).state == "agreed"
