"""A person's wishes for work."""

from collections.abc import Mapping, Sequence
from typing import Any

from spean.accounts.models import User
from spean.accounts.services import audit, audit_many, one_writer
from spean.core.errors import ChangedMeanwhile
from spean.core.refs import Ref
from spean.core.writing import insert_many
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


@one_writer()
def record_wishes_many(
    *, actor: User, told: Sequence[tuple[Person, Mapping[str, Any]]]
) -> list[JobSeeker]:
    """Record what many people look for, in few writes; whoever was asked before is left alone.

    Lists of occupations and sectors are not taken here; `values` holds plain fields.

    :raises NotAllowed: if the actor may not refer one of them; nothing is written then
    """
    asked = set(
        JobSeeker.objects.filter(person__in=[person.pk for person, _values in told]).values_list(
            "person_id", flat=True
        )
    )
    rows = []
    for person, values in told:
        may_refer(actor, person)
        if person.pk not in asked:
            seeker = JobSeeker(
                person=person, **{name: values[name] for name in PLAIN if name in values}
            )
            seeker.clean_fields(exclude=["person"])
            rows.append(seeker)
    insert_many(JobSeeker, rows)
    audit_many(
        actor=actor,
        action="jobs.wishes_recorded",
        acts=[(Ref("person", row.person_id), {}) for row in rows],
    )
    return rows
