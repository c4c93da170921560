"""What the pages of a class ask: a tally, a payment, a talk, a question, what came of a course."""

from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import Day, DayField, DecimalField, OneOfField, WholeField, YesNoField
from spean.desk.fields.revised_form import MarkedForm, on
from spean.skills import choices as c
from spean.skills.choices import attendance as a
from spean.skills.services.attendance import DayWords
from spean.skills.services.stipends import Paid
from spean.skills.services.tests import Option, QuestionWords
from spean.skills.services.tracing import Came

# Of the icons of the house, those of things that somebody can point at.
PICTURES: Final = (
    ("tools", _("Tools")),
    ("house", _("House")),
    ("building", _("Building")),
    ("people", _("People")),
    ("person", _("One person")),
    ("telephone", _("Telephone")),
    ("phone", _("Mobile telephone")),
    ("cash-coin", _("Money")),
    ("bank", _("Bank")),
    ("heart", _("Health")),
    ("shield-check", _("Protection")),
    ("clock", _("Time")),
    ("key", _("Key")),
    ("lock", _("Lock")),
    ("backpack", _("Bag")),
    ("trash", _("Waste")),
    ("file-earmark-text", _("Paper")),
    ("geo-alt", _("Place")),
)
_PLACES: Final = (1, 2, 3, 4)


def today() -> Day:
    """Return what stands in a day's field at first."""
    return Day(timezone.localdate())


class TallyForm(MarkedForm):
    """How many were there, where names cannot be kept."""

    held_on = DayField(label=_("On which day?"), initial=today)
    women = WholeField(label=_("How many women?"), most=2000)
    men = WholeField(label=_("How many men?"), most=2000)
    topic = forms.CharField(label=_("What was taught?"), max_length=200, required=False)

    def words(self) -> DayWords:
        """Return the tally as the service takes it."""
        said = self.cleaned_data
        return DayWords(
            held_on=on(said["held_on"]), topic=said["topic"], women=said["women"], men=said["men"]
        )


class PayForm(MarkedForm):
    """A stipend that was paid."""

    amount = WholeField(label=_("How much, in riel?"), most=9_999_999)
    paid_on = DayField(label=_("On which day?"), initial=today)
    how = OneOfField(label=_("How was it paid?"), choices=a.PaidHow.choices)
    proof = OneOfField(label=_("What shows it?"), choices=a.PaidProof.choices)
    picture = forms.FileField(
        label=_("Photograph of the receipt"),
        help_text=_("JPEG or PNG, 4 MB at most."),
        required=False,
    )

    def paid(self, month: Any) -> Paid:
        """Return the payment as the service takes it."""
        said = self.cleaned_data
        picture = said["picture"]
        return Paid(
            month=month,
            amount_khr=said["amount"],
            paid_on=on(said["paid_on"]),
            how=said["how"],
            proof=said["proof"],
            picture=bytes(picture.read()) if picture else b"",
        )


class TalkForm(MarkedForm):
    """A talk with somebody who may stop."""

    reason = OneOfField(label=_("What is the reason?"), choices=c.DropReason.choices)
    outcome = OneOfField(label=_("What came of it?"), choices=a.TalkOutcome.choices)
    held_on = DayField(label=_("On which day?"), initial=today)


class QuestionForm(MarkedForm):
    """A question with two to four answers, as pictures or words."""

    mostly_optional = True

    km = forms.CharField(label=_("The question, in Khmer"), max_length=300)
    en = forms.CharField(label=_("The question, in English"), max_length=300, required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        numbers = [(str(one - 1), str(one)) for one in _PLACES]
        for one in _PLACES:
            # The label carries the number; the drawing beside it carries the answer.
            self.fields[f"picture{one}"] = OneOfField(
                label=format_lazy("{} {}", _("Picture of answer"), one),
                choices=PICTURES,
                look="list",
                required=False,
            )
            self.fields[f"words{one}"] = forms.CharField(
                label=format_lazy("{} {}", _("Words of answer"), one),
                max_length=80,
                required=False,
                widget=forms.TextInput({"class": "in"}),
            )
        self.fields["answer"] = OneOfField(label=_("Which answer is right?"), choices=numbers)

    def words(self) -> QuestionWords:
        """Return the question as the service takes it."""
        said = self.cleaned_data
        options = [Option(said[f"picture{one}"], said[f"words{one}"]) for one in _PLACES]
        chosen = int(said["answer"])
        # Answers left empty are left out: the right one keeps its place among those written.
        before = sum(bool(one.picture or one.km) for one in options[:chosen])
        is_written = bool(options[chosen].picture or options[chosen].km)
        answer = before if is_written else -1
        return QuestionWords(km=said["km"], en=said["en"], options=options, answer=answer)


class ScoreForm(MarkedForm):
    """The score of a test held on paper."""

    score = WholeField(label=_("Score of 100"), most=100)


class TraceForm(MarkedForm):
    """What came of a course."""

    state = OneOfField(label=_("Did you speak with the person?"), choices=a.TraceState.choices)
    work = OneOfField(
        label=_("What do they do now?"), choices=a.WorkNow.choices, required=False, look="list"
    )
    in_trade = YesNoField(label=_("Is it the trade of the course?"), required=False)
    wage = DecimalField(label=_("How much do they earn a month, in dollars?"), required=False)
    hours = WholeField(label=_("How many hours a week?"), most=168, required=False)
    uses_it = YesNoField(label=_("Do they use what they learnt?"), required=False)
    recommends = YesNoField(label=_("Would they recommend the course?"), required=False)

    def came(self) -> Came:
        """Return the answers as the service takes them."""
        said = self.cleaned_data
        names = ("state", "work", "in_trade", "hours", "uses_it", "recommends")
        return Came(wage_usd=said["wage"], **{name: said[name] for name in names})
