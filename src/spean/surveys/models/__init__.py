"""What we ask: so far, the lists that centres kept before."""

from spean.surveys.models.batch import ColumnMapping, ImportBatch, ImportRow

__all__ = ["ColumnMapping", "ImportBatch", "ImportRow"]
