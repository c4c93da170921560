"""Competency standards are written: names, units, tasks. What is in use or verified stays.

A change of what something stands on is a new version (`standard_versions`); here a version is
written that nobody has used yet. The number and the code of a unit are given once.
"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.core.errors import DomainError, NotAllowed
from spean.core.refs import Ref
from spean.directory.models import Skill
from spean.directory.perms import can
from spean.skills.gateways.start_set import can_be_drawn
from spean.skills.models import Standard, Unit, UnitTask
from spean.skills.selectors.standards import is_fixed
from spean.skills.services.keeping import locked, put
from spean.skills.services.start_set import FIRST_OWN_NUMBER

_UNITS, _TASKS = 99, 30


class StandardFixed(DomainError):
    """What somebody was taught, assessed or certified by does not change under her."""

    code = "standard-fixed"
    message = _("This version is in use or verified, so it stays. Make a new version to change it.")


class NameMissing(DomainError):
    """A certificate is bilingual."""

    code = "name-missing"
    message = _("Please write the name in Khmer and in English.")


class UnknownSkill(DomainError):
    """A unit hangs on skills that are known."""

    code = "unknown-skill"
    message = _("This skill is not known. Please choose from the list.")


class UnknownPicture(DomainError):
    """Only what can be drawn is a picture."""

    code = "unknown-picture"
    message = _("There is no picture of this name.")


class TooMany(DomainError):
    """A standard has an end."""

    code = "too-many"
    message = _("There are too many here already.")


@dataclass(frozen=True, slots=True)
class Names:
    """How something is called in both languages."""

    km: str
    en: str

    def checked(self) -> dict[str, str]:
        """Return both as columns.

        :raises NameMissing: if one of them is empty
        """
        if not self.km.strip() or not self.en.strip():
            raise NameMissing
        return {"label_km": self.km.strip(), "label_en": self.en.strip()}


@one_writer()
def edit_standard(
    *, actor: User, standard_id: UUID, revision: int, names: Names, source: str
) -> Standard:
    """Change the names and the source of a version that nobody has used yet.

    :raises NotAllowed: if the actor may not write standards
    :raises StandardFixed: if it is in use, verified or replaced
    :raises ChangedMeanwhile: if it was saved after the form was opened
    """
    standard = open_standard(actor, standard_id, revision)
    put(standard, {**names.checked(), "source": source})
    audit(actor=actor, action="skills.standard_changed", on=Ref("standard", standard.pk))
    return standard


@one_writer()
def add_unit(
    *, actor: User, standard_id: UUID, id: UUID, names: Names, skill_codes: tuple[str, ...]
) -> Unit:
    """Write one more unit, with a number that no unit ever had.

    :raises NotAllowed: if the actor may not write standards
    :raises StandardFixed: if the standard is in use, verified or replaced
    :raises UnknownSkill: if a skill is not known
    """
    may_write(actor)
    made = Unit.objects.filter(pk=id).first()
    if made is not None:
        return made
    standard = open_standard(actor, standard_id)
    code, sort = _free(Unit, standard.code, "U")
    if sort > _UNITS:
        raise TooMany
    skills, labels = known_skills(skill_codes), names.checked()
    unit = Unit.objects.create(
        id=id, standard=standard, code=code, number=next_number(), sort=sort, **labels
    )
    unit.skills.set(skills)
    audit(actor=actor, action="skills.unit_added", on=Ref("unit", id), number=unit.number)
    return unit


@one_writer()
def edit_unit(
    *, actor: User, unit_id: UUID, revision: int, names: Names, skill_codes: tuple[str, ...]
) -> Unit:
    """Change the names and skills of a unit that nobody has used yet.

    :raises NotAllowed: if the actor may not write standards
    :raises StandardFixed: if its standard is in use, verified or replaced
    :raises ChangedMeanwhile: if it was saved after the form was opened
    """
    may_write(actor)
    unit = locked(Unit.objects.get(pk=unit_id), revision)
    open_standard(actor, unit.standard_id)
    skills, labels = known_skills(skill_codes), names.checked()
    put(unit, labels)
    unit.skills.set(skills)
    audit(actor=actor, action="skills.unit_changed", on=Ref("unit", unit.pk))
    return unit


@one_writer()
def end_unit(*, actor: User, unit_id: UUID, on: date) -> Unit:
    """End a unit: nobody begins it any more; its row, code and number stay for ever.

    :raises NotAllowed: if the actor may not write standards
    :raises StandardFixed: if its standard is in use, verified or replaced
    """
    may_write(actor)
    unit = locked(Unit.objects.get(pk=unit_id))
    open_standard(actor, unit.standard_id)
    if unit.ended_on is None:
        put(unit, {"ended_on": on})
        audit(actor=actor, action="skills.unit_ended", on=Ref("unit", unit.pk))
    return unit


@one_writer()
def add_task(*, actor: User, unit_id: UUID, id: UUID, names: Names, picture: str) -> UnitTask:
    """Write one more task of a unit.

    :raises NotAllowed: if the actor may not write standards
    :raises StandardFixed: if its standard is in use, verified or replaced
    :raises UnknownPicture: if the picture cannot be drawn
    """
    may_write(actor)
    made = UnitTask.objects.filter(pk=id).first()
    if made is not None:
        return made
    unit = locked(Unit.objects.get(pk=unit_id))
    open_standard(actor, unit.standard_id)
    code, sort = _free(UnitTask, unit.code, "T")
    if sort > _TASKS:
        raise TooMany
    task = UnitTask.objects.create(
        id=id, unit=unit, code=code, sort=sort, picture=drawn(picture), **names.checked()
    )
    audit(actor=actor, action="skills.task_added", on=Ref("unit_task", id))
    return task


@one_writer()
def edit_task(*, actor: User, task_id: UUID, revision: int, names: Names, picture: str) -> UnitTask:
    """Change the words and the picture of a task that nobody has used yet.

    :raises NotAllowed: if the actor may not write standards
    :raises StandardFixed: if its standard is in use, verified or replaced
    :raises ChangedMeanwhile: if it was saved after the form was opened
    """
    may_write(actor)
    task = locked(UnitTask.objects.select_related("unit").get(pk=task_id), revision)
    open_standard(actor, task.unit.standard_id)
    put(task, {**names.checked(), "picture": drawn(picture)})
    audit(actor=actor, action="skills.task_changed", on=Ref("unit_task", task.pk))
    return task


def may_write(actor: User) -> None:
    """Refuse who may not write standards.

    :raises NotAllowed: if she may not
    """
    if not can(actor, "standards.edit"):
        raise NotAllowed


def open_standard(actor: User, standard_id: UUID, revision: int | None = None) -> Standard:
    """Return a version that may be changed, its row locked until the act ends.

    :raises NotAllowed: if the actor may not write standards
    :raises StandardFixed: if it is in use, verified or replaced
    """
    may_write(actor)
    standard = locked(Standard.objects.get(pk=standard_id), revision)
    if is_fixed(standard):
        raise StandardFixed
    return standard


def next_number() -> int:
    """Return a number for a unit that none ever had: rows are never deleted, so the next one."""
    highest = Unit.objects.aggregate(most=Max("number"))["most"] or 0
    return int(max(highest + 1, FIRST_OWN_NUMBER))


def known_skills(codes: tuple[str, ...]) -> list[Skill]:
    """Return the skills of these codes.

    :raises UnknownSkill: if one is not known
    """
    found = list(Skill.objects.filter(code__in=codes))
    if len(found) != len(set(codes)):
        raise UnknownSkill
    return found


def drawn(picture: str) -> str:
    """Return the name of a picture, "" for none.

    :raises UnknownPicture: if it cannot be drawn
    """
    if picture and not can_be_drawn(picture):
        raise UnknownPicture
    return picture


def _free(model: type[Unit] | type[UnitTask], under: str, letter: str) -> tuple[str, int]:
    """Return a code below another that nothing bears, and its place in the order."""
    start = f"{under}-{letter}"
    taken = set(
        model._default_manager.filter(code__startswith=start).values_list("code", flat=True)
    )
    number = len(taken) + 1
    while f"{start}{number}" in taken:
        number += 1
    return f"{start}{number}", number
