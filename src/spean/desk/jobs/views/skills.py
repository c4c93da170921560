"""What a person can do, and who says so."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.core.text import tidy
from spean.desk.fields import SkillsField
from spean.desk.jobs.forms import AddSkillsForm, GradeForm
from spean.desk.jobs.forms.base import kept
from spean.desk.jobs.views.reach import person_for
from spean.directory.perms import can, requires
from spean.people.models import Person
from spean.skills import services
from spean.skills.selectors import skills_of, skills_visible_to


@requires("skills.view")
def skills(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show what the person can do; find and add what is missing."""
    person = person_for(request, person_id, "skills.view")
    may_edit = can(request.user, "skills.edit", person)
    more = tidy((request.POST.get("more") or request.GET.get("more") or "")[:100])
    form = AddSkillsForm(request.POST or None)
    field = form.fields["skills"]
    assert isinstance(field, SkillsField)
    chosen = form.data.getlist("skills") if form.is_bound else ()
    field.offer(occupation=None, chosen=chosen, more=more)
    if may_edit and request.POST.get("then") == "add" and form.is_valid():
        try:
            services.claim_skills(
                actor=request.user,
                person=person,
                skills=form.cleaned_data["skills"],
                now=timezone.now(),
            )
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved"))
            return redirect("desk:skills", person.pk)
    context = {
        "person": person,
        "claims": skills_of(person),
        "form": form,
        "has_found": bool(field.widget.choices),
        "is_sent": request.POST.get("then") == "add",
        "more": more,
        "may_edit": may_edit,
    }
    return render(request, "desk/jobs/skills.html", context)


@requires("skills.edit")
def grade(request: HttpRequest, person_id: UUID, claim_id: UUID) -> HttpResponse:
    """Write down what proof of a skill was seen."""
    person = person_for(request, person_id, "skills.edit")
    claim = get_object_or_404(
        skills_visible_to(request.user, "skills.edit"), pk=claim_id, person=person
    )
    form = GradeForm(request.POST or None, initial=GradeForm.initial_of(claim))
    if form.is_valid():
        made = kept(form, lambda: _graded(request, person, claim_id, form))
        if made is not None:
            messages.success(request, _("Saved"))
            return _back(request, person)
    may_view = can(request.user, "skills.view", person)
    context = {"person": person, "claim": claim, "form": form, "may_view": may_view}
    return render(request, "desk/jobs/skill.html", context)


def _graded(request: HttpRequest, person: Person, claim_id: UUID, form: GradeForm) -> object:
    values = form.cleaned_data
    return services.grade_skill(
        actor=request.user,
        person=person,
        claim_id=claim_id,
        revision=values["revision"],
        grade=values["grade"],
        evidence=values["evidence"],
        now=timezone.now(),
    )


@requires("skills.edit")
@require_POST
def drop(request: HttpRequest, person_id: UUID, claim_id: UUID) -> HttpResponse:
    """Take off a skill that the person does not have after all."""
    person = person_for(request, person_id, "skills.edit")
    try:
        services.drop_skill(actor=request.user, person=person, claim_id=claim_id)
    except DomainError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Removed"))
    return _back(request, person)


def _back(request: HttpRequest, person: Person) -> HttpResponse:
    """Lead back to the skills, or to the person for somebody who writes but does not read them."""
    may_view = can(request.user, "skills.view", person)
    return redirect("desk:skills" if may_view else "desk:person", person.pk)
