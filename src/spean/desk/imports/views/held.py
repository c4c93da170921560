"""Find the list or row of an address within the viewer's reach; another centre's is not there."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from spean.surveys.models import ImportBatch, ImportRow
from spean.surveys.selectors import batches_visible_to


def batch_or_404(request: HttpRequest, batch_id: UUID) -> ImportBatch:
    """Return a list of a centre where the viewer imports.

    :raises Http404: if there is none
    """
    return get_object_or_404(batches_visible_to(request.user), pk=batch_id)


def row_or_404(request: HttpRequest, row_id: UUID) -> ImportRow:
    """Return a row of such a list, with the list.

    :raises Http404: if there is none
    """
    row = get_object_or_404(ImportRow, pk=row_id)
    row.batch = batch_or_404(request, row.batch_id)
    return row
