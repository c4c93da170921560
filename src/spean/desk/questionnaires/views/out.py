"""Answers carried out of the site, as files."""

from uuid import UUID

from django.http import HttpRequest, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from spean.directory.perms import requires
from spean.surveys import services as surveys
from spean.surveys.selectors import questionnaires_to_take_out


@requires("surveys.export")
@require_GET
def take_out(
    request: HttpRequest, questionnaire_id: UUID, kind: surveys.OutKind
) -> StreamingHttpResponse:
    """Give all answers to a questionnaire as CSV or as an Excel workbook, as they are read."""
    found = get_object_or_404(questionnaires_to_take_out(request.user), pk=questionnaire_id)
    made = surveys.take_out(actor=request.user, questionnaire=found, kind=kind)
    answer = StreamingHttpResponse(made.chunks, content_type=made.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{made.name}"'
    if made.is_packed:
        # To pack it once more on the way would take time and give nothing.
        answer["Content-Encoding"] = "identity"
    return answer
