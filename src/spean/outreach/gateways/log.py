"""The gateway of a site without one: it notes that a message left, and nothing of what it said."""

import logging

logger = logging.getLogger("spean.outreach")


class CannotSend(Exception):
    """The gateway could not take the message now; it may be tried again."""


def send(number: str, text: str) -> None:
    """Note one message of so many letters. Neither the number nor the text is written."""
    if not number or not text:
        raise CannotSend
    logger.info("message left: %d letters", len(text))
