"""A pattern that some answer would keep busy for ever is found by trying it; others are not."""

import re
import time

import pytest

from spean.surveys.rules.xlsform.patterns import never_ends

ENDLESS = [
    r"^(a+)+$",
    r"(a|a)*b",
    r"(a|aa)+$",
    r"^(\w+\s?)*$",
    r"^([a-zA-Z]+)*$",
    r"(x+x+)+y",
    r"^(([a-z])+.)+[A-Z]([a-z])+$",
    r"^ID-(\d+)*-X$",
    r"(.*a){20}$",
    r"(?<n>a+)+$",
    r"^(\p{L}+)+$",
    r"((a{5,}))+$",
    r"^(a?){40}a{40}$",
    r"(abc|a|bc)*d",
    r"^(?=(a+)+$)",
    r"(\d|[0-9a-f])*x",
    r"([^x]+)*x",
    r'^(?:[^"]+|"[^"]*")*$',
    r"(abcdefghij|abcdefghij)*$",
    r"(a*b?a*)*c",
    r"^([\u1780-\u17ff]+)+$",
    r"(?<=(a+)+)b",
    "(" * 3000 + "(a+)+" + ")" * 3000,
]
HONEST = [
    r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,4}$",
    r"^\w+([-+.']\w+)*@\w+([-.]\w+)*\.\w+([-.]\w+)*$",
    r"^(\+855|0)[1-9][0-9]{7,8}$",
    r"^[A-Z]{2}-\d{3,6}(/\d+)?$",
    r"^[\p{L} .'-]+$",
    r"^([A-Z][a-z]+ ?){2,4}$",
    r"^[0-9]+(\.[0-9]{1,2})?$",
    r"^(\d{1,2}[,;] ?)*\d{1,2}$",
    r"^(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?)\.){3}(?:25[0-5]|[01]?[0-9][0-9]?)$",
    r"^[^\s@]+@[^\s@]+\.[^\s@]+$",
    r"^\s*\S+(\s+\S+)*\s*$",
    r"^[a-z]+( [a-z]+)*$",
    r"^(?=.*\d)(?=.*[a-z]).{6,}$",
    r"(.*)(.*)(.*)",
    # The telephone of the XLSForm manual, which many forms have copied.
    r"^(([0-9]{1})*[- .(]*([0-9]{3})[- .)]*[0-9]{3}[- .]*[0-9]{4})+$",
    r"^([0-9]|[1-9][0-9]|100)$",
    r"unclosed (",
    "",
]


@pytest.mark.parametrize("pattern", ENDLESS, ids=lambda one: one[:30])
def test_a_pattern_that_never_ends_is_found(pattern):
    assert never_ends(pattern)


@pytest.mark.parametrize("pattern", HONEST, ids=lambda one: one[:30])
def test_an_honest_pattern_is_left_alone(pattern):
    assert not never_ends(pattern)


@pytest.mark.parametrize("pattern", [ENDLESS[0], ENDLESS[8]])
def test_the_finding_itself_takes_no_time(pattern):
    never_ends.cache_clear()
    began = time.process_time()

    never_ends(pattern)

    assert time.process_time() - began < 1


def test_without_its_clock_the_trial_would_hang_as_a_telephone_does():
    # The negative control, with texts short enough to see the end: two letters, four times as long.
    def seconds(letters):
        began = time.process_time()
        re.fullmatch("(a+)+$", "a" * letters + "!")
        return time.process_time() - began

    assert seconds(22) > 2 * seconds(20)


def test_the_clock_of_a_trial_leaves_nothing_behind():
    import signal

    before = signal.getsignal(signal.SIGVTALRM)
    never_ends("(b+)+$")
    assert signal.getsignal(signal.SIGVTALRM) == before
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
