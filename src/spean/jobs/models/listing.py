"""The nightly match: one run over everybody and every place, and the lists it leaves."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from spean.core.models import Record
from spean.jobs import choices as c
from spean.jobs.models.vacancy import Vacancy


class MatchRun(Record):
    """One run, with its receipt: what went in, under which weights and seed, and what it proved.

    `seed_hash` is published when the run begins, `seed` when it ends, so that nobody can choose
    the dice. `total` and `bound` are in units of score: no allocation of these places could be
    worth more than `bound`. `stored` counts the lists that are written, so that a run that was
    cut off goes on where it stood.
    """

    day = models.DateField(_("day"))
    state = models.CharField(
        _("state"), max_length=10, choices=c.RunState, default=c.RunState.RUNNING
    )
    seed_hash = models.CharField(max_length=64)
    seed = models.CharField(max_length=64, blank=True)
    inputs_hash = models.CharField(max_length=64)
    weights = models.CharField(max_length=20)
    people = models.PositiveIntegerField(_("people looking for work"), default=0)
    vacancies = models.PositiveIntegerField(_("vacancies"), default=0)
    places = models.PositiveIntegerField(_("free places"), default=0)
    placed = models.PositiveIntegerField(_("people for whom a place is kept in mind"), default=0)
    total = models.FloatField(default=0)
    bound = models.FloatField(default=0)
    rounds = models.PositiveSmallIntegerField(default=0)
    stored = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)

    class Meta:
        verbose_name = _("match run")
        indexes = [models.Index(fields=["state", "-finished_at"], name="run_by_state")]

    def __str__(self) -> str:
        return f"{self.day} {self.state}"

    @property
    def gap(self) -> float:
        """Return the largest share by which the total could still grow."""
        return max(0.0, self.bound - self.total) / self.bound if self.bound > 0 else 0.0


class PersonList(models.Model):
    """What a run found for one person: [[vacancy id, score], …], best first at that night's prices.

    `person_id` is no foreign key: a list is the shadow of a file for one day, not work on it, and
    an import can be undone whether or not a night has passed. `held` is the vacancy in which the
    run keeps a place in mind for her; nobody is promised it.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="lists")
    person_id = models.UUIDField()
    posts = models.JSONField(default=list)
    held = models.UUIDField(null=True)
    short = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person_id", "run"], name="one_list_per_person_and_run")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.person_id}"


class VacancyList(models.Model):
    """What a run found for one vacancy: {centre id: [[person id, score], …]}, and its price.

    `price` is what competition for its places costs, in units of score; people who look for work
    never see it. `listed` counts the lists it stands on.
    """

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="prices")
    vacancy = models.ForeignKey(Vacancy, on_delete=models.CASCADE, related_name="+")
    people = models.JSONField(default=dict)
    price = models.FloatField()
    listed = models.PositiveIntegerField()
    places = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vacancy", "run"], name="one_list_per_vacancy_and_run")
        ]

    def __str__(self) -> str:
        return f"{self.run_id} {self.vacancy_id}"
