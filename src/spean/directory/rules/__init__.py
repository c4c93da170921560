"""Arithmetic and judgements of this room, in plain Python."""

from spean.directory.rules.client_number import (
    check_digit,
    client_number,
    is_valid_client_number,
)

__all__ = ["check_digit", "client_number", "is_valid_client_number"]
