"""What the stories beside the first ones share: who is told of, in which order, once each."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.utils import timezone

from spean.accounts.models import User
from spean.accounts.services import one_writer
from spean.console.population.staff import fixed_id
from spean.core.errors import DomainError
from spean.directory.models import Centre
from spean.people.models import Person


@dataclass(frozen=True, slots=True)
class Telling:
    """Whose demo it is, at which moment, with which centres and officers."""

    seed: int
    now: datetime
    centres: Mapping[str, Centre]
    officers: Mapping[str, tuple[User, User]]

    @property
    def today(self) -> date:
        """Return the day of the demo."""
        return timezone.localdate(self.now)

    def id(self, name: str) -> UUID:
        """Return the id that this record has in every demo of this seed."""
        return fixed_id(f"{self.seed}:{name}")

    def ago(self, days: int) -> datetime:
        """Return the moment so many days ago."""
        return self.now - timedelta(days=days)

    def officer(self, person: Person) -> User:
        """Return the counsellor of a person's centre."""
        return self.officers[person.centre.code][0]

    def people(self, code: str, since: int = 0, **only: object) -> list[Person]:
        """Return up to forty grown people of a centre who were registered some time ago."""
        born_before = self.today - timedelta(days=19 * 365)
        found = Person.objects.filter(
            is_invented=True,
            centre=self.centres[code],
            registered_at__lte=self.ago(since),
            born_on__lte=born_before,
            **only,
        )
        return list(found.select_related("centre", "area").order_by("client_number", "pk")[:40])

    def in_turn(self, since: int = 0) -> Iterator[Person]:
        """Yield people of the centres in turn, from the last of each list, so that many differ."""
        lists = [self.people(code, since)[::-1] for code in self.centres]
        for place in range(max(map(len, lists), default=0)):
            yield from (people[place] for people in lists if place < len(people))


def whole(act: Callable[[], object]) -> bool:
    """Do something whole or not at all; tell whether the rules let it happen."""
    try:
        with one_writer():
            act()
    except DomainError:
        return False
    return True
