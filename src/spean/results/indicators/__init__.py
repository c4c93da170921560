"""What is counted (centre-practice 2.7), and what a viewer may read of it."""

from spean.results.indicators.reading import Figure, Reading, figures, read
from spean.results.indicators.registry import EVENTS, PEOPLE

__all__ = ["EVENTS", "PEOPLE", "Figure", "Reading", "figures", "read"]
