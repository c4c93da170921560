"""Four ways to ask another registry: by hand, in a table, over the line at once or later."""

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol
from uuid import UUID

from spean.people.gateways.registry_line import Line, NoReply, Question, Reply, search_message
from spean.people.gateways.spdci.checking import moment, records_of, transaction_of
from spean.people.gateways.spdci.envelope import Body

OUR_ID: Final = "spean"
COLUMNS: Final = ("reference", "type", "number", "purpose", "result", "words")
RESULTS: Final = frozenset({"found", "not_found"})
# No cell of a table that leaves is a formula.
NUMBER: Final = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./-]{0,79}")


class RegistryGateway(Protocol):
    """A way to another registry."""

    def ask(self, question: Question, now: datetime) -> Reply:
        """Ask, and return what is known now.

        :raises NoReply: if nothing came that can be believed
        """


@dataclass(frozen=True, slots=True)
class ByHand:
    """An officer looked it up, by telephone or on a list, and says what stands there."""

    is_found: bool
    words: str

    def ask(self, question: Question, now: datetime) -> Reply:
        """Return what the officer found."""
        return Reply(self.is_found, self.words)


class InTable:
    """The question waits for the next table, and its answer for the table that comes back."""

    def ask(self, question: Question, now: datetime) -> Reply:
        """Return that nothing is known yet."""
        return Reply(None)


class OverTheLine(Line):
    """SPDCI: one signed question, one signed answer, in the same breath."""

    def ask(self, question: Question, now: datetime) -> Reply:
        """Ask, and believe only an answer that the registry signed and that answers this question.

        :raises NoReply: if there is none
        """
        found = self.send("search", "sync/search", search_message(question, now), now)
        return self.believed(found, "on-search", now, lambda said: _reply(said, question))


class Later(Line):
    """SPDCI: one signed question now, the answer comes to our door when the registry has it."""

    def ask(self, question: Question, now: datetime) -> Reply:
        """Ask, and return that nothing is known yet.

        :raises NoReply: if the registry did not take the question
        """
        self.hand_in("search", "search", search_message(question, now), now)
        return Reply(None)


def _reply(said: Body, question: Question) -> Reply:
    answers = said.get("search_response")
    ours = [
        one
        for one in (answers if isinstance(answers, list) else [])
        if isinstance(one, dict) and one.get("reference_id") == str(question.id)
    ]
    if transaction_of(said) != str(question.id) or len(ours) != 1:
        raise NoReply
    moment(ours[0].get("timestamp"), "rjct.timestamp.invalid")
    if ours[0].get("status") != "succ":
        raise NoReply
    records = records_of(ours[0].get("data"))
    return Reply(bool(records), records=records)


def packed(questions: Iterable[Question]) -> str:
    """Return questions as a table; the last two columns are for the answer."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow(COLUMNS)
    for one in questions:
        table.writerow([one.id, one.type, one.number, one.purpose, "", ""])
    return out.getvalue()


def unpacked(text: str) -> dict[UUID, Reply]:
    """Return the answers of a table by the question's id; rows without an answer are left out.

    :raises ValueError: if it is no such table, or an answer is none of the two
    """
    rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    if not {"reference", "result"} <= {*(rows.fieldnames or ())}:
        raise ValueError
    found: dict[UUID, Reply] = {}
    for row in rows:
        result = (row["result"] or "").strip()
        if not result:
            continue
        if result not in RESULTS:
            raise ValueError
        words = (row.get("words") or "").strip()[:2000]
        found[UUID((row["reference"] or "").strip())] = Reply(result == "found", words)
    return found
