"""What every text, number and day must pass before it is kept."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from spean.core.errors import DomainError
from spean.core.text import tidy

_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_LONGEST_TEXT = 10_000
_EARLIEST = date(1900, 1, 1)
_MOST = {models.PositiveSmallIntegerField: 32_767, models.PositiveIntegerField: 2_147_483_647}

Errors = dict[str, list[str]]
_Reader = Callable[[Any, date | None], Any]


class WrongInput(DomainError):
    """One or more fields cannot be kept as they are.

    `details["errors"]` is {field name: [sentences]}, ready for a form or a row of a roster.
    """

    code = "wrong-input"
    message = gettext_lazy("Some answers need another look.")

    @property
    def errors(self) -> Errors:
        """The sentences by field."""
        found: Errors = self.details["errors"]  # type: ignore[assignment]
        return found

    def __str__(self) -> str:
        return " ".join(dict.fromkeys(one for many in self.errors.values() for one in many))


class _Refused(Exception):
    pass


def checked(
    model: type[models.Model], values: Mapping[str, Any], *, past: date | None = None
) -> dict[str, Any]:
    """Return the values as they are kept: texts tidied and bounded, codes and numbers in range.

    Names are those of the model's columns; relations pass as they are. With `past` no day may lie
    after it.

    :raises WrongInput: with a sentence for each field that cannot be kept
    """
    kept: dict[str, Any] = {}
    errors: Errors = {}
    readers = _readers(model)
    for name, value in values.items():
        read = readers[name]
        try:
            kept[name] = value if read is None else read(value, past)
        except _Refused as refused:
            errors[name] = [str(refused)]
    if errors:
        raise WrongInput(errors=errors)
    return kept


def checked_text(name: str, text: str, *, most: int) -> str:
    """Return one free text that has no column of its own, tidied and bounded.

    :raises WrongInput: if it cannot be read or is too long
    """
    try:
        return _text(text, most)
    except _Refused as refused:
        raise WrongInput(errors={name: [str(refused)]}) from None


def checked_codes(name: str, codes: Iterable[str], words: Any, *, most: int) -> list[str]:
    """Return a list of codes, each once and in the order given.

    :raises WrongInput: if one is unknown or there are too many
    """
    kept = list(dict.fromkeys(codes))
    if not _values(words).issuperset(kept):
        refuse(name, _("Please choose one of the answers."))
    if len(kept) > most:
        refuse(name, _("Please choose %(most)s at most.") % {"most": most})
    return kept


@cache
def _values(words: Any) -> frozenset[str]:
    return frozenset(words.values)


def refuse(name: str, sentence: str | Promise) -> None:
    """Refuse one field with its sentence.

    :raises WrongInput: always
    """
    raise WrongInput(errors={name: [str(sentence)]})


@cache
def _readers(model: type[models.Model]) -> dict[str, _Reader | None]:
    """Return what checks each column of a model, None where a value passes as it is."""
    return {column.name: _reader(column) for column in model._meta.concrete_fields}


def _reader(column: Any) -> _Reader | None:
    if column.is_relation or isinstance(column, models.BooleanField):
        return None
    if isinstance(column, models.CharField | models.TextField):
        return _answer_reader(column)

    def read(value: Any, past: date | None) -> Any:
        if value is not None:
            return keep(column, value, past)
        if not column.null:
            raise _Refused(_("Please answer this."))
        return None

    keep = _keeper(column)
    return read


def _keeper(column: Any) -> Callable[[Any, Any, date | None], Any]:
    if isinstance(column, models.DecimalField):
        return _amount
    if isinstance(column, models.IntegerField):
        return _count
    if isinstance(column, models.DateField) and not isinstance(column, models.DateTimeField):
        return _day
    return lambda column, value, past: value


def _answer_reader(column: Any) -> _Reader:
    most = column.max_length or _LONGEST_TEXT
    codes = frozenset(code for code, _label in column.flatchoices if code)
    keep_lines = isinstance(column, models.TextField)

    def read(value: Any, past: date | None) -> str:
        # A known code needs no reading; most answers are one, or none.
        if (value == "" and column.blank) or (isinstance(value, str) and value in codes):
            return str(value)
        text = _text(value, most, keep_lines=keep_lines)
        if not text and not column.blank:
            raise _Refused(_("Please answer this."))
        if text and codes and text not in codes:
            raise _Refused(_("Please choose one of the answers."))
        return text

    return read


def _text(value: Any, most: int, *, keep_lines: bool = False) -> str:
    text = str(value or "")
    if _UNREADABLE.search(text):
        raise _Refused(_("This text holds signs that cannot be read. Please type it again."))
    # Tidying never lengthens; an endless text is refused before any work is done on it.
    if len(text) > 4 * most + 100:
        raise _Refused(_("Please write at most %(most)s letters.") % {"most": most})
    text = tidy(text, keep_lines=keep_lines)
    if len(text) > most:
        raise _Refused(_("Please write at most %(most)s letters.") % {"most": most})
    return text


def _amount(column: Any, value: Any, past: date | None) -> Decimal:
    try:
        amount = Decimal(value)
        if not amount.is_finite():
            raise InvalidOperation
    except (InvalidOperation, TypeError, ValueError):
        raise _Refused(_("Please write a number.")) from None
    if amount < 0:
        raise _Refused(_("An amount cannot be below zero."))
    if amount >= 10 ** (column.max_digits - column.decimal_places):
        raise _Refused(_("This amount is too large. Please check it."))
    return amount.quantize(Decimal(1).scaleb(-column.decimal_places))


def _count(column: Any, value: Any, past: date | None) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise _Refused(_("Please write a number."))
    most = _MOST.get(type(column), 2_147_483_647)
    if not 0 <= value <= most:
        raise _Refused(_("Please write a number from 0 to %(most)s.") % {"most": most})
    return value


def _day(column: Any, value: Any, past: date | None) -> date:
    if not isinstance(value, date):
        raise _Refused(_("Please write day, month and year."))
    if value < _EARLIEST:
        raise _Refused(_("This date is too long ago. Please check the year."))
    if past is not None and value > past:
        raise _Refused(_("This date is still to come. Is it a Buddhist-era year?"))
    return value
