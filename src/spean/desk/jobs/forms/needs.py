"""What a vacancy needs and welcomes: the tasks of its work to tick, others to search for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import ClientForm, OccupationField, SkillsField
from spean.directory.models import Skill
from spean.jobs.choices import NeedWeight


class NeedsMixin(ClientForm):
    """The work, the skills without which it cannot be done, and those that are welcome."""

    occupation = OccupationField(
        label=_("Which work is it?"), help_text=_("Type a word for the work.")
    )
    must = SkillsField(label=_("Skills that are needed"))
    nice = SkillsField(label=_("Skills that are welcome"))

    def offer_needs(self, *, more: str = "") -> None:
        """Fill the tick-boxes: what is ticked, what the work needs, and what is searched for."""
        work = self._work()
        for name in ("must", "nice"):
            field = self.fields[name]
            assert isinstance(field, SkillsField)
            field.offer(occupation=work, chosen=self._chosen(name), more=more)

    def _work(self) -> Any:
        if not self.is_bound:
            return self.initial.get("occupation")
        field = self.fields["occupation"]
        name = self.add_prefix("occupation")
        try:
            return field.clean(field.widget.value_from_datadict(self.data, {}, name))
        except forms.ValidationError:
            return None

    def _chosen(self, name: str) -> Any:
        if self.is_bound:
            return self.data.getlist(self.add_prefix(name))
        return self.initial.get(name, ())

    def needs(self) -> list[tuple[Skill, NeedWeight]]:
        """Return each skill once; what is needed is not also welcome."""
        must = self.cleaned_data["must"]
        asked = {skill.pk for skill in must}
        nice = [skill for skill in self.cleaned_data["nice"] if skill.pk not in asked]
        return [
            *((skill, NeedWeight.MUST) for skill in must),
            *((skill, NeedWeight.NICE) for skill in nice),
        ]
