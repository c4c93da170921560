"""A person's wishes for work."""

from collections.abc import Mapping
from typing import Any

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import ChangedMeanwhile
from spean.core.refs import Ref
from spean.jobs.models import JobSeeker
from spean.jobs.services.holding import may_refer
from spean.people.models import Person

PLAIN = (
    "is_looking",
    "radius_km",
    "accepts_dormitory",
    "will_relocate",
    "available_from",
    "wage_wanted",
    "wage_floor",
    "night_work",
    "licences",
    "party",
)
LISTS = ("wanted_occupations", "wanted_sectors", "refused_occupations")


@one_writer()
def record_wishes(
    *, actor: User, person: Person, values: Mapping[str, Any], revision: int | None
) -> JobSeeker:
    """Record what a person looks for; one record a person.

    :raises NotAllowed: if the actor may not refer this person
    :raises ChangedMeanwhile: if somebody saved it after it was opened
    """
    may_refer(actor, person)
    seeker, is_new = JobSeeker.objects.select_for_update(of=("self",)).get_or_create(person=person)
    if not is_new:
        if revision is not None and revision != seeker.revision:
            raise ChangedMeanwhile(theirs=seeker)
        seeker.revision += 1
    for name in PLAIN:
        if name in values:
            setattr(seeker, name, values[name])
    seeker.full_clean(exclude=["person"])
    seeker.save()
    for name in LISTS:
        if name in values:
            getattr(seeker, name).set(values[name])
    audit(actor=actor, action="jobs.wishes_recorded", on=Ref("person", person.pk))
    return seeker
