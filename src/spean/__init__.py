"""Spean (ស្ពាន, "bridge"): the reintegration of returned migrant workers, in one system."""

__version__ = "0.1.0"

import os

# openpyxl would read workbooks with lxml where it is there (a package of certificates brings it),
# and lxml follows the entities that defusedxml refuses.
os.environ["OPENPYXL_LXML"] = "False"
