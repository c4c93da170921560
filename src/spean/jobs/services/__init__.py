"""Acts of this room: one function a verb."""

from spean.jobs.services.employers import (
    AlreadyVerified,
    blacklist_employer,
    record_employer,
    verify_employer,
)
from spean.jobs.services.links import LinkEnded, make_link, open_link, withdraw_link
from spean.jobs.services.placements import correct_placement, record_placement
from spean.jobs.services.referrals import (
    AlreadyReferred,
    ConsentMissing,
    VacancyFilled,
    agree,
    close_referral,
    decline,
    employer_refuses,
    employer_wants_to_meet,
    move_back,
    move_person,
    propose,
    send_to_employer,
)
from spean.jobs.services.seekers import record_wishes
from spean.jobs.services.vacancies import close_vacancy, record_vacancy, reopen_vacancy

__all__ = [
    "AlreadyReferred",
    "AlreadyVerified",
    "ConsentMissing",
    "LinkEnded",
    "VacancyFilled",
    "agree",
    "blacklist_employer",
    "close_referral",
    "close_vacancy",
    "correct_placement",
    "decline",
    "employer_refuses",
    "employer_wants_to_meet",
    "make_link",
    "move_back",
    "move_person",
    "open_link",
    "propose",
    "record_employer",
    "record_placement",
    "record_vacancy",
    "record_wishes",
    "reopen_vacancy",
    "send_to_employer",
    "verify_employer",
    "withdraw_link",
]
