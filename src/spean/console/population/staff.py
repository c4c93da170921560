"""The demo's centres and the people who sign in to it; their password is "demo" and says so."""

from uuid import NAMESPACE_URL, UUID, uuid5

from django.contrib.auth.hashers import make_password
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.accounts.services import audit, one_writer
from spean.directory.contracts import CentreDetails
from spean.directory.models import Area, Centre, Posting
from spean.directory.services import make_centre

PASSWORD = "demo"

CENTRES = {
    "OMC": ("2204", "មជ្ឈមណ្ឌលឧត្តរមានជ័យ", "Oddar Meanchey centre", "job_centre"),
    "PUR": ("1505", "មជ្ឈមណ្ឌលពោធិ៍សាត់", "Pursat centre", "job_centre"),
    "PVH": ("1308", "មជ្ឈមណ្ឌលព្រះវិហារ", "Preah Vihear centre", "pdolvt"),
}
HOURS_KM, HOURS_EN = "ចន្ទ–សុក្រ 7:30–11:30 និង 2:00–5:00", "Monday to Friday 7:30–11:30, 2:00–5:00"

# Sign-in name -> Khmer name, Latin name, role, centre. Names are words: river, hill, sky, star.
STAFF: dict[str, tuple[str, str, Role, str]] = {
    "counsellor": ("ទន្លេ បុប្ផា", "Tonle Bopha", Role.COUNSELLOR, "PUR"),
    "manager": ("ភ្នំ សុវណ្ណ", "Phnom Sovann", Role.CENTRE_MANAGER, "PUR"),
    "jobs": ("ផ្កាយ រតនា", "Phkay Ratana", Role.JOB_OFFICER, "PUR"),
    "volunteer": ("មេឃ ចាន់ណា", "Mekh Channa", Role.VOLUNTEER, "PUR"),
    "tvet": ("ព្រៃ វិចិត្រ", "Prey Vichet", Role.TVET_FACILITATOR, "PUR"),
    "legal": ("ស្ទឹង ច័ន្ទ", "Stoeng Chann", Role.LEGAL_OFFICER, "PUR"),
    "assessor": ("ថ្ម សំណាង", "Thma Samnang", Role.RPL_ASSESSOR, "PUR"),
    "assessor.second": ("រលក វណ្ណា", "Rolok Vanna", Role.RPL_ASSESSOR, "PUR"),
    "assessor.omc": ("ខ្យល់ ពិសិដ្ឋ", "Khyal Piseth", Role.RPL_ASSESSOR, "OMC"),
    "counsellor.omc": ("ដើម សុភា", "Daem Sophea", Role.COUNSELLOR, "OMC"),
    "manager.omc": ("វាល មករា", "Veal Makara", Role.CENTRE_MANAGER, "OMC"),
    "counsellor.pvh": ("ត្រពាំង ដារ៉ា", "Trapeang Dara", Role.COUNSELLOR, "PVH"),
    "manager.pvh": ("អូរ ពិសី", "Ou Pisey", Role.CENTRE_MANAGER, "PVH"),
    "registrar": ("បឹង កុសល", "Boeng Kosal", Role.MINISTRY_REGISTRAR, ""),
    "evaluation": ("កោះ រស្មី", "Kaoh Raksmey", Role.MINISTRY_ME, ""),
    "donor": ("ឆ្នេរ លីដា", "Chhne Lida", Role.DONOR_VIEWER, ""),
    "auditor": ("ជ្រោយ តុលា", "Chroy Tola", Role.AUDITOR, ""),
    "administrator": ("ស្ពាន មុន្នី", "Spean Mony", Role.ADMINISTRATOR, ""),
}
WHO_IS_WHO = _("All demo accounts have the password “demo”.")


def fixed_id(name: str) -> UUID:
    """Return the id that a demo record always has, so that a second run finds it."""
    return uuid5(NAMESPACE_URL, f"spean-demo:{name}")


def make_centres() -> dict[str, Centre]:
    """Open the three invented centres, or return those that are there."""
    made = {}
    for code, (area, label_km, label_en, operator) in CENTRES.items():
        details = CentreDetails(
            code=code,
            operator_kind=operator,
            area_id=Area.objects.get(code=area, valid_to=None).pk,
            label_km=label_km,
            label_en=label_en,
            hours_km=HOURS_KM,
            hours_en=HOURS_EN,
            is_invented=True,
        )
        made[code] = make_centre(actor=None, id=fixed_id(code), details=details)
    return made


@one_writer()
def make_staff(centres: dict[str, Centre]) -> dict[str, User]:
    """Let the demo's staff sign in, and post them; kept as they are if they exist."""
    today = timezone.localdate()
    # One hash for all: in a demo the password is public, and a slow hash for each is a minute.
    password = make_password(PASSWORD)
    made = {}
    for username, (name_km, name_en, role, code) in STAFF.items():
        user, is_new = User.objects.get_or_create(
            username=username,
            defaults={
                "id": fixed_id(username),
                "name_km": name_km,
                "name_en": name_en,
                "password": password,
                "is_administrator": role == Role.ADMINISTRATOR,
                "is_invented": True,
            },
        )
        if is_new:
            Posting.objects.create(
                user=user,
                centre=centres.get(code),
                role=role,
                starts_on=today.replace(month=1, day=1),
            )
            audit(actor=None, action="accounts.demo_user_made", role=str(role))
        made[username] = user
    return made
