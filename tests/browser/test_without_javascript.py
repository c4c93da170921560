"""Everything works without JavaScript: an old telephone, a careful browser."""

import pytest

from spean.people.models import Consent, Person
from tests.browser import acts
from tests.browser.conftest import Visit
from tests.browser.town import Town
from tests.browser.walker import km


@pytest.mark.long
def test_somebody_is_registered_without_javascript(visitor: Visit, town: Town) -> None:
    with visitor(scripted=False) as her:
        acts.sign_in(her, "counsellor")
        her.press("Register someone")
        acts.agree_to_be_written_down(her)
        acts.say_who(her, "ទន្លេ", "សុភា", "018 000 417")
        assert km("Is this one person?") in her.text
        her.tick(f"alike-{town.sister.pk}-answer", "different")
        her.press("Continue")
        acts.say_where(her, "svay chek")
        assert km("Several places have this name. Please choose one.") in her.text
        her.tick("address-area-code", town.market.code)
        her.press("Continue")
        acts.say_what_is_needed(her)
        sophea = acts.save_registration(her, "សុភា")
    assert sophea.area == town.market
    assert Consent.objects.get(person=sophea).mode == "thumbprint"
    assert Person.objects.count() == 2
