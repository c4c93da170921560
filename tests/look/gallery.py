"""One of each component, for tests of the look."""

from datetime import date, time
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator

from spean.desk.cards import Moment


class EveryField(forms.Form):
    given = forms.CharField(label="នាមខ្លួន", help_text="សូមសរសេរជាអក្សរខ្មែរ ឬអក្សរឡាតាំង។")
    sex = forms.ChoiceField(
        label="ភេទ",
        choices=[("F", "ស្រី"), ("M", "ប្រុស"), ("X", "មិនចង់ប្រាប់")],
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label="មកតាមរយៈ",
        choices=[("a", "ដើរចូល"), ("b", "ចុះភូមិ"), ("c", "ពិព័រណ៍"), ("d", "ទូរស័ព្ទ")],
        widget=forms.RadioSelect,
        required=False,
    )
    needs = forms.MultipleChoiceField(
        label="ត្រូវការ",
        choices=[("food", "អាហារ"), ("work", "ការងារ")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agrees = forms.BooleanField(label="យល់ព្រម", required=False, help_text="អ្នកអាចថាទេ។")
    place = forms.ChoiceField(label="ខេត្ត", choices=[("15", "ពោធិ៍សាត់"), ("13", "ព្រះវិហារ")])
    born = forms.DateField(label="ថ្ងៃកំណើត", required=False)
    key = forms.CharField(widget=forms.HiddenInput, required=False)
    parts = forms.SplitDateTimeField(label="ណាត់", required=False)


def contact(state: str, owner: str = "self", after: time | None = None) -> SimpleNamespace:
    """Return what a call mark reads of a telephone."""
    return SimpleNamespace(
        safe_to_call=state,
        owner=owner,
        call_after=after,
        best_time="",
        get_owner_display=lambda: "ទូរស័ព្ទអ្នកជិតខាង" if owner != "self" else "ទូរស័ព្ទផ្ទាល់ខ្លួន",
    )


def everything() -> dict[str, Any]:
    """Return the context of gallery.html."""
    reason = SimpleNamespace(text="ធ្លាប់ក្រាលការ៉ូ ៦ ឆ្នាំ", source="សុភាប្រាប់")
    line = {"label": "ឈ្មោះ", "left": "ទន្លេ សុភា", "right": "ទន្លេ សោភា", "likeness": "near"}
    return {
        "day": date(2026, 6, 15),
        "moment": time(9, 0),
        "contacts": [
            contact("safe"),
            contact("later", "neighbour", time(17)),
            contact("never"),
            None,
        ],
        "form": EveryField({"given": "", "sex": "F"}),
        "reasons": [reason],
        "lines": [line, {**line, "likeness": "same"}, {**line, "likeness": "differs"}],
        "page": Paginator(range(50), 20).page(2),
        "moments": [
            Moment(on=date(2026, 6, 15), text="ពិភាក្សារឿងបំណុល", who="បុប្ផា"),
            Moment(on=date(2016, 1, 1), text="ធ្វើសំណង់", precision="year", is_abroad=True),
        ],
    }
