"""Lists and what a centre's headings mean."""

from uuid import UUID

from django.db.models import QuerySet

from spean.accounts.models import User
from spean.core import crypto
from spean.directory.perms import centres_where
from spean.surveys.models import ColumnMapping, ImportBatch


def batches_visible_to(viewer: User) -> QuerySet[ImportBatch]:
    """Return the lists of the centres where the viewer imports, the newest first, without bytes."""
    if not viewer.is_authenticated or not viewer.is_active:
        return ImportBatch.objects.none()
    centres = centres_where(viewer, "surveys.import")
    return (
        ImportBatch.objects.filter(centre__in=centres)
        .select_related("centre", "uploaded_by")
        .defer("original")
        .order_by("-created_at", "pk")
    )


def same_file(centre_id: UUID, sha256: str) -> ImportBatch | None:
    """Return the latest list of a centre with exactly this content, unless it was taken back."""
    found = ImportBatch.objects.filter(centre=centre_id, sha256=sha256, undone_at=None)
    return found.defer("original").order_by("-created_at").first()


def original_of(batch_id: UUID) -> bytes:
    """Return the bytes as they were uploaded.

    :raises CannotUnseal: if the site's key is another one
    """
    sealed = ImportBatch.objects.values_list("original", flat=True).get(pk=batch_id)
    return crypto.unwrap(bytes(sealed), context=f"list:{batch_id}")


def remembered_headings(centre_id: UUID) -> dict[str, str]:
    """Return what a centre's headings mean: {heading key: field}."""
    rows = ColumnMapping.objects.filter(centre=centre_id)
    return dict(rows.values_list("heading", "field"))
