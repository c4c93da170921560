"""What is done with a course: opened, begun, ended, cancelled; what employers promise."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from spean.core.errors import DomainError
from spean.desk.courses.forms import OpenForm, PromiseForm
from spean.desk.courses.views.listing import course_or_404, page_of
from spean.desk.fields.revised_form import on
from spean.directory.perms import centres_where, requires
from spean.skills.models import Course, CourseCommitment
from spean.skills.selectors.courses import courses_run_by, courses_visible_to, rounds_to_join
from spean.skills.services import courses as acts


@requires("courses.edit")
@require_POST
def open_it(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Let people apply."""
    found = course_or_404(request, course_id, "courses.edit")
    others = rounds_to_join(request.user, timezone.localdate()).filter(centre=found.centre_id)
    form = OpenForm(request.POST, others=others)
    joined = form.cleaned_data["joins"] if form.is_valid() else None
    joins = joined.round_id if joined else None

    def act() -> None:
        now = timezone.now()
        acts.open_course(actor=request.user, course_id=found.pk, now=now, joins=joins)

    return _done(request, found, act, _("People can apply now."))


@requires("courses.edit")
@require_POST
def begin(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Begin a course."""
    found = course_or_404(request, course_id, "courses.edit")
    return _done(
        request,
        found,
        lambda: acts.begin_course(actor=request.user, course_id=found.pk),
        _("The course runs."),
    )


@requires("courses.attend")
@require_POST
def everybody(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Write down in one act that everybody with a seat takes part."""
    mine = centres_where(request.user, "courses.attend")
    found = get_object_or_404(courses_visible_to(request.user), pk=course_id, centre__in=mine)
    return _done(
        request,
        found,
        lambda: acts.enrol_everybody(actor=request.user, course_id=found.pk),
        _("Everybody with a seat takes part."),
    )


@requires("courses.edit")
@require_POST
def end(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """End a course."""
    found = course_or_404(request, course_id, "courses.edit")
    return _done(
        request,
        found,
        lambda: acts.end_course(actor=request.user, course_id=found.pk),
        _("The course has ended."),
    )


@requires("courses.edit")
def cancel(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Ask once, then say that a course does not take place."""
    found = course_or_404(request, course_id, "courses.edit")
    if request.method == "POST":
        return _done(
            request,
            found,
            lambda: acts.cancel_course(actor=request.user, course_id=found.pk),
            _("The course does not take place. Tell those who applied."),
        )
    context = {
        "what": _("The course does not take place. Everybody who applied is taken off the list."),
        "to_whom": found.label,
        "verb": _("Cancel the course"),
        "back_url": reverse("desk:course", args=[found.pk]),
    }
    return render(request, "confirm.html", context)


@requires("courses.edit")
@require_POST
def promise(request: HttpRequest, course_id: UUID) -> HttpResponse:
    """Write down how many posts an employer promises."""
    found = course_or_404(request, course_id, "courses.edit")
    form = PromiseForm(request.POST)
    if not form.is_valid():
        return page_of(request, found, promise_form=form)
    said = form.cleaned_data
    given = {"posts": said["posts"], "said_on": on(said["said_on"])}
    acts.commit_employer(
        actor=request.user, course_id=found.pk, organisation=said["organisation"], **given
    )
    messages.success(request, _("Saved"))
    return redirect("desk:course", found.pk)


@requires("courses.edit")
@require_POST
def promise_gone(request: HttpRequest, promise_id: UUID) -> HttpResponse:
    """Take a promise away."""
    run = courses_run_by(request.user).values("pk")
    found = get_object_or_404(CourseCommitment, pk=promise_id, course__in=run)
    acts.take_back_commitment(actor=request.user, commitment_id=found.pk)
    messages.success(request, _("Removed"))
    return redirect("desk:course", found.course_id)


def _done(
    request: HttpRequest, found: Course, act: Callable[[], object], said: str
) -> HttpResponse:
    try:
        act()
    except DomainError as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, said)
    return redirect("desk:course", found.pk)
