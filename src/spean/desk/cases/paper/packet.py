"""The request to a lender, with the papers the lenders' associations name (ABC, CMA)."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from spean.casework.choices import PacketPaper
from spean.casework.contracts import OpenedDebt
from spean.core.wording import day_text, money_text
from spean.desk.cases.paper.drawings import drawing
from spean.desk.cases.paper.plan import common_words
from spean.people.models import Person


def packet_words(person: Person, opened: OpenedDebt, today: date) -> dict[str, Any]:
    """Return the request as it is printed; this paper is for the lender, so it names the loan."""
    words = opened.words
    papers = [(str(label), code in words.papers) for code, label in PacketPaper.choices]
    papers += [(line, False) for line in words.other_papers]
    return {
        **common_words(person, today),
        "telephone": drawing("telephone-fill"),
        "heading": _("Request to change a loan"),
        "to": _("To: %(lender)s") % {"lender": words.lender},
        "facts": _facts(person, opened),
        "asks": _(
            "I came back from work abroad and cannot pay as agreed. I ask you to look at my loan "
            "and to agree to what is ticked:"
        ),
        "wishes": [
            _("A pause in paying for …… months"),
            _("Smaller payments over a longer time"),
            _("Less interest, or no penalty"),
        ],
        "papers_title": _("Papers with this request"),
        "papers": [{"words": name, "is_there": is_there} for name, is_there in papers],
        "signs": [_("Signature or thumbprint"), _("Received by the lender: name, day")],
    }


def _facts(person: Person, opened: OpenedDebt) -> list[dict[str, str]]:
    words = opened.words
    known = (
        (_("Still owed"), money_text(words.owed, words.currency)),
        (_("Paid each time"), money_text(words.payment, words.currency)),
        (_("Next payment"), day_text(words.next_due_on)),
        (_("Security"), words.collateral),
        (_("Signed too"), words.co_borrower),
    )
    return [
        {"name": _("Name"), "words": person.name},
        # The number is sealed: she writes it by her own hand.
        {"name": _("Number of the identity card"), "words": ""},
        *({"name": name, "words": said} for name, said in known if said),
    ]
