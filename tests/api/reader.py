"""A program that reads answers, with a password of its own, as pyodk does."""

import json
from typing import Any

from django.utils import timezone

from spean.accounts.choices import TokenScope
from spean.accounts.models import User
from spean.accounts.services import issue_token


def password_of(user: User, scope: TokenScope = TokenScope.READ) -> str:
    """Return a new password by which a program reads in this user's name."""
    _token, secret = issue_token(
        actor=user, user=user, name="tests", scope=scope, now=timezone.now()
    )
    return secret


class Reader:
    """A program that is let in; `get` asks below `/v1/` and gives the answer."""

    def __init__(self, client: Any, user: User) -> None:
        self._client = client
        said = {"email": user.username, "password": password_of(user)}
        answered = client.post("/v1/sessions", said, content_type="application/json")
        self._said = {"HTTP_AUTHORIZATION": f"Bearer {answered.json()['token']}"}

    def get(self, path: str, **asked: Any) -> Any:
        """Ask; names of OData's own parts are given without their sign."""
        query = {f"${name}": value for name, value in asked.items()}
        return self._client.get(f"/v1/{path}", query, **self._said)

    def rows(self, version: Any, table: str = "Submissions", **asked: Any) -> Any:
        """Return a table as it is told, whole."""
        form_id = version.questionnaire.form_id
        answered = self.get(f"projects/1/forms/{form_id}.svc/{table}", **asked)
        assert answered.status_code == 200, answered.content
        return json.loads(b"".join(answered))
