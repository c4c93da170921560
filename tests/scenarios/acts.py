"""What the stories share: a first administrator, users by the settings pages, signing in."""

import re

from django.urls import reverse

from spean.accounts.services import first_administrator
from tests.browser.walker import Walker

# What each chooses at the first sign-in.
OWN = "river-hill-sky-42"


def desk(name: str, *keys: object) -> str:
    return reverse(f"desk:{name}", args=keys)


def sign_in(her: Walker, name: str, password: str = OWN) -> None:
    """Sign in by the form; at the first time choose a password."""
    her.go(reverse("account_login"))
    her.write("login", name)
    her.write("password", password)
    her.press("Sign in now")
    if her.page.locator("[name='password1']").count():
        her.fill(oldpassword=password, password1=OWN, password2=OWN)
        her.follow(her.page.locator("main form button.main"))


def begin_as_administrator(her: Walker) -> None:
    """Make the first administrator, as `spean first-run` does, and sign in."""
    _user, password = first_administrator(username="admin")
    sign_in(her, "admin", password)


def make_centre(her: Walker, code: str, name: str, place: str) -> None:
    """Make a centre on its page."""
    her.go(desk("centre_new"))
    her.fill(code=code, label_km=name, label_en=code, operator_kind="job_centre")
    her.write("area", place)
    her.follow(her.page.locator("main form button.main"))
    if her.page.locator("[name='area-code']").count():
        her.page.locator("label:has([name='area-code'])").first.click()
        her.follow(her.page.locator("main form button.main"))


def make_user(her: Walker, name: str, name_km: str, role: str, centre: str) -> str:
    """Make a user and give her a role at a centre; return the password that is shown once."""
    her.go(desk("user_new"))
    her.fill(username=name, name_km=name_km)
    her.follow(her.page.locator("main form button.main"))
    password = her.page.locator("[data-sensitive]").inner_text().strip()
    her.press("Continue")
    her.follow(her.page.locator("main a[href$='/posting/']"))
    her.choose("role", role)
    if centre:
        her.page.locator("select[name='centre']").select_option(label=centre)
    her.follow(her.page.locator("main form button.main"))
    assert re.search(r"/users/[0-9a-f-]+/$", her.page.url), her.text
    return password


def leave(her: Walker) -> None:
    """Forget who was signed in."""
    her.page.context.clear_cookies()
