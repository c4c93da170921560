"""Template tags and filters of every page; they are built in, no `{% load %}` is needed.

Drawing
    {% icon "telephone" %}            an icon of `config.icons.ICONS`; an unknown name raises
    {% picture task.picture %}        the picture of a task, which data name
    {% chip case.triage %}            Today / This week / As planned: shape, fill and word
    {% call_mark contact %}           safe to call, call after, do not call; `short=True` in a row;
                                      `declined=` who said no to being telephoned;
                                      nothing but the mark: the number is the template's affair
    {% include "parts/bridge.svg" %}  the bridge, our mark
    <progress class="meter" value="3" max="9">   a bar (no style attribute: the CSP refuses it)

Forms
    {% errors form %}                 top note: counts what is left, links to each field
                                      (several forms: {% errors form other %})
    {% field form.name %}             label, hint, widget, message. Options: label="", hint="",
                                      narrow=True, also=messages that belong here. RadioSelect
                                      becomes `seg` (up to 3 choices) or `pick`; check boxes become
                                      `pick`; the rest `in`.
                                      "May be left empty" stands on optional fields unless the form
                                      class says `mostly_optional = True`.

Words (Khmer digits on a Khmer page, Western on an English one)
    {{ value|khmer_digits }}          ៣៤
    {{ day|day_text }}                ១៥ មិថុនា ២០២៦; |day_text:person.birth_precision,
                                      |day_text:"near" leaves this year out
    {{ day|weekday_text }}            ថ្ងៃចន្ទ ១៥ មិថុនា
    {{ moment|time_text }}            ៥ ល្ងាច
    {{ 34|age_text }}                 ៣៤ ឆ្នាំ; of a day of birth too; |age_text:"age_only" = about
    {{ amount|money:"USD" }}          $260, 280,000 ៛, 9,000 ฿ (Western digits: money is compared)
    {{ number|people_count }}         ៧ នាក់
    {{ contact.number|phone_text }}   012 000 417 (Western digits: a keypad is near)
    {{ name|in_its_language }}        marks Khmer on an English page, Latin on a Khmer one

Pages to include (each says at its top what it takes)
    parts/pages.html, parts/empty.html, parts/long_job.html, parts/timeline.html,
    parts/compare.html, parts/reasons.html
Pages to extend: base.html (public), desk.html (staff), step.html (a form of steps),
    confirm.html (what cannot be undone), small.html (one narrow card).
"""

import re
from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms, template
from django.conf import settings
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from spean.config.icons import icon_svg
from spean.config.pictures import picture_svg
from spean.core import wording

register = template.Library()
_KHMER = re.compile(r"[\u1780-\u17ff]")
_LATIN = re.compile(r"[A-Za-z]")
CHIPS = {
    "red": ("now", "triangle-fill"),
    "amber": ("week", "diamond-fill"),
    "green": ("plan", "circle-fill"),
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the list.

    :raises UnknownIcon: if the name is not on the list
    """
    return icon_svg(name)


@register.simple_tag
def picture(name: str) -> SafeString:
    """Draw the picture of a task: any drawing of the kept package, or an empty frame."""
    return picture_svg(name)


@register.simple_tag
def plain_static(path: str) -> str:
    """Return the address of a static file without its hash, for pages that must never fail."""
    return f"{settings.STATIC_URL}{path}"


@register.inclusion_tag("parts/chip.html")
def chip(triage: str | None) -> dict[str, str]:
    """Draw when we act: triangle Today, diamond This week, circle As planned."""
    kind, drawing = CHIPS.get(str(triage or ""), ("", ""))
    return {"kind": kind, "drawing": drawing}


@register.inclusion_tag("parts/call_mark.html")
def call_mark(contact: Any, short: bool = False, declined: bool = False) -> dict[str, Any]:
    """Draw whether one may call; `contact` may be None, which is said too.

    Who said no to being telephoned is visited, however safe the number is.
    """
    if contact is None:
        return {"state": "unknown"}
    if declined:
        return {"state": "never"}
    return {
        "state": str(contact.safe_to_call),
        "after": contact.call_after,
        "hours": contact.best_time,
        "owner": contact.get_owner_display(),
        "is_own": contact.owner == "self",
        "short": short,
    }


@register.inclusion_tag("parts/errors.html")
def errors(*bound: forms.BaseForm) -> dict[str, Any]:
    """Say on top how many places are left, with a link to each."""
    general: list[str] = []
    places: list[dict[str, str]] = []
    for form in bound:
        general += [str(text) for text in form.non_field_errors()]
        for one in form:
            if not one.errors:
                continue
            if one.is_hidden:
                general += [str(text) for text in one.errors]
            else:
                target = one.auto_id if one.use_fieldset else one.id_for_label
                places.append({"id": target or one.auto_id, "label": str(one.label)})
    return {"general": general, "places": places, "count": len(places)}


@register.inclusion_tag("parts/field.html")
def field(
    bound: forms.BoundField,
    label: str = "",
    hint: str = "",
    narrow: bool = False,
    also: Iterable[Any] = (),
) -> dict[str, Any]:
    """Lay out one field: label, hint, widget and message, joined for a screen reader.

    `also` holds messages from elsewhere that belong at this field.
    """
    widget = bound.field.widget
    messages = [str(text) for text in (*bound.errors, *also)]
    hint = hint or str(bound.help_text or "")
    marks = [f"{bound.auto_id}_hint"] if hint else []
    marks += [f"{bound.auto_id}_msg"] if messages else []
    optional = not bound.field.required and not getattr(bound.form, "mostly_optional", False)
    return {
        "bound": bound,
        "messages": messages,
        "kind": _kind(widget),
        "label": label or bound.label,
        "hint": hint,
        "id": bound.auto_id,
        "described_by": " ".join(marks),
        "may_be_empty": optional and not isinstance(widget, forms.CheckboxInput),
        "narrow": narrow,
        "options": _options(bound, widget),
        "drawn": _drawn(bound, widget, marks),
    }


def _kind(widget: forms.Widget) -> str:
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, forms.CheckboxSelectMultiple):
        return "many"
    if isinstance(widget, forms.RadioSelect):
        # A line of explanation needs the whole width.
        is_short = not any("<small>" in str(label) for _value, label in widget.choices)
        return "seg" if is_short and len(list(widget.choices)) <= 3 else "pick"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "group" if widget.use_fieldset else "one"


def _options(bound: forms.BoundField, widget: forms.Widget) -> Iterable[Any]:
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return list(bound.subwidgets)
    return ()


def _drawn(bound: forms.BoundField, widget: forms.Widget, marks: list[str]) -> str:
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return ""
    known = widget.attrs.get("class", "")
    attributes: dict[str, Any] = {}
    if not isinstance(widget, forms.CheckboxInput) and not widget.is_hidden:
        # A placeholder is no label, and vanishes while one writes.
        attributes["placeholder"] = False
        attributes["class"] = f"{known} in".strip()
    if widget.use_fieldset and str(widget.template_name).startswith("django/"):
        # The package's own groups give their parts no names; ours do.
        attributes["aria-label"] = bound.label
    if marks and not widget.is_hidden:
        attributes["aria-describedby"] = " ".join(marks)
    if bound.errors and bound.name == _first_wrong(bound.form):
        attributes["autofocus"] = True
    return bound.as_widget(attrs=attributes)


def _first_wrong(form: forms.BaseForm) -> str | None:
    return next((name for name in form.fields if name in form.errors), None)


@register.filter
def khmer_digits(value: Any) -> str:
    """Write a number in the reader's digits."""
    return wording.digits_text(value)


@register.filter
def day_text(day: date | datetime | None, precision: str = "day") -> str:
    """Write a day in words, as exact as it is known."""
    return wording.day_text(day or None, precision or "day")


@register.filter
def weekday_text(day: date) -> str:
    """Write the day of the week with its date."""
    return wording.weekday_text(day)


@register.filter
def time_text(value: time | datetime | None) -> str:
    """Write an hour as it is said."""
    return wording.time_text(value or None)


@register.filter
def age_text(value: int | date | None, precision: str = "day") -> str:
    """Write an age."""
    return wording.age_text(value, precision or "day")


@register.filter
def money(amount: Any, currency: str = "USD") -> str:
    """Write an amount with its sign."""
    return wording.money_text(amount, currency or "USD")


@register.filter
def people_count(count: int) -> str:
    """Write a number of people."""
    return wording.people_text(int(count or 0))


@register.filter
def phone_text(number: str) -> str:
    """Write a telephone number in the groups people say it in."""
    return wording.phone_text(number)


@register.filter
def in_its_language(text: Any) -> SafeString:
    """Mark a name of the other script, so that it is read aloud and broken rightly."""
    said = "" if text is None else str(text)
    if wording.is_khmer() and _LATIN.search(said) and not _KHMER.search(said):
        return format_html('<span lang="en">{}</span>', said)
    if not wording.is_khmer() and _KHMER.search(said):
        return format_html('<span lang="km">{}</span>', said)
    return conditional_escape(said)
