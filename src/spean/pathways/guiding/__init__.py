"""Career guidance: what work is within reach, what it pays, what is missing, how to learn it."""

from spean.pathways.guiding.learning import Learning, learning_for
from spean.pathways.guiding.prospects import DAYS, KM, Prospect, prospects_for

__all__ = ["DAYS", "KM", "Learning", "Prospect", "learning_for", "prospects_for"]
