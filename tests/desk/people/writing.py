"""What a counsellor writes in the forms of this part, as the browser sends it."""

from typing import Any
from uuid import UUID

from django.test import Client
from django.urls import reverse

from spean.accounts.models import User
from spean.directory.models import Area

CONSENT = {
    "consent-decision": "yes",
    "consent-given_by": "self",
    "consent-mode": "thumbprint",
    "consent-language": "km",
    "consent-was_read_aloud": "on",
    "consent-was_understood": "on",
    "scopes-share_employer": "yes",
    "scopes-contact_by_phone": "yes",
}
WHO = {
    "identity-family_name_km": "ទន្លេ",
    "identity-given_name_km": "សុភា",
    "identity-sex": "F",
    "identity-born": "៣៤",
    "phone1-number": "០១២ ០០០ ៤១៧",
    "phone1-owner": "self",
    "phone1-safe_to_call": "safe",
    "phone1-app": "none",
    "arrival-client_type": "returnee",
    "arrival-channel": "walk_in",
}
NEEDS = {"needs-main_needs": ["income", "debt"], "needs-language": "km"}


def home(area: Area, **changes: Any) -> dict[str, Any]:
    """Return the step about the home; the place by its code."""
    return {"address-area": area.code, **changes}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def begun(client: Client) -> UUID:
    """Begin a registration and return the id of its draft."""
    answer = client.post(reverse("desk:register"))
    assert answer.status_code == 302
    return UUID(answer["Location"].split("/")[-3])


def sent(client: Client, draft: UUID, step: str, data: dict[str, Any], then: str = "go-on") -> Any:
    address = reverse("desk:register_step", args=[draft, step])
    return client.post(address, {**data, "then": then})


def written(client: Client, area: Area, **steps: dict[str, Any]) -> UUID:
    """Write all steps of a registration but the last, and return its draft."""
    draft = begun(client)
    pages = {"consent": CONSENT, "who": WHO, "home": home(area), "needs": NEEDS}
    for name, data in pages.items():
        answer = sent(client, draft, name, {**data, **steps.get(name, {})})
        assert answer.status_code == 302, answer.content.decode()
    return draft


def saved(client: Client, draft: UUID, **answers: str) -> Any:
    return sent(client, draft, "check", answers, then="save")
