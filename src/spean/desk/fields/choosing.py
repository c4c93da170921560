"""Answers to choose from: a row of two or three, a list with explanations, or several at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.template import loader
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

NOT_KNOWN_YET = _("Not known yet")


class LookWidget:
    """Draw a widget with a template of the site, so that it may use the site's own tags."""

    def _render(self, template_name: str, context: dict[str, Any], renderer: Any = None) -> str:
        return loader.get_template(template_name).render(context)


def _explained(label: Any, sentence: Any) -> str:
    return format_html("{}<small>{}</small>", label, sentence)


explained_label = lazy(_explained, str)


class OneOfField(forms.ChoiceField):
    """One of several answers, all in sight (`look` "open") or behind a line ("list").

    `explained` gives some of them a line of explanation; `words` holds the answers without it.

    One that may be left empty also offers "not known yet", so that a wrong answer can be taken
    back; a list that already offers "not known" does not say it twice.
    """

    def __init__(
        self,
        *,
        choices: Iterable[tuple[Any, Any]],
        look: str = "open",
        explained: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        offered = [(value, label) for value, label in choices if value != ""]
        self.words = {str(value): label for value, label in offered}
        for place, (value, label) in enumerate(offered):
            if explained and explained.get(value):
                offered[place] = (value, explained_label(label, explained[value]))
        if not kwargs.get("required", True) and "unknown" not in {value for value, _l in offered}:
            offered.append(("", NOT_KNOWN_YET))
        elif look == "list":
            offered.insert(0, ("", _("Please choose")))
        kwargs["widget"] = forms.Select if look == "list" else forms.RadioSelect
        super().__init__(choices=offered, **kwargs)


class NumberedField(OneOfField):
    """One of several numbered answers (an `IntegerChoices`); comes out as a number, or None."""

    def prepare_value(self, value: Any) -> str:
        """Return the number as its radio button says it."""
        return "" if value is None else str(value)

    def clean(self, value: Any) -> Any:
        """Return the number chosen, or None."""
        chosen = super().clean(value)
        return int(chosen) if chosen else None


class YesNoField(OneOfField):
    """Yes, no, or not known: comes out as True, False or None."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("yes", _("Yes")), ("no", _("No"))], **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the answer as its radio button says it."""
        return {True: "yes", False: "no", None: ""}.get(value, value)

    def clean(self, value: Any) -> bool | None:
        """Return True, False or None."""
        return {"yes": True, "no": False}.get(super().clean(value))


class SomeOfField(forms.MultipleChoiceField):
    """Several of the answers, at most `most`; comes out as a list in the order offered."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, choices: Sequence[Any], most: int | None = None, **kwargs: Any) -> None:
        super().__init__(choices=choices, **kwargs)
        self.words = {str(value): label for value, label in choices}
        self.most = most

    def validate(self, value: Sequence[str]) -> None:
        """Refuse too many answers.

        :raises ValidationError: if more than `most` were chosen
        """
        super().validate(value)
        if self.most is not None and len(value) > self.most:
            raise forms.ValidationError(
                _("Please choose at most %(most)d. You chose %(chosen)d."),
                params={"most": self.most, "chosen": len(value)},
                code="too-many",
            )
