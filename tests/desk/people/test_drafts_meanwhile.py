"""A form saves itself in the background while it is being sent: nothing is taken back."""

from typing import Any

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import QueryDict
from django.test import RequestFactory

from spean.accounts.models import User
from spean.desk.people import drafts

pytestmark = pytest.mark.django_db


def request_of(user: User, key: str) -> Any:
    """Return a request that has read its session already, as every request has."""
    request = RequestFactory().post("/")
    request.user, request.session = user, SessionStore(key)
    request.session.load()
    return request


@pytest.fixture
def sending(counsellor: User) -> Any:
    """Return a request with a registration begun."""
    session = SessionStore()
    session.create()
    request = request_of(counsellor, session.session_key)
    draft = drafts.begin()
    drafts.keep(request, draft)
    request.session.save()
    return request


def test_what_was_sent_meanwhile_stays(sending: Any, counsellor: User) -> None:
    slow = request_of(counsellor, sending.session.session_key)
    assert drafts.drafts_of(slow)[0].alike == {}
    (sent,) = drafts.drafts_of(sending)
    sent.alike = {"somebody": "different"}
    drafts.keep(sending, sent)
    sending.session.save()

    with drafts.held(slow):
        (draft,) = drafts.drafts_of(slow)
        draft.question = "kept"
        drafts.keep(slow, draft)

    (now,) = drafts.drafts_of(request_of(counsellor, sending.session.session_key))
    assert (now.alike, now.question) == ({"somebody": "different"}, "kept")
    assert not slow.session.modified


def test_a_session_that_has_ended_is_not_brought_back(sending: Any, counsellor: User) -> None:
    slow = request_of(counsellor, sending.session.session_key)
    sending.session.flush()

    with drafts.held(slow):
        assert drafts.drafts_of(slow) == []

    assert not SessionStore().exists(slow.session.session_key or "")


def sheet(number: str, **answers: str) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({"sheet": number, **answers})
    return data


def test_what_a_page_saves_by_itself_never_replaces_what_was_sent_from_it() -> None:
    draft = drafts.begin()

    draft.save("consent", sheet("1", decision="yes"))
    draft.send("consent", sheet("1", decision="yes", share="yes"))
    draft.save("consent", sheet("1", decision="yes"))

    assert draft.steps["consent"] == {"decision": ["yes"], "share": ["yes"]}


def test_a_page_that_was_opened_again_saves_again() -> None:
    draft = drafts.begin()
    draft.send("consent", sheet("1", decision="yes", share="yes"))

    draft.save("consent", sheet("2", decision="no"))

    assert draft.steps["consent"] == {"decision": ["no"]}
