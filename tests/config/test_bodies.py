"""What is too large is refused in both languages before a byte of it is read."""

import io

import pytest

from spean.config.bodies import within

MOST = 100_000_000


class Unread(io.BytesIO):
    def read(self, *_size):
        raise AssertionError("a byte was read")


def answered(length, site):
    said = []
    environ = {"CONTENT_LENGTH": length, "wsgi.input": Unread()}
    body = within(site, MOST)(environ, lambda status, headers: said.append((status, dict(headers))))
    return said, b"".join(body).decode()


def test_two_gigabytes_are_refused_unread_in_khmer_and_english():
    def never(_environ, _start):
        raise AssertionError("the site was asked")

    ((status, headers),), text = answered(str(2_000_000_000), never)

    assert status.startswith("413") and headers["Connection"] == "close"
    assert "larger than 100 MB" in text and "ធំជាង 100" in text


@pytest.mark.parametrize("length", ["", "0", str(MOST), "many"])
def test_everything_else_goes_on_to_the_site(length):
    assert answered(length, lambda _environ, _start: [b"the site"])[1] == "the site"
