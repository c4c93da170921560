"""Which course to hold next, and what a person's plan gains when she finishes."""

from spean.pathways.training.demand import KM, MOST, Demand, demand_near
from spean.pathways.training.finishing import agree_with_results, complete_class, service_of

__all__ = [
    "KM",
    "MOST",
    "Demand",
    "agree_with_results",
    "complete_class",
    "demand_near",
    "service_of",
]
