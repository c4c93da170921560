"""Words of this room: the roles people serve in."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Role(TextChoices):
    COUNSELLOR = "counsellor", _("Counsellor")
    LEGAL_OFFICER = "legal_officer", _("Legal officer")
    CENTRE_MANAGER = "centre_manager", _("Centre manager")
    VOLUNTEER = "volunteer", _("Outreach volunteer")
    JOB_OFFICER = "job_officer", _("Job-centre officer")
    TVET_FACILITATOR = "tvet_facilitator", _("TVET facilitator")
    RPL_ASSESSOR = "rpl_assessor", _("RPL assessor")
    EMPLOYER = "employer", _("Employer")
    MINISTRY_ME = "ministry_me", _("Ministry monitoring officer")
    MINISTRY_REGISTRAR = "ministry_registrar", _("Ministry registrar")
    ILO_ME = "ilo_me", _("ILO monitoring officer")
    DONOR_VIEWER = "donor_viewer", _("Donor viewer")
    AUDITOR = "auditor", _("Auditor")
    ADMINISTRATOR = "administrator", _("Administrator")


class TokenScope(TextChoices):
    """What a program may do in a user's name."""

    FILL = "fill", _("Fetch questionnaires and send answers")
    READ = "read", _("Read questionnaires and answers")
