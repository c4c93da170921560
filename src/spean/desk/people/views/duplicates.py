"""Records that may be one person: compared by the manager, asked about across centres."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from spean.core.errors import DomainError
from spean.desk.fields import ClientForm, OneOfField
from spean.desk.people.alike import (
    DIFFERENT,
    SAME,
    UNSURE,
    Line,
    StoredLine,
    lines_of,
    shown_of_person,
)
from spean.desk.people.request import StaffRequest
from spean.directory.perms import requires
from spean.pathways import merging
from spean.people import services as people
from spean.people.models import Person, Suspicion
from spean.people.selectors import PairView, merges_visible_to, pair_for, suspicions_visible_to

PAIRS_A_PAGE = 25
MERGES_SHOWN = 20


class SettleForm(ClientForm):
    """The manager's answer about two files of the centre, and which file stays."""

    answer = OneOfField(
        label=gettext_lazy("Is this one person?"),
        choices=(
            (SAME, gettext_lazy("The same person")),
            (DIFFERENT, gettext_lazy("Two people")),
            (UNSURE, gettext_lazy("Not sure yet")),
        ),
        explained={
            SAME: gettext_lazy("The two files become one. This can be undone."),
            DIFFERENT: gettext_lazy("We do not ask about these two again."),
            UNSURE: gettext_lazy("The pair stays in this list."),
        },
    )
    keep = OneOfField(label=gettext_lazy("Which file stays?"), choices=())

    def __init__(self, *args: Any, own: tuple[Person, ...], **kwargs: Any) -> None:
        super().__init__(*args, initial={"keep": str(own[0].pk)}, **kwargs)
        keep: Any = self.fields["keep"]
        keep.choices = [(str(person.pk), person.client_number) for person in own]


class AskForm(ClientForm):
    """The question to the other centre."""

    question = forms.CharField(
        label=gettext_lazy("Your question to them"),
        help_text=gettext_lazy("Do not write what this person told you."),
        max_length=300,
        required=False,
    )


@requires("people.compare_centres")
@require_safe
def duplicates(request: StaffRequest) -> HttpResponse:
    """List the pairs that wait for an answer, and the merges that can be undone."""
    pages = Paginator(suspicions_visible_to(request.user), PAIRS_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page,
        "pairs": [pair_for(request.user, suspicion) for suspicion in page.object_list],
        "merges": merges_visible_to(request.user)[:MERGES_SHOWN],
    }
    return render(request, "desk/people/duplicates.html", context)


@requires("people.compare_centres")
@require_http_methods(["GET", "POST"])
def suspicion(request: StaffRequest, suspicion_id: UUID) -> HttpResponse:
    """Compare a pair and answer: both files within the centre, only verdicts across centres."""
    row = get_object_or_404(suspicions_visible_to(request.user), pk=suspicion_id)
    pair = pair_for(request.user, row)
    settle, ask = _forms(request, pair)
    if request.method == "POST":
        try:
            if _answered(request, row, settle, ask):
                messages.success(request, _("Your answer is saved."))
                return redirect("desk:duplicates")
        except DomainError as refusal:
            messages.warning(request, str(refusal))
    context = {
        "pair": pair,
        "lines": _compared(pair),
        "verdicts": _verdicts(pair),
        "settle": settle,
        "ask": ask,
    }
    return render(request, "desk/people/suspicion.html", context)


def _forms(request: StaffRequest, pair: PairView) -> tuple[SettleForm | None, AskForm | None]:
    data = request.POST or None
    settle = SettleForm(data, own=pair.own) if pair.may_decide else None
    ask = AskForm(data) if pair.may_ask else None
    return settle, ask


def _answered(
    request: StaffRequest, row: Suspicion, settle: SettleForm | None, ask: AskForm | None
) -> bool:
    now = timezone.now()
    if settle is not None:
        if not settle.is_valid():
            return False
        merging.settle(
            actor=request.user,
            suspicion_id=row.pk,
            answer=settle.cleaned_data["answer"],
            keep_id=UUID(settle.cleaned_data["keep"]),
            now=now,
        )
        return True
    if ask is not None:
        if not ask.is_valid():
            return False
        people.ask_other_centre(
            actor=request.user, suspicion_id=row.pk, question=ask.cleaned_data["question"]
        )
        return True
    agrees = {"yes": True, "no": False}.get(request.POST.get("agrees", ""))
    if agrees is None:
        return False
    merging.agree(actor=request.user, suspicion_id=row.pk, agrees=agrees, now=now)
    return True


@requires("people.compare_centres")
@require_http_methods(["GET", "POST"])
def merge_undo(request: StaffRequest, merge_id: UUID) -> HttpResponse:
    """Ask, then make two files of one again."""
    row = get_object_or_404(merges_visible_to(request.user), pk=merge_id)
    if request.method == "POST":
        try:
            merging.unmerge(actor=request.user, merge_id=row.pk, now=timezone.now())
            messages.success(request, _("They are two files again."))
        except DomainError as refusal:
            messages.warning(request, str(refusal))
        return redirect("desk:duplicates")
    return render(request, "desk/people/merge_undo.html", {"merge": row})


def _compared(pair: PairView) -> tuple[Line, ...]:
    if len(pair.own) != 2:
        return ()
    sides = (pair.suspicion.first, pair.suspicion.second)
    left, right = (shown_of_person(person) for person in sides)
    return lines_of(map(StoredLine.of, pair.lines), left, right)


def _verdicts(pair: PairView) -> list[Line]:
    """Return what agrees and what differs, without any value, for a pair of two centres."""
    if len(pair.own) == 2:
        return []
    found = []
    for line in map(StoredLine.of, pair.lines):
        if line.verdict in ("same", "near", "differs"):
            found.append(Line(people.COMPARED.get(line.field, line.field), "", "", line.verdict))
    return found
