"""The sealed file by itself: many chunks, each in its place, the last one last."""

import io
import json
import os

import pytest

from spean.console.keeping.container import (
    FRAME,
    AlteredBackup,
    BackupRefused,
    CutBackup,
    Sealer,
    lines_of,
)

KEY = "0123456789abcdef" * 4
LINES = [os.urandom(30_000).hex().encode() for _ in range(40)]


def sealed():
    file = io.BytesIO()
    head = {"site": "s", "made_at": "2026-01-01", "head": {"seq": 7, "hash": "0" * 64}}
    sealer = Sealer(file, key=KEY, head=head)
    for line in LINES:
        sealer.write(line)
    sealer.close()
    return file.getvalue()


def taken_apart(content):
    """Return the first two lines and the frames behind them."""
    first, second, rest = content.split(b"\n", 2)
    frames = []
    while rest:
        _flag, length = FRAME.unpack(rest[: FRAME.size])
        frames.append(rest[: FRAME.size + length])
        rest = rest[FRAME.size + length :]
    return first + b"\n" + second + b"\n", frames


def read(content):
    return list(lines_of(io.BytesIO(content), key=KEY))


def test_what_goes_in_comes_out():
    assert read(sealed()) == LINES
    assert len(taken_apart(sealed())[1]) > 3


def test_a_file_cut_between_two_chunks_is_refused_even_with_a_forged_end():
    head, frames = taken_apart(sealed())
    shorter = frames[:-1]

    with pytest.raises(CutBackup):
        read(head + b"".join(shorter))
    forged = b"\x01" + shorter[-1][1:]
    with pytest.raises(AlteredBackup):
        read(head + b"".join([*shorter[:-1], forged]))


@pytest.mark.parametrize("order", [(1, 0, 2), (0, 0, 1), (0, 2)])
def test_chunks_in_another_order_are_refused(order):
    head, frames = taken_apart(sealed())

    with pytest.raises(BackupRefused):
        read(head + b"".join([*(frames[place] for place in order), *frames[3:]]))


@pytest.mark.parametrize(("name", "value"), [("made_at", "2027-01-01"), ("site", "t"), ("x", 1)])
def test_a_changed_first_line_is_refused(name, value):
    head, frames = taken_apart(sealed())
    first, second, _end = head.split(b"\n")
    about = json.dumps({**json.loads(second), name: value}, sort_keys=True).encode()

    with pytest.raises(AlteredBackup):
        read(b"\n".join([first, about, b"".join(frames)]))


def test_two_backups_of_the_same_lines_share_no_byte_of_their_chunks():
    assert taken_apart(sealed())[1][0][5:] != taken_apart(sealed())[1][0][5:]
