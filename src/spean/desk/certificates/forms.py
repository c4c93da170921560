"""What is asked of whoever proposes, seals, refuses or revokes, and of whoever keeps the keys."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import ClientForm, OneOfField
from spean.desk.fields.revised_form import MarkedForm
from spean.skills import choices as c


class ProposeForm(MarkedForm):
    """Nothing but the id of what is proposed: the record behind it says the rest."""


class RefuseForm(ClientForm):
    """Why it is not sealed."""

    reason = OneOfField(label=_("Why is it not sealed?"), choices=c.RefuseReason.choices)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="refuse_%s", **kwargs)


class RevokeForm(ClientForm):
    """Why it no longer holds."""

    reason = OneOfField(label=_("Why is it revoked?"), choices=c.RevokeReason.choices)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="revoke_%s", **kwargs)


class LoadForm(ClientForm):
    """The file that came back from the root."""

    file = forms.FileField(label=_("The file from the root"))
    fingerprint = forms.CharField(
        label=_("Fingerprint of the root"),
        help_text=_("As printed when the root was made. Asked the first time alone."),
        max_length=60,
        required=False,
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, auto_id="load_%s", **kwargs)


class EndKeyForm(ClientForm):
    """Why a key seals no more."""

    reason = OneOfField(
        label=_("Why does this key end?"),
        choices=[(c.KeyReason.STOLEN, c.KeyReason.STOLEN.label)]
        + [(c.KeyReason.CLOSED, c.KeyReason.CLOSED.label)],
    )
