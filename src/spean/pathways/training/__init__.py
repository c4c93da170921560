"""Which course to hold next: what open posts ask for, and what people here can do already."""

from spean.pathways.training.demand import KM, MOST, Demand, demand_near

__all__ = ["KM", "MOST", "Demand", "demand_near"]
