"""How a story without a browser begins: the same pages, filled in by the test client."""

import re

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from spean.accounts.choices import Role
from spean.accounts.models import User
from spean.accounts.services import first_administrator
from spean.directory.models import Centre
from tests.desk.cases.writing import hidden

# What each chooses at the first sign-in.
OWN = "river-hill-sky-42"


def at(name: str, *keys: object) -> str:
    return reverse(f"desk:{name}", args=keys)


def typed(client: Client, url: str, **values: object) -> str:
    """Open a form, type into it and send it; return where it leads."""
    page = client.get(url)
    assert page.status_code == 200, url
    marks = {
        name: hidden(page, name)
        for name in ("id", "revision")
        if f'name="{name}"' in page.content.decode()
    }
    answer = client.post(url, {**marks, **values})
    problems = re.findall(r'class="msg"[^>]*>.*?</p>', answer.content.decode())
    assert answer.status_code == 302, problems
    return answer["Location"]


def signed_in_first(name: str, password: str) -> Client:
    """Sign in for the first time, and choose a password of one's own."""
    client = Client()
    where = client.post(reverse("account_login"), {"login": name, "password": password})["Location"]
    words = {"oldpassword": password, "password1": OWN, "password2": OWN}
    page = client.get(where, follow=True)
    asked = page.redirect_chain[-1][0] if page.redirect_chain else where
    assert client.post(asked, words).status_code == 302
    assert client.get(at("today")).status_code == 200
    return client


def administrator() -> Client:
    """Make the first administrator, as `spean first-run` does, and sign her in."""
    _user, password = first_administrator(username="admin")
    return signed_in_first("admin", password)


def centre_made(admin: Client, code: str, label_km: str, area: str) -> Centre:
    """Open a centre on its page."""
    words = {"code": code, "label_km": label_km, "label_en": code, "operator_kind": "job_centre"}
    typed(admin, at("centre_new"), **words, area=area)
    return Centre.objects.get(code=code)


def member_made(admin: Client, name: str, role: Role, centre: Centre) -> tuple[User, Client]:
    """Make a user on the settings pages, give her a role at a centre, and let her sign in."""
    words = {"id": hidden(admin.get(at("user_new")), "id"), "username": name}
    made = admin.post(at("user_new"), {**words, "name_km": "អ្នកសាក", "name_lat": name})
    password = re.search(r"data-sensitive[^>]*>\s*([^<\s]+)", made.content.decode())[1]
    user = User.objects.get(username=name)
    begins = timezone.localdate().strftime("%d/%m/%Y")
    terms = {"role": role.value, "centre": str(centre.pk), "starts_on": begins}
    typed(admin, at("posting_new", user.pk), **terms)
    return user, signed_in_first(name, password)
