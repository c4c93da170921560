"""Reads of this room: vacancies are shared by all centres, people are not."""

from spean.jobs.selectors.referrals import (
    allows_employer,
    answered_vacancy_ids,
    is_live,
    links_of,
    links_visible_to,
    live_referral,
    placements_of,
    placements_visible_to,
    referrals_of,
    referrals_shown_by,
    referrals_visible_to,
    unread_answers,
)
from spean.jobs.selectors.seekers import looking_people, wishes_of, wishes_of_people
from spean.jobs.selectors.vacancies import (
    employers_visible_to,
    find_employers,
    find_vacancies,
    free_places,
    open_vacancies,
    running,
    vacancies_visible_to,
    vacancies_with_places,
)

__all__ = [
    "allows_employer",
    "answered_vacancy_ids",
    "employers_visible_to",
    "find_employers",
    "find_vacancies",
    "free_places",
    "is_live",
    "links_of",
    "links_visible_to",
    "live_referral",
    "looking_people",
    "open_vacancies",
    "placements_of",
    "placements_visible_to",
    "referrals_of",
    "referrals_shown_by",
    "referrals_visible_to",
    "running",
    "unread_answers",
    "vacancies_visible_to",
    "vacancies_with_places",
    "wishes_of",
    "wishes_of_people",
]
