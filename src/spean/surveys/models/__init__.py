"""What we ask, what came back, and the lists that centres kept before."""

from spean.surveys.models.batch import ColumnMapping, ImportBatch, ImportRow
from spean.surveys.models.questionnaire import (
    FormMedia,
    Publication,
    Questionnaire,
    QuestionnaireVersion,
)
from spean.surveys.models.submission import SetAside, Submission, SubmissionPart
from spean.surveys.models.sync import (
    BroughtFile,
    CorrectedField,
    FieldConflict,
    PartPiece,
    PartUpload,
    Receipt,
)

__all__ = [
    "BroughtFile",
    "ColumnMapping",
    "CorrectedField",
    "FieldConflict",
    "FormMedia",
    "ImportBatch",
    "ImportRow",
    "PartPiece",
    "PartUpload",
    "Publication",
    "Questionnaire",
    "QuestionnaireVersion",
    "Receipt",
    "SetAside",
    "Submission",
    "SubmissionPart",
]
