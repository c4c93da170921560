"""Acts of this room: one function a verb."""

from spean.jobs.services.answers import (
    employer_refuses,
    employer_says_started,
    employer_wants_to_meet,
)
from spean.jobs.services.employers import (
    AlreadyVerified,
    PapersMissing,
    ReasonForBarMissing,
    blacklist_employer,
    lift_blacklisting,
    record_employer,
    verify_employer,
)
from spean.jobs.services.holding import (
    CannotBeProposed,
    EmployerNotCleared,
    VacancyEnded,
    VacancyFilled,
)
from spean.jobs.services.links import (
    LinkEnded,
    LinkShownAlready,
    LinkTooLong,
    live_link,
    make_link,
    open_link,
    withdraw_link,
)
from spean.jobs.services.listing import (
    Inputs,
    Listed,
    Priced,
    Proof,
    begin_run,
    finish_run,
    forget_lists,
    keep_lists,
    keep_prices,
)
from spean.jobs.services.merging import move_back, move_person
from spean.jobs.services.placements import NotStartedYet, correct_placement, record_placement
from spean.jobs.services.referrals import (
    AlreadyReferred,
    ConsentMissing,
    agree,
    close_referral,
    decline,
    propose,
    send_to_employer,
)
from spean.jobs.services.seekers import record_wishes, record_wishes_many
from spean.jobs.services.vacancies import close_vacancy, record_vacancy, reopen_vacancy

__all__ = [
    "AlreadyReferred",
    "AlreadyVerified",
    "CannotBeProposed",
    "ConsentMissing",
    "EmployerNotCleared",
    "Inputs",
    "LinkEnded",
    "LinkShownAlready",
    "LinkTooLong",
    "Listed",
    "NotStartedYet",
    "PapersMissing",
    "Priced",
    "Proof",
    "ReasonForBarMissing",
    "VacancyEnded",
    "VacancyFilled",
    "agree",
    "begin_run",
    "blacklist_employer",
    "close_referral",
    "close_vacancy",
    "correct_placement",
    "decline",
    "employer_refuses",
    "employer_says_started",
    "employer_wants_to_meet",
    "finish_run",
    "forget_lists",
    "keep_lists",
    "keep_prices",
    "lift_blacklisting",
    "live_link",
    "make_link",
    "move_back",
    "move_person",
    "open_link",
    "propose",
    "record_employer",
    "record_placement",
    "record_vacancy",
    "record_wishes",
    "record_wishes_many",
    "reopen_vacancy",
    "send_to_employer",
    "verify_employer",
    "withdraw_link",
]
