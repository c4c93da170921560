"""Nothing is reachable without a declared policy, and nobody reaches further than it says."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import path, reverse
from django.utils import timezone

from spean.accounts.choices import Role, TokenScope
from spean.accounts.services import issue_token
from spean.config.middleware import Gate, policy_of
from spean.config.urls import every_pattern
from spean.directory.perms import POLICY, SIGNED_IN, Scope
from spean.directory.perms import PUBLIC as OPEN
from spean.people.models import Person
from tests.factories.serving import staff
from tests.house.examples import EXAMPLES, PARTS
from tests.house.reaches import BEHIND_A_LINK, BUILT_APART, ELSEWHERE, OF_A_RECORD, PUBLIC, SHARED
from tests.house.rows import Place

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _nothing_in_the_background(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


NATIONAL = {
    Role.MINISTRY_ME,
    Role.MINISTRY_REGISTRAR,
    Role.ILO_ME,
    Role.DONOR_VIEWER,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
}


ROOMS = ("desk", "portal", "openrosa", "api", "v1")


def address(route, pattern):
    """Return (full name, names in the address, policy) of a URL."""
    if route.startswith("/api/spdci/"):
        return f"spdci:{pattern.name}", [], policy_of(pattern.callback, pattern.name)
    room = next((room for room in ROOMS if route.startswith(f"/{room}/")), "")
    if pattern.callback.__module__.startswith("spean.portal"):
        room = "portal"
    name = f"{room}:{pattern.name}" if room else pattern.name
    return name, re.findall(r"<\w+:(\w+)>", route), policy_of(pattern.callback, pattern.name)


ADDRESSES = [address(route, pattern) for route, pattern in every_pattern()]
VIEWS = {address(route, pattern)[0]: pattern.callback for route, pattern in every_pattern()}
DOORS = {name for name, view in VIEWS.items() if hasattr(view, "spean_door")}
DESK = [(name, names, policy) for name, names, policy in ADDRESSES if policy in POLICY]


def url_for(name, names, place):
    values = {key: place.example(key, EXAMPLES[key]) for key in names if key in EXAMPLES}
    return reverse(name, kwargs={**values, **PARTS.get(name, {})})


def ask(client, url, method):
    """Ask, and undo whatever it did."""
    with transaction.atomic():
        response = getattr(client, method)(url)
        transaction.set_rollback(True)
    return response


def answers(client, url, methods):
    """Return the status for each method; one that the page does not take is left out."""
    found = {method: ask(client, url, method).status_code for method in methods}
    return {method: status for method, status in found.items() if status != 405}


def is_refused(client, url, relation):
    """Tell whether a page is not there; another centre's must not be there for any method."""
    if relation == "other":
        return set(answers(client, url, ("get", "post")).values()) == {404}
    found = answers(client, url, ("get",)) or answers(client, url, ("post",))
    return set(found.values()) == {404}


# --- what is declared ---------------------------------------------------------------------------


def test_every_name_in_an_address_has_an_example():
    unknown = {
        (name, key)
        for name, names, _policy in ADDRESSES
        for key in names
        if key not in EXAMPLES and key not in PARTS.get(name, {})
    }

    assert not unknown, "add an example to tests/house/examples.py"


def test_the_public_list_is_short_and_exact():
    assert {name for name, _names, policy in ADDRESSES if policy == OPEN} == PUBLIC


def test_every_policy_is_one_of_the_table():
    assert {policy for _n, _k, policy in ADDRESSES} <= {*POLICY, OPEN, SIGNED_IN}


def test_every_example_is_used():
    used = {key for _name, names, _policy in ADDRESSES for key in names}

    parts = {key for chosen in PARTS.values() for key in chosen}
    assert set(EXAMPLES) == used - parts


def undeclared(request):
    return HttpResponse("open to all")


urlpatterns = [path("undeclared/", undeclared, name="undeclared")]


def test_a_view_without_a_policy_stops_the_url_conf():
    with pytest.raises(ImproperlyConfigured, match="undeclared"):
        policy_of(undeclared, "undeclared")


@pytest.mark.urls("tests.house.test_default_deny")
def test_a_view_without_a_policy_is_never_run(client, rf):
    request = rf.get("/undeclared/")
    request.resolver_match = None

    with pytest.raises(ImproperlyConfigured):
        client.get("/undeclared/")
    with pytest.raises(ImproperlyConfigured):
        Gate(undeclared).process_view(request, undeclared, (), {})


# --- a stranger ---------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["get", "post", "put", "delete", "head"])
def test_a_stranger_is_refused_everywhere_but_on_the_public_list(client, method):
    place = Place("OWN")
    reached = {}
    for name, names, policy in ADDRESSES:
        if policy == OPEN:
            continue
        response = getattr(client, method)(url_for(name, names, place))
        to_login = response.status_code == 302 and response["Location"].startswith(LOGIN)
        # A program is not sent to a page: it is told to say who it is.
        is_asked = name in DOORS and response.status_code == 401
        if not to_login and not is_asked:
            reached[name] = response.status_code

    assert not reached


@pytest.mark.django_db
@pytest.mark.parametrize("name", sorted(PUBLIC - BEHIND_A_LINK - BUILT_APART - OF_A_RECORD))
def test_the_public_pages_are_there(client, name):
    assert client.get(reverse(name)).status_code in {200, 204, 302, 405}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "url", ["/static/", "/static/../settings.py", "/media/x", "/favicon.ico", "/admin/", "/.env"]
)
def test_what_is_not_an_address_is_not_there(client, url):
    assert client.get(url).status_code == 404


# --- each role, its own centre and another ------------------------------------------------------


def reach(policy, role):
    return POLICY[policy].get(role, Scope.NONE)


def expected(scope, relation):
    if scope == Scope.ASSIGNED:
        return relation == "assigned"
    return scope == Scope.ALL or (scope == Scope.CENTRE and relation != "other")


def relations_for(name, names, scope):
    if not set(names) - set(PARTS.get(name, {})):
        return ["none"]
    return ["assigned", "own", "other"] if scope == Scope.ASSIGNED else ["own", "other"]


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role, ids=str)
def test_the_gate_shuts_what_the_policy_does_not_give_to_a_role(rf, role):
    viewer = staff(role, None if role in NATIONAL else Place("OWN").centre)
    said = {scope: program_of(viewer, scope) for scope in TokenScope}
    open_to_her = set()
    for name, _names, policy in DESK:
        request = rf.get("/", **said[scope_for(name)])
        request.user, request.session, request.resolver_match = viewer, {}, None
        view = VIEWS[name]
        try:
            assert Gate(view).process_view(request, view, (), {}) is None
        except Http404:
            continue
        open_to_her.add((name, policy))

    assert open_to_her == {
        (name, policy) for name, _k, policy in DESK if reach(policy, role) > Scope.NONE
    }


def scope_for(name):
    """Return what a program that asks for an address must be allowed."""
    return TokenScope.READ if name.startswith("v1:") else TokenScope.FILL


def program_of(viewer, scope):
    """Return what a program of this user says with each request."""
    given = {"name": "tests", "scope": scope, "now": timezone.now()}
    _token, secret = issue_token(actor=viewer, user=viewer, **given)
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


def without_token(response):
    text = re.sub(r'value="\w{64}"', "", response.content.decode())
    return re.sub(r'"X-CSRFToken": "\w+"', "", text).replace(response.wsgi_request.path, "")


@pytest.mark.django_db
def test_a_shut_page_looks_like_one_that_is_not_there(client):
    client.force_login(staff(Role.DONOR_VIEWER))

    shut = client.get(reverse("desk:users"))
    absent = client.get("/desk/settings/nothing/")

    assert (shut.status_code, absent.status_code) == (404, 404)
    assert without_token(shut) == without_token(absent)


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role, ids=str)
def test_a_role_reaches_what_the_policy_says_and_no_more(client, role):
    own, other = Place("OWN"), Place("OTH")
    viewer = staff(role, None if role in NATIONAL else own.centre)
    client.force_login(viewer)
    said = {scope: program_of(viewer, scope) for scope in TokenScope}
    wrong = []
    for name, names, policy in DESK:
        scope = reach(policy, role)
        # What the gate shuts is tested above, without drawing a page for each refusal.
        for relation in relations_for(name, names, scope) if scope else []:
            place = other if relation == "other" else own
            url = url_for(name, names, place)
            keeper = viewer if relation == "assigned" else None
            Person.objects.filter(pk=own.person.pk).update(assigned_to=keeper)
            if name in SHARED | ELSEWHERE.keys() and relation != "own":
                continue
            client.defaults |= said[scope_for(name)]
            may = relation == "none" or expected(scope, relation)
            if may == is_refused(client, url, relation) and name not in ELSEWHERE:
                wrong.append((name, relation, scope.name))

    assert not wrong, "\n".join(str(one) for one in wrong)
