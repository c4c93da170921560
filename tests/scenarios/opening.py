"""How every story begins: reference data, one administrator, and what she opens by the pages.

Nothing here is made by a factory: the reference data and the first administrator come by the
commands of the installation, the centres and the staff by the administrator's own pages, and each
member of staff chooses a password of her own when she first signs in.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.directory.models import Area, Centre
from tests.browser.conftest import Visit
from tests.browser.walker import LAPTOP, Size, Walker, in_khmer, km

OWN_PASSWORD = "ស្ពានឈើក្រហម-៧២"
FIRST = "administrator"


def installed() -> None:
    """Load what the installation loads: places, occupations, rules, forms, scoring."""
    call_command("load_reference", stdout=StringIO())
    call_command("load_forms", stdout=StringIO())


def desk(name: str, *keys: object) -> str:
    """Return the address of a page of the desk."""
    return reverse(f"desk:{name}", args=keys)


def find(her: Walker, field: str, words: str, code: str) -> None:
    """Write into a field that looks things up, and choose one of what it offers."""
    her.write(field, words)
    offered = f"[name='{field}-code'][value='{code}']"
    her.page.locator(offered).wait_for(state="attached")
    her.tick(f"{field}-code", code)


class Site:
    """The site of a story: its centres and who serves there."""

    def __init__(self, visitor: Visit) -> None:
        self.visitor = visitor
        self._passwords: dict[str, str] = {}
        told = StringIO()
        call_command("first_run", name=FIRST, stdout=told)
        self._passwords[FIRST] = told.getvalue().split()[-1]
        self._known: set[str] = set()

    # --- what the administrator does ------------------------------------------------------------

    def opens(self, admin: Walker, code: str, name: str, province: str) -> Centre:
        """Open a centre in a province, by the settings."""
        admin.go(desk("centre_new"))
        admin.fill(code=code, label_km=name, operator_kind="job_centre", phone="018 000 400")
        admin.write("area", Area.objects.get(code=province).label_km)
        admin.press("Save", within="main form[novalidate]")
        # A district may be called as its province is: then the page asks which is meant.
        if admin.page.locator("[name='area-code']").count():
            admin.tick("area-code", province)
            admin.press("Save", within="main form[novalidate]")
        return Centre.objects.get(code=code)

    def engages(self, admin: Walker, name: str, called: str, role: Role, centre: Centre) -> User:
        """Make somebody's account, hand her the password, and give her a role at a centre."""
        admin.go(desk("user_new"))
        admin.fill(username=name, name_km=called)
        admin.press("Make a user", within="main form[novalidate]")
        self._passwords[name] = admin.page.locator("[data-sensitive]").inner_text()
        admin.press("Continue", within="main")
        admin.press("Give a role")
        admin.fill(role=role.value, centre=str(centre.pk))
        admin.fill(starts_on=in_khmer(timezone.localdate()))
        admin.press("Give a role", within="main form[novalidate]")
        return User.objects.get(username=name)

    # --- who comes in ---------------------------------------------------------------------------

    @contextmanager
    def comes(self, name: str, size: Size = LAPTOP) -> Iterator[Walker]:
        """Sign somebody in by the form, the first time with a password that is not hers yet."""
        with self.visitor(size=size) as her:
            her.go("/")
            her.press("Sign in", within="main")
            her.write("login", name)
            her.write("password", self._passwords[name])
            her.press("Sign in now")
            if name not in self._known:
                self._choose_password(her, name)
            yield her

    def _choose_password(self, her: Walker, name: str) -> None:
        assert km("Please choose a password of your own; only you will know it.") in her.text
        her.fill(oldpassword=self._passwords[name])
        her.fill(password1=OWN_PASSWORD, password2=OWN_PASSWORD)
        her.press("Save", within="main")
        self._passwords[name] = OWN_PASSWORD
        self._known.add(name)
