"""The pages of the README's pictures.

`SPEAN_SCREENSHOTS=1 make test-long ARGS=tests/browser` draws them anew in docs/screenshots.
"""

import os
import uuid
from pathlib import Path

import pytest
from django.urls import reverse

from spean.jobs import services as jobs
from spean.pathways.matching import Pair
from spean.pathways.proposal import say_yes
from tests.browser import acts, scene
from tests.browser.conftest import Visit
from tests.browser.pictures import smaller
from tests.browser.town import Town
from tests.browser.walker import LAPTOP, Walker, km

pytestmark = pytest.mark.long

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
SHARP = {"device_scale_factor": 2}
HEAVIEST = 120_000


def picture(her: Walker, name: str, height: int) -> None:
    """Draw what is seen, once somebody asks for pictures."""
    width = her.page.viewport_size["width"]
    her.page.set_viewport_size({"width": width, "height": height})
    if not os.environ.get("SPEAN_SCREENSHOTS"):
        return
    seen = her.page.screenshot(animations="disabled", caret="hide")
    drawn = smaller(her.page.context.browser, seen)
    assert len(drawn) <= HEAVIEST, f"{name}: {len(drawn)} bytes"
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.png").write_bytes(drawn)


def test_the_day_and_a_person(visitor: Visit, town: Town) -> None:
    scene.a_day(town)
    sophea = scene.sophea(town)
    with visitor(size=LAPTOP, device_scale_factor=1.5) as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:today"))
        assert "ទន្លេ សុភា" in her.text
        picture(her, "today", 800)
        her.go(reverse("desk:person", args=[sophea.pk]))
        assert acts.GOAL in her.text
        picture(her, "person", 900)
    with visitor(**SHARP) as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:today"))
        picture(her, "today-phone", 740)


def test_somebody_alike_is_a_question_inside_the_form(visitor: Visit, town: Town) -> None:
    with visitor(**SHARP) as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:register"))
        acts.agree_to_be_written_down(her)
        acts.say_who(her, "ទន្លេ", "សុភា", "018 000 417")
        her.tick(f"alike-{town.sister.pk}-answer", "different")
        her.page.set_viewport_size({"width": 360, "height": 1040})
        her.page.locator("section.ask").evaluate("box => scrollTo(0, box.offsetTop - 20)")
        picture(her, "register-duplicate", 1040)


@pytest.fixture
def link(town: Town) -> str:
    """Return an employer's link that shows one person who said yes."""
    pair = Pair(scene.sophea(town), town.vacancy)
    said = say_yes(actor=town.counsellor, id=uuid.uuid4(), pair=pair, now=town.now)
    jobs.send_to_employer(
        actor=town.counsellor, referral_id=said.pk, today=town.today, now=town.now
    )
    made = jobs.make_link(
        actor=town.counsellor,
        vacancy=town.vacancy,
        centre=town.centre,
        days=7,
        now=town.now,
        id=uuid.uuid4(),
    )
    return reverse("portal:answer", args=[made[1]])


def test_the_reasons_for_a_job(visitor: Visit, town: Town) -> None:
    sophea = scene.sophea(town)
    with visitor(**SHARP) as her:
        her.let_in(town.counsellor)
        her.go(reverse("desk:match", args=[sophea.pk, town.vacancy.pk]))
        assert km("Why this job?") in her.text
        picture(her, "match", 900)


def test_the_employers_link_shows_no_name(visitor: Visit, link: str) -> None:
    with visitor(**SHARP) as employer:
        employer.go(link)
        assert "សុភា" not in employer.page.content()
        picture(employer, "employer", 740)
