"""The ministry keeps the standards, on a telephone and on a laptop: read, changed, verified."""

import pytest
from django.urls import reverse

from spean.directory.services.reference import load_own_tables
from spean.skills.models import Standard
from spean.skills.services.start_set import load_start_set
from tests.browser.conftest import Visit
from tests.browser.test_money import answer, picture
from tests.browser.walker import LAPTOP, PHONE, Size, km

pytestmark = pytest.mark.django_db(transaction=True)
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["360", "1280"])


@pytest.fixture
def tiling(transactional_db: None) -> Standard:
    """Return the tilers' standard of the start set."""
    load_own_tables()
    load_start_set()
    return Standard.objects.get(code="SP-7122-2")


@SIZES
def test_a_standard_is_found_put_right_verified_and_followed(
    visitor: Visit, tiling: Standard, registrar, size: Size
) -> None:
    with visitor(size=size) as her:
        her.let_in(registrar)
        her.go(reverse("desk:standards"))
        picture(her, f"standards-{size[0]}")
        answer(her, words="ក្រាលការ៉ូ")
        her.press("Show these", within="main")
        her.follow(her.page.locator("main .door").first)
        assert km("Nobody yet. A certificate by this standard says so.") in her.text
        picture(her, f"standard-{size[0]}")
        her.press("Change the unit", within="main")
        picture(her, f"unit-{size[0]}")
        answer(her, label_en="Prepare the floor")
        her.press("Save", within="main")
        her.press("Verify", within="main")
        answer(her, document="ប្រកាសស្តីពីស្តង់ដារសមត្ថភាព", number="123/26")
        answer(her, confirmed_by="នាយកដ្ឋានស្តង់ដារ", dated="១ ឧសភា ២០២៦")
        picture(her, f"verify-{size[0]}")
        her.press("Verify", within="main")
        picture(her, f"verified-{size[0]}")
        her.page.emulate_media(media="print")
        assert not her.page.locator("main .btn").locator("visible=true").count()
        picture(her, f"paper-{size[0]}")
        her.page.emulate_media(media="screen")
        her.press("Make a new version", within="main")
        picture(her, f"version-{size[0]}")
        her.go(reverse("desk:standards_import"))
        picture(her, f"bring-{size[0]}")
        her.page.locator("[name='file']").set_input_files(
            {
                "name": "standards.csv",
                "mimeType": "text/csv",
                "buffer": WRONG.encode(),
            }
        )
        her.press("Look at the table", within="main")
        picture(her, f"wrong-{size[0]}")
        assert km("No unit has this code, neither here nor in the table.") in her.text
    tiling.refresh_from_db()
    assert tiling.is_verified


WRONG = (
    "kind,code,part_of,name_km,name_en,level,occupation,valid_from,source,skills,picture\n"
    "task,X-T1,NO-SUCH,ក្រាលការ៉ូ,Tile,,,,,,\n"
)
