"""A telephone number, written as it may be."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.core.text import digits
from spean.core.wording import digits_text
from spean.people.rules import parse_phones

WRONG_COUNT = _("A phone number has 9 or 10 digits. You wrote %(count)s.")
NOT_A_PHONE = _("Please look at this number again: no telephone has it.")
ONE_AT_A_TIME = _("Please write one number here. There is room for others.")


class PhoneField(forms.CharField):
    """One telephone number; comes out in E.164 (+85512000417) or empty.

    Cambodian and Thai numbers are understood as they are dialled at home; a number of another
    country begins with +.
    """

    def __init__(self, **kwargs: Any) -> None:
        look = {"class": "in num", "inputmode": "tel", "autocomplete": "off"}
        super().__init__(max_length=60, widget=forms.TextInput(look), **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return a Cambodian number as it is dialled at home: 012 000 417."""
        return spoken_number(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        """Return the number in E.164.

        :raises ValidationError: if it is not one number, or has too few or too many digits
        """
        text = super().clean(value)
        if not text:
            return ""
        phones = parse_phones(text)
        if len(phones) > 1:
            raise forms.ValidationError(ONE_AT_A_TIME, code="several")
        if not phones or not phones[0].is_readable:
            raise _refusal(text)
        return phones[0].number


def _refusal(text: str) -> forms.ValidationError:
    count = len(re.sub(r"\D", "", digits(text)))
    if count in (9, 10) or digits(text).lstrip().startswith(("+", "00")):
        return forms.ValidationError(NOT_A_PHONE, code="not-a-phone")
    return forms.ValidationError(WRONG_COUNT, code="digits", params={"count": digits_text(count)})


def spoken_number(number: str) -> str:
    """Return an E.164 number as people here say it, in groups of three; others unchanged."""
    if not re.fullmatch(r"\+855\d{8,9}", number):
        return number
    national = "0" + number[4:]
    return " ".join(filter(None, (national[:3], national[3:6], national[6:])))
