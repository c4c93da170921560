"""Spean (ស្ពាន, "bridge"): the reintegration of returned migrant workers, in one system."""

__version__ = "0.1.0"
