"""Whole numbers, amounts and money, in Khmer or Western digits."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.core.text import digits
from spean.desk.fields.choosing import LookWidget

NOT_A_NUMBER = _("Please write a number, in Khmer or Western digits.")
BELOW = _("This cannot be below %(limit)s.")
ABOVE = _("This cannot be above %(limit)s.")
CURRENCY_MISSING = _("Please choose the currency.")

_GROUPS = re.compile(r"(?<=\d)[, \u00a0\u202f](?=\d{3}(?:\D|$))")


def _number(text: str) -> Decimal:
    plain = _GROUPS.sub("", digits(text).strip())
    if not re.fullmatch(r"-?\d{1,18}(\.\d{1,6})?", plain):
        raise forms.ValidationError(NOT_A_NUMBER, code="not-a-number")
    try:
        return Decimal(plain)
    except InvalidOperation:
        raise forms.ValidationError(NOT_A_NUMBER, code="not-a-number") from None


class DecimalField(forms.Field):
    """A number that may have decimals; comes out as a Decimal or None, never below `least`."""

    def __init__(
        self,
        *,
        least: int = 0,
        most: int = 999_999_999,
        places: int = 2,
        **kwargs: Any,
    ) -> None:
        self.least, self.most, self.places = least, most, places
        mode = "decimal" if places else "numeric"
        look = {"class": "in num short", "inputmode": mode, "autocomplete": "off"}
        kwargs.setdefault("widget", forms.TextInput(look))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Return the number without empty decimals."""
        if isinstance(value, Decimal):
            return f"{value.normalize():f}"
        return value

    def to_python(self, value: Any) -> Any:
        """Return the number that was written.

        :raises ValidationError: if it is no number, too small or too large
        """
        if value in (None, ""):
            return None
        number = value if isinstance(value, Decimal) else _number(str(value))
        if number < self.least:
            raise forms.ValidationError(BELOW, code="below", params={"limit": self.least})
        if number > self.most:
            raise forms.ValidationError(ABOVE, code="above", params={"limit": self.most})
        return round(number, self.places)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another number was written."""
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except forms.ValidationError:
            return True


class WholeField(DecimalField):
    """A whole number; comes out as an int or None."""

    def __init__(self, *, most: int = 32_767, **kwargs: Any) -> None:
        super().__init__(most=most, places=0, **kwargs)

    def to_python(self, value: Any) -> int | None:
        """Return the whole number that was written.

        :raises ValidationError: if it is no whole number, too small or too large
        """
        number = super().to_python(Decimal(value) if isinstance(value, int) else value)
        if number is None:
            return None
        if not isinstance(value, int | Decimal) and _number(str(value)) != number:
            raise forms.ValidationError(NOT_A_NUMBER, code="not-a-number")
        return int(number)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency ("KHR", "USD", "THB")."""

    amount: Decimal
    currency: str


class MoneyInput(LookWidget, forms.MultiWidget):
    """The amount, and the currency beside it."""

    template_name = "desk/fields/money.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows; each part keeps the look of its own."""
        attrs = {key: said for key, said in (attrs or {}).items() if key != "class"}
        return super().get_context(name, value, attrs)

    def decompress(self, value: Any) -> list[Any]:
        """Return the amount and the currency apart."""
        return [f"{value.amount.normalize():f}", value.currency] if value else ["", ""]


class MoneyField(forms.MultiValueField):
    """An amount of money; comes out as `Money` or None."""

    def __init__(
        self, *, currencies: Any, most: int = 999_999_999, first: str = "", **kwargs: Any
    ) -> None:
        amount = DecimalField(required=False, most=most)
        currency = forms.ChoiceField(choices=currencies, required=False)
        currency_widget = forms.RadioSelect(choices=currencies)
        super().__init__(
            fields=(amount, currency),
            require_all_fields=False,
            widget=MoneyInput({"amount": amount.widget, "currency": currency_widget}),
            **kwargs,
        )
        self.first = first

    def compress(self, data_list: list[Any]) -> Money | None:
        """Return the two parts as one.

        :raises ValidationError: if there is an amount and no currency
        """
        amount, currency = data_list or (None, "")
        if amount is None:
            return None
        if not (currency or self.first):
            raise forms.ValidationError(CURRENCY_MISSING, code="currency")
        return Money(amount, currency or self.first)

    def clean(self, value: Any) -> Money | None:
        """Return the amount and its currency.

        :raises ValidationError: if a part cannot be read, or it may not be left empty
        """
        money = super().clean(value) if value and any(value) else None
        if money is None and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        return money
