"""Which groups people belong to, for shares of many and never for a person."""

from collections.abc import Collection, Iterator
from datetime import date
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from spean.people.choices import IdPoor, Sex
from spean.people.rules import age_band, age_on
from spean.people.selectors.visible import present_people

GROUPINGS: dict[str, Promise] = {
    "sex": _("Sex"),
    "province": _("Province"),
    "age": _("Age"),
    "id_poor": _("Equity card"),
    "reads": _("Reads Khmer"),
}
_NAMES: dict[str, dict[str, Promise]] = {
    "sex": {one.value: one.label for one in Sex},
    "id_poor": {one.value: one.label for one in IdPoor},
    "reads": {"True": _("Yes"), "False": _("No")},
}


def groups_of(ids: Collection[UUID], day: date) -> Iterator[tuple[UUID, dict[str, str]]]:
    """Return each of these people with her group in every grouping; empty where not known.

    Ages are in the bands of the counts. Disability is not among the groupings: it is sealed for
    the officer and the supervisor, and no report opens it.
    """
    rows = present_people().filter(pk__in=ids)
    fields = ("pk", "sex", "born_on", "id_poor", "can_read_khmer", "area__code")
    for pk, sex, born_on, id_poor, reads, code in rows.values_list(*fields):
        yield (
            pk,
            {
                "sex": sex,
                "province": code[:2],
                "age": age_band(age_on(born_on, day)) if born_on and born_on <= day else "",
                "id_poor": id_poor,
                "reads": "" if reads is None else str(reads),
            },
        )


def name_of_group(grouping: str, group: str) -> str | Promise:
    """Return what a group is called; a province and an age band are called by their code."""
    return _NAMES.get(grouping, {}).get(group, group.replace("_", "-"))
