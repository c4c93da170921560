"""The page under /field/ as the site gives it: to whom, with what, and when it is not built."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse

from spean.accounts.models import User
from spean.field.built import _read

pytestmark = pytest.mark.django_db
ADDRESSES = ("field", "field_in", "field_worker", "field_manifest")
MANIFEST = {
    "src/main.js": {
        "file": "assets/shell-1.js",
        "css": ["assets/shell-1.css"],
        "isEntry": True,
        "imports": ["_shared.js"],
        "dynamicImports": ["src/player.js"],
    },
    "_shared.js": {"file": "assets/shared-1.js"},
    "src/player.js": {"file": "assets/player-1.js", "css": ["assets/player-1.css"]},
    "src/worker.js": {"file": "worker.js", "isEntry": True},
}


@pytest.fixture
def built(settings, tmp_path: Path) -> Path:
    """A page that was built, without the seconds that building takes."""
    settings.SPEAN_HOME = tmp_path
    folder = tmp_path / "built" / "field"
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    (folder / "worker.js").write_text("self.addEventListener('install', () => {});")
    _read.cache_clear()
    return folder


@pytest.fixture
def not_built(settings, tmp_path: Path) -> None:
    settings.SPEAN_HOME = tmp_path


@pytest.fixture
def signed_in(client: Client, counsellor: User) -> Client:
    client.force_login(counsellor, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def let_in(client: Client, user: User) -> Client:
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.parametrize("name", ADDRESSES)
def test_a_stranger_is_sent_to_the_sign_in(client: Client, built: Path, name: str) -> None:
    answer = client.get(reverse(name))

    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/?next=/field/")


@pytest.mark.parametrize("name", ADDRESSES)
def test_whoever_answers_no_questionnaires_finds_nothing(
    client: Client, built: Path, name: str
) -> None:
    from spean.accounts.choices import Role
    from tests.factories.serving import staff

    assert let_in(client, staff(Role.DONOR_VIEWER)).get(reverse(name)).status_code == 404


def test_staff_and_volunteers_get_the_page(built: Path, counsellor: User, volunteer: User) -> None:
    for user in (counsellor, volunteer):
        answer = let_in(Client(), user).get("/field/")
        assert answer.status_code == 200
        assert "/static/field/assets/shell-1.js" in answer.text
        assert "/static/field/assets/shell-1.css" in answer.text


def test_the_shell_is_the_same_for_everybody(
    built: Path, counsellor: User, volunteer: User
) -> None:
    pages = {let_in(Client(), user).get("/field/").content for user in (counsellor, volunteer)}
    english = let_in(Client(), counsellor)
    english.cookies[site.LANGUAGE_COOKIE_NAME] = "en"
    english.cookies["spean_theme"] = "dark"
    pages.add(english.get("/field/").content)

    assert len(pages) == 1
    text = pages.pop().decode()
    assert counsellor.username not in text and "csrf" not in text.lower()


def test_only_this_page_has_the_wider_policy(signed_in: Client, built: Path) -> None:
    policy = signed_in.get("/field/")["Content-Security-Policy"]

    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "connect-src 'self' data:;" in policy and "default-src 'none'" in policy
    assert "unsafe-eval'" not in policy.replace("wasm-unsafe-eval'", "")
    assert "geolocation=(self)" in signed_in.get("/field/")["Permissions-Policy"]
    for other in ("/", "/desk/", "/field/sw.js", "/field/app.webmanifest"):
        assert "unsafe" not in signed_in.get(other)["Content-Security-Policy"]


def test_the_worker_names_everything_the_page_needs(signed_in: Client, built: Path) -> None:
    answer = signed_in.get("/field/sw.js")

    assert answer["Content-Type"].startswith("text/javascript")
    kept = json.loads(re.match(r"const FIELD = (.*);\n", answer.text)[1])
    assert kept["shell"] == "/field/" and kept["static"] == "/static/"
    page = signed_in.get("/field/").text
    asked = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page))
    assert asked <= set(kept["files"])
    assert "/static/field/assets/player-1.js" in kept["files"]
    assert "/static/field/assets/player-1.css" in kept["files"]
    assert not [name for name in kept["files"] if name.endswith("worker.js")]


def test_another_build_is_another_version(signed_in: Client, built: Path) -> None:
    first = signed_in.get("/field/sw.js").text
    assert signed_in.get("/field/sw.js").text == first

    (built / "worker.js").write_text("// newer")
    _read.cache_clear()

    def version(text: str) -> str:
        return json.loads(text.splitlines()[0].removeprefix("const FIELD = ")[:-1])["version"]

    assert version(signed_in.get("/field/sw.js").text) != version(first)


def test_it_can_stand_on_a_home_screen(signed_in: Client, built: Path) -> None:
    answer = signed_in.get("/field/app.webmanifest")

    said = json.loads(answer.content)
    assert said["name"] == "ស្ពាន · ចុះភូមិ" and said["display"] == "standalone"
    assert said["start_url"] == said["scope"] == "/field/"
    assert {one["sizes"] for one in said["icons"]} == {"192x192", "512x512"}
    assert {one["purpose"] for one in said["icons"]} == {"any", "maskable"}


def test_the_way_back_leads_to_the_page(signed_in: Client, built: Path) -> None:
    assert signed_in.get("/field/in/")["Location"] == "/field/"


@pytest.mark.parametrize("language", ["km", "en"])
def test_a_page_that_is_not_built_says_so_calmly_in_both_languages(
    signed_in: Client, not_built: None, language: str
) -> None:
    signed_in.cookies[site.LANGUAGE_COOKIE_NAME] = language

    answer = signed_in.get("/field/")

    assert answer.status_code == 503
    assert "ទំព័រចុះមូលដ្ឋានមិនទាន់បានសាងសង់ទេ" in answer.text
    assert "The field page is not built" in answer.text and "make setup" in answer.text
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert signed_in.get("/field/sw.js").status_code == 503


def test_the_desk_works_without_it(signed_in: Client, not_built: None) -> None:
    assert signed_in.get("/desk/").status_code == 200


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("counsellor", "desk:today"),
        ("counsellor", "desk:questionnaires"),
        ("volunteer", "desk:today"),
        ("volunteer", "desk:questionnaires"),
    ],
)
def test_the_desk_leads_to_it_once_it_is_built(
    built: Path, request: pytest.FixtureRequest, who: str, page: str
) -> None:
    desk = let_in(Client(), request.getfixturevalue(who))

    assert 'href="/field/"' in desk.get(reverse(page)).text
    (built / "manifest.json").unlink()
    assert 'href="/field/"' not in desk.get(reverse(page)).text


def test_the_desk_leads_nobody_there_who_answers_no_questionnaires(
    built: Path, registrar: User
) -> None:
    assert 'href="/field/"' not in let_in(Client(), registrar).get(reverse("desk:today")).text
