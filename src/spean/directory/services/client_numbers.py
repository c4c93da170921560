"""Client numbers: each centre hands out of its own blocks, so that no two are ever the same."""

from datetime import date
from typing import Final

from django.db.models import F, Max

from spean.accounts.services import one_writer
from spean.directory.models import Centre, NumberBlock
from spean.directory.rules import client_number

BLOCK_SIZE: Final = 1_000


def issue_client_number(centre: Centre, today: date) -> str:
    """Return the next client number of a centre for the year of `today`, never given before.

    It is taken from the centre's block of 1,000 for the year; a full block is followed by the
    next free one. Who rolls back the registration gives the number back.
    """
    return issue_client_numbers(centre, today, 1)[0]


def issue_client_numbers(centre: Centre, today: date, count: int) -> list[str]:
    """Return the next `count` client numbers of a centre, as so many single calls would."""
    numbers: list[int] = []
    with one_writer():
        while len(numbers) < count:
            block = _block(centre, today.year)
            last = min(block.last, block.next + count - len(numbers) - 1)
            numbers += range(block.next, last + 1)
            block.next = last + 1
            block.save(update_fields=["next", "updated_at"])
    return [client_number(today.year, number) for number in numbers]


def _block(centre: Centre, year: int) -> NumberBlock:
    open_ones = NumberBlock.objects.select_for_update().filter(
        centre=centre, year=year, next__lte=F("last")
    )
    return open_ones.order_by("first").first() or _next_block(centre, year)


def _next_block(centre: Centre, year: int) -> NumberBlock:
    # One writer at a time (`one_writer`): nobody takes the same block in between.
    highest = NumberBlock.objects.filter(year=year).aggregate(last=Max("last"))["last"] or 0
    return NumberBlock.objects.create(
        centre=centre,
        year=year,
        first=highest + 1,
        last=highest + BLOCK_SIZE,
        next=highest + 1,
    )
