"""What can be asked of this room."""

from spean.directory.selectors.areas import (
    area_by_code,
    area_coded,
    areas_above,
    areas_coded,
    areas_of_level,
    areas_within,
    find_areas,
)
from spean.directory.selectors.as_published import rulebook_as_of
from spean.directory.selectors.centres import (
    centre_by_code,
    centres_named,
    centres_visible_to,
    devices_visible_to,
    open_centres,
)
from spean.directory.selectors.classifications import (
    find_occupations,
    find_skills,
    offered_occupations,
    offered_sectors,
    service_types,
    skills_of,
)
from spean.directory.selectors.rules import (
    decision_on,
    decision_under,
    in_reader_language,
    rule_on,
    rule_value,
    rulebook_now,
)

__all__ = [
    "area_by_code",
    "area_coded",
    "areas_coded",
    "areas_above",
    "areas_of_level",
    "areas_within",
    "centre_by_code",
    "centres_named",
    "centres_visible_to",
    "decision_on",
    "decision_under",
    "devices_visible_to",
    "find_areas",
    "find_occupations",
    "find_skills",
    "in_reader_language",
    "offered_occupations",
    "offered_sectors",
    "open_centres",
    "rule_on",
    "rule_value",
    "rulebook_as_of",
    "rulebook_now",
    "service_types",
    "skills_of",
]
