"""What this room does; `postings` stands beside, with the people who sign in."""

from spean.directory.services.areas import load_base_areas, load_official_areas
from spean.directory.services.centres import edit_centre, make_centre
from spean.directory.services.client_numbers import issue_client_number, issue_client_numbers
from spean.directory.services.devices import NotAKey, register_device, report_lost
from spean.directory.services.esco import load_esco
from spean.directory.services.offers import offer_service
from spean.directory.services.organisations import edit_organisation, make_organisation
from spean.directory.services.reference import load_own_tables
from spean.directory.services.rule_drafts import (
    draft_rule,
    note_simulation,
    publish_rule,
    reject_rule,
)

__all__ = [
    "NotAKey",
    "draft_rule",
    "edit_centre",
    "edit_organisation",
    "issue_client_number",
    "issue_client_numbers",
    "load_base_areas",
    "load_esco",
    "load_official_areas",
    "load_own_tables",
    "make_centre",
    "make_organisation",
    "note_simulation",
    "offer_service",
    "publish_rule",
    "register_device",
    "reject_rule",
    "report_lost",
]
