"""F5: eleven questions, one result, and another choice with its reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.casework.choices import Answer, Question, Triage
from spean.casework.contracts import Answers
from spean.desk.fields import OneOfField
from spean.desk.fields.revised_form import MarkedForm

AS_ANSWERED = [("", _("As the answers say")), *Triage.choices]


class TriageForm(MarkedForm):
    """The questions in the order of the paper form, each yes, no, or did not ask."""

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        said = {"required": _("Please choose an answer; “did not ask” is one.")}
        for code, label in Question.choices:
            self.fields[code] = OneOfField(label=label, choices=Answer.choices, error_messages=said)
        self.fields["triage"] = forms.ChoiceField(
            label=_("When do we act?"),
            choices=AS_ANSWERED,
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["override_reason"] = forms.CharField(
            label=_("Why do you choose otherwise?"),
            required=False,
            max_length=300,
            widget=forms.Textarea(attrs={"rows": 2}),
        )

    def questions(self) -> list[forms.BoundField]:
        """Return the eleven questions."""
        return self.order(*Question.values)

    def words(self) -> Answers:
        """Return the answers as the service takes them."""
        given = {code: self.cleaned_data[code] for code in Question.values}
        return Answers(given, self.cleaned_data["triage"], self.cleaned_data["override_reason"])
