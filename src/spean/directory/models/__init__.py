"""Where we work and with whom."""

from spean.directory.models.area import Area, AreaName
from spean.directory.models.centre import Centre, NumberBlock, Posting
from spean.directory.models.classification import Occupation, OccupationSkill, Sector, Skill
from spean.directory.models.device import Device
from spean.directory.models.organisation import (
    Organisation,
    Scheme,
    ServiceOffer,
    ServiceType,
)
from spean.directory.models.registry import RegistryKey, RegistryPeer
from spean.directory.models.rule import RuleRow, RuleSubject
from spean.directory.models.service_map import ServiceMapping

__all__ = [
    "Area",
    "AreaName",
    "Centre",
    "Device",
    "NumberBlock",
    "Occupation",
    "OccupationSkill",
    "Organisation",
    "Posting",
    "RegistryKey",
    "RegistryPeer",
    "RuleRow",
    "RuleSubject",
    "Scheme",
    "Sector",
    "ServiceMapping",
    "ServiceOffer",
    "ServiceType",
    "Skill",
]
