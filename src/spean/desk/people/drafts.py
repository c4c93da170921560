"""Registrations that are not finished: kept sealed in the session, small, and for a day.

The draft holds what was written, as it was written, also where it cannot be saved yet. It is
sealed under a key of its own for the officer who writes it, and goes when she signs out.
"""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from spean.core import crypto
from spean.desk.people.request import StaffRequest

SESSION_KEY = "registrations"
MOST_DRAFTS = 8
MOST_BYTES = 60_000
KEPT_FOR = timedelta(hours=24)
_NOT_ANSWERS = {"csrfmiddlewaretoken", "then", "sheet"}

Answers = dict[str, list[str]]


@dataclass
class Draft:
    """One unfinished registration; `id` becomes the id of the person, so it registers once."""

    id: UUID
    started_at: datetime
    saved_at: datetime
    steps: dict[str, Answers] = field(default_factory=dict)
    # What was said about people who look alike: {person id: answer}, "elsewhere" for other centres.
    alike: dict[str, str] = field(default_factory=dict)
    question: str = ""
    # The page on which each step was last sent: what that page still saves comes too late.
    sent: dict[str, str] = field(default_factory=dict)

    @property
    def is_too_long(self) -> bool:
        """Tell whether more was written than a draft keeps."""
        return len(json.dumps(self.steps).encode()) > MOST_BYTES

    def data_of(self, step: str) -> QueryDict | None:
        """Return what was written in a step, as a form takes it, or None."""
        if step not in self.steps:
            return None
        data = QueryDict(mutable=True)
        for name, values in self.steps[step].items():
            data.setlist(name, values)
        return data

    def write(self, step: str, data: QueryDict) -> None:
        """Take over what was written in a step."""
        self.steps[step] = {
            name: values for name, values in data.lists() if name not in _NOT_ANSWERS
        }

    def send(self, step: str, data: QueryDict) -> None:
        """Take over a step that was sent with its button."""
        self.write(step, data)
        self.sent[step] = data.get("sheet", "")

    def save(self, step: str, data: QueryDict) -> None:
        """Take over what a page saves by itself, unless the same page was sent meanwhile.

        On a slow line the two arrive in either order, and the older would win.
        """
        sheet = data.get("sheet", "")
        if not sheet or self.sent.get(step) != sheet:
            self.write(step, data)


@contextmanager
def held(request: StaffRequest) -> Iterator[None]:
    """Hold the session as it is now, not as it was when the request began, and save it at once.

    A form saves itself in the background also while it is being sent. Without this, the slower of
    the two would take back what the other wrote: a whole step, or what was said about a double.
    """
    key = request.session.session_key
    with transaction.atomic():
        Session.objects.select_for_update().filter(pk=key).first()
        request.session = type(request.session)(key)
        yield
        if request.session.modified:
            request.session.save()
            request.session.modified = False


def begin() -> Draft:
    """Return a new, empty registration."""
    now = timezone.now()
    return Draft(uuid4(), now, now)


def drafts_of(request: StaffRequest) -> list[Draft]:
    """Return the viewer's unfinished registrations, the latest first."""
    kept = (_opened(request, key) for key in list(request.session.get(SESSION_KEY, {})))
    return sorted(filter(None, kept), key=lambda draft: draft.saved_at, reverse=True)


def draft_with(request: StaffRequest, draft_id: UUID) -> Draft | None:
    """Return one unfinished registration of the viewer, or None if it is gone."""
    return _opened(request, str(draft_id))


def keep(request: StaffRequest, draft: Draft) -> bool:
    """Keep a registration; return False, and keep it as it was, if it is too long."""
    if draft.is_too_long:
        return False
    draft.saved_at = timezone.now()
    key = crypto.new_key()
    context = _context(request, str(draft.id))
    body = {
        "started": draft.started_at.isoformat(),
        "saved": draft.saved_at.isoformat(),
        "steps": draft.steps,
        "alike": draft.alike,
        "question": draft.question,
        "sent": draft.sent,
    }
    box = {
        "key": _text(crypto.wrap(key, context=context)),
        "body": _text(crypto.seal(key, body, context=context)),
    }
    kept = {one.id: one for one in drafts_of(request)[: MOST_DRAFTS - 1]}
    boxes = request.session.get(SESSION_KEY, {})
    current = {name: boxes[name] for name in boxes if UUID(name) in kept}
    request.session[SESSION_KEY] = {**current, str(draft.id): box}
    return True


def discard(request: StaffRequest, draft_id: UUID) -> None:
    """Forget a registration."""
    boxes = dict(request.session.get(SESSION_KEY, {}))
    if boxes.pop(str(draft_id), None):
        request.session[SESSION_KEY] = boxes


def _opened(request: StaffRequest, name: str) -> Draft | None:
    box = request.session.get(SESSION_KEY, {}).get(name)
    if not box:
        return None
    context = _context(request, name)
    try:
        key = crypto.unwrap(_bytes(box["key"]), context=context)
        body: dict[str, Any] = crypto.unseal(key, _bytes(box["body"]), context=context)
    except crypto.CannotUnseal:
        return None
    saved = datetime.fromisoformat(body["saved"])
    if timezone.now() - saved > KEPT_FOR:
        return None
    started = datetime.fromisoformat(body["started"])
    words = (body["steps"], body["alike"], body["question"], body.get("sent", {}))
    return Draft(UUID(name), started, saved, *words)


def _context(request: StaffRequest, name: str) -> str:
    return f"registration:{request.user.pk}:{name}"


def _text(value: bytes) -> str:
    return base64.b64encode(value).decode()


def _bytes(value: str) -> bytes:
    return base64.b64decode(value)
