"""What a counsellor sends from the pages of casework, and how a test reads them."""

import re
import uuid
from datetime import date
from typing import Any

from django.test import Client
from django.urls import reverse

from spean.casework.rules import QUESTIONS


def hidden(response: Any, name: str) -> str:
    """Return a hidden field of a page."""
    html = response.content.decode()
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"no hidden {name}"
    return found.group(1)


def sent(client: Client, name: str, key: Any, **typed: Any) -> Any:
    """Open a form, type into it, send it; the hidden fields are those of the page."""
    url = reverse(name, args=[key] if key else [])
    page = client.get(url)
    assert page.status_code == 200, (name, page.status_code)
    marks = {"id": hidden(page, "id")}
    if 'name="revision"' in page.content.decode():
        marks["revision"] = hidden(page, "revision")
    return client.post(url, {**marks, **typed})


def questions(*yes: str, **changes: str) -> dict[str, str]:
    return {**{code: "yes" if code in yes else "no" for code in QUESTIONS}, **changes}


def plan(**changes: Any) -> dict[str, Any]:
    return {
        "goal": "ខ្ញុំចង់ធ្វើការជិតផ្ទះ ហើយឱ្យកូនបានរៀន។",
        "goal_code": "wage_job_near",
        "dimension": "economic",
        "strengths": "ធ្លាប់ក្រាលការ៉ូ",
        "barriers": "កូនពីរ",
        "household_agrees": "yes",
        "has_debt_plan": "no",
        "baseline_rss": "០.៤៥",
        "review_on": "១៥ មិថុនា ២០២៨",
        **changes,
    }


def note(**changes: Any) -> dict[str, Any]:
    return {
        "topics": ["COU1"],
        "mode": "phone",
        "happened_on": "១ វិច្ឆិកា ២០២៦",
        "minutes": "២០",
        "summary": "ពិភាក្សារឿងការងារ",
        "next_step": "ហៅទៅសាលា",
        "next_on": "១៥ មិថុនា ២០២៨",
        **changes,
    }


def key() -> str:
    return str(uuid.uuid4())


REVIEW = date(2028, 6, 15)
