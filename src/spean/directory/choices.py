"""Words of this room: places, centres, organisations, services and classifications."""

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _


class AreaLevel(IntegerChoices):
    PROVINCE = 1, _("Province")
    DISTRICT = 2, _("District")
    COMMUNE = 3, _("Commune")
    VILLAGE = 4, _("Village")


class OperatorKind(TextChoices):
    JOB_CENTRE = "job_centre", _("Job centre")
    PROVINCIAL_DEPARTMENT = "pdolvt", _("Provincial labour department")
    CSO = "cso", _("Civil-society organisation")
    UNION = "union", _("Trade union")
    OTHER = "other", _("Other")


class OrganisationKind(TextChoices):
    EMPLOYER = "employer", _("Employer")
    EMPLOYER_ASSOCIATION = "employer_association", _("Employers' association")
    TRAINING_PROVIDER = "training_provider", _("Training provider")
    AUTHORITY = "authority", _("Public authority")
    CSO = "cso", _("Civil-society organisation")
    UNION = "union", _("Trade union")
    HEALTH = "health", _("Health service")
    FINANCE = "finance", _("Bank or microfinance institution")
    RECRUITMENT_AGENCY = "recruitment_agency", _("Recruitment agency")
    DONOR = "donor", _("Donor")
    OTHER = "other", _("Other")


class SkillKind(TextChoices):
    TASK = "task", _("Task")
    TOOL = "tool", _("Tool or machine")
    KNOWLEDGE = "knowledge", _("Knowledge")
    TRANSVERSAL = "transversal", _("Common to many jobs")
    LANGUAGE = "language", _("Language")


class Classification(TextChoices):
    SPEAN = "spean", _("Spean's own list")
    ISCO = "isco", _("ISCO-08")
    ESCO = "esco", _("ESCO")


class SkillWeight(TextChoices):
    ESSENTIAL = "essential", _("Essential")
    OPTIONAL = "optional", _("Useful")


class ServiceGroup(TextChoices):
    INFORMATION = "INF", _("Information")
    COUNSELLING = "COU", _("Counselling")
    LEGAL = "LEG", _("Legal help")
    EMPLOYMENT = "EMP", _("Employment")
    SKILLS = "SKL", _("Skills")
    ENTERPRISE = "ENT", _("Enterprise")
    SOCIAL_PROTECTION = "SOC", _("Social protection")
    PROTECTION = "PRO", _("Protection")
    FOLLOW_UP = "FUP", _("Follow-up")


class RuleTopic(TextChoices):
    WAGE = "wage", _("Wages")
    HOURS = "hours", _("Hours and rest")
    LEAVE = "leave", _("Leave and illness")
    CONTRACT = "contract", _("Contracts and safety")
    AGE = "age", _("Age")
    NSSF = "nssf", _("NSSF")
    ELIGIBILITY = "eligibility", _("Who has a right to a scheme")
    BENEFIT = "benefit", _("Amounts of schemes")
    COMPLAINT = "complaint", _("Complaints and time limits")
    TRAINING = "training", _("Training and certificates")
    RECKONING = "reckoning", _("Exchange and other figures")


class RuleKind(TextChoices):
    NUMBER = "number", _("Number")
    CONDITION = "condition", _("Condition")
    TEXT = "text", _("Text")


class RuleState(TextChoices):
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced by a correction")
    REJECTED = "rejected", _("Turned down")


class LoadCount(TextChoices):
    ADDED = "added", _("added")
    RENAMED = "renamed", _("renamed")
    RESPELT = "respelt", _("spelt differently in Latin letters")
    ENDED = "ended", _("no longer official")
    REPLACED = "replaced", _("goes on under another code")
    SECTORS = "sectors", _("sectors")
    OCCUPATIONS = "occupations", _("occupations")
    SKILLS = "skills", _("skills")
    OCCUPATION_SKILLS = "occupation_skills", _("skills of occupations")
    SERVICE_TYPES = "service_types", _("kinds of service")
    SERVICE_MAP = "service_map", _("codes of other systems")
    SCHEMES = "schemes", _("schemes")
    RULES = "rules", _("dated rules")
    RULE_SUBJECTS = "rule_subjects", _("subjects of rules")
    LEVELS = "levels", _("levels of qualifications")
    STANDARDS = "standards", _("competency standards")
    UNITS = "units", _("units of competency")
    UNIT_TASKS = "unit_tasks", _("tasks of units")
    GROUPS = "groups", _("groups of occupations")
    RELATIONS = "relations", _("relations of skills and occupations")
    NOTHING = "nothing", _("nothing new")
