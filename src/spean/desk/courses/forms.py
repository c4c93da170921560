"""What the pages of courses ask: the course, an employer's promise, an application, a next day."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.desk.fields import AreaField, ClientForm, Day, DayField, OneOfField, WholeField
from spean.desk.fields.revised_form import MarkedForm, RevisedForm, as_day, on
from spean.directory.choices import OrganisationKind
from spean.directory.models import Centre, Organisation, Sector
from spean.directory.selectors import offered_sectors
from spean.skills import choices as c
from spean.skills.models import Course, Standard
from spean.skills.selectors.applying import standards_on
from spean.skills.services.applying import Application
from spean.skills.services.courses import FIELDS

DAYS = ("apply_by", "starts_on", "ends_on", "next_on")
FLAGS = ("has_transport", "has_dormitory", "has_childcare")
ZERO = ("seats_women", "seats_disability", "stipend_khr", "cost_khr")
MOST_RIEL = 2_000_000_000
GROUPS = (
    (_("What is taught?"), ("label_km", "label_en", "kind", "package", "sector", "standard")),
    ("", ("level", "hours")),
    (_("By whom, and where?"), ("provider", "licence", "trainer", "trainer_number", "mode")),
    ("", ("area", "address")),
    (_("When?"), DAYS),
    (_("For whom?"), ("seats", "seats_women", "seats_disability", "entry_literacy", "selection")),
    (_("What does it offer?"), ("stipend_khr", *FLAGS, "cost_khr", "paid_by")),
)


class CourseForm(RevisedForm):
    """One run of a course."""

    mostly_optional = True

    centre = forms.ModelChoiceField(label=_("Which centre?"), queryset=Centre.objects.none())
    label_km = forms.CharField(label=_("Name of the course, in Khmer"), max_length=300)
    label_en = forms.CharField(label=_("Its name in English"), max_length=300, required=False)
    kind = OneOfField(label=_("What kind of course?"), choices=c.CourseKind.choices)
    package = OneOfField(
        label=_("Which business package?"),
        choices=c.EnterprisePackage.choices,
        required=False,
        look="list",
    )
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.none(), required=False
    )
    standard = forms.ModelChoiceField(
        label=_("Competency standard"), queryset=Standard.objects.none(), required=False
    )
    level = WholeField(label=_("CQF level, 1 to 8"), required=False, most=8)
    hours = WholeField(label=_("How many hours in all?"), most=5000)
    provider = forms.ModelChoiceField(label=_("Who trains?"), queryset=Organisation.objects.none())
    licence = forms.CharField(label=_("Number of its licence"), max_length=80, required=False)
    trainer = forms.CharField(label=_("Name of the trainer"), max_length=120, required=False)
    trainer_number = forms.CharField(
        label=_("Number of the trainer's certificate"), max_length=60, required=False
    )
    mode = OneOfField(label=_("Where is it held?"), choices=c.CourseMode.choices)
    area = AreaField(label=_("Commune or district"), levels=(3, 2, 4, 1), required=False)
    address = forms.CharField(label=_("Address in words"), max_length=300, required=False)
    apply_by = DayField(label=_("Last day to apply"), may_be_future=True)
    starts_on = DayField(label=_("First day of the course"), may_be_future=True)
    ends_on = DayField(label=_("Last day of the course"), may_be_future=True)
    next_on = DayField(
        may_be_future=True,
        label=_("Which day is the next run?"),
        help_text=_("Whoever gets no seat is told this day."),
        required=False,
    )
    seats = WholeField(label=_("How many seats?"), most=500)
    seats_women = WholeField(
        label=_("Of these, kept for women"),
        help_text=_("They go to women first; those nobody takes are free for all."),
        required=False,
        most=500,
    )
    seats_disability = WholeField(
        label=_("Of these, kept for people with a disability"), required=False, most=500
    )
    entry_literacy = OneOfField(label=_("Reading needed"), choices=c.EntryLiteracy.choices)
    selection = OneOfField(
        label=_("Who gets a seat when too many apply?"), choices=c.SelectionRule.choices
    )
    stipend_khr = WholeField(label=_("Stipend in riel a month"), required=False, most=MOST_RIEL)
    has_transport = forms.BooleanField(label=_("Transport"), required=False)
    has_dormitory = forms.BooleanField(label=_("Dormitory"), required=False)
    has_childcare = forms.BooleanField(label=_("Childcare"), required=False)
    cost_khr = WholeField(label=_("Cost of a seat in riel"), required=False, most=MOST_RIEL)
    paid_by = OneOfField(label=_("Who pays for the seat?"), choices=c.Sponsor.choices)

    def __init__(self, data: Any = None, *, centres: Any, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        rows = {
            "centre": centres,
            "sector": offered_sectors(),
            "standard": self._standards(),
            "provider": Organisation.objects.exclude(kind__in=(OrganisationKind.DONOR,)).order_by(
                "label_km", "label_en", "pk"
            ),
        }
        for name, queryset in rows.items():
            field: Any = self.fields[name]
            field.queryset = queryset
            field.label_from_instance = lambda row: row.label
            field.empty_label = _("Please choose")
        if "kind" in self.initial:
            # A course stays with its centre.
            del self.fields["centre"]

    def _standards(self) -> QuerySet[Standard]:
        """Return the newest versions, and the one that this course began with."""
        began = self.initial.get("standard")
        kept = Q(pk=getattr(began, "pk", None))
        newest = standards_on(timezone.localdate()).values("pk")
        return Standard.objects.filter(kept | Q(pk__in=newest)).order_by("code")

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """Return the questions under their headings."""
        return [(heading, self.order(*names)) for heading, names in GROUPS]

    @classmethod
    def initial_of(cls, record: Course) -> dict[str, Any]:
        """Return a course as the values of this form."""
        values = {name: getattr(record, name) for name in FIELDS}
        days = {name: as_day(values[name]) for name in DAYS}
        return {**values, **days, "revision": record.revision}

    def values(self) -> dict[str, Any]:
        """Return the course as the service takes it."""
        said = self.cleaned_data
        days = {name: on(said[name]) for name in DAYS}
        numbers = {name: said[name] or 0 for name in ZERO}
        return {**{name: said[name] for name in FIELDS}, **days, **numbers}


class OpenForm(ClientForm):
    """Whether the course gives its seats together with another one."""

    joins = forms.ModelChoiceField(
        label=_("Give the seats together with which course?"),
        help_text=_("People then say which of the courses they wish for first."),
        queryset=Course.objects.none(),
        required=False,
    )

    def __init__(self, data: Any = None, *, others: Any, **kwargs: Any) -> None:
        super().__init__(data, auto_id="open_%s", **kwargs)
        field: Any = self.fields["joins"]
        field.queryset = others
        field.label_from_instance = lambda row: row.label
        field.empty_label = _("With none")


class PromiseForm(MarkedForm):
    """How many posts an employer promises."""

    ids = "promise_%s"

    organisation = forms.ModelChoiceField(
        label=_("Which employer?"), queryset=Organisation.objects.none()
    )
    posts = WholeField(label=_("How many posts?"), most=5000)
    said_on = DayField(label=_("Said on which day?"), initial=lambda: Day(timezone.localdate()))

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        field: Any = self.fields["organisation"]
        rows = Organisation.objects.filter(kind=OrganisationKind.EMPLOYER)
        field.queryset = rows.order_by("label_km", "label_en", "pk")
        field.label_from_instance = lambda row: row.label
        field.empty_label = _("Please choose")


class ApplyForm(MarkedForm):
    """What is asked when somebody applies."""

    mostly_optional = True

    wish = OneOfField(
        label=_("Which wish is this?"),
        choices=[("1", _("The first")), ("2", _("The second")), ("3", _("The third"))],
        initial="1",
    )
    shares_contact = forms.BooleanField(
        label=_("If there is a seat, the course may have name and telephone"), required=False
    )
    asks_disability_seat = forms.BooleanField(
        label=_("Asks for a seat kept for people with a disability"),
        help_text=_("Kept under lock: it is used to give out the seats and shown to nobody."),
        required=False,
    )

    def __init__(self, data: Any = None, *, course: Course, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        if course.selection != c.SelectionRule.DEFERRED:
            del self.fields["wish"]
        if not course.seats_disability:
            del self.fields["asks_disability_seat"]

    def said(self) -> Application:
        """Return the application as the service takes it."""
        said = self.cleaned_data
        return Application(
            wish=int(said.get("wish") or 1),
            shares_contact=said["shares_contact"],
            asks_disability_seat=bool(said.get("asks_disability_seat")),
        )


class SeatsForm(ClientForm):
    """When those without a seat can apply again."""

    next_on = DayField(
        may_be_future=True,
        label=_("When can those without a seat apply again?"),
        help_text=_("The course names no day of its next run."),
    )
