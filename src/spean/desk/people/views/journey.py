"""Work abroad: episodes (F3) and jobs (F4), told, corrected, taken away."""

from functools import partial
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from spean.core.text import tidy
from spean.desk.people.forms.convert import job_facts, job_known, return_facts, return_known
from spean.desk.people.forms.journey import JobForm, JobHarmForm, PapersForm, ReturnForm
from spean.desk.people.request import StaffRequest
from spean.desk.people.saving import Saving, save_or_compare
from spean.desk.people.views.edit import editable_person, revision_for
from spean.directory.perms import requires
from spean.pathways import job_history
from spean.people import services as people
from spean.people.models import JobAbroad, Person, Return
from spean.people.perms import may_open_sensitive
from spean.people.selectors import jobs_abroad_visible_to, returns_visible_to


class FullReturnForm(PapersForm, ReturnForm):
    """An episode with its class 3 part, for those who may read it."""


class FullJobForm(JobHarmForm, JobForm):
    """A job with its class 3 part, for those who may read it."""


def _form_id(request: StaffRequest) -> UUID:
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError:
        return uuid4()


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def return_new(request: StaffRequest, person_id: UUID) -> HttpResponse:
    """Tell an episode of work abroad."""
    person, new_id = editable_person(request, person_id), _form_id(request)
    form = _return_form(request, person)(request.POST or None, initial={"country": "TH"})
    if request.method == "POST":
        saving = Saving(
            person,
            _("Work abroad"),
            lambda _revision: people.record_return(
                actor=request.user,
                person_id=person.pk,
                facts=return_facts(form.cleaned_data, id=new_id),
                today=timezone.localdate(),
            ),
            dict,
            lambda: None,
        )
        answer = save_or_compare(request, form, saving)
        if answer is not None:
            return redirect("desk:job_abroad_new", person.pk, new_id)
    context = {"person": person, "form": form, "title": _("Work abroad"), "new_id": new_id}
    return render(request, "desk/people/edit.html", context)


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def return_edit(request: StaffRequest, person_id: UUID, return_id: UUID) -> HttpResponse:
    """Correct an episode."""
    person = editable_person(request, person_id)
    episode = _episode(request, person, return_id)
    kind = _return_form(request, person)
    known = partial(_return_known, request, person, return_id)
    form = kind(request.POST or None, initial=None if request.POST else known())
    saving = Saving(
        person,
        _("Work abroad"),
        lambda revision: people.edit_return(
            actor=request.user,
            return_id=episode.pk,
            revision=revision,
            facts=return_facts(form.cleaned_data),
            today=timezone.localdate(),
        ),
        known,
        lambda: _episode(request, person, return_id),
    )
    context = {"revision": revision_for(request, episode), "remove_url": "desk:return_remove"}
    return _answer(request, form, saving, {**context, "record": episode})


def _return_known(request: StaffRequest, person: Person, return_id: UUID) -> dict[str, Any]:
    episode = _episode(request, person, return_id)
    sealed = {}
    if may_open_sensitive(request.user, person):
        sealed = people.return_status(viewer=request.user, episode=episode)
    return {**return_known(episode), **sealed}


def _answer(
    request: StaffRequest, form: Any, saving: Saving, context: dict[str, Any]
) -> HttpResponse:
    """Save if the form was sent, else show it; a form about a job may only ask for its tasks."""
    if request.method == "POST" and request.POST.get("then") != "tasks":
        answer = save_or_compare(request, form, saving)
        if answer is not None:
            return answer
    template = "desk/people/job.html" if isinstance(form, JobForm) else "desk/people/edit.html"
    shown = {"person": saving.person, "title": saving.title, "form": form, "more": _sought(request)}
    return render(request, template, {**shown, **context})


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def job_abroad_new(request: StaffRequest, person_id: UUID, return_id: UUID) -> HttpResponse:
    """Tell a job of an episode: the work, its tasks, and how it was paid."""
    person, new_id = editable_person(request, person_id), _form_id(request)
    episode = _episode(request, person, return_id)
    form = _job_form(request, person)(request.POST or None)
    form.offer_tasks(more=_sought(request))
    saving = Saving(
        person,
        _("Job abroad"),
        lambda _revision: job_history.record_job(
            actor=request.user,
            return_id=episode.pk,
            job=job_facts(form.cleaned_data, id=new_id),
            now=timezone.now(),
        ),
        dict,
        lambda: None,
    )
    return _answer(request, form, saving, {"new_id": new_id})


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def job_abroad(request: StaffRequest, person_id: UUID, job_id: UUID) -> HttpResponse:
    """Correct a job; skills that came from it follow."""
    person = editable_person(request, person_id)
    job = _job(request, person, job_id)
    known = partial(_job_known, request, person, job_id)
    kind = _job_form(request, person)
    form = kind(request.POST or None, initial=None if request.POST else known())
    form.offer_tasks(more=_sought(request))
    saving = Saving(
        person,
        _("Job abroad"),
        lambda revision: job_history.correct_job(
            actor=request.user,
            job_id=job.pk,
            revision=revision,
            job=job_facts(form.cleaned_data),
            now=timezone.now(),
        ),
        known,
        lambda: _job(request, person, job_id),
    )
    return _answer(request, form, saving, {"revision": revision_for(request, job), "record": job})


def _job_known(request: StaffRequest, person: Person, job_id: UUID) -> dict[str, Any]:
    job = _job(request, person, job_id)
    sealed = {}
    if may_open_sensitive(request.user, person):
        sealed = people.job_sensitive(viewer=request.user, job=job)
    return {**job_known(job), **sealed}


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def return_remove(request: StaffRequest, person_id: UUID, return_id: UUID) -> HttpResponse:
    """Ask, then remove an episode entered by mistake, with its jobs."""
    person = editable_person(request, person_id)
    episode = _episode(request, person, return_id)
    if request.method == "POST":
        people.remove_return(actor=request.user, return_id=episode.pk)
        messages.success(request, _("Removed."))
        return redirect("desk:person", person.pk)
    context = {"person": person, "title": _("Work abroad"), "verb": _("Remove"), "with_jobs": True}
    return render(request, "desk/people/remove.html", context)


@requires("people.edit")
@require_http_methods(["GET", "POST"])
def job_abroad_remove(request: StaffRequest, person_id: UUID, job_id: UUID) -> HttpResponse:
    """Ask, then remove a job entered by mistake."""
    person = editable_person(request, person_id)
    job = _job(request, person, job_id)
    if request.method == "POST":
        people.remove_job_abroad(actor=request.user, job_id=job.pk)
        messages.success(request, _("Removed."))
        return redirect("desk:person", person.pk)
    context = {"person": person, "title": _("Job abroad"), "verb": _("Remove")}
    return render(request, "desk/people/remove.html", context)


def _return_form(request: StaffRequest, person: Person) -> type[ReturnForm]:
    return FullReturnForm if may_open_sensitive(request.user, person) else ReturnForm


def _job_form(request: StaffRequest, person: Person) -> type[JobForm]:
    return FullJobForm if may_open_sensitive(request.user, person) else JobForm


def _episode(request: StaffRequest, person: Person, return_id: UUID) -> Return:
    return get_object_or_404(returns_visible_to(request.user), pk=return_id, person=person)


def _job(request: StaffRequest, person: Person, job_id: UUID) -> JobAbroad:
    visible = jobs_abroad_visible_to(request.user)
    return get_object_or_404(visible, pk=job_id, episode__person=person)


def _sought(request: StaffRequest) -> str:
    return tidy(request.POST.get("more", "")[:120])
