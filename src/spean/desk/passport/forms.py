"""What the page of the passport asks: what to show, how she said yes, how long a link lasts."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from spean.core.wording import digits_text
from spean.desk.fields import OneOfField, SomeOfField
from spean.desk.fields.revised_form import MarkedForm, RevisedForm
from spean.people.choices import ConsentMode
from spean.people.models import JobAbroad
from spean.skills.models import Passport
from spean.skills.services.passports import PassportWish

SHOWN: Final = (
    ("shows_phone", _("My telephone number")),
    ("shows_birth_year", _("My year of birth")),
    ("shows_country", _("In which country I worked")),
    ("shows_employers", _("The names of my employers")),
)
DAYS: Final = (("7", _("One week")), ("30", _("One month")), ("90", _("Three months")))


def job_words(job: JobAbroad) -> str:
    """Return one job abroad in a line: the work, and how long."""
    work = job.occupation.label if job.occupation else job.own_words or _now("Work")
    if not job.months:
        return work
    words = {"work": work, "months": digits_text(job.months)}
    return _now("%(work)s · %(months)s months") % words


class PassportForm(RevisedForm):
    """What the person wants to show, as she said it."""

    revision = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    own_words = forms.CharField(
        label=_("What do you want people to know of you?"),
        help_text=_("In their own words; an employer reads it first."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    jobs = SomeOfField(label=_("Which work may be shown?"), choices=[], required=False)
    shown = SomeOfField(label=_("What else may be shown?"), choices=SHOWN, required=False)
    mode = OneOfField(label=_("How was the yes given?"), choices=ConsentMode.choices)
    witness = forms.CharField(
        label=_("Who heard it?"),
        help_text=_("Only if the yes was spoken."),
        max_length=120,
        required=False,
    )

    def __init__(self, data: Any = None, *, jobs: list[JobAbroad], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.all_jobs = jobs
        offered: Any = self.fields["jobs"]
        offered.choices = [(str(job.pk), job_words(job)) for job in jobs]
        offered.words = dict(offered.choices)
        if not jobs:
            del self.fields["jobs"]

    @classmethod
    def initial_of(cls, record: Passport) -> dict[str, Any]:
        """Return an agreed passport as the values of this form; the yes is asked anew."""
        return {
            "revision": record.revision,
            "own_words": record.own_words,
            "shown": [name for name, _label in SHOWN if getattr(record, name)],
        }

    def wish(self) -> PassportWish:
        """Return what was said as the service takes it."""
        said = self.cleaned_data
        chosen, shown = set(said.get("jobs", ())), set(said["shown"])
        return PassportWish(
            own_words=said["own_words"],
            hidden_jobs=tuple(job.pk for job in self.all_jobs if str(job.pk) not in chosen),
            **{name: name in shown for name, _label in SHOWN},
        )


class LinkForm(MarkedForm):
    """How long a link lasts."""

    ids = "link_%s"
    days = OneOfField(label=_("How long may it be opened?"), choices=DAYS, initial="30")


def first_answers(held: Passport | None, jobs: list[JobAbroad]) -> dict[str, Any]:
    """Return what stands in the form at first: all jobs, or those she did not leave out."""
    hidden = set(held.hidden_jobs) if held else set()
    shown = [str(job.pk) for job in jobs if str(job.pk) not in hidden]
    if held is None:
        return {"revision": 0, "jobs": shown, "shown": ["shows_country"]}
    return {**PassportForm.initial_of(held), "jobs": shown}
