"""Words of F17 and of the referral: who needs whom, and why not."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class EmployerSize(TextChoices):
    MICRO = "micro", _("1 to 9 workers")
    SMALL = "small", _("10 to 49 workers")
    MEDIUM = "medium", _("50 to 199 workers")
    LARGE = "large", _("200 workers and more")


class VacancyState(TextChoices):
    DRAFT = "draft", _("Being written")
    OPEN = "open", _("Open")
    CLOSED = "closed", pgettext_lazy("vacancy", "Closed")


class SexLimit(TextChoices):
    ANY = "any", _("Anybody")
    WOMEN = "F", _("Women only")
    MEN = "M", _("Men only")


class PayUnit(TextChoices):
    MONTH = "month", _("a month")
    DAY = "day", _("a day")
    HOUR = "hour", _("an hour")
    PIECE = "piece", _("a piece")


class ContractKind(TextChoices):
    UNDETERMINED = "udc", _("Open-ended contract")
    FIXED = "fdc", _("Fixed-term contract")
    ORAL = "oral", _("No written contract")
    UNKNOWN = "unknown", pgettext_lazy("contract", "Not known")


class VacancySource(TextChoices):
    EMPLOYER_VISIT = "employer_visit", _("Visit to the employer")
    JOB_FAIR = "job_fair", _("Job fair")
    NEA = "nea", _("National Employment Agency")
    PHONE = "phone", _("Telephone")
    ADVERTISEMENT = "advertisement", _("Advertisement")
    OTHER = "other", _("Other")


class Known(TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class NeedWeight(TextChoices):
    MUST = "must", _("Needed")
    NICE = "nice", _("Welcome")


class ReferralState(TextChoices):
    PROPOSED = "proposed", _("To be discussed with the person")
    AGREED = "agreed", _("The person said yes")
    SENT = "sent", _("With the employer")
    MEETING = "meeting", _("The employer wants to meet")
    HIRED = "hired", _("Hired")
    DECLINED = "declined", _("The person said no")
    REFUSED = "refused", _("The employer said no")
    CLOSED = "closed", pgettext_lazy("referral", "Closed")


class Decline(TextChoices):
    """Why the person says no."""

    WAGE = "wage", _("The wage")
    DISTANCE = "distance", _("Too far")
    HOURS = "hours", _("The hours")
    CHILDCARE = "childcare", _("Children or family")
    HEALTH = "health", _("Health")
    OTHER_WORK = "other_work", _("Has other work")
    NOT_THIS_WORK = "not_this_work", _("Does not want this work")
    OTHER = "other", pgettext_lazy("reason", "Another reason")


class Refusal(TextChoices):
    """Why the employer says no (5.4): what a centre can learn from."""

    FILLED = "filled", _("The places are full")
    SKILL = "skill", _("A needed skill is missing")
    HOURS = "hours", _("The hours do not suit")
    DISTANCE = "distance", _("Too far")
    WAGE = "wage", _("The wage")
    LITERACY = "literacy", _("Reading and writing")
    DOCUMENTS = "documents", _("Documents")
    AGE = "age", _("Age")
    HEALTH = "health", _("Health")
    CHILDCARE = "childcare", _("Children or family")
    NO_SHOW = "no_show", _("Did not come")
    EMPLOYER_CHANGED = "employer_changed", _("The employer's need changed")
    OTHER = "other", pgettext_lazy("reason", "Another reason")


class CloseReason(TextChoices):
    HIRED_ELSEWHERE = "hired_elsewhere", _("Works elsewhere now")
    VACANCY_CLOSED = "vacancy_closed", _("The vacancy closed")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("The consent was withdrawn")
    NO_ANSWER = "no_answer", _("The employer did not answer")
    MISTAKE = "mistake", _("Entered by mistake")


class ProofGrade(TextChoices):
    """How a placement is known; the grade is counted with it, always."""

    G0 = "G0", _("Somebody said so")
    G1 = "G1", _("The worker says so")
    G2 = "G2", _("The employer says so")
    G3 = "G3", _("Worker and employer both say so")
    G4 = "G4", _("Pay slip or NSSF number seen")


class AnsweredBy(TextChoices):
    LINK = "link", _("By the employer, through the link")
    OFFICER = "officer", _("Noted by the officer")


class RunState(TextChoices):
    RUNNING = "running", _("Running")
    DONE = "done", _("Finished")
    FAILED = "failed", _("Broken off")


class CheckMoment(TextChoices):
    """When the worker was asked about her job (decent-work check)."""

    DAY_30 = "day_30", _("After 30 days of work")
    DAY_90 = "day_90", _("After 90 days of work")
    LATER = "later", _("Later")


class CheckItem(TextChoices):
    """The items of the decent-work check that a call can answer."""

    PAY = "pay", _("Pay")
    HOURS = "hours", _("Hours")
    CONTRACT = "contract", _("Contract")
    NSSF = "nssf", _("NSSF")
    FREEDOM = "freedom", _("Papers and freedom")


class CheckReason(TextChoices):
    """What is not as it should be; said of a place of work, never of who told it."""

    PAY_BELOW = "pay-below", _("The wage is below the legal minimum")
    PAY_LATE = "pay-late", _("Wages are paid more than a month late")
    HOURS_LONG = "hours-long", _("The hours are too long")
    HOURS_FORCED = "hours-forced", _("Overtime cannot be refused")
    HOURS_UNPAID = "hours-unpaid", _("Overtime is not paid")
    CONTRACT_NONE = "contract-none", _("There is no written contract")
    CONTRACT_NO_COPY = "contract-no-copy", _("Workers hold no copy of the contract")
    NSSF_NONE = "nssf-none", _("Workers are not registered with NSSF")
    NSSF_PROMISED = "nssf-promised", _("NSSF was promised and is not there yet")
    PAPERS_KEPT = "papers-kept", _("The papers are held by somebody else")
    NOT_FREE = "not-free", _("Leaving the work is not possible")
