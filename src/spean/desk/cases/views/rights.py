"""What somebody may have a right to: why, what to ask, and which papers to bring."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from spean.casework.selectors import clients_visible_to
from spean.casework.selectors.rights import Right, rights_of
from spean.casework.services.benefits import schemes_under_way
from spean.directory.models import Scheme
from spean.directory.perms import requires
from spean.directory.selectors import in_reader_language


@dataclass(frozen=True, slots=True)
class Shown:
    """One scheme as the page says it."""

    scheme: Scheme
    reasons: list[str]
    # Which rule says so, from when, and whether somebody has read it at its source.
    # Each in three parts: the source stands in its own language.
    behind: list[tuple[str, str, str]]
    rule_id: UUID | None
    # Whether it is under way; a scheme that takes nobody is not begun.
    is_begun: bool
    may_begin: bool
    # Of the referral that the button would make, so that pressing twice makes one.
    id: UUID


@requires("people.sensitive")
@require_safe
def rights(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Show them, likely yes first."""
    reach = clients_visible_to(request.user, "people.sensitive")  # type: ignore[arg-type]
    person = get_object_or_404(reach, pk=person_id)
    found = rights_of(request.user, person, timezone.localdate())  # type: ignore[arg-type]
    begun = schemes_under_way(person)
    groups: dict[str, list[Shown]] = {"yes": [], "unknown": [], "no": []}
    for one in found:
        groups[one.decision.verdict.value].append(_shown(one, begun))
    context = {
        "person": person,
        "likely": groups["yes"],
        "unclear": groups["unknown"],
        "unlikely": groups["no"],
    }
    return render(request, "desk/cases/rights.html", context)


def _shown(right: Right, begun: set[str]) -> Shown:
    decision = right.decision
    source = decision.rule.source if decision.rule else ""
    said = [in_reader_language(one) for one in decision.reasons]
    ends = len(said) - (0 if decision.rule is None else 1 if decision.rule.verified else 2)
    return Shown(
        scheme=right.scheme,
        # The first says yes, no or unclear: the heading above says that already.
        reasons=said[1:ends],
        behind=[one.partition(source or one) for one in said[ends:]],
        rule_id=right.subject.pk if right.subject else None,
        is_begun=right.scheme.code in begun,
        may_begin=bool(decision.rule) and decision.rule.value != "never",
        id=uuid4(),
    )
