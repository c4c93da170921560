"""The tasks of an occupation, to tick; any other skill, to search for."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.directory import selectors as directory
from spean.directory.models import Occupation, Skill

MOST_CHOSEN = 60


class SkillsField(forms.Field):
    """Skills; comes out as a list of `Skill`.

    Call `offer` when the form is made, with the occupation (if it is known), the skills already
    chosen, and what is searched for.
    """

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)

    def offer(
        self, *, occupation: Occupation | None, chosen: Iterable[Any] = (), more: str = ""
    ) -> None:
        """Fill the tick-boxes: what is chosen, the tasks of the occupation, what was searched."""
        rows: dict[str, Skill] = {}
        for skill in Skill.objects.filter(pk__in=_ids(chosen)):
            rows[str(skill.pk)] = skill
        for need in directory.skills_of(occupation) if occupation else ():
            rows[str(need.skill_id)] = need.skill
        for skill in directory.find_skills(more, limit=20) if more.strip() else ():
            rows[str(skill.pk)] = skill
        self.widget.choices = [(key, skill.label) for key, skill in rows.items()]

    def prepare_value(self, value: Any) -> list[str]:
        """Return the keys that are ticked."""
        return [str(getattr(item, "pk", item)) for item in value or ()]

    def clean(self, value: Any) -> list[Skill]:
        """Return the skills that were ticked.

        :raises ValidationError: if one is not known, too many are ticked, or none where one is due
        """
        wanted = _ids(value or ())
        if not wanted and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(wanted) > MOST_CHOSEN:
            raise forms.ValidationError(
                _("Please choose at most %(most)d. You chose %(chosen)d."),
                params={"most": MOST_CHOSEN, "chosen": len(wanted)},
                code="too-many",
            )
        found = {skill.pk: skill for skill in Skill.objects.filter(pk__in=wanted)}
        if len(found) != len(wanted) or len(wanted) != len(set(map(str, value or ()))):
            raise forms.ValidationError(_("Please choose from the list."), code="unknown")
        return [found[key] for key in wanted]


def _ids(values: Iterable[Any]) -> Sequence[UUID]:
    """Return the values that are keys, each once, in their order."""
    keys: dict[UUID, None] = {}
    for value in values:
        try:
            keys[value.pk if isinstance(value, Skill) else UUID(str(value))] = None
        except ValueError:
            continue
    return list(keys)
