"""Whose people go to whom, how they are divided, and whether somebody leaves."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from spean.accounts.models import User
from spean.casework.rules.sharing import BY_COMMUNE, EVENLY
from spean.core.wording import digits_text
from spean.desk.fields import OneOfField, SomeOfField
from spean.desk.fields.revised_form import MarkedForm
from spean.people.models import Person

EVERYBODY, SOME = "all", "some"
_WAYS = [(BY_COMMUNE, _("A commune stays with one colleague")), (EVENLY, _("As many to each"))]


class HandOverForm(MarkedForm):
    """The first page asks; the second shows who would go to whom and carries the same answers."""

    to = SomeOfField(label=_("To whom?"), choices=[])
    way = OneOfField(
        label=_("How are they divided?"),
        help_text=_("If you choose one colleague, all go there."),
        choices=_WAYS,
        initial=BY_COMMUNE,
    )
    leaves = forms.BooleanField(
        label=_("This colleague leaves: close the access now"),
        help_text=_(
            "The account is shut at the same moment, and the telephone empties itself when it next"
            " reaches the centre. What is finished there and not sent yet comes in first."
        ),
        required=False,
    )
    who = OneOfField(
        label=_("Who goes?"),
        choices=[(EVERYBODY, _("Everybody")), (SOME, _("Only those ticked below"))],
        initial=EVERYBODY,
    )
    people = SomeOfField(label=_("People"), choices=[], required=False)
    reason = forms.CharField(label=_("Why?"), required=False, max_length=300)
    # What the second page showed, so that only this is done.
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(
        self,
        data: Any = None,
        *,
        caseload: Sequence[Person],
        colleagues: Sequence[User],
        sizes: Mapping[UUID, int],
        may_leave: bool,
    ) -> None:
        super().__init__(data)
        self.colleagues = {str(user.pk): user for user in colleagues}
        self.caseload = caseload
        _offer(self, "to", [(key, _sized(one, sizes)) for key, one in self.colleagues.items()])
        named = [(str(one.pk), f"{one.name} · {one.client_number}") for one in caseload]
        _offer(self, "people", named)
        if not may_leave:
            del self.fields["leaves"]

    def clean(self) -> dict[str, Any]:
        """Refuse "only some" without anybody, and somebody who leaves and keeps people."""
        said = super().clean() or self.cleaned_data
        if said.get("who") == SOME and not said.get("people"):
            self.add_error("people", _("Please choose at least one person to hand over."))
        if said.get("who") == SOME and said.get("leaves"):
            text = _("Who leaves hands everybody over. Please choose all of the people.")
            self.add_error("who", text)
        return said

    def among(self) -> list[User]:
        """Return the colleagues chosen, in the order of the list."""
        return [self.colleagues[key] for key in self.cleaned_data["to"]]

    def only(self) -> set[UUID] | None:
        """Return the people chosen, None for everybody."""
        if self.cleaned_data["who"] == EVERYBODY:
            return None
        return {UUID(key) for key in self.cleaned_data["people"]}

    def answers(self) -> list[tuple[str, str]]:
        """Return the answers as hidden fields carry them to the second page."""
        said = self.cleaned_data
        pairs = [("id", str(said["id"])), ("way", said["way"]), ("who", said["who"])]
        pairs += [("to", key) for key in said["to"]] + [("reason", said["reason"])]
        pairs += [("people", key) for key in said["people"] if said["who"] == SOME]
        return pairs + ([("leaves", "on")] if said.get("leaves") else [])


def _offer(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
    form.fields[name].words = dict(choices)  # type: ignore[attr-defined]


def _sized(user: User, sizes: Mapping[UUID, int]) -> Any:
    count = sizes.get(user.pk, 0)
    if not count:
        return format_html("{}<small>{}</small>", user.display_name, gettext("nobody yet"))
    said = ngettext("%(count)s person now", "%(count)s people now", count)
    return format_html(
        "{}<small>{}</small>", user.display_name, said % {"count": digits_text(count)}
    )
