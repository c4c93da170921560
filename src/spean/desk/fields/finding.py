"""Find a place or an occupation by typing its name in any spelling, or its code.

Without JavaScript the form itself answers: a name that fits one row is taken, a name that fits
several is asked about, with where each of them lies. With htmx the same choice appears while
typing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spean.core.text import digits, fold
from spean.core.wording import is_khmer
from spean.desk.fields.choosing import LookWidget
from spean.directory import selectors as directory
from spean.directory.models import Area, Occupation

MOST_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Sought:
    """What stood in the field: the text, the code picked, and the text that it was picked for."""

    text: str
    code: str = ""
    asked: str = ""

    @property
    def picked(self) -> str:
        """Return the code picked, unless the text was changed afterwards."""
        return self.code if self.text == self.asked else ""


@dataclass(frozen=True, slots=True)
class Found:
    """One row to choose: its code, its name, and a line that tells it from others."""

    code: str
    name: str
    where: str


class FindInput(LookWidget, forms.TextInput):
    """A line to type in, and below it the rows that fit."""

    template_name = "desk/fields/find.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"class": "in", "autocomplete": "off", **(attrs or {})})
        self.field: FindField | None = None

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Sought:
        """Return the text, the code that was picked, and what it was picked for."""
        return Sought(
            data.get(name) or "", data.get(f"{name}-code") or "", data.get(f"{name}-asked") or ""
        )

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        """Tell whether the field was not on the page at all."""
        return name not in data

    def format_value(self, value: Any) -> str:
        """Return what stands in the line."""
        return value.text if isinstance(value, Sought) else ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Return what the template shows: the line, the rows that fit, the one picked."""
        context = super().get_context(name, value, attrs)
        sought = value if isinstance(value, Sought) else Sought("")
        context["sought"] = sought
        context["found"] = self.field.offered(sought) if self.field else []
        context["find_url"] = reverse(self.field.url_name) if self.field else ""
        return context


class FindField(forms.Field):
    """One row of reference data, found by name or code."""

    widget = FindInput
    url_name = ""
    none_found: Any = _("Nothing by this name. Please try another spelling.")
    several_found: Any = _("Several have this name. Please choose one.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.field = self

    def __deepcopy__(self, memo: dict[int, Any]) -> "FindField":
        copy: FindField = super().__deepcopy__(memo)
        copy.widget.field = copy
        return copy

    def by_code(self, code: str) -> Any:
        """Return the row with this code, or None."""
        raise NotImplementedError

    def search(self, text: str) -> Sequence[Any]:
        """Return the rows that a text may mean, the likeliest first."""
        raise NotImplementedError

    def found(self, row: Any) -> Found:
        """Return how a row is offered."""
        raise NotImplementedError

    def prepare_value(self, value: Any) -> Any:
        """Return a row as the text and code that stand for it in the form."""
        if isinstance(value, str):
            value = self.by_code(value) if value else None
        if value is None or isinstance(value, Sought):
            return value
        shown = self.found(value)
        return Sought(shown.name, shown.code, shown.name)

    def offered(self, sought: Sought) -> list[Found]:
        """Return the rows to choose from: the one picked, or those that fit the text."""
        if not sought.text.strip():
            return []
        picked = self.by_code(sought.picked) if sought.picked else None
        if picked is not None:
            return [self.found(picked)]
        row = self.by_code(digits(sought.text))
        rows = [row] if row is not None else self.search(sought.text)[:MOST_SHOWN]
        return [self.found(row) for row in rows]

    def clean(self, value: Any) -> Any:
        """Return the row that was meant, or None.

        :raises ValidationError: if there is none, or several to choose from
        """
        sought = value if isinstance(value, Sought) else Sought(str(value or ""))
        if not sought.text.strip():
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        row = self.by_code(sought.picked) if sought.picked else None
        return self.suited(row if row is not None else self._meant(sought.text))

    def suited(self, row: Any) -> Any:
        """Return the row if it may stand here.

        :raises ValidationError: if it may not
        """
        return row

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether another row was meant."""
        before = self.prepare_value(initial)
        after = data if isinstance(data, Sought) else Sought(str(data or ""))
        if before is None:
            return bool(after.text.strip())
        return (after.text, after.picked) != (before.text, before.picked)

    def _meant(self, text: str) -> Any:
        row = self.by_code(digits(text))
        if row is not None:
            return row
        rows = list(self.search(text)[:MOST_SHOWN])
        if len(rows) > 1:
            exact = [row for row in rows if fold(text) in self.names(row)]
            rows = exact if len(exact) == 1 else rows
        if not rows:
            raise forms.ValidationError(self.none_found, code="none-found")
        if len(rows) > 1:
            raise forms.ValidationError(self.several_found, code="several-found")
        return rows[0]

    def names(self, row: Any) -> set[str]:
        """Return the folded names by which a row is meant without doubt."""
        return {fold(row.label_km), fold(row.label_en)}


class AreaField(FindField):
    """A place of the gazetteer; `levels` says how exact it must be (3 commune, 4 village).

    Places inside `near` are offered first.
    """

    url_name = "desk:find_area"
    none_found = _("No place by this name. Please try another spelling, or the code.")
    several_found = _("Several places have this name. Please choose one.")

    def __init__(
        self, *, levels: tuple[int, ...] = (3, 4), near: Area | None = None, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.levels = levels
        self.near = near

    def by_code(self, code: str) -> Area | None:
        """Return the place in force with this code, or None; a lost leading zero is put back."""
        area = directory.area_by_code(code)
        return area if area is not None and area.valid_to is None else None

    def search(self, text: str) -> Sequence[Area]:
        """Return the places that a text may mean: those nearby, then those called exactly so."""
        wanted = fold(text)
        found: dict[str, Area] = {}
        for within in (self.near, None) if self.near else (None,):
            nearby = [
                area
                for level in self.levels
                for area in directory.find_areas(text, level=level, within=within, limit=MOST_SHOWN)
                if area.valid_to is None
            ]
            nearby.sort(key=lambda area: wanted not in self.names(area))
            found |= {area.code: area for area in nearby if area.code not in found}
        return list(found.values())

    def found(self, row: Area) -> Found:
        """Return a place with its kind and where it lies."""
        kind, path = (row.kind_km, row.path_km) if is_khmer() else (row.kind_en, row.path_en)
        where = " · ".join(filter(None, (kind or row.get_level_display(), path)))
        return Found(row.code, row.label, where)

    def suited(self, row: Area) -> Area:
        """Return the place if it is exact enough.

        :raises ValidationError: if a district or province was written where a commune is needed
        """
        if row.level not in self.levels:
            raise forms.ValidationError(_("Please write the commune or village."), code="level")
        return row


class OccupationField(FindField):
    """An occupation, found by any of its names."""

    url_name = "desk:find_occupation"
    none_found = _("No work by this name. Please try another word for it.")
    several_found = _("Several kinds of work fit. Please choose one.")

    def by_code(self, code: str) -> Occupation | None:
        """Return the occupation with this code, or None."""
        return Occupation.objects.filter(code=code).first()

    def search(self, text: str) -> Sequence[Occupation]:
        """Return the occupations that a text may mean."""
        return list(directory.find_occupations(text, limit=MOST_SHOWN))

    def found(self, row: Occupation) -> Found:
        """Return an occupation with its classification code."""
        return Found(row.code, row.label, f"ISCO {row.isco}" if row.isco else "")
