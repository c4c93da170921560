"""What invented people show of their work abroad: units confirmed with them, and one passport."""

from functools import partial
from typing import Final

from spean.console.population.telling import Telling, whole
from spean.people.choices import ConsentMode
from spean.people.models import Person
from spean.skills.models import Certificate, PassportLink, UnitClaim
from spean.skills.selectors.translation import jobs_told, proposals_for, units_in_force
from spean.skills.services.passports import PassportWish, agree_passport, make_passport_link
from spean.skills.services.translation import confirm_units, hear_units

TRANSLATED: Final = 3
OWN_WORDS: Final = "ខ្ញុំធ្វើការទៀងម៉ោង ហើយចូលចិត្តរៀនអ្វីថ្មី។"


def tell_showing(telling: Telling, people: list[Person]) -> None:
    """Translate the work of some of these people, and show the passport of one."""
    _translations(telling, people)
    _passport(telling, people)


def _translations(telling: Telling, people: list[Person]) -> None:
    """Confirm with some people the units that their own work abroad speaks for."""
    done = set(UnitClaim.objects.filter(person__in=people).values_list("person", flat=True))
    left = TRANSLATED - len(done)
    for person in people:
        if left > 0 and person.pk not in done and whole(partial(_translate, telling, person)):
            left -= UnitClaim.objects.filter(person=person).exists()


def _translate(telling: Telling, person: Person) -> None:
    """She says yes to all but the last unit; to that she says no, and it stays so."""
    codes = [one.unit for one in proposals_for(jobs_told(person), telling.today)[:4]]
    ids = dict(units_in_force(telling.today).filter(code__in=codes).values_list("code", "pk"))
    said = {ids[code]: place == 0 or code != codes[-1] for place, code in enumerate(codes)}
    if not said:
        return
    officer, yes = telling.officer(person), [id for id, says_yes in said.items() if says_yes]
    hear_units(actor=officer, person=person, said=said, now=telling.ago(6))
    confirm_units(actor=officer, person=person, unit_ids=yes, now=telling.ago(6))


def _passport(telling: Telling, people: list[Person]) -> None:
    """Show one passport by a link: of somebody with a certificate, if she lets employers look."""
    if PassportLink.objects.filter(pk=telling.id("passport")).exists():
        return
    sealed = Certificate.objects.filter(state="valid", person__is_invented=True)
    holders = [one.person for one in sealed.select_related("person__centre").order_by("number")]
    for person in [*holders, *people]:
        if person is not None and whole(partial(_share, telling, person)):
            return


def _share(telling: Telling, person: Person) -> None:
    actor, id = telling.officer(person), telling.id("passport")
    agree_passport(
        actor=actor,
        person=person,
        revision=0,
        wish=PassportWish(own_words=OWN_WORDS),
        mode=ConsentMode.THUMBPRINT,
        now=telling.ago(1),
    )
    make_passport_link(actor=actor, id=id, person=person, days=30, now=telling.now)
