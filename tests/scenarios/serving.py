"""What several stories do: a partner's service, a referral there, and the partner's answer."""

from spean.directory.models import Organisation, ServiceType
from spean.people.models import Person
from tests.browser.walker import Walker, km
from tests.scenarios.opening import Site, desk, find

FORM = "main form[novalidate]"


def service_of(her: Walker, service: str, partner: str, kind: str, place: tuple[str, str]) -> None:
    """Write down what a partner offers, in the service directory; the partner is new there."""
    her.go(desk("service_new"))
    her.page.locator("details:has([name='new_km']) > summary").click()
    her.fill(label_km=partner, new_km=partner, new_kind=kind, cost_khr="0")
    her.choose("service_type", str(ServiceType.objects.get(code=service).pk))
    find(her, "area", *place)
    her.press("Save", within=FORM)
    assert partner in her.text


def refer(her: Walker, person: Person, service: str, partner: str, why: str) -> str:
    """Refer somebody to a partner, and return the link for it, which is shown once."""
    her.go(desk("refer", person.pk))
    her.choose("organisation", str(Organisation.objects.get(label_km=partner).pk))
    her.choose("service_type", str(ServiceType.objects.get(code=service).pk))
    her.fill(urgency="14d", reason=why, shared=["name", "phone"])
    her.press("Send", within=FORM)
    her.press("Make the link and the slip")
    return her.page.locator("#address").input_value()


def served(site: Site, link: str, person: Person) -> None:
    """The partner opens the link on a telephone, takes her, and says that it is done."""
    with site.visitor() as partner:
        partner.go(link)
        assert person.name in partner.text
        partner.press("We accept")
        partner.press("The service was given")
        assert km("There is nothing more for you to do. Thank you.") in partner.text
