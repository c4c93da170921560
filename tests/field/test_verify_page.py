"""The page under /verify/ as the site gives it: to anybody, with a policy that lets nothing out."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings as site
from django.test import Client
from django.urls import reverse
from tools import field

from spean.accounts.models import User
from spean.field import verify
from spean.field.built import _read

pytestmark = pytest.mark.django_db
ADDRESSES = ("verify", "verify_worker", "verify_manifest", "verify_list")
MANIFEST = {
    "src/main.js": {"file": "assets/shell-1.js", "imports": ["_shared.js"]},
    "_shared.js": {"file": "assets/shared-1.js"},
    "src/verify/main.js": {
        "file": "assets/verify-1.js",
        "css": ["assets/verify-1.css"],
        "imports": ["_shared.js"],
        "dynamicImports": ["src/verify/reader.js"],
    },
    "src/verify/reader.js": {"file": "assets/reader-1.js", "assets": ["assets/reader-1.wasm"]},
    "src/worker.js": {"file": "worker.js", "isEntry": True},
}
LIST = b'{"format": "spean-trust-1"}'


@pytest.fixture
def folder(settings, tmp_path: Path) -> Path:
    settings.SPEAN_HOME = tmp_path
    made = tmp_path / "built" / "field"
    made.mkdir(parents=True)
    _read.cache_clear()
    return made


@pytest.fixture
def built(folder: Path) -> Path:
    (folder / "manifest.json").write_text(json.dumps(MANIFEST))
    (folder / "worker.js").write_text("self.addEventListener('install', () => {});")
    return folder


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "current_trust_list", lambda: LIST)


def kept_by(text: str) -> dict[str, object]:
    return dict(json.loads(re.match(r"const FIELD = (.*);\n", text)[1]))


def test_a_stranger_gets_the_page_and_nothing_is_remembered_of_him(
    client: Client, built: Path, published: None
) -> None:
    for name in ADDRESSES:
        answer = client.get(reverse(name))
        assert answer.status_code == 200, name
        assert not answer.cookies, name


def test_the_page_is_the_same_for_everybody(built: Path, counsellor: User) -> None:
    signed_in, english = Client(), Client()
    signed_in.force_login(counsellor, backend="allauth.account.auth_backends.AuthenticationBackend")
    english.cookies[site.LANGUAGE_COOKIE_NAME] = "en"

    pages = {one.get("/verify/").content for one in (Client(), signed_in, english)}

    assert len(pages) == 1
    assert "csrf" not in pages.pop().decode().lower()


def test_its_policy_lets_nothing_out_and_opens_the_camera_here_alone(
    client: Client, built: Path
) -> None:
    answer = client.get("/verify/")
    policy = answer["Content-Security-Policy"]

    assert "default-src 'none'" in policy and "connect-src 'self';" in policy
    assert "form-action 'none'" in policy and "frame-ancestors 'none'" in policy
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy and "unsafe-inline" not in policy
    assert answer["Permissions-Policy"].startswith("camera=(self), microphone=()")
    for other in ("/", "/verify/sw.js", "/verify/list.json", "/field/"):
        assert "camera=()" in client.get(other)["Permissions-Policy"]


def test_the_worker_keeps_all_of_this_page_and_none_of_the_other(
    client: Client, built: Path
) -> None:
    kept = kept_by(client.get("/verify/sw.js").text)

    assert kept["shell"] == "/verify/" and kept["prefix"] == "spean-verify-"
    own = {one.rsplit("/", 1)[1] for one in kept["files"] if "/field/assets/" in one}
    assert own == {"verify-1.js", "verify-1.css", "shared-1.js", "reader-1.js", "reader-1.wasm"}
    asked = re.findall(r'(?:src|href)="(/static/[^"]+)"', client.get("/verify/").text)
    assert set(asked) <= set(kept["files"])


def test_it_can_stand_on_a_home_screen(client: Client, built: Path) -> None:
    said = json.loads(client.get("/verify/app.webmanifest").content)

    assert said["name"] == "ពិនិត្យវិញ្ញាបនបត្រ" and said["display"] == "standalone"
    assert said["start_url"] == said["scope"] == "/verify/"


def test_the_list_is_sent_whole_and_only_when_it_changed(client: Client, published: None) -> None:
    answer = client.get("/verify/list.json")

    assert answer.content == LIST and answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-cache"
    again = client.get("/verify/list.json", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and not again.content


def test_while_no_list_was_published_none_is_sent(client: Client) -> None:
    answer = client.get("/verify/list.json")

    assert answer.status_code == 204 and not answer.content


def test_nothing_can_be_posted_to_it_that_would_be_looked_at(client: Client, built: Path) -> None:
    page = client.get("/verify/").text

    assert "<form" not in page
    assert client.post("/verify/", {"text": "SPN1:ABC"}).content == client.get("/verify/").content


def test_without_javascript_it_says_what_to_do_in_both_languages(
    client: Client, built: Path
) -> None:
    said = re.search(r"<noscript>(.*?)</noscript>", client.get("/verify/").text, re.S)[1]

    assert "សូមបើក JavaScript" in said and "please switch JavaScript on" in said


@pytest.mark.parametrize("older", [None, {"src/main.js": MANIFEST["src/main.js"]}])
def test_a_page_that_is_not_built_leads_to_the_centre(
    client: Client, folder: Path, older: object
) -> None:
    if older:
        (folder / "manifest.json").write_text(json.dumps(older))

    answer = client.get("/verify/")

    assert answer.status_code == 503
    assert "សូមសួរមជ្ឈមណ្ឌលដែលចេញវិញ្ញាបនបត្រ" in answer.text
    assert client.get("/verify/sw.js").status_code == 503


def test_the_first_page_of_the_site_leads_to_it(client: Client) -> None:
    assert 'href="/verify/"' in client.get("/").text


def test_every_drawing_that_the_page_asks_for_is_in_the_shell() -> None:
    folder = Path(field.CLIENT) / "src" / "verify"
    code = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))
    asked = set(re.findall(r'\bicon\("([a-z-]+)"\)', code))
    asked |= set(re.findall(r'\bbutton\("[^"]*", "([a-z-]+)"', code))
    asked |= set(re.findall(r'"([a-z-]+)"', code[code.index("const DRAWN") :].split("};")[0]))
    asked |= {name for name in verify.DRAWINGS if f'"{name}"' in code}

    assert asked == set(verify.DRAWINGS)
