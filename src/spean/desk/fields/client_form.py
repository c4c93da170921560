"""The base of every form that staff fill in about people, jobs and centres."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from spean.core.text import tidy

# Longer than any note a counsellor writes in a minute; a field may set less.
LONGEST_TEXT = 4000

# Controls other than white space, halves of characters, and the mark of bytes that were not text.
_NOT_TEXT = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ud800-\udfff\ufffd]")

NOT_TEXT = _("Some letters here cannot be read. Please type them again.")
TOO_LONG = _("This is too long: %(show_value)d letters. Please write at most %(limit_value)d.")
SENTENCES: Mapping[str, Any] = {
    "required": _("Please fill this in."),
    "invalid_choice": _("Please choose one of the answers."),
    "invalid_list": _("Please choose one of the answers."),
    "max_length": TOO_LONG,
}


class ClientForm(forms.Form):
    """A form that tidies what is written, bounds it, and refuses what is not text.

    Text comes out in canonical Khmer order without invisible characters (`core.text.tidy`);
    formulas stay the text they are. Errors are sentences that say what to do, and what was
    written stays in its field.
    """

    use_required_attribute = False
    # Set where most questions may be left empty: the page says so once, not at each of them.
    mostly_optional = False

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(None, *args, **kwargs)
        for field in self.fields.values():
            _dress(field)
        self._refused: dict[str | None, Any] = {}
        if data is not None:
            self.is_bound = True
            self.data = self._tidied(data)

    def full_clean(self) -> None:
        """Validate, and put what could not be read at its field."""
        super().full_clean()
        for name, sentence in self._refused.items():
            self.errors.pop(name or NON_FIELD_ERRORS, None)
            self.add_error(name, sentence)

    def _tidied(self, data: Any) -> MultiValueDict[str, str]:
        lists = data.lists() if isinstance(data, MultiValueDict) else _as_lists(data)
        tidied: MultiValueDict[str, str] = QueryDict(mutable=True)
        for key, values in lists:
            tidied.setlist(key, [self._tidied_value(key, value) for value in values])
        return tidied

    def _tidied_value(self, key: str, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        name = self._name_of(key)
        field = self.fields.get(name) if name else None
        if len(value) > LONGEST_TEXT and len(value) > (getattr(field, "max_length", None) or 0):
            facts = {"show_value": len(value), "limit_value": LONGEST_TEXT}
            self._refuse(name, forms.ValidationError(TOO_LONG, params=facts))
            return _NOT_TEXT.sub("", value[:LONGEST_TEXT])
        if _NOT_TEXT.search(value):
            self._refuse(name, forms.ValidationError(NOT_TEXT))
            return _NOT_TEXT.sub("", value)
        is_long = field is not None and isinstance(field.widget, forms.Textarea)
        return tidy(value, keep_lines=is_long)

    def _refuse(self, name: str | None, sentence: forms.ValidationError) -> None:
        if name or not self._refused:
            self._refused[name] = sentence

    def _name_of(self, key: str) -> str | None:
        """Return the field that a posted name belongs to, also one of its parts."""
        for name in self.fields:
            html_name = self.add_prefix(name)
            if key == html_name or key.startswith((f"{html_name}_", f"{html_name}-")):
                return name
        return None

    def order(self, *names: str) -> list[BoundField]:
        """Return these fields, in this order, for a template that shows a part of the form."""
        return [self[name] for name in names]


def _as_lists(data: Mapping[str, Any]) -> list[tuple[str, list[Any]]]:
    return [
        (key, list(value) if isinstance(value, list | tuple) else [value])
        for key, value in data.items()
    ]


def _dress(field: forms.Field) -> None:
    """Give a field our sentences, a bound, and the look of its input."""
    field.error_messages = {**field.error_messages, **_unset_sentences(field)}
    if isinstance(field, forms.CharField) and field.max_length is None:
        field.max_length = LONGEST_TEXT
    widget = field.widget
    if isinstance(widget, forms.TextInput | forms.Textarea | forms.Select):
        widget.attrs.setdefault("class", "in")
        widget.attrs.setdefault("autocomplete", "off")
    if isinstance(widget, forms.Textarea) and widget.attrs.get("rows") == "10":
        widget.attrs["rows"] = "4"


def _unset_sentences(field: forms.Field) -> dict[str, Any]:
    """Return our sentences for those messages that the field has left as Django words them."""
    return {
        code: sentence
        for code, sentence in SENTENCES.items()
        if field.error_messages.get(code) in (None, *_DJANGO_SENTENCES.get(code, ()))
    }


_DJANGO_SENTENCES = {
    code: [
        kind.default_error_messages[code]
        for kind in (forms.Field, forms.ChoiceField, forms.MultipleChoiceField)
        if code in kind.default_error_messages
    ]
    for code in SENTENCES
}
