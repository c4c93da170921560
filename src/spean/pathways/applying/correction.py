"""Who somebody is, corrected on the way: what only one side changed is written at once."""

from datetime import datetime

from django.utils import timezone

from spean.people import services as people
from spean.people.models import Person
from spean.people.perms import may_edit
from spean.people.selectors import (
    columns_carried,
    fields_carried,
    files_to_standing,
    people_visible_to,
)
from spean.surveys import services as surveys
from spean.surveys.contracts import CorrectedFile, Given


def corrected(given: Given, now: datetime) -> Person:
    """Write what can be written; what two people changed waits for one who chooses.

    :raises PersonUnknown: if the file is not there, or out of the author's sight
    :raises NoLongerTheirs: if the author may not change it any more
    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    files = files_to_standing(surveys.named_person(people_visible_to(given.author), given))
    if not files:
        raise surveys.PersonUnknown
    standing = files[-1]
    known = [
        CorrectedFile(
            id=one.pk,
            revision=one.revision,
            fields=fields_carried(one),
            joined_into=one.merged_into_id,
        )
        for one in files
    ]
    may_change = may_edit(given.author, standing)
    correction = surveys.merge_correction(given=given, files=known, may_change=may_change)
    if correction.refusal:
        raise surveys.NoLongerTheirs
    if correction.changes:
        people.edit_person(
            actor=given.author,
            person_id=standing.pk,
            revision=standing.revision,
            changes=columns_carried(correction.changes),
            today=timezone.localdate(now),
        )
    for contact in surveys.telephones_of(given):
        people.hear_contact(actor=given.author, person_id=standing.pk, contact=contact)
    surveys.keep_correction(
        given=given, person_id=standing.pk, centre_id=standing.centre_id, correction=correction
    )
    return standing
