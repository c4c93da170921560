"""The fixed cast: who serves where in every test. Fixtures are exported by tests/conftest.py."""

import pytest

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.directory.models import Area, Centre
from tests.factories.accounts import UserFactory
from tests.factories.serving import AreaFactory, CentreFactory, staff


@pytest.fixture
def pursat(db: None) -> Centre:
    return CentreFactory(
        code="PUR", area=AreaFactory(code="15"), label_km="ម.ធ.ព. ពោធិ៍សាត់", label_en="MRC Pursat"
    )


@pytest.fixture
def preah_vihear(db: None) -> Centre:
    return CentreFactory(
        code="PVH",
        area=AreaFactory(code="13"),
        label_km="ម.ធ.ព. ព្រះវិហារ",
        label_en="MRC Preah Vihear",
    )


@pytest.fixture
def oddar_meanchey(db: None) -> Centre:
    return CentreFactory(
        code="OMC",
        area=AreaFactory(code="22"),
        label_km="ម.ធ.ព. ឧត្ដរមានជ័យ",
        label_en="MRC Oddar Meanchey",
    )


@pytest.fixture
def commune(db: None) -> Area:
    """A commune of Bakan, Pursat."""
    return AreaFactory(code="150101")


@pytest.fixture
def counsellor(pursat: Centre) -> User:
    return staff(Role.COUNSELLOR, pursat, username="counsellor")


@pytest.fixture
def colleague(pursat: Centre) -> User:
    """A second counsellor of Pursat."""
    return staff(Role.COUNSELLOR, pursat, username="colleague")


@pytest.fixture
def manager(pursat: Centre) -> User:
    return staff(Role.CENTRE_MANAGER, pursat, username="manager")


@pytest.fixture
def legal_officer(pursat: Centre) -> User:
    return staff(Role.LEGAL_OFFICER, pursat, username="legal-officer")


@pytest.fixture
def job_officer(pursat: Centre) -> User:
    return staff(Role.JOB_OFFICER, pursat, username="job-officer")


@pytest.fixture
def volunteer(pursat: Centre) -> User:
    return staff(Role.VOLUNTEER, pursat, username="volunteer")


@pytest.fixture
def facilitator(pursat: Centre) -> User:
    return staff(Role.TVET_FACILITATOR, pursat, username="facilitator")


@pytest.fixture
def assessor(pursat: Centre) -> User:
    return staff(Role.RPL_ASSESSOR, pursat, username="assessor")


@pytest.fixture
def officer_elsewhere(preah_vihear: Centre) -> User:
    return staff(Role.COUNSELLOR, preah_vihear, username="officer-elsewhere")


@pytest.fixture
def manager_elsewhere(preah_vihear: Centre) -> User:
    return staff(Role.CENTRE_MANAGER, preah_vihear, username="manager-elsewhere")


@pytest.fixture
def employer_user(db: None) -> User:
    return staff(Role.EMPLOYER, username="employer")


@pytest.fixture
def evaluator(db: None) -> User:
    """The ministry's monitoring officer."""
    return staff(Role.MINISTRY_ME, username="evaluator")


@pytest.fixture
def registrar(db: None) -> User:
    """The ministry's registrar, who settles duplicates between centres."""
    return staff(Role.MINISTRY_REGISTRAR, username="registrar")


@pytest.fixture
def ilo_officer(db: None) -> User:
    return staff(Role.ILO_ME, username="ilo-officer")


@pytest.fixture
def donor(db: None) -> User:
    return staff(Role.DONOR_VIEWER, username="donor")


@pytest.fixture
def auditor(db: None) -> User:
    return staff(Role.AUDITOR, username="auditor")


@pytest.fixture
def administrator(db: None) -> User:
    return UserFactory(username="administrator", is_administrator=True)


@pytest.fixture
def stranger(db: None) -> User:
    """Somebody who can sign in but serves nowhere."""
    return UserFactory(username="stranger")
